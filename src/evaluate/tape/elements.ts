/**
 * Elementwise work on data with broadcasting. TensorFlow.js's own loops find every element of a
 * broadcast anew, which takes most of a loss's time (`1 - p` is a broadcast): on its CPU backend these
 * walk rows instead. Other backends use their kernels.
 */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import { PythonError } from "../failure.ts";
import { readData, reserve, sizeOfShape } from "./backend.ts";
import { lifted, unlifted } from "./lifting.ts";

type Arithmetic = "add" | "sub" | "mul" | "div" | "maximum" | "minimum";
type Comparison = "greater" | "greaterEqual" | "less" | "lessEqual" | "equal" | "notEqual";
type Values = Float32Array | Int32Array | Uint8Array;

/** The shape of an elementwise result, or TensorFlow's complaint; room for it is reserved. */
export function broadcastShape(left: readonly number[], right: readonly number[]): number[] {
  const rank = Math.max(left.length, right.length);
  const shape: number[] = new Array(rank);
  for (let fromEnd = 1; fromEnd <= rank; fromEnd++) {
    const a = left[left.length - fromEnd] ?? 1;
    const b = right[right.length - fromEnd] ?? 1;
    if (a !== b && a !== 1 && b !== 1) {
      throw new PythonError("InvalidArgumentError", `Incompatible shapes: [${left}] vs. [${right}]`);
    }
    shape[rank - fromEnd] = a === 1 ? b : a;
  }
  reserve(shape);
  return shape;
}

export function isSameShape(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((dimension, axis) => dimension === right[axis]);
}

/** How two arrays are walked together: loops from the outermost in, each with a stride for either. */
interface Walk {
  readonly sizes: number[];
  readonly left: number[];
  readonly right: number[];
}

/** Row-major strides in a broadcast; 0 where a dimension of 1 is repeated. */
function stridesIn(own: readonly number[], rank: number): number[] {
  const strides = new Array<number>(rank).fill(0);
  let stride = 1;
  for (let fromEnd = 1; fromEnd <= own.length; fromEnd++) {
    const dimension = own[own.length - fromEnd] as number;
    if (dimension !== 1) strides[rank - fromEnd] = stride;
    stride *= dimension;
  }
  return strides;
}

/** The fewest loops that walk both: neighbouring axes that step evenly are one. */
function planWalk(left: readonly number[], right: readonly number[], shape: readonly number[]): Walk {
  const a = stridesIn(left, shape.length);
  const b = stridesIn(right, shape.length);
  const walk: Walk = { sizes: [], left: [], right: [] };
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = shape[axis] as number;
    if (size === 1) continue;
    const inner = walk.sizes[0];
    const [x, y] = [a[axis] as number, b[axis] as number];
    if (inner !== undefined && x === inner * (walk.left[0] as number) && y === inner * (walk.right[0] as number)) {
      walk.sizes[0] = inner * size;
      continue;
    }
    walk.sizes.unshift(size);
    walk.left.unshift(x);
    walk.right.unshift(y);
  }
  if (walk.sizes.length === 0) return { sizes: [1], left: [0], right: [0] };
  return walk;
}

/** Calls `row` for every innermost run: where it begins in both and in the result. */
export function forEachRow(
  left: readonly number[],
  right: readonly number[],
  shape: readonly number[],
  row: (leftAt: number, leftStep: number, rightAt: number, rightStep: number, at: number, count: number) => void,
): void {
  if (sizeOfShape(shape) === 0) return;
  const walk = planWalk(left, right, shape);
  const last = walk.sizes.length - 1;
  const count = walk.sizes[last] as number;
  const position = new Array<number>(last).fill(0);
  let leftAt = 0;
  let rightAt = 0;
  const total = sizeOfShape(walk.sizes);
  for (let at = 0; at < total; at += count) {
    row(leftAt, walk.left[last] as number, rightAt, walk.right[last] as number, at, count);
    for (let loop = last - 1; loop >= 0; loop--) {
      leftAt += walk.left[loop] as number;
      rightAt += walk.right[loop] as number;
      position[loop] = (position[loop] as number) + 1;
      const size = walk.sizes[loop] as number;
      if ((position[loop] as number) < size) break;
      leftAt -= (walk.left[loop] as number) * size;
      rightAt -= (walk.right[loop] as number) * size;
      position[loop] = 0;
    }
  }
}

type Pairwise = (a: number, b: number) => number;

function mapInto(
  result: Float32Array | Float64Array,
  a: Data,
  b: Data,
  shape: readonly number[],
  apply: Pairwise,
): void {
  const left = readData(a);
  const right = readData(b);
  forEachRow(a.shape, b.shape, shape, (leftAt, leftStep, rightAt, rightStep, at, count) => {
    for (let each = 0; each < count; each++) {
      result[at + each] = apply(left[leftAt + each * leftStep] as number, right[rightAt + each * rightStep] as number);
    }
  });
}

/** Applies a function to pairs, broadcast to `shape`, in double precision. */
export function mapPairs(a: Data, b: Data, shape: readonly number[], apply: Pairwise): Float64Array {
  const result = new Float64Array(sizeOfShape(shape));
  mapInto(result, a, b, shape, apply);
  return result;
}

/** As `mapPairs`, rounded to float32. */
export function mapPairsData(a: Data, b: Data, shape: readonly number[], apply: Pairwise): Data {
  const result = new Float32Array(sizeOfShape(shape));
  mapInto(result, a, b, shape, apply);
  return tf.tensor(result, [...shape], "float32");
}

