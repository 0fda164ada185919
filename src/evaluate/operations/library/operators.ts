/** Python's operators where a library value takes part, with TensorFlow's dtype rules. */

import type { BinaryOperator, CompareOperator } from "../../../python/ast.ts";
import { isInteger } from "../../dtype.ts";
import { PythonError, Unsupported } from "../../failure.ts";
import type { ShapeValue } from "../../interpreter/array-values.ts";
import { typeName } from "../../interpreter/type-names.ts";
import type { Context, Value } from "../../interpreter/values.ts";
import * as arithmetic from "../../kernels/arithmetic.ts";
import * as comparison from "../../kernels/comparison.ts";
import { cast } from "../../kernels/create.ts";
import { matmul } from "../../kernels/matmul.ts";
import { floorDivide, floorMod } from "../../kernels/whole-division.ts";
import type { Tensor } from "../../tape/tensor.ts";
import { addValues, compareValues, divideValues } from "../arithmetic.ts";
import { arrayBinary, arrayCompare, arrayUnary } from "../arrays/array-operators.ts";
import { isArray, isTensor, sequenceItems, toTensor } from "../calls/convert.ts";
import { eagerOperands, refuseType, requireBool, requireNumeric } from "../calls/operands.ts";
import type { Call } from "../calls/operation.ts";

type Kernel = (x: Tensor, y: Tensor) => Tensor;

const kernels: Readonly<Partial<Record<BinaryOperator, readonly [string, Kernel]>>> = {
  "-": ["Sub", arithmetic.subtract],
  "*": ["Mul", arithmetic.multiply],
  "//": ["FloorDiv", floorDivide],
  "%": ["FloorMod", floorMod],
  "**": ["Pow", arithmetic.power],
};

const bitwise: Readonly<Partial<Record<BinaryOperator, readonly [string, Kernel, Kernel]>>> = {
  "&": ["LogicalAnd", comparison.logicalAnd, comparison.bitwiseAnd],
  "|": ["LogicalOr", comparison.logicalOr, comparison.bitwiseOr],
  "^": ["LogicalXor", comparison.logicalXor, comparison.bitwiseXor],
};

const comparisons: Readonly<Partial<Record<CompareOperator, readonly [string, Kernel]>>> = {
  "==": ["Equal", comparison.equal],
  "!=": ["NotEqual", comparison.notEqual],
  "<": ["Less", comparison.less],
  "<=": ["LessEqual", comparison.lessEqual],
  ">": ["Greater", comparison.greater],
  ">=": ["GreaterEqual", comparison.greaterEqual],
};

/** Operators on tensors follow TensorFlow, whichever library made them. */
function operatorCall(name: string, context: Context): Call {
  return { name, library: "tf", context, keywords: new Map(), given: new Set() };
}

export function binary(operator: BinaryOperator, left: Value, right: Value, context: Context): Value {
  if (isTensor(left) || isTensor(right)) return tensorBinary(operator, left, right, context);
  if (isArray(left) || isArray(right)) return arrayBinary(operator, left, right, context);
  if (isShape(left) && operator === "+") return joined(left.dimensions, right);
  if (isShape(right) && operator === "+") {
    const items = sequenceItems(left);
    if (items) return { type: "shape", dimensions: [...dimensionsOf(items), ...right.dimensions] };
  }
  throw unsupportedOperands(operator, left, right);
}

function isShape(value: Value): value is ShapeValue {
  return typeof value === "object" && value !== null && value.type === "shape";
}

function dimensionsOf(items: readonly Value[]): (number | null)[] {
  return items.map((item) => (item === null ? null : Number(item)));
}

function joined(dimensions: readonly (number | null)[], right: Value): Value {
  const items = sequenceItems(right);
  if (!items) throw new PythonError("TypeError", `Dimension value must be integer or None, got ${typeName(right)}`);
  return { type: "shape", dimensions: [...dimensions, ...dimensionsOf(items)] };
}

function unsupportedOperands(operator: string, left: Value, right: Value): PythonError {
  return new PythonError(
    "TypeError",
    `unsupported operand type(s) for ${operator}: '${typeName(left)}' and '${typeName(right)}'`,
  );
}

