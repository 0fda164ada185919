/** Linear algebra on single matrices of numbers, row by row, in double precision. */

/** PA = LU with partial pivoting, in place; `sign` is the permutation's, 0 where a pivot is 0. */
export function factorize(matrix: Float64Array, size: number): { order: Int32Array; sign: number } {
  const order = Int32Array.from({ length: size }, (_, row) => row);
  let sign = 1;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(matrix[row * size + column]!) > Math.abs(matrix[pivot * size + column]!)) pivot = row;
    }
    if (matrix[pivot * size + column] === 0) return { order, sign: 0 };
    if (pivot !== column) {
      sign = -sign;
      [order[pivot], order[column]] = [order[column]!, order[pivot]!];
      for (let each = 0; each < size; each++) {
        const [a, b] = [pivot * size + each, column * size + each];
        [matrix[a], matrix[b]] = [matrix[b]!, matrix[a]!];
      }
    }
    for (let row = column + 1; row < size; row++) {
      const factor = matrix[row * size + column]! / matrix[column * size + column]!;
      matrix[row * size + column] = factor;
      for (let each = column + 1; each < size; each++) {
        matrix[row * size + each]! -= factor * matrix[column * size + each]!;
      }
    }
  }
  return { order, sign };
}

/** Solves with a triangle; `columns` right-hand sides, in place. */
export function substitute(
  triangle: Float64Array,
  size: number,
  right: Float64Array,
  columns: number,
  form: { readonly lower: boolean; readonly transposed: boolean; readonly unit: boolean },
): void {
  const isForward = form.lower !== form.transposed;
  for (let step = 0; step < size; step++) {
    const row = isForward ? step : size - 1 - step;
    for (let column = 0; column < columns; column++) {
      let value = right[row * columns + column]!;
      for (let done = 0; done < step; done++) {
        const other = isForward ? done : size - 1 - done;
        const at = form.transposed ? other * size + row : row * size + other;
        value -= triangle[at]! * right[other * columns + column]!;
      }
      right[row * columns + column] = form.unit ? value : value / triangle[row * size + row]!;
    }
  }
}

/** Solves AX = B, or AᵀX = B; undefined where A is singular. */
export function solveSystem(
  matrix: Float64Array,
  size: number,
  right: Float64Array,
  columns: number,
  transposed: boolean,
): Float64Array | undefined {
  const factors = transposed ? transposeSquare(matrix, size) : matrix.slice();
  const { order, sign } = factorize(factors, size);
  if (sign === 0) return undefined;
  const result = new Float64Array(size * columns);
  order.forEach((from, row) => {
    result.set(right.subarray(from * columns, (from + 1) * columns), row * columns);
  });
  substitute(factors, size, result, columns, { lower: true, transposed: false, unit: true });
  substitute(factors, size, result, columns, { lower: false, transposed: false, unit: false });
  return result;
}

function transposeSquare(matrix: Float64Array, size: number): Float64Array {
  return Float64Array.from(matrix, (_, at) => matrix[(at % size) * size + Math.floor(at / size)]!);
}

/** The lower triangle L with LLᵀ = A, read from A's lower triangle; undefined where A is not positive definite. */
export function choleskyFactor(matrix: Float64Array, size: number): Float64Array | undefined {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let value = matrix[row * size + column]!;
      for (let each = 0; each < column; each++) value -= lower[row * size + each]! * lower[column * size + each]!;
      if (row === column) {
        if (!(value > 0)) return undefined;
        lower[row * size + row] = Math.sqrt(value);
      } else lower[row * size + column] = value / lower[column * size + column]!;
    }
  }
  return lower;
}

/** Eigenvalues in ascending order and eigenvectors in columns of a symmetric matrix, by Jacobi's rotations. */
export function symmetricEigen(matrix: Float64Array, size: number): { values: Float64Array; vectors: Float64Array } {
  const a = Float64Array.from(matrix, (value, at) => {
    const [row, column] = [Math.floor(at / size), at % size];
    return column > row ? matrix[column * size + row]! : value;
  });
  const v = Float64Array.from(a, (_, at) => Number(Math.floor(at / size) === at % size));
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) off += a[p * size + q]! ** 2;
    if (!(off > 1e-300)) break;
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, v, size, p, q);
  }
  const order = Array.from({ length: size }, (_, each) => each).sort((x, y) => a[x * size + x]! - a[y * size + y]!);
  return {
    values: Float64Array.from(order, (each) => a[each * size + each]!),
    vectors: Float64Array.from(v, (_, at) => v[Math.floor(at / size) * size + order[at % size]!]!),
  };
}

function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q]!;
  if (apq === 0) return;
  const theta = (a[q * size + q]! - a[p * size + p]!) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let each = 0; each < size; each++) mix(a, each * size + p, each * size + q, c, s);
  for (let each = 0; each < size; each++) mix(a, p * size + each, q * size + each, c, s);
  for (let each = 0; each < size; each++) mix(v, each * size + p, each * size + q, c, s);
}

function mix(values: Float64Array, at: number, other: number, c: number, s: number): void {
  const [x, y] = [values[at]!, values[other]!];
  values[at] = c * x - s * y;
  values[other] = s * x + c * y;
}

/**
 * Singular values in descending order with their vectors in columns, by one-sided Jacobi rotations of
 * the columns of a matrix that has at least as many rows as columns.
 */
export function singularVectors(
  matrix: Float64Array,
  rows: number,
  columns: number,
): { values: Float64Array; left: Float64Array; right: Float64Array } {
  const u = matrix.slice();
  const v = new Float64Array(columns * columns);
  for (let each = 0; each < columns; each++) v[each * columns + each] = 1;
  for (let sweep = 0, isDone = false; sweep < 60 && !isDone; sweep++) {
    isDone = true;
    for (let p = 0; p < columns; p++) {
      for (let q = p + 1; q < columns; q++) {
        let [alpha, beta, gamma] = [0, 0, 0];
        for (let row = 0; row < rows; row++) {
          const [x, y] = [u[row * columns + p]!, u[row * columns + q]!];
          alpha += x * x;
          beta += y * y;
          gamma += x * y;
        }
        if (!(Math.abs(gamma) > 1e-15 * Math.sqrt(alpha * beta))) continue;
        isDone = false;
        const zeta = (beta - alpha) / (2 * gamma);
        const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
        const c = 1 / Math.sqrt(1 + t * t);
        for (let row = 0; row < rows; row++) mix(u, row * columns + p, row * columns + q, c, c * t);
        for (let row = 0; row < columns; row++) mix(v, row * columns + p, row * columns + q, c, c * t);
      }
    }
  }
  const lengths = Array.from({ length: columns }, (_, column) => {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += u[row * columns + column]! ** 2;
    return Math.sqrt(sum);
  });
  const order = lengths.map((_, each) => each).sort((x, y) => lengths[y]! - lengths[x]!);
  return {
    values: Float64Array.from(order, (each) => lengths[each]!),
    left: Float64Array.from(u, (_, at) => {
      const each = order[at % columns]!;
      return lengths[each] === 0 ? 0 : u[Math.floor(at / columns) * columns + each]! / lengths[each]!;
    }),
    right: Float64Array.from(v, (_, at) => v[Math.floor(at / columns) * columns + order[at % columns]!]!),
  };
}
