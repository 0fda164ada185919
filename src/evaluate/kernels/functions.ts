/**
 * Special functions of one number, in double precision: from their series, continued fractions and
 * asymptotic expansions (Abramowitz and Stegun, chapters 6, 7 and 9).
 */

/** erf by its Maclaurin series, which converges fast near 0. */
function erfSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; n < 100; n++) {
    term *= (-x * x) / n;
    const next = sum + term / (2 * n + 1);
    if (next === sum) break;
    sum = next;
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

/** erfc for x ≥ 2 by its continued fraction, evaluated from the end. */
function erfcFraction(x: number): number {
  let fraction = x;
  for (let n = 120; n >= 1; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}

export function erfcOf(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 27) return 0;
  if (x < -6) return 2;
  if (x >= 2) return erfcFraction(x);
  return 1 - erfOf(x);
}

export function erfOf(x: number): number {
  if (Number.isNaN(x)) return x;
  if (Math.abs(x) > 6) return Math.sign(x);
  if (Math.abs(x) <= 2) return erfSeries(x);
  return Math.sign(x) * (1 - erfcFraction(Math.abs(x)));
}

/** The inverse of erf: a first guess, then Halley's steps. */
export function erfinvOf(x: number): number {
  if (Number.isNaN(x) || Math.abs(x) > 1) return Number.NaN;
  if (Math.abs(x) === 1) return x * Number.POSITIVE_INFINITY;
  const logarithm = Math.log((1 - x) * (1 + x));
  const half = 2 / (Math.PI * 0.147) + logarithm / 2;
  let y = Math.sign(x) * Math.sqrt(Math.sqrt(half * half - logarithm / 0.147) - half);
  for (let step = 0; step < 4; step++) {
    // erf(y) − x, from the complement where x is near ±1.
    const error = x > 0.5 ? 1 - x - erfcOf(y) : x < -0.5 ? erfcOf(-y) - 1 - x : erfOf(y) - x;
    const slope = (2 / Math.sqrt(Math.PI)) * Math.exp(-y * y);
    if (slope === 0) break;
    const newton = error / slope;
    y -= newton / (1 + y * newton);
  }
  return y;
}

const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];

/** log |Γ(x)|; infinite at 0 and the negative integers. */
export function lgammaOf(x: number): number {
  if (Number.isNaN(x)) return x;
  if (!Number.isFinite(x)) return Number.POSITIVE_INFINITY;
  if (x <= 0 && Number.isInteger(x)) return Number.POSITIVE_INFINITY;
  if (x < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - lgammaOf(1 - x);
  if (x === 1 || x === 2) return 0;
  let shifted = x;
  let product = 1;
  while (shifted < 15) {
    product *= shifted;
    shifted++;
  }
  let correction = 0;
  let power = shifted;
  for (const coefficient of stirling) {
    correction += coefficient / power;
    power *= shifted * shifted;
  }
  return (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI) + correction - Math.log(product);
}

/** Γ′/Γ; NaN at its poles, which are 0 and the negative integers. */
export function digammaOf(x: number): number {
  if (x === 0) return Number.NaN;
  if (Number.isNaN(x) || x === Number.POSITIVE_INFINITY) return x;
  if (x < 0) {
    if (Number.isInteger(x) || x === Number.NEGATIVE_INFINITY) return Number.NaN;
    return digammaOf(1 - x) - Math.PI / Math.tan(Math.PI * x);
  }
  let shifted = x;
  let result = 0;
  while (shifted < 12) {
    result -= 1 / shifted;
    shifted++;
  }
  const inverse = 1 / (shifted * shifted);
  const series =
    inverse *
    (1 / 12 -
      inverse * (1 / 120 - inverse * (1 / 252 - inverse * (1 / 240 - inverse * (1 / 132 - (inverse * 691) / 32760)))));
  return result + Math.log(shifted) - 1 / (2 * shifted) - series;
}

/** The derivative of digamma. */
export function trigammaOf(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x === Number.POSITIVE_INFINITY) return 0;
  if (x <= 0) {
    if (Number.isInteger(x) || x === Number.NEGATIVE_INFINITY) return Number.POSITIVE_INFINITY;
    const sine = Math.sin(Math.PI * x);
    return (Math.PI / sine) ** 2 - trigammaOf(1 - x);
  }
  let shifted = x;
  let result = 0;
  while (shifted < 12) {
    result += 1 / (shifted * shifted);
    shifted++;
  }
  const inverse = 1 / (shifted * shifted);
  const series =
    (1 / shifted) *
    inverse *
    (1 / 6 - inverse * (1 / 30 - inverse * (1 / 42 - inverse * (1 / 30 - (inverse * 5) / 66))));
  return result + 1 / shifted + inverse / 2 + series;
}

/**
 * e^−|x| times the modified Bessel function of the first kind, of order 0 or 1: its power series, and
 * far out its asymptotic expansion.
 */
export function scaledBesselOf(order: 0 | 1, x: number): number {
  if (Number.isNaN(x)) return x;
  const size = Math.abs(x);
  const sign = order === 1 && x < 0 ? -1 : 1;
  if (size === Number.POSITIVE_INFINITY) return 0;
  let term = 1;
  let sum = 1;
  if (size < 25) {
    const quarter = (size * size) / 4;
    for (let k = 1; k < 200 && term > sum * 1e-17; k++) {
      term *= quarter / (k * (k + order));
      sum += term;
    }
    return sign * Math.exp(-size) * sum * (order === 1 ? size / 2 : 1);
  }
  for (let k = 1; k < 20; k++) {
    term *= ((2 * k - 1) ** 2 - 4 * order) / (8 * size * k);
    sum += term;
  }
  return (sign * sum) / Math.sqrt(2 * Math.PI * size);
}
