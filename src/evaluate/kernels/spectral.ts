/** Discrete Fourier transforms along the last axis, as products with matrices of sines and cosines. */

import { reserve } from "../tape/backend.ts";
import { constant } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { add, multiply, subtract } from "./arithmetic.ts";
import { matmul } from "./matmul.ts";
import { reshape } from "./shape.ts";

/** A complex tensor in two parts. */
export interface Complex {
  readonly real: Tensor;
  readonly imaginary: Tensor;
}

/** cos or sin of 2π·row·column / period. */
function wave(apply: (angle: number) => number, rows: number, columns: number, period: number, like: Tensor): Tensor {
  reserve([rows, columns]);
  const values = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      // The remainder first: the angle of a large product would lose digits.
      values[row * columns + column] = apply((2 * Math.PI * ((row * column) % period)) / period);
    }
  }
  return constant(values, [rows, columns], like.dtype);
}

function along(x: Tensor, matrix: Tensor): Tensor {
  const { shape } = x.data;
  const rows = reshape(x, [-1, shape.at(-1) as number]);
  return reshape(matmul(rows, matrix), [...shape.slice(0, -1), matrix.data.shape[1] as number]);
}

export function fft({ real, imaginary }: Complex): Complex {
  const length = real.data.shape.at(-1) as number;
  const cosines = wave(Math.cos, length, length, length, real);
  const sines = wave(Math.sin, length, length, length, real);
  return {
    real: add(along(real, cosines), along(imaginary, sines)),
    imaginary: subtract(along(imaginary, cosines), along(real, sines)),
  };
}

/** The first half of the spectrum of a real signal, the other half being its mirror. */
export function rfft(x: Tensor): Complex {
  const length = x.data.shape.at(-1) as number;
  const bins = Math.floor(length / 2) + 1;
  const minusOne = constant(-1, [], x.dtype);
  return {
    real: along(x, wave(Math.cos, length, bins, length, x)),
    imaginary: multiply(along(x, wave(Math.sin, length, bins, length, x)), minusOne),
  };
}