function tensorBinary(operator: BinaryOperator, left: Value, right: Value, context: Context): Tensor {
  const call = operatorCall(operator, context);
  // The reflected operators convert what is on the left to the tensor's dtype.
  const x = isTensor(left) ? left : toTensor(left, context, (right as Tensor).dtype);
  if (operator === "+") return addValues(call, x, right);
  if (operator === "/") return divideValues(call, x, right);
  if (operator === "@") return multiplyMatrices(call, x, right);
  const hasBool = x.dtype === "bool" || (isTensor(right) && right.dtype === "bool");
  if (operator === "*" && hasBool) return comparison.logicalAnd(truthsOf(x, context), truthsOf(right, context));
  const [name, kernel] = kernels[operator] ?? [];
  if (name && kernel) {
    const [one, other] = eagerOperands(call, name, [x, right]) as [Tensor, Tensor];
    return kernel(requireNumeric(name, one), other);
  }
  const [logicalName, logical, bits] = bitwise[operator] ?? [];
  if (!logicalName || !logical || !bits) throw unsupportedOperands(operator, left, right);
  const [one, other] = eagerOperands(call, logicalName, [x, right]) as [Tensor, Tensor];
  if (one.dtype === "bool") return logical(one, requireBool(logicalName, other, 1));
  if (!isInteger(one.dtype)) {
    const bitwiseName = logicalName.replace("Logical", "Bitwise");
    refuseType(bitwiseName, one, "int8, int16, int32, int64, uint8, uint16, uint32, uint64");
  }
  return bits(one, other);
}

/** TensorFlow multiplies bools as ints cut to bools: what is between -1 and 1 counts as false. */
function truthsOf(value: Value, context: Context): Tensor {
  const tensor = toTensor(value, context);
  return cast(cast(tensor, "int32"), "bool");
}

function multiplyMatrices(call: Call, x: Tensor, right: Value): Tensor {
  const [one, other] = eagerOperands(call, "MatMul", [x, right]) as [Tensor, Tensor];
  return matmul(requireNumeric("MatMul", one), other);
}

export function compare(operator: CompareOperator, left: Value, right: Value, context: Context): Value {
  if (isShape(left) || isShape(right)) return compareShapes(operator, left, right);
  if (isDType(left) || isDType(right)) return compareTypes(operator, left, right);
  const isEquality = operator === "==" || operator === "!=";
  if (isEquality && (left === null || right === null)) return operator === "!=";
  if (!isTensor(left) && !isTensor(right)) return arrayCompare(operator, left, right, context);
  const [name, kernel] = comparisons[operator] ?? [];
  if (!name || !kernel) throw new Unsupported(`\`${operator}\` with a tensor is not evaluated`);
  if (isTensor(left)) return compareValues(operatorCall(operator, context), name, kernel, left, right);
  // Python asks the tensor on the right, the other way round.
  const mirrored: Readonly<Record<string, CompareOperator>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };
  return compare(mirrored[operator] ?? operator, right, left, context);
}

function isDType(value: Value): boolean {
  return typeof value === "object" && value !== null && value.type === "dtype";
}

function compareTypes(operator: CompareOperator, left: Value, right: Value): boolean {
  const name = (value: Value) => {
    if (typeof value === "string") return value;
    if (typeof value === "object" && value !== null && value.type === "dtype") return value.dtype;
    if (typeof value === "object" && value !== null && value.type === "nativeClass")
      return ({ float: "float32", int: "int32", bool: "bool" } as Record<string, string>)[value.name];
    return undefined;
  };
  const isSame = name(left) !== undefined && name(left) === name(right);
  if (operator === "==") return isSame;
  if (operator === "!=") return !isSame;
  throw unorderable(operator, left, right);
}

function unorderable(operator: string, left: Value, right: Value): PythonError {
  return new PythonError(
    "TypeError",
    `'${operator}' not supported between instances of '${typeName(left)}' and '${typeName(right)}'`,
  );
}

function compareShapes(operator: CompareOperator, left: Value, right: Value): boolean {
  const dimensions = (value: Value) => {
    const items = sequenceItems(value);
    return items && dimensionsOf(items).join();
  };
  const isSame = dimensions(left) !== undefined && dimensions(left) === dimensions(right);
  if (operator === "==") return isSame;
  if (operator === "!=") return !isSame;
  if (operator === "in" || operator === "not in") {
    const isIn = (sequenceItems(right) ?? []).some((item) => item === left);
    return (operator === "in") === isIn;
  }
  throw unorderable(operator, left, right);
}

export function unary(operator: "-" | "+" | "~", value: Value, context: Context): Value {
  if (isArray(value)) return arrayUnary(operator, value);
  if (isTensor(value)) {
    if (operator === "-") return arithmetic.negative(requireNumeric("Neg", value));
    if (operator === "~" && value.dtype === "bool") return comparison.logicalNot(value);
    if (operator === "~" && isInteger(value.dtype))
      return arithmetic.subtract(arithmetic.negative(value), toTensor(1n, context, value.dtype));
    if (operator === "~") refuseType("Invert", value, "int8, int16, int32, int64, uint8, uint16, uint32, uint64");
  }
  throw new PythonError("TypeError", `bad operand type for unary ${operator}: '${typeName(value)}'`);
}
