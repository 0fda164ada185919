/** Python values as tensors, with the conversions and the refusals of `tf.convert_to_tensor`. */

import { isFloating, isInteger, numpyResultType } from "../../dtype.ts";
import type { DType } from "../../evaluation.ts";
import { PythonError, Unsupported } from "../../failure.ts";
import type { NdArray } from "../../interpreter/array-values.ts";
import { floatText } from "../../interpreter/floats.ts";
import { lastPart, typeName } from "../../interpreter/type-names.ts";
import type { Context, Value } from "../../interpreter/values.ts";
import { stack } from "../../kernels/join.ts";
import { hold } from "../../tape/backend.ts";
import { constant } from "../../tape/tape.ts";
import type { Tensor } from "../../tape/tensor.ts";

const tensorFlowNames: Readonly<Partial<Record<DType, string>>> = {
  float16: "half",
  float32: "float",
  float64: "double",
};

/** As TensorFlow's C++ messages name a dtype: `float` for float32. */
export function dtypeInMessages(dtype: DType): string {
  return tensorFlowNames[dtype] ?? dtype;
}

export function isTensor(value: Value): value is Tensor {
  return typeof value === "object" && value !== null && value.type === "tensor";
}

export function isArray(value: Value): value is NdArray {
  return typeof value === "object" && value !== null && value.type === "ndarray";
}

/** A Python int, float or bool. */
export function isScalar(value: Value): value is bigint | number | boolean {
  return typeof value === "bigint" || typeof value === "number" || typeof value === "boolean";
}

/**
 * A value as a tensor. A tensor stays as it is, whatever `dtype` says: it is for the operation to say what
 * TensorFlow says about a dtype that does not fit. Numbers, lists and arrays become tensors of `dtype`, or of
 * TensorFlow's own choice (int32 and float32 for Python's numbers, an array's own type).
 */
export function toTensor(value: Value, context: Context, dtype?: DType): Tensor {
  if (isTensor(value)) return value;
  if (isArray(value)) return arrayToTensor(value, context, dtype);
  if (isScalar(value)) {
    const type = dtype ?? scalarType(value);
    return constant(checkedNumber(value, value, type), [], type);
  }
  if (value === null)
    throw new PythonError(
      "ValueError",
      "Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tensor.",
    );
  if (typeof value === "string") {
    if (dtype !== undefined)
      throw new PythonError("TypeError", `Cannot convert '${value}' to EagerTensor of dtype ${dtypeInMessages(dtype)}`);
    throw new Unsupported("String tensors are not evaluated");
  }
  const items = sequenceItems(value);
  if (items) return sequenceToTensor(value, items, context, dtype);
  const name = typeName(value);
  throw new PythonError(
    "ValueError",
    `Attempt to convert a value (${lastPart(name)}) with an unsupported type (<class '${name}'>) to a Tensor.`,
  );
}

/** Warns once per expression that double precision is not to be had here. */
export function noteNarrowed(dtype: DType, context: Context): void {
  if (dtype === "float64") context.note("float64 is computed in float32 here, so the last digits differ");
}

function arrayToTensor(array: NdArray, context: Context, dtype: DType | undefined): Tensor {
  const type = dtype ?? array.dtype;
  noteNarrowed(type, context);
  if (isInteger(type) && isFloating(array.dtype))
    return constant(Array.from(array.data, Math.trunc), array.shape, type);
  return constant(Array.from(array.data), array.shape, type);
}

/** int32 where it fits, as TensorFlow chooses for Python's ints. */
function scalarType(value: bigint | number | boolean): DType {
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return "float32";
  return BigInt.asIntN(32, value) === value ? "int32" : "int64";
}

function checkedNumber(value: bigint | number | boolean, whole: Value, dtype: DType): number {
  const fits =
    isFloating(dtype) ||
    (isInteger(dtype) && typeof value !== "number") ||
    (dtype === "bool" && typeof value === "boolean");
  if (fits) return Number(value);
  const text = literalText(whole);
  throw new PythonError("TypeError", `Cannot convert ${text} to EagerTensor of dtype ${dtypeInMessages(dtype)}`);
}

