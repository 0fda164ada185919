/** NumPy arrays in double precision: making them, broadcasting, mapping, reducing. */

import { isFloating, isInteger, numpyResultType } from "../../dtype.ts";
import type { DType } from "../../evaluation.ts";
import { PythonError, Unsupported } from "../../failure.ts";
import type { NdArray } from "../../interpreter/array-values.ts";
import { typeName } from "../../interpreter/type-names.ts";
import type { Context, Value } from "../../interpreter/values.ts";
import { hold, read, reserve } from "../../tape/backend.ts";
import { isArray, isScalar, isTensor, sequenceItems } from "../calls/convert.ts";

export const unreadable =
  "NumPy reads the tensor's values here: in compiled training that fails (Cannot convert a symbolic tf.Tensor to a numpy array), and no gradient flows through it";

/** Elements of four bytes that a number of an array takes. */
const elementsOfNumber = 2;

/** Every array is made here, and counted as tensors are; data that another array has already are not. */
export function array(data: readonly number[] | Float64Array, shape: readonly number[], dtype: DType): NdArray {
  hold(data.length * elementsOfNumber);
  return { type: "ndarray", data, shape, dtype };
}

/** From so many on, numbers stand in one block of memory, which is made faster and is no burden to the heap. */
const largeArray = 256;

/** Numbers for an array, one after another. */
export function numbers(length: number, make: (index: number) => number): number[] | Float64Array {
  const made = length < largeArray ? new Array<number>(length) : new Float64Array(length);
  for (let index = 0; index < length; index++) made[index] = make(index);
  return made;
}

/** Before numbers are made for an array of this shape: throws LimitExceeded where there is no room for them. */
export function requireRoom(...lengths: readonly number[]): void {
  reserve(lengths.length === 1 ? lengths[0]! : lengths);
}

export function scalarArray(value: number, dtype: DType = "float64"): NdArray {
  return array([value], [], dtype);
}

/** Like `np.asarray`: a tensor's values are read, with a note. */
export function toArray(value: Value, context: Context): NdArray {
  if (isArray(value)) return value;
  if (isTensor(value)) {
    context.note(unreadable);
    return array(Array.from(read(value)), value.data.shape, value.dtype);
  }
  if (isScalar(value)) return array([Number(value)], [], scalarDType(value));
  const items = sequenceItems(value);
  if (items) context.step(items.length);
  if (items) return stackArrays(items.map((item) => toArray(item, context)));
  throw new Unsupported(`An array of ${typeName(value)} objects is not evaluated`);
}

function scalarDType(value: bigint | number | boolean): DType {
  if (typeof value === "boolean") return "bool";
  return typeof value === "number" ? "float64" : "int64";
}

/** Arrays of one shape along a new first axis. */
export function stackArrays(parts: readonly NdArray[]): NdArray {
  const first = parts[0];
  if (!first) return array([], [0], "float64");
  if (parts.some((part) => part.shape.join() !== first.shape.join()))
    throw new PythonError(
      "ValueError",
      `setting an array element with a sequence. The requested array has an inhomogeneous shape after ${first.shape.length + 1} dimensions.`,
    );
  const dtype = parts.reduce((type, part) => numpyResultType(type, part.dtype), first.dtype);
  requireRoom(parts.length, ...first.shape);
  return array(
    parts.flatMap((part) => Array.from(part.data)),
    [parts.length, ...first.shape],
    dtype,
  );
}

/** A NumPy function's result: rank 0 stays a NumPy scalar. */
export function mapArray(x: NdArray, apply: (value: number) => number, dtype: DType = x.dtype): NdArray {
  const { data } = x;
  return array(
    numbers(data.length, (index) => apply(data[index]!)),
    x.shape,
    dtype,
  );
}

/** Rounds to what the dtype holds: float32 arrays stay float32. */
export function rounded(x: NdArray): NdArray {
  if (x.dtype === "float32") return mapArray(x, Math.fround);
  return x;
}

