/** Element types: their classes, how they are promoted by Keras and NumPy, and what they are computed in. */

import type { DType } from "./evaluation.ts";
import { PythonError, Unsupported } from "./failure.ts";

/** What TensorFlow.js computes in. */
export type Storage = "float32" | "int32" | "bool";

/** A Python scalar in `keras.backend.result_type`: it bends to the tensors around it. */
export type WeakType = "int" | "float";

const integerRanges: Readonly<Partial<Record<DType, readonly [number, number]>>> = {
  int8: [-128, 127],
  int16: [-32_768, 32_767],
  int32: [-2_147_483_648, 2_147_483_647],
  int64: [-(2 ** 63), 2 ** 63],
  uint8: [0, 255],
  uint16: [0, 65_535],
  uint32: [0, 4_294_967_295],
  uint64: [0, 2 ** 64],
};

const floatingTypes: ReadonlySet<string> = new Set(["float16", "bfloat16", "float32", "float64"]);

const dtypeNames: ReadonlySet<string> = new Set([
  ...Object.keys(integerRanges),
  ...floatingTypes,
  "bool",
  "string",
  "complex64",
]);

export function isFloating(dtype: DType): boolean {
  return floatingTypes.has(dtype);
}

/** Signed or unsigned; bool is not an integer, as in TensorFlow. */
export function isInteger(dtype: DType): boolean {
  return dtype in integerRanges;
}

export function isUnsigned(dtype: DType): boolean {
  return dtype.startsWith("uint");
}

/** The least and the greatest value of an integer type. */
export function integerRange(dtype: DType): readonly [number, number] {
  const range = integerRanges[dtype];
  if (range === undefined) throw new Error(`${dtype} is not an integer type`);
  return range;
}

/** A dtype by the name that Keras, TensorFlow or NumPy give it. */
export function parseDType(name: string): DType | undefined {
  const plain = name.replace(/^<dtype: '(.*)'>$/, "$1");
  if (dtypeNames.has(plain)) return plain as DType;
  if (plain === "half") return "float16";
  if (plain === "double" || plain === "float") return plain === "double" ? "float64" : "float32";
  if (plain === "bool_") return "bool";
  return undefined;
}

/**
 * What a type is computed in. float64 and the wide integers are computed in a narrower type: `isNarrowed`
 * says so, for a note. The 16-bit floats are rounded after each operation (`tape/sixteen-bit.ts`).
 */
export function storageOf(dtype: DType): Storage {
  switch (dtype) {
    case "float16":
    case "bfloat16":
    case "float32":
    case "float64":
      return "float32";
    case "bool":
      return "bool";
    case "string":
    case "complex64":
      throw new Unsupported(`Tensors of ${dtype} are not evaluated.`);
    default:
      return "int32";
  }
}

/** Whether the type is computed in a narrower one, which whoever reads the number should know. */
export function isNarrowed(dtype: DType): boolean {
  return dtype === "float64" || dtype === "int64" || dtype === "uint32" || dtype === "uint64";
}

/** Each type's next wider ones, as Keras's promotion orders them. */
const wider: Readonly<Record<string, readonly string[]>> = {
  bool: ["int"],
  int: ["uint8", "int8"],
  uint8: ["int16", "uint16"],
  uint16: ["int32", "uint32"],
  uint32: ["int64", "uint64"],
  uint64: ["float"],
  int8: ["int16"],
  int16: ["int32"],
  int32: ["int64"],
  int64: ["float"],
  float: ["bfloat16", "float16"],
  bfloat16: ["float32"],
  float16: ["float32"],
  float32: ["float64", "complex64"],
  float64: [],
  complex64: [],
};

function upperBounds(type: string): Set<string> {
  const bounds = new Set([type]);
  for (const bound of bounds) for (const next of wider[bound] ?? []) bounds.add(next);
  return bounds;
}

function leastUpperBound(types: readonly string[]): string {
  const [first, ...others] = types.map(upperBounds);
  const common = [...(first ?? [])].filter((type) => others.every((bounds) => bounds.has(type)));
  const least = common.find((type) => {
    const bounds = upperBounds(type);
    return common.every((other) => bounds.has(other));
  });
  if (least !== undefined) return least;
  throw new PythonError(
    "ValueError",
    `Input dtypes (${types.map((type) => `'${type}'`).join(", ")}) have no available implicit dtype promotion path. Try explicitly casting inputs to the desired output type.`,
  );
}

/** `keras.backend.result_type` with the TensorFlow backend: weak scalars bend, 64-bit unsigned integers shrink. */
export function resultType(...types: readonly (DType | WeakType)[]): DType {
  if (types.length === 0) return "float32";
  let type = leastUpperBound(
    types.every((each) => each === "int" || each === "float")
      ? types.map((each) => (each === "int" ? "int64" : "float32"))
      : types,
  );
  const isWeak = types.every((each) => each === "int" || each === "float") || type === "int" || type === "float";
  if (isWeak) type = type.startsWith("int") ? "int32" : "float32";
  if (type === "uint64") type = "uint32";
  return type as DType;
}

/** NumPy's promotion of two array types. */
export function numpyResultType(left: DType, right: DType): DType {
  if (left === right) return left;
  if (left === "bool") return right;
  if (right === "bool") return left;
  if (isFloating(left) || isFloating(right)) {
    const width = (type: DType): number => {
      if (type === "bfloat16") return 16;
      const bits = Number(/\d{1,3}$/.exec(type)?.[0] ?? 64);
      // An integer needs a float with room for it: int8 fits float16, int16 float32, wider ones float64.
      return isFloating(type) ? bits : Math.min(64, bits * 2);
    };
    const bits = Math.max(width(left), width(right), left === "bfloat16" || right === "bfloat16" ? 32 : 16);
    return `float${bits}` as DType;
  }
  const bitsOf = (type: DType): number => Number(/\d{1,3}$/.exec(type)?.[0]);
  if (isUnsigned(left) === isUnsigned(right)) return bitsOf(left) >= bitsOf(right) ? left : right;
  const [unsigned, signed] = isUnsigned(left) ? [left, right] : [right, left];
  if (bitsOf(signed) > bitsOf(unsigned)) return signed;
  const bits = bitsOf(unsigned) * 2;
  return bits > 64 ? "float64" : (`int${bits}` as DType);
}

/** TensorFlow's operations do not mix types; `operation` is its name there (`Mul`, `AddV2`). */
export function requireSameDType(operation: string, x: DType, y: DType): void {
  if (x === y) return;
  throw new PythonError(
    "TypeError",
    `Input 'y' of '${operation}' Op has type ${y} that does not match type ${x} of argument 'x'.`,
  );
}
