/** Methods and properties of tensors, arrays, shapes and dtypes. */

import type { DType } from "../../evaluation.ts";
import { PythonError, Unsupported } from "../../failure.ts";
import type { ShapeValue } from "../../interpreter/array-values.ts";
import { list, tuple } from "../../interpreter/dict.ts";
import { bindArguments, parseSignature } from "../../interpreter/signature.ts";
import type { Context, NativeFunction, Value } from "../../interpreter/values.ts";
import { readNumbers } from "../../tape/backend.ts";
import { rankOf, shapeOf } from "../../tape/tape.ts";
import type { Tensor } from "../../tape/tensor.ts";
import { array, unreadable } from "../arrays/array.ts";
import { isArray, isTensor, sequenceItems } from "../calls/convert.ts";
import { arrayAttribute } from "./array-attributes.ts";

/** The attribute of a library value; undefined where Python has none. */
export function attributeOf(value: Value, name: string, context: Context): Value | undefined {
  if (isTensor(value)) return tensorAttribute(value, name, context);
  if (isArray(value)) return arrayAttribute(value, name, context);
  if (typeof value === "object" && value !== null) {
    if (value.type === "shape") return shapeAttribute(value, name);
    if (value.type === "dtype") return typeAttribute(value.dtype, name);
  }
  return undefined;
}

/** A bound method with a Python signature. */
export function method(name: string, signature: string, call: (...args: Value[]) => Value): NativeFunction {
  const parsed = parseSignature(signature, name);
  return {
    type: "native",
    name,
    isBuiltin: true,
    call: (args) => call(...bindArguments(parsed, args).values),
  };
}

function shapeOfTensor(x: Tensor): ShapeValue {
  return { type: "shape", dimensions: shapeOf(x) };
}

const numpyLike = new Set("T astype ravel transpose reshape clip size tolist data".split(" "));

/** What TensorFlow's eager tensors say of attributes that only graphs have. */
const undefinedWhenEager = new Set(["name", "op", "graph"]);

function tensorAttribute(x: Tensor, name: string, context: Context): Value | undefined {
  switch (name) {
    case "shape":
      return shapeOfTensor(x);
    case "dtype":
      return { type: "dtype", dtype: x.dtype };
    case "ndim":
      return BigInt(rankOf(x));
    case "device":
      return "/job:localhost/replica:0/task:0/device:CPU:0";
    case "get_shape":
      return method(name, "", () => shapeOfTensor(x));
    case "set_shape":
      return method(name, "shape", (wanted) => {
        requireCompatible(x, wanted!);
        return null;
      });
    case "numpy":
      return method(name, "", () => {
        context.note(unreadable);
        return array(readNumbers(x), shapeOf(x), x.dtype);
      });
    case "eval":
      return method(name, "feed_dict=None, session=None", () => {
        throw new PythonError(
          "NotImplementedError",
          "eval is not supported when eager execution is enabled, is .numpy() what you're looking for?",
        );
      });
    case "assign":
    case "assign_add":
    case "assign_sub":
    case "read_value":
      throw new Unsupported(`\`.${name}\` of a variable is not evaluated: variables start anew with each call here`);
  }
  if (undefinedWhenEager.has(name))
    throw new PythonError("AttributeError", `Tensor.${name} is undefined when eager execution is enabled.`);
  if (numpyLike.has(name))
    throw new PythonError(
      "AttributeError",
      `EagerTensor object has no attribute '${name}'. If you are looking for numpy-related methods, please run the following: tf.experimental.numpy.experimental_enable_numpy_behavior()`,
    );
  return undefined;
}

function requireCompatible(x: Tensor, wanted: Value): void {
  const items = sequenceItems(wanted);
  const lengths = shapeOf(x);
  const fits =
    !items ||
    (items.length === lengths.length && items.every((item, axis) => item === null || Number(item) === lengths[axis]));
  if (fits) return;
  throw new PythonError(
    "ValueError",
    `Tensor's shape ${shapeText(lengths)} is not compatible with supplied shape ${shapeText(items)}.`,
  );
}

function shapeText(lengths: readonly (Value | number)[]): string {
  return `(${lengths.map((each) => (each === null ? "None" : String(each))).join(", ")}${lengths.length === 1 ? "," : ""})`;
}

