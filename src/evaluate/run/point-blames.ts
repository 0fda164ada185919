/** Which expression made each point of a series infinite or NaN, and which its gradient. */

import type { Blame, SeriesEvaluation } from "../evaluation.ts";

type PointBlames = Pick<SeriesEvaluation, "blames" | "blamedForValue" | "blamedForGradient">;

/** A gradient is traced by another walk back; points that are alike share one, and no more than these are walked. */
const mostWalks = 24;
/** Of points that are alike: the first, the one in the middle, the last. A point takes after the nearest. */
const walksForAlike = 3;
/** More points than anybody can be shown. */
const mostPoints = 50_000;

/** `known` come first among the blames. `forward` holds one for each point, or is empty; `walk` traces a point's gradient. */
export function blamePoints(
  known: readonly Blame[],
  forward: readonly (Blame | undefined)[],
  gradients: Float32Array | null,
  count: number,
  walk: (index: number) => Blame | undefined,
): PointBlames {
  if (count > mostPoints) return { blames: known, blamedForValue: null, blamedForGradient: null };
  const blames = [...known];
  const numbers = new Map<string, number>();
  const keyOf = ({ direction, path, range, value }: Blame): string =>
    `${direction} ${value} ${range.start} ${range.end} ${path}`;
  known.forEach((blame, index) => {
    numbers.set(keyOf(blame), index);
  });
  const numberOf = (blame: Blame | undefined): number => {
    if (blame === undefined) return -1;
    const key = keyOf(blame);
    const number = numbers.get(key) ?? blames.push(blame) - 1;
    numbers.set(key, number);
    return number;
  };
  const blamedForValue = forward.some((blame) => blame !== undefined)
    ? Int32Array.from({ length: count }, (_, index) => numberOf(forward[index]))
    : null;
  const blamedForGradient =
    gradients === null ? null : traceGradients(gradients, count, blamedForValue, walk, numberOf);
  return { blames, blamedForValue, blamedForGradient };
}

function traceGradients(
  gradients: Float32Array,
  count: number,
  blamedForValue: Int32Array | null,
  walk: (index: number) => Blame | undefined,
  numberOf: (blame: Blame | undefined) => number,
): Int32Array | null {
  const width = gradients.length / count;
  const alike = new Map<string, number[]>();
  for (let point = 0; point < count; point++) {
    let bad = "";
    for (let part = 0; part < width; part++) {
      const value = gradients[point * width + part]!;
      if (!Number.isFinite(value)) bad += `${part}:${value} `;
    }
    if (bad === "") continue;
    const key = `${blamedForValue?.[point] ?? -1} ${bad}`;
    const points = alike.get(key);
    if (points === undefined) alike.set(key, [point]);
    else points.push(point);
  }
  if (alike.size === 0) return null;
  const numbers = new Int32Array(count).fill(-1);
  let walks = 0;
  for (const points of alike.values()) {
    if (walks >= mostWalks) break;
    const places = Array.from({ length: walksForAlike }, (_, i) =>
      Math.round((i * (points.length - 1)) / (walksForAlike - 1)),
    );
    const walked = [...new Set(places)].map((place) => ({
      point: points[place]!,
      number: numberOf(walk(points[place]!)),
    }));
    walks += walked.length;
    for (const point of points) {
      const nearest = walked.reduce((a, b) => (Math.abs(b.point - point) < Math.abs(a.point - point) ? b : a));
      numbers[point] = nearest.number;
    }
  }
  return numbers;
}
