/** What all two-argument kernels share: types, broadcasting forward and back, integers, connection. */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import { isFloating, isInteger, requireSameDType } from "../dtype.ts";
import type { DType } from "../evaluation.ts";
import { PythonError } from "../failure.ts";
import { makeData } from "../tape/data.ts";
import { broadcastShape, mapPairs, mapPairsData } from "../tape/elements.ts";
import { roundData } from "../tape/sixteen-bit.ts";
import { makeResult } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { unbroadcast } from "./broadcast.ts";

/** One kernel with two broadcasting arguments. */
export interface PairKernel {
  readonly kernel: string;
  /** TensorFlow's name of the operation, for its messages. */
  readonly operation: string;
  readonly floats: (a: Data, b: Data, shape: readonly number[]) => Data;
  /** On integers, one pair at a time; undefined: integers are refused. */
  readonly integers?: (a: number, b: number, dtype: DType) => number;
  /** Gradients in the broadcast shape; each is computed only for a connected argument. */
  readonly left?: (upstream: Data, a: Data, b: Data, result: Data) => Data;
  readonly right?: (upstream: Data, a: Data, b: Data, result: Data) => Data;
}

/** A gradient that `upstream` alone says, in the shape that was broadcast to. */
export const pass = (upstream: Data): Data => upstream;

/** Computes with JavaScript's numbers, element by element. */
export function mapFloats(apply: (a: number, b: number) => number): PairKernel["floats"] {
  return (a, b, shape) => mapPairsData(a, b, shape, apply);
}

/** Runs a two-argument kernel. */
export function applyPair(pair: PairKernel, a: Tensor, b: Tensor): Tensor {
  requireSameDType(pair.operation, a.dtype, b.dtype);
  const shape = broadcastShape(a.data.shape, b.data.shape);
  const { dtype } = a;
  if (!isFloating(dtype)) {
    const { integers } = pair;
    if (integers === undefined || !isInteger(dtype)) throw refusedType(pair.operation, dtype);
    const values = mapPairs(a.data, b.data, shape, (x, y) => integers(x, y, dtype));
    return makeResult(pair.kernel, makeData(values, shape, dtype), dtype, [a, b]);
  }
  const result = roundData(pair.floats(a.data, b.data, shape), dtype);
  const { left, right } = pair;
  if (left === undefined && right === undefined) return makeResult(pair.kernel, result, dtype, [a, b]);
  return makeResult(pair.kernel, result, dtype, [a, b], (upstream) => [
    a.step && left && unbroadcast(left(upstream, a.data, b.data, result), a.data.shape),
    b.step && right && unbroadcast(right(upstream, a.data, b.data, result), b.data.shape),
  ]);
}

/** TensorFlow's complaint about a type that an operation does not take. */
export function refusedType(operation: string, dtype: DType): PythonError {
  return new PythonError(
    "TypeError",
    `Value passed to parameter 'x' of '${operation}' has DataType ${dtype} not in list of allowed values`,
  );
}
