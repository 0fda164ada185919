/** Matrix products, batched and broadcast, and the contractions that reduce to them. */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import { isFloating, requireSameDType } from "../dtype.ts";
import { PythonError } from "../failure.ts";
import { readData, requireProduct, sizeOfShape } from "../tape/backend.ts";
import { makeData } from "../tape/data.ts";
import { broadcastShape } from "../tape/elements.ts";
import { lifted } from "../tape/lifting.ts";
import { makeResult } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { broadcastData, normalizeAxis, unbroadcast } from "./broadcast.ts";
import { reshape, transpose } from "./shape.ts";

function invalid(message: string): PythonError {
  return new PythonError("InvalidArgumentError", message);
}

/** The product of float matrices whose batch dimensions broadcast. */
export function multiplyMatrices(a: Data, b: Data, transposeA: boolean, transposeB: boolean): Data {
  const followed = lifted("matmul", [a, b], { transposeA, transposeB });
  if (followed !== undefined) return followed;
  const rows = a.shape.at(transposeA ? -1 : -2) as number;
  const columns = b.shape.at(transposeB ? -2 : -1) as number;
  const batch = broadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const shape = [...batch, rows, columns];
  if (sizeOfShape(shape) === 0 || a.size === 0) return tf.zeros(broadcastShape(shape, shape));
  requireProduct(sizeOfShape(shape) * (a.shape.at(transposeA ? -2 : -1) as number));
  const left = broadcastData(a, [...batch, ...a.shape.slice(-2)]);
  const right = broadcastData(b, [...batch, ...b.shape.slice(-2)]);
  return tf.matMul(left, right, transposeA, transposeB);
}

export function matmul(a: Tensor, b: Tensor, transposeA = false, transposeB = false): Tensor {
  requireSameDType("MatMul", a.dtype, b.dtype);
  for (const { data } of [a, b]) {
    if (data.shape.length < 2)
      throw invalid(`In[0] and In[1] has different ndims: [${a.data.shape}] vs. [${b.data.shape}]`);
  }
  if (a.data.shape.at(transposeA ? -2 : -1) !== b.data.shape.at(transposeB ? -1 : -2)) {
    throw invalid(`Matrix size-incompatible: In[0]: [${a.data.shape}], In[1]: [${b.data.shape}]`);
  }
  if (!isFloating(a.dtype)) return multiplyIntegers(a, b, transposeA, transposeB);
  const data = multiplyMatrices(a.data, b.data, transposeA, transposeB);
  return makeResult("matmul", data, a.dtype, [a, b], (upstream) => {
    const forA = (): Data =>
      transposeA
        ? multiplyMatrices(b.data, upstream, transposeB, true)
        : multiplyMatrices(upstream, b.data, false, !transposeB);
    const forB = (): Data =>
      transposeB
        ? multiplyMatrices(upstream, a.data, true, transposeA)
        : multiplyMatrices(a.data, upstream, !transposeA, false);
    return [a.step && unbroadcast(forA(), a.data.shape), b.step && unbroadcast(forB(), b.data.shape)];
  });
}

/** Integer matrices as floats would lose what does not fit 24 bits: products are summed in double precision. */
function multiplyIntegers(a: Tensor, b: Tensor, transposeA: boolean, transposeB: boolean): Tensor {
  const batch = broadcastShape(a.data.shape.slice(0, -2), b.data.shape.slice(0, -2));
  const [aRows, aColumns] = a.data.shape.slice(-2) as [number, number];
  const [bRows, bColumns] = b.data.shape.slice(-2) as [number, number];
  const left = readData(broadcastData(a.data, [...batch, aRows, aColumns]));
  const right = readData(broadcastData(b.data, [...batch, bRows, bColumns]));
  const rows = transposeA ? aColumns : aRows;
  const inner = transposeA ? aRows : aColumns;
  const columns = transposeB ? bRows : bColumns;
  const shape = [...batch, rows, columns];
  const result = new Float64Array(sizeOfShape(broadcastShape(shape, shape)));
  for (let at = 0; at < result.length; at++) {
    const block = Math.floor(at / (rows * columns));
    const row = Math.floor(at / columns) % rows;
    const column = at % columns;
    let sum = 0;
    for (let each = 0; each < inner; each++) {
      const x = left[block * aRows * aColumns + (transposeA ? each * aColumns + row : row * aColumns + each)] as number;
      const y = right[
        block * bRows * bColumns + (transposeB ? column * bColumns + each : each * bColumns + column)
      ] as number;
      sum += x * y;
    }
    result[at] = sum;
  }
  return makeResult("matmul", makeData(result, shape, a.dtype), a.dtype, []);
}

/** `tf.tensordot`: contracts the last `axes` of a with the first of b, or the named ones of each. */
export function tensordot(
  a: Tensor,
  b: Tensor,
  axes: number | readonly [readonly number[], readonly number[]],
): Tensor {
  const aRank = a.data.shape.length;
  const bRank = b.data.shape.length;
  const [aAxes, bAxes] =
    typeof axes === "number"
      ? [
          Array.from({ length: axes }, (_, each) => aRank - axes + each),
          Array.from({ length: axes }, (_, each) => each),
        ]
      : [axes[0].map((axis) => normalizeAxis(axis, aRank)), axes[1].map((axis) => normalizeAxis(axis, bRank))];
  const aFree = a.data.shape.map((_, axis) => axis).filter((axis) => !aAxes.includes(axis));
  const bFree = b.data.shape.map((_, axis) => axis).filter((axis) => !bAxes.includes(axis));
  const sizes = (x: Tensor, list: readonly number[]): number[] => list.map((axis) => x.data.shape[axis] as number);
  const contracted = sizeOfShape(sizes(a, aAxes));
  if (aAxes.length !== bAxes.length || sizes(a, aAxes).some((size, each) => size !== sizes(b, bAxes)[each])) {
    throw invalid(`Matrix size-incompatible: In[0]: [${a.data.shape}], In[1]: [${b.data.shape}]`);
  }
  const left = reshape(transpose(a, [...aFree, ...aAxes]), [sizeOfShape(sizes(a, aFree)), contracted]);
  const right = reshape(transpose(b, [...bAxes, ...bFree]), [contracted, sizeOfShape(sizes(b, bFree))]);
  return reshape(matmul(left, right), [...sizes(a, aFree), ...sizes(b, bFree)]);
}