export function asFloat(dtype: DType): DType {
  return isFloating(dtype) ? dtype : "float64";
}

export function broadcastArrays(
  one: NdArray,
  other: NdArray,
): { shape: number[]; left: Int32Array; right: Int32Array } {
  const rank = Math.max(one.shape.length, other.shape.length);
  const shape = Array.from({ length: rank }, (_, index) => {
    const a = one.shape[index - rank + one.shape.length] ?? 1;
    const b = other.shape[index - rank + other.shape.length] ?? 1;
    if (a !== b && a !== 1 && b !== 1)
      throw new PythonError(
        "ValueError",
        `operands could not be broadcast together with shapes ${shapeText(one.shape)} ${shapeText(other.shape)} `,
      );
    return a === 1 ? b : a;
  });
  return { shape, left: positions(one.shape, shape), right: positions(other.shape, shape) };
}

/** For each element of the broadcast shape, the element of the original that it is. */
export function positions(from: readonly number[], to: readonly number[]): Int32Array {
  requireRoom(...to);
  const size = to.reduce((product, length) => product * length, 1);
  const result = new Int32Array(size);
  const strides = stridesOf(from);
  const offset = to.length - from.length;
  for (let flat = 0; flat < size; flat++) {
    let rest = flat;
    let at = 0;
    for (let axis = to.length - 1; axis >= 0; axis--) {
      const length = to[axis]!;
      const place = rest % length;
      rest = (rest - place) / length;
      const own = axis - offset;
      if (own >= 0 && from[own] !== 1) at += place * strides[own]!;
    }
    result[flat] = at;
  }
  return result;
}

export function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1]! * shape[axis + 1]!;
  return strides;
}

export function zipArrays(
  one: NdArray,
  other: NdArray,
  apply: (left: number, right: number) => number,
  dtype: DType,
): NdArray {
  const { shape, left, right } = broadcastArrays(one, other);
  const data = numbers(left.length, (index) => apply(one.data[left[index]!]!, other.data[right[index]!]!));
  return rounded(array(data, shape, dtype));
}

/** Folds the given axes (all of them where undefined). */
export function reduceArray(
  x: NdArray,
  axes: readonly number[] | undefined,
  keepdims: boolean,
  fold: (values: number[]) => number,
  dtype: DType,
): NdArray {
  const rank = x.shape.length;
  const folded = (axes ?? [...Array(rank).keys()]).map((axis) => {
    const normal = axis < 0 ? axis + rank : axis;
    if (normal < 0 || normal >= rank)
      throw new PythonError("AxisError", `axis ${axis} is out of bounds for array of dimension ${rank}`);
    return normal;
  });
  const kept = x.shape.map((length, axis) => (folded.includes(axis) ? 1 : length));
  // A list for each group.
  requireRoom(8 * kept.reduce((product, length) => product * length, 1));
  const groups = Array.from({ length: kept.reduce((product, length) => product * length, 1) }, (): number[] => []);
  const strides = stridesOf(x.shape);
  const keptStrides = stridesOf(kept);
  for (let flat = 0; flat < x.data.length; flat++) {
    let group = 0;
    for (let axis = 0; axis < rank; axis++) {
      if (!folded.includes(axis)) group += (Math.floor(flat / strides[axis]!) % x.shape[axis]!) * keptStrides[axis]!;
    }
    groups[group]!.push(x.data[flat]!);
  }
  const shape = keepdims ? kept : x.shape.filter((_, axis) => !folded.includes(axis));
  return rounded(array(groups.map(fold), shape, dtype));
}

export function shapeText(shape: readonly number[]): string {
  return `(${shape.join(",")}${shape.length === 1 ? "," : ""})`;
}

/** The dtype of a sum or product: small integers and bools are summed as int64. */
export function sumType(dtype: DType): DType {
  if (dtype === "bool") return "int64";
  if (isInteger(dtype)) return dtype.startsWith("u") ? "uint64" : "int64";
  return dtype;
}
