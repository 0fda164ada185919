/** Comparisons, logic and choice. Comparisons have no gradient; a choice passes it to what was chosen. */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import { isInteger, requireSameDType } from "../dtype.ts";
import { PythonError } from "../failure.ts";
import { read } from "../tape/backend.ts";
import { makeData } from "../tape/data.ts";
import {
  broadcastShape,
  chooseData,
  equalData,
  greaterData,
  greaterEqualData,
  lessData,
  lessEqualData,
  mapPairs,
  notEqualData,
} from "../tape/elements.ts";
import { makeResult } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { broadcastData, unbroadcast } from "./broadcast.ts";

type Compare = (a: Data, b: Data) => Data;

function compare(kernel: string, operation: string, a: Tensor, b: Tensor, apply: Compare): Tensor {
  requireSameDType(operation, a.dtype, b.dtype);
  broadcastShape(a.data.shape, b.data.shape);
  const isBool = a.data.dtype === "bool";
  // TensorFlow.js compares bools only for equality of numbers.
  const data = isBool ? apply(tf.cast(a.data, "int32"), tf.cast(b.data, "int32")) : apply(a.data, b.data);
  return makeResult(kernel, data, "bool", [a, b]);
}

export function equal(a: Tensor, b: Tensor): Tensor {
  return compare("equal", "Equal", a, b, equalData);
}

export function notEqual(a: Tensor, b: Tensor): Tensor {
  return compare("notEqual", "NotEqual", a, b, notEqualData);
}

export function less(a: Tensor, b: Tensor): Tensor {
  return compare("less", "Less", a, b, lessData);
}

export function lessEqual(a: Tensor, b: Tensor): Tensor {
  return compare("lessEqual", "LessEqual", a, b, lessEqualData);
}

export function greater(a: Tensor, b: Tensor): Tensor {
  return compare("greater", "Greater", a, b, greaterData);
}

export function greaterEqual(a: Tensor, b: Tensor): Tensor {
  return compare("greaterEqual", "GreaterEqual", a, b, greaterEqualData);
}

function requireBool(operation: string, ...tensors: readonly Tensor[]): void {
  for (const { dtype } of tensors) {
    if (dtype === "bool") continue;
    throw new PythonError(
      "InvalidArgumentError",
      `cannot compute ${operation} as input #0(zero-based) was expected to be a bool tensor but is a ${dtype} tensor`,
    );
  }
}

function logical(kernel: string, operation: string, a: Tensor, b: Tensor, apply: Compare): Tensor {
  requireBool(operation, a, b);
  broadcastShape(a.data.shape, b.data.shape);
  return makeResult(kernel, apply(a.data, b.data), "bool", []);
}

export function logicalAnd(a: Tensor, b: Tensor): Tensor {
  return logical("logicalAnd", "LogicalAnd", a, b, tf.logicalAnd);
}

export function logicalOr(a: Tensor, b: Tensor): Tensor {
  return logical("logicalOr", "LogicalOr", a, b, tf.logicalOr);
}

export function logicalXor(a: Tensor, b: Tensor): Tensor {
  return logical("logicalXor", "LogicalXor", a, b, tf.logicalXor);
}

export function logicalNot(x: Tensor): Tensor {
  requireBool("LogicalNot", x);
  return makeResult("logicalNot", tf.logicalNot(x.data), "bool", []);
}

function bitwise(kernel: string, a: Tensor, b: Tensor, apply: (a: number, b: number) => number): Tensor {
  requireSameDType(kernel, a.dtype, b.dtype);
  if (!isInteger(a.dtype)) throw new PythonError("TypeError", `${kernel} is for integers, not ${a.dtype}`);
  const shape = broadcastShape(a.data.shape, b.data.shape);
  return makeResult(kernel, makeData(mapPairs(a.data, b.data, shape, apply), shape, a.dtype), a.dtype, []);
}

export function bitwiseAnd(a: Tensor, b: Tensor): Tensor {
  return bitwise("bitwiseAnd", a, b, (x, y) => x & y);
}

export function bitwiseOr(a: Tensor, b: Tensor): Tensor {
  return bitwise("bitwiseOr", a, b, (x, y) => x | y);
}

export function bitwiseXor(a: Tensor, b: Tensor): Tensor {
  return bitwise("bitwiseXor", a, b, (x, y) => x ^ y);
}

/**
 * `chooseData(condition, a, b)`. The branch that was not chosen gets a gradient of 0, not none: 0 times
 * an infinite slope behind it is NaN, as in TensorFlow.
 */
export function select(condition: Tensor, a: Tensor, b: Tensor): Tensor {
  requireBool("SelectV2", condition);
  requireSameDType("SelectV2", a.dtype, b.dtype);
  const shape = broadcastShape(condition.data.shape, broadcastShape(a.data.shape, b.data.shape));
  const mask = broadcastData(condition.data, shape);
  const data = chooseData(mask, broadcastData(a.data, shape), broadcastData(b.data, shape));
  return makeResult("where", data, a.dtype, [a, b], (upstream) => {
    const zeros = tf.zerosLike(upstream);
    return [
      a.step && unbroadcast(chooseData(mask, upstream, zeros), a.data.shape),
      b.step && unbroadcast(chooseData(mask, zeros, upstream), b.data.shape),
    ];
  });
}

/** `chooseData(condition)`: the coordinates of what is true, one row each. */
export function whereIndices(condition: Tensor): Tensor {
  const values = read(condition);
  const { shape } = condition.data;
  const rows: number[] = [];
  let count = 0;
  values.forEach((value, flat) => {
    if (!value) return;
    count++;
    const row: number[] = [];
    let rest = flat;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      row.unshift(rest % (shape[axis] as number));
      rest = Math.floor(rest / (shape[axis] as number));
    }
    rows.push(...row);
  });
  return makeResult("where", makeData(rows, [count, shape.length], "int64"), "int64", []);
}