function shapeAttribute(shape: ShapeValue, name: string): Value | undefined {
  const { dimensions } = shape;
  const integers = () => dimensions.map((dimension) => (dimension === null ? null : BigInt(dimension)));
  switch (name) {
    case "rank":
    case "ndims":
      return BigInt(dimensions.length);
    case "dims":
      return list(integers());
    case "as_list":
      return method(name, "", () => list(integers()));
    case "is_fully_defined":
      return method(name, "", () => dimensions.every((dimension) => dimension !== null));
    case "num_elements":
      return method(name, "", () => {
        if (dimensions.includes(null)) return null;
        return BigInt(dimensions.reduce<number>((product, dimension) => product * dimension!, 1));
      });
    case "with_rank":
    case "with_rank_at_least":
    case "with_rank_at_most":
    case "assert_has_rank":
      return method(name, "rank", (rank) => {
        const words = /at_\w+$/u.exec(name)?.[0].replace("_", " ");
        const difference = dimensions.length - Number(rank);
        const fits = words === "at least" ? difference >= 0 : words === "at most" ? difference <= 0 : difference === 0;
        if (!fits)
          throw new PythonError(
            "ValueError",
            `Shape ${shapeText(dimensions)} must have rank ${words ? `${words} ` : ""}${rank}`,
          );
        return name === "assert_has_rank" ? null : shape;
      });
    case "merge_with":
    case "assert_same_rank":
      return method(name, "other", (other) => {
        const others = sequenceItems(other!) ?? dimensions;
        const isMerged = name === "merge_with";
        if (isMerged ? !isCompatible(dimensions, other!) : others.length !== dimensions.length)
          throw new PythonError(
            "ValueError",
            `Shapes ${shapeText(dimensions)} and ${shapeText(others)} ${isMerged ? "are not compatible" : "must have the same rank"}`,
          );
        const known = (axis: number): number | null => (others[axis] === null ? null : Number(others[axis]));
        return isMerged ? { ...shape, dimensions: dimensions.map((each, axis) => each ?? known(axis)) } : null;
      });
    case "concatenate":
      return method(name, "other", (other) => ({
        type: "shape",
        dimensions: [
          ...dimensions,
          ...(sequenceItems(other!) ?? []).map((item) => (item === null ? null : Number(item))),
        ],
      }));
    case "is_compatible_with":
      return method(name, "other", (other) => isCompatible(dimensions, other!));
    case "assert_is_compatible_with":
      return method(name, "other", (other) => {
        if (isCompatible(dimensions, other!)) return null;
        throw new PythonError(
          "ValueError",
          `Shapes ${shapeText(dimensions)} and ${shapeText(sequenceItems(other!) ?? [])} are incompatible`,
        );
      });
    case "count":
    case "index":
      return undefined;
  }
  return undefined;
}

function isCompatible(dimensions: readonly (number | null)[], other: Value): boolean {
  const items = sequenceItems(other);
  if (!items) return true;
  return (
    items.length === dimensions.length &&
    items.every((item, axis) => item === null || dimensions[axis] === null || Number(item) === dimensions[axis])
  );
}

const limits: Readonly<Partial<Record<DType, readonly [number, number]>>> = {
  float32: [-3.4028234663852886e38, 3.4028234663852886e38],
  float64: [-Number.MAX_VALUE, Number.MAX_VALUE],
  float16: [-65504, 65504],
  int8: [-128, 127],
  int16: [-32768, 32767],
  int32: [-2147483648, 2147483647],
  uint8: [0, 255],
  uint16: [0, 65535],
};

function typeAttribute(dtype: DType, name: string): Value | undefined {
  const range = limits[dtype];
  const bound = (value: number): Value => (/int/u.test(dtype) ? BigInt(value) : value);
  switch (name) {
    case "name":
      return dtype;
    case "base_dtype":
    case "real_dtype":
      return { type: "dtype", dtype };
    case "is_floating":
      return /float/u.test(dtype);
    case "is_integer":
      return /int/u.test(dtype);
    case "is_bool":
      return dtype === "bool";
    case "is_complex":
      return dtype === "complex64";
    case "is_unsigned":
      return dtype.startsWith("uint");
    case "size":
    case "itemsize":
      return BigInt(dtype === "bool" ? 1 : Number(/\d+/u.exec(dtype)?.[0] ?? 8) / 8);
    case "min":
      return range && bound(range[0]);
    case "max":
      return range && bound(range[1]);
    case "limits":
      return range && tuple(range.map(bound));
  }
  return undefined;
}