function literalText(value: Value): string {
  if (typeof value === "number") return floatText(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") return `'${value}'`;
  const items = sequenceItems(value);
  if (!items) return String(value);
  const inner = items.map(literalText).join(", ");
  return (value as { type: string }).type === "tuple" ? `(${inner})` : `[${inner}]`;
}

/** Of a list, in elements of four bytes. */
const elementsOfItem = 8;

/** The items of a list, tuple, range or shape; undefined for anything else. */
export function sequenceItems(value: Value): readonly Value[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (value.type === "list" || value.type === "tuple") return value.items;
  if (value.type === "shape")
    return value.dimensions.map((dimension) => (dimension === null ? null : BigInt(dimension)));
  if (value.type === "range") {
    const items: bigint[] = [];
    const count = value.step > 0n ? value.stop - value.start : value.start - value.stop;
    const step = value.step > 0n ? value.step : -value.step;
    const length = count <= 0n ? 0n : (count + step - 1n) / step;
    hold(Number(length) * elementsOfItem);
    for (let index = 0n; index < length; index++) items.push(value.start + index * value.step);
    return items;
  }
  return undefined;
}

function sequenceToTensor(whole: Value, items: readonly Value[], context: Context, dtype: DType | undefined): Tensor {
  const flat: Value[] = [];
  flatten(items, flat, context);
  const first = flat.find(isTensor);
  if (first) {
    if (dtype !== undefined && first.dtype !== dtype)
      throw new PythonError(
        "ValueError",
        `Tensor conversion requested dtype ${dtype} for Tensor with dtype ${first.dtype}`,
      );
    return packTensors(items, context, first.dtype);
  }
  const array = flat.find(isArray);
  if (array) return packTensors(items, context, dtype ?? arraysType(flat));
  const shape = sequenceShape(whole, items);
  const type = dtype ?? sequenceType(flat);
  if (flat.some((item) => !isScalar(item))) {
    const odd = flat.find((item) => !isScalar(item))!;
    return toTensor(odd, context, dtype);
  }
  noteNarrowed(type, context);
  return constant(
    flat.map((item) => checkedNumber(item as bigint, whole, type)),
    shape,
    type,
  );
}

function flatten(items: readonly Value[], into: Value[], context: Context): void {
  // A list that holds another twice, which holds another twice, is small, and what it means is not.
  context.step(items.length);
  for (const item of items) {
    const inner = sequenceItems(item);
    if (inner) flatten(inner, into, context);
    else into.push(item);
  }
}

function arraysType(flat: readonly Value[]): DType {
  let type: DType | undefined;
  for (const item of flat) {
    const own: DType = isArray(item) ? item.dtype : typeof item === "number" ? "float64" : "int64";
    type = type === undefined ? own : numpyResultType(type, own);
  }
  return type ?? "float32";
}

/** Lists that hold tensors are stacked, as TensorFlow's automatic packing does. */
function packTensors(items: readonly Value[], context: Context, dtype: DType): Tensor {
  const parts = items.map((item) => {
    const inner = sequenceItems(item);
    return inner ? packTensors(inner, context, dtype) : toTensor(item, context, dtype);
  });
  return stack(parts, 0);
}

function sequenceShape(whole: Value, items: readonly Value[]): number[] {
  const first = items[0];
  const inner = first === undefined ? undefined : sequenceItems(first);
  const ragged = () => new PythonError("ValueError", "Can't convert non-rectangular Python sequence to Tensor.");
  if (!inner) {
    if (items.some((item) => sequenceItems(item) !== undefined)) throw ragged();
    return [items.length];
  }
  const shape = sequenceShape(whole, inner);
  for (const item of items.slice(1)) {
    const other = sequenceItems(item);
    if (!other) throw ragged();
    const otherShape = sequenceShape(whole, other);
    if (otherShape.join() !== shape.join()) throw ragged();
  }
  return [items.length, ...shape];
}

/** The first item decides, and a float among ints makes them floats. */
function sequenceType(flat: readonly Value[]): DType {
  const first = flat[0];
  if (first === undefined) return "float32";
  if (flat.some((item) => typeof item === "number")) {
    if (typeof first === "boolean") throw mixedSequence();
    return "float32";
  }
  if (typeof first === "boolean") {
    if (flat.some((item) => typeof item !== "boolean")) throw mixedSequence();
    return "bool";
  }
  return flat.some((item) => typeof item === "bigint" && BigInt.asIntN(32, item) !== item) ? "int64" : "int32";
}

function mixedSequence(): PythonError {
  return new PythonError("ValueError", "Can't convert Python sequence with mixed types to Tensor.");
}
