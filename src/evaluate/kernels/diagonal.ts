/** Diagonals and triangles of matrices, which are the last two axes. */

import * as tf from "@tensorflow/tfjs-core";
import { PythonError } from "../failure.ts";
import { reserve, sizeOfShape } from "../tape/backend.ts";
import { constant, makeResult } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { scatterAlong, takeAlong } from "./axis.ts";
import { select } from "./comparison.ts";
import { zerosLike } from "./create.ts";
import { sum } from "./reduction.ts";
import { reshape, take } from "./shape.ts";

/** Rows and columns of the last two axes. */
export function matrixShape(x: Tensor): { batch: number[]; rows: number; columns: number } {
  const { shape } = x.data;
  const [rows, columns] = shape.slice(-2);
  if (rows === undefined || columns === undefined) {
    throw new PythonError("InvalidArgumentError", `input must be at least 2-dim, received shape: [${shape}]`);
  }
  return { batch: shape.slice(0, -2), rows, columns };
}

/** Flat positions of the k-th diagonal of a matrix. */
function diagonalPositions(rows: number, columns: number, offset: number): number[] {
  const positions: number[] = [];
  for (let row = Math.max(0, -offset); row < rows && row + offset < columns; row++) {
    positions.push(row * columns + row + offset);
  }
  return positions;
}

/** The k-th diagonal, above the main one where `offset` is positive. */
export function diagPart(x: Tensor, offset = 0): Tensor {
  const { batch, rows, columns } = matrixShape(x);
  const positions = diagonalPositions(rows, columns, offset);
  const flat = reshape(x, [sizeOfShape(batch), rows * columns]);
  return reshape(take("diagPart", flat, 1, positions), [...batch, positions.length]);
}

/** Matrices of zeros with the last axis on their k-th diagonal. */
export function diag(x: Tensor, offset = 0): Tensor {
  const { shape } = x.data;
  const length = shape.at(-1);
  if (length === undefined)
    throw new PythonError("InvalidArgumentError", "diagonal must be at least 1-dim, received shape: []");
  const size = length + Math.abs(offset);
  const batch = shape.slice(0, -1);
  const result = [...batch, size, size];
  reserve(result);
  const positions = diagonalPositions(size, size, offset);
  const flat = tf.reshape(x.data, [sizeOfShape(batch), length]);
  const placed = tf.reshape(tf.cast(scatterAlong(flat, 1, positions, size * size), x.data.dtype), result);
  return makeResult("diag", placed, x.dtype, [x], (upstream) => [
    tf.reshape(takeAlong(tf.reshape(upstream, [sizeOfShape(batch), size * size]), 1, positions), shape),
  ]);
}

/** A bool for every element of the matrices of `x`. */
function maskOf(x: Tensor, isInside: (row: number, column: number) => boolean): Tensor {
  const { rows, columns } = matrixShape(x);
  const values = Array.from({ length: rows * columns }, (_, flat) =>
    Number(isInside(Math.floor(flat / columns), flat % columns)),
  );
  return constant(values, [rows, columns], "bool");
}

/** `x` with its main diagonal replaced. */
export function setDiag(x: Tensor, diagonal: Tensor): Tensor {
  const { batch, rows, columns } = matrixShape(x);
  const length = Math.min(rows, columns);
  if (`${diagonal.data.shape}` !== `${[...batch, length]}`) {
    throw new PythonError(
      "InvalidArgumentError",
      `must have diagonal.shape == input.shape[:-2] + [${length}], but received input shape: [${x.data.shape}] and diagonal shape: [${diagonal.data.shape}]`,
    );
  }
  const row = (each: number): number => Math.min(each, length - 1);
  const spread = Array.from({ length: rows }, (_, each) => row(each));
  // Every row holds its own diagonal element all along; the mask lets one of them through.
  const columnsOf = take("setDiag", reshape(diagonal, [...batch, length, 1]), batch.length, spread);
  return select(
    maskOf(x, (r, c) => r === c),
    take("setDiag", columnsOf, batch.length + 1, new Array<number>(columns).fill(0)),
    x,
  );
}

/** Keeps so many diagonals below and above the main one; −1 is all of them. */
export function bandPart(x: Tensor, lower: number, upper: number): Tensor {
  const mask = maskOf(x, (row, column) => (lower < 0 || row - column <= lower) && (upper < 0 || column - row <= upper));
  return select(mask, x, zerosLike(x));
}

/** NumPy's tril and triu: what is on, and below or above, the k-th diagonal. */
export function triangle(x: Tensor, side: "lower" | "upper", offset: number): Tensor {
  const mask = maskOf(x, (row, column) => (side === "lower" ? column - row <= offset : column - row >= offset));
  return select(mask, x, zerosLike(x));
}

export function trace(x: Tensor): Tensor {
  return sum(diagPart(x), -1);
}
