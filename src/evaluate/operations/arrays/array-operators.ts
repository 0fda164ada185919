/** Python's operators between NumPy arrays and numbers. */

import type { BinaryOperator, CompareOperator } from "../../../python/ast.ts";
import { isFloating, numpyResultType } from "../../dtype.ts";
import type { DType } from "../../evaluation.ts";
import { PythonError, Unsupported } from "../../failure.ts";
import type { NdArray } from "../../interpreter/array-values.ts";
import type { Context, Value } from "../../interpreter/values.ts";
import { isScalar } from "../calls/convert.ts";
import { asFloat, toArray, zipArrays } from "./array.ts";
import { matmulArrays } from "./products.ts";

const formulas: Readonly<Partial<Record<BinaryOperator, (x: number, y: number) => number>>> = {
  "+": (x, y) => x + y,
  "-": (x, y) => x - y,
  "*": (x, y) => x * y,
  "/": (x, y) => x / y,
  "//": (x, y) => Math.floor(x / y),
  "%": (x, y) => (y === Number.POSITIVE_INFINITY && x >= 0 ? x : x - Math.floor(x / y) * y),
  "**": (x, y) => x ** y,
  "&": (x, y) => x & y,
  "|": (x, y) => x | y,
  "^": (x, y) => x ^ y,
};

const comparisons: Readonly<Partial<Record<CompareOperator, (x: number, y: number) => boolean>>> = {
  "==": (x, y) => x === y,
  "!=": (x, y) => x !== y,
  "<": (x, y) => x < y,
  "<=": (x, y) => x <= y,
  ">": (x, y) => x > y,
  ">=": (x, y) => x >= y,
};

/** NumPy 2's promotion: a Python number does not widen an array's dtype within its kind. */
export function arrayPairType(left: Value, right: Value, one: NdArray, other: NdArray): DType {
  const weak = isScalar(left) ? one : isScalar(right) ? other : undefined;
  if (!weak) return numpyResultType(one.dtype, other.dtype);
  const strong = weak === one ? other : one;
  if (weak.dtype === "bool") return strong.dtype;
  if (isFloating(weak.dtype)) return asFloat(strong.dtype);
  return strong.dtype === "bool" ? "int64" : strong.dtype;
}

export function arrayBinary(operator: BinaryOperator, left: Value, right: Value, context: Context): NdArray {
  const [one, other] = [toArray(left, context), toArray(right, context)];
  if (operator === "@") return matmulArrays(one, other);
  const formula = formulas[operator];
  if (!formula) throw new Unsupported(`\`${operator}\` between arrays is not evaluated`);
  const type = arrayPairType(left, right, one, other);
  if (type === "bool" && operator === "-")
    throw new PythonError(
      "TypeError",
      "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.",
    );
  if (type === "bool" && (operator === "+" || operator === "*"))
    return zipArrays(one, other, (x, y) => (operator === "+" ? x || y : x && y), "bool");
  return zipArrays(one, other, formula, operator === "/" ? asFloat(type) : type);
}

export function arrayCompare(operator: CompareOperator, left: Value, right: Value, context: Context): NdArray {
  const formula = comparisons[operator];
  if (!formula) throw new Unsupported(`\`${operator}\` with an array is not evaluated`);
  return zipArrays(toArray(left, context), toArray(right, context), (x, y) => Number(formula(x, y)), "bool");
}

export function arrayUnary(operator: "-" | "+" | "~", x: NdArray): NdArray {
  if (operator === "+") return x;
  if (operator === "~")
    return { ...x, data: Array.from(x.data, (value) => (x.dtype === "bool" ? Number(!value) : ~value)) };
  return { ...x, data: Array.from(x.data, (value) => -value) };
}