/** A number beside data is rounded to float32, as Python's numbers are. */
const numberShape: readonly number[] = [];

function operand(value: Data | number): { values: Values; shape: readonly number[] } {
  if (typeof value === "number") return { values: Float32Array.of(value), shape: numberShape };
  return { values: readData(value), shape: value.shape };
}

// One loop for each operation, so that each is compiled by itself.
function runArithmetic(operation: Arithmetic, a: Data | number, b: Data | number): Data {
  const { values: x, shape: xShape } = operand(a);
  const { values: y, shape: yShape } = operand(b);
  const shape = broadcastShape(xShape, yShape);
  const z = new Float32Array(sizeOfShape(shape));
  forEachRow(xShape, yShape, shape, (i, di, j, dj, at, count) => {
    const end = at + count;
    switch (operation) {
      case "add":
        for (let k = at; k < end; k++, i += di, j += dj) z[k] = x[i]! + y[j]!;
        break;
      case "sub":
        for (let k = at; k < end; k++, i += di, j += dj) z[k] = x[i]! - y[j]!;
        break;
      case "mul":
        for (let k = at; k < end; k++, i += di, j += dj) z[k] = x[i]! * y[j]!;
        break;
      case "div":
        for (let k = at; k < end; k++, i += di, j += dj) z[k] = x[i]! / y[j]!;
        break;
      case "maximum":
        for (let k = at; k < end; k++, i += di, j += dj) z[k] = Math.max(x[i]!, y[j]!);
        break;
      case "minimum":
        for (let k = at; k < end; k++, i += di, j += dj) z[k] = Math.min(x[i]!, y[j]!);
        break;
    }
  });
  return tf.tensor(z, shape, "float32");
}

type Elementwise = (a: Data | number, b: Data | number) => Data;

/** `native` is for backends other than the CPU's. */
function arithmetic(operation: Arithmetic, native: Elementwise): Elementwise {
  return (a, b) =>
    lifted(operation, [a, b]) ?? (tf.getBackend() === "cpu" ? runArithmetic(operation, a, b) : native(a, b));
}

export const addData = arithmetic("add", tf.add);
export const subtractData = arithmetic("sub", tf.sub);
export const multiplyData = arithmetic("mul", tf.mul);
export const divideData = arithmetic("div", tf.div);
export const maximumData = arithmetic("maximum", tf.maximum);
export const minimumData = arithmetic("minimum", tf.minimum);

function runComparison(operation: Comparison, a: Data | number, b: Data | number): Data {
  const { values: x, shape: xShape } = operand(a);
  const { values: y, shape: yShape } = operand(b);
  const shape = broadcastShape(xShape, yShape);
  const z = new Uint8Array(sizeOfShape(shape));
  forEachRow(xShape, yShape, shape, (i, di, j, dj, at, count) => {
    const end = at + count;
    switch (operation) {
      case "greater":
        for (let k = at; k < end; k++, i += di, j += dj) z[k] = x[i]! > y[j]! ? 1 : 0;
        break;
      case "greaterEqual":
        for (let k = at; k < end; k++, i += di, j += dj) z[k] = x[i]! >= y[j]! ? 1 : 0;
        break;
      case "less":
        for (let k = at; k < end; k++, i += di, j += dj) z[k] = x[i]! < y[j]! ? 1 : 0;
        break;
      case "lessEqual":
        for (let k = at; k < end; k++, i += di, j += dj) z[k] = x[i]! <= y[j]! ? 1 : 0;
        break;
      case "equal":
        for (let k = at; k < end; k++, i += di, j += dj) z[k] = x[i]! === y[j]! ? 1 : 0;
        break;
      case "notEqual":
        for (let k = at; k < end; k++, i += di, j += dj) z[k] = x[i]! !== y[j]! ? 1 : 0;
        break;
    }
  });
  return tf.tensor(z, shape, "bool");
}

function comparison(operation: Comparison, native: Elementwise): Elementwise {
  return (a, b) => unlifted(() => (tf.getBackend() === "cpu" ? runComparison(operation, a, b) : native(a, b)));
}

export const greaterData = comparison("greater", tf.greater);
export const greaterEqualData = comparison("greaterEqual", tf.greaterEqual);
export const lessData = comparison("less", tf.less);
export const lessEqualData = comparison("lessEqual", tf.lessEqual);
export const equalData = comparison("equal", tf.equal);
export const notEqualData = comparison("notEqual", tf.notEqual);

/** Elements of one or the other; each in the mask's shape, or a number. */
export function chooseData(mask: Data, a: Data | number, b: Data | number): Data {
  const followed = lifted("choose", [mask, a, b]);
  if (followed !== undefined) return followed;
  const chosen = readData(mask);
  const { values: x } = operand(a);
  const { values: y } = operand(b);
  const dtype = typeof a === "object" ? a.dtype : typeof b === "object" ? b.dtype : "float32";
  const z = dtype === "float32" ? new Float32Array(mask.size) : new Int32Array(mask.size);
  const xStep = typeof a === "number" ? 0 : 1;
  const yStep = typeof b === "number" ? 0 : 1;
  for (let k = 0; k < z.length; k++) z[k] = (chosen[k] ? x[k * xStep] : y[k * yStep]) as number;
  return tf.tensor(dtype === "bool" ? new Uint8Array(z) : z, mask.shape, dtype);
}
