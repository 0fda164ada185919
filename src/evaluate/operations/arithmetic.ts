/** Functions of two tensors, element by element, and comparisons. */

import { isInteger } from "../dtype.ts";
import { PythonError, Unsupported } from "../failure.ts";
import type { Value } from "../interpreter/values.ts";
import * as arithmetic from "../kernels/arithmetic.ts";
import * as comparison from "../kernels/comparison.ts";
import { cast } from "../kernels/create.ts";
import * as logarithms from "../kernels/logarithms.ts";
import { multiplyNoNan } from "../kernels/multiply-no-nan.ts";
import * as unary from "../kernels/unary.ts";
import { floorDivide, floorMod, truncateDivide, truncateMod } from "../kernels/whole-division.ts";
import type { Tensor } from "../tape/tensor.ts";
import { constantLike } from "./calls/constants.ts";
import { isTensor, noteNarrowed, toTensor } from "./calls/convert.ts";
import { named } from "./calls/names.ts";
import {
  castTo,
  eagerOperands,
  hintedOperands,
  pair,
  promotedOperands,
  requireBool,
  requireFloat,
  requireNumeric,
} from "./calls/operands.ts";
import { type Call, type Operation, op } from "./calls/operation.ts";
import { items } from "./calls/parameters.ts";

type Kernel = (x: Tensor, y: Tensor) => Tensor;

const signature = { tf: "x, y", K: "x, y", ops: "x1, x2" };
/** `tf.add` and `+`: y takes x's dtype where it can. */
export function addValues(call: Call, x: Value, y: Value): Tensor {
  if (call.library === "ops") return arithmetic.add(...pair(call, "AddV2", x, y));
  const [left, right] = hintedOperands(call, "AddV2", x, y);
  return arithmetic.add(requireNumeric("AddV2", left), right);
}

/** `tf.truediv` and `/`: ints become float64, and mixed dtypes are a TypeError. */
export function divideValues(call: Call, x: Value, y: Value): Tensor {
  if (call.library === "ops") {
    const [left, right] = promotedOperands(call, [x, y], ["float"]);
    return arithmetic.divide(left!, right!);
  }
  const left = toTensor(x, call.context);
  const right = isTensor(y) ? y : toTensor(y, call.context, isFloatFor(y, left) ? undefined : left.dtype);
  if (left.dtype !== right.dtype)
    throw new PythonError(
      "TypeError",
      `\`x\` and \`y\` must have the same dtype, got tf.${left.dtype} != tf.${right.dtype}.`,
    );
  if (left.dtype === "bool") {
    const expected = "tf.uint8, tf.int8, tf.uint16, tf.int16, tf.uint32, tf.int32, tf.uint64, tf.int64";
    throw new PythonError(
      "TypeError",
      `Invalid dtype tf.bool in __truediv__. Expected one of {${expected}, tf.bfloat16, tf.float16, tf.float32, tf.float64, tf.complex64, tf.complex128}.`,
    );
  }
  if (!isInteger(left.dtype)) return arithmetic.divide(left, right);
  const quotientType = /^u?int(8|16)$/u.test(left.dtype) ? "float32" : "float64";
  noteNarrowed(quotientType, call.context);
  return arithmetic.divide(cast(left, quotientType), cast(right, quotientType));
}

/** Whether a value would be a float while the tensor is not: then it keeps its own dtype, to be refused. */
function isFloatFor(value: Value, beside: Tensor): boolean {
  if (typeof value === "bigint" || typeof value === "number")
    return beside.dtype === "bool" || (typeof value === "number" && isInteger(beside.dtype));
  return false;
}

const binary: readonly (readonly [string, Kernel, readonly string[], string])[] = [
  ["Sub", arithmetic.subtract, named("subtract", "tf", "math", "ops"), "x - y"],
  ["Mul", arithmetic.multiply, named("multiply", "tf", "math", "ops"), "x times y, element by element"],
  [
    "Maximum",
    arithmetic.maximum,
    named("maximum", "tf", "math", "K", "ops"),
    "The larger; at a tie the first has all gradient",
  ],
  [
    "Minimum",
    arithmetic.minimum,
    named("minimum", "tf", "math", "K", "ops"),
    "The smaller; at a tie the first has all gradient",
  ],
  ["FloorDiv", floorDivide, ["tf.math.floordiv", "keras.ops.floor_divide"], "x // y; no gradient"],
  ["FloorMod", floorMod, [...named("floormod", "math"), ...named("mod", "math", "ops")], "x % y, with the sign of y"],
  ["TruncateDiv", truncateDivide, ["tf.truncatediv"], "x / y, rounded to 0"],
  ["TruncateMod", truncateMod, ["tf.truncatemod"], "Remainder of division rounded to 0"],
];

const ofFloats: readonly (readonly [string, Kernel, readonly string[], string])[] = [
  ["Xlogy", logarithms.xlogy, named("xlogy", "math"), "x log(y), 0 where x is 0"],
  ["Xdivy", logarithms.xdivy, named("xdivy", "math"), "x / y, 0 where x is 0"],
  ["Xlog1py", logarithms.xlog1py, named("xlog1py", "math"), "x log(1 + y), 0 where x is 0"],
];

const comparisons: readonly (readonly [string, Kernel, string, string])[] = [
  ["Equal", comparison.equal, "equal", "x == y"],
  ["NotEqual", comparison.notEqual, "not_equal", "x != y"],
  ["Less", comparison.less, "less", "x < y"],
  ["LessEqual", comparison.lessEqual, "less_equal", "x <= y"],
  ["Greater", comparison.greater, "greater", "x > y"],
  ["GreaterEqual", comparison.greaterEqual, "greater_equal", "x >= y"],
];

const logic: readonly (readonly [string, Kernel, readonly string[], string])[] = [
  ["LogicalAnd", comparison.logicalAnd, named("logical_and", "tf", "math", "ops"), "True where both are True"],
  ["LogicalOr", comparison.logicalOr, named("logical_or", "tf", "math", "ops"), "True where one is True"],
  ["LogicalXor", comparison.logicalXor, named("logical_xor", "math", "ops"), "True where exactly one is True"],
];

export const arithmeticRows: readonly Operation[] = [
  op({
    names: named("add", "tf", "math", "ops"),
    signature,
    doc: "x + y",
    compute: (call, x, y) => addValues(call, x!, y!),
  }),
  ...binary.map(([tensorFlow, kernel, names, doc]) =>
    op({
      names,
      signature,
      doc,
      compute: (call, x, y) => kernel(...pair(call, tensorFlow, x!, y!)),
    }),
  ),
  op({
    names: [
      ...named("divide", "tf", "math"),
      ...named("truediv", "tf", "math"),
      "keras.ops.divide",
      "keras.ops.true_divide",
    ],
    signature,
    doc: "x / y; ints give floats",
    compute: (call, x, y) => {
      // `tf.divide` is Python's `/`: a number on the left takes the tensor's dtype.
      if (call.name.endsWith("divide") && call.library === "tf" && !isTensor(x!) && isTensor(y!))
        return divideValues(call, toTensor(x!, call.context, y.dtype), y);
      return divideValues(call, x!, y!);
    },
  }),
  op({
    names: [...named("pow", "tf", "math", "K"), "keras.ops.power"],
    signature: { tf: "x, y", K: "x, a", ops: "x1, x2" },
    doc: "x to the power of y",
    compute: (call, x, y) => arithmetic.power(...pair(call, "Pow", x!, y!)),
  }),
  op({
    names: ["tf.math.squared_difference"],
    signature,
    doc: "(x - y) squared",
    compute: (call, x, y) => arithmetic.squaredDifference(...pair(call, "SquaredDifference", x!, y!)),
  }),
  op({
    names: [...named("divide_no_nan", "math", "ops")],
    signature,
    doc: "x / y, 0 where y is 0",
    compute: (call, x, y) => {
      if (call.library === "ops")
        return arithmetic.divideNoNan(...(promotedOperands(call, [x!, y!], ["float"]) as [Tensor, Tensor]));
      const left = toTensor(x!, call.context);
      const right = isTensor(y!) ? y : toTensor(y!, call.context, left.dtype);
      if (left.dtype !== right.dtype)
        throw new PythonError(
          "TypeError",
          `\`x\` and \`y\` must have the same dtype, got tf.${left.dtype} != tf.${right.dtype}.`,
        );
      return arithmetic.divideNoNan(requireFloat("DivNoNan", left), right);
    },
  }),
  op({
    names: ["tf.math.multiply_no_nan"],
    signature,
    doc: "x times y, 0 where y is 0 even if x is infinite or NaN",
    compute: (call, x, y) => {
      const [left, right] = eagerOperands(call, "MulNoNan", [x!, y!]) as [Tensor, Tensor];
      return multiplyNoNan(requireFloat("MulNoNan", left), right);
    },
  }),
  op({
    names: [...named("atan2", "tf", "math"), "keras.ops.arctan2"],
    signature: { tf: "y, x", ops: "x1, x2" },
    doc: "Angle of the point (x, y)",
    compute: (call, y, x) => {
      if (call.library !== "ops") return arithmetic.atan2(...pair(call, "Atan2", y!, x!));
      return arithmetic.atan2(...(promotedOperands(call, [y!, x!], ["float"]) as [Tensor, Tensor]));
    },
  }),
  ...ofFloats.map(([tensorFlow, kernel, names, doc]) =>
    op({
      names,
      signature,
      doc,
      compute: (call, x, y) => {
        const [left, right] = eagerOperands(call, tensorFlow, [x!, y!]) as [Tensor, Tensor];
        return kernel(requireFloat(tensorFlow, left), right);
      },
    }),
  ),
  op({
    names: ["keras.ops.logaddexp"],
    signature,
    doc: "log(exp(x1) + exp(x2)), without overflow",
    compute: (call, x, y) => logarithms.logaddexp(...(promotedOperands(call, [x!, y!], ["float"]) as [Tensor, Tensor])),
  }),
  op({
    names: named("add_n", "tf", "math"),
    signature: "inputs",
    doc: "Sum of a list of tensors of one shape",
    compute: (call, inputs) =>
      arithmetic.addN(eagerOperands(call, "AddN", isTensor(inputs!) ? [inputs] : items(inputs!))),
  }),
  op({
    names: named("scalar_mul", "tf", "math"),
    signature: "scalar, x",
    doc: "A number times a tensor",
    compute: (call, scalar, x) => {
      const tensor = toTensor(x!, call.context);
      return arithmetic.multiply(toTensor(scalar!, call.context, tensor.dtype), tensor);
    },
  }),
  ...comparisons.map(([tensorFlow, kernel, name, doc]) =>
    op({
      names: named(name, "tf", "math", "K", "ops"),
      signature,
      doc: `Whether ${doc}, element by element`,
      compute: (call, x, y) => compareValues(call, tensorFlow, kernel, x!, y!),
    }),
  ),
  ...logic.map(([tensorFlow, kernel, names, doc]) =>
    op({
      names,
      signature,
      doc,
      compute: (call, x, y) => {
        const [left, right] = [toTensor(x!, call.context), toTensor(y!, call.context)];
        if (call.library === "ops") return kernel(castTo(left, "bool"), castTo(right, "bool"));
        return kernel(requireBool(tensorFlow, left), requireBool(tensorFlow, right, 1));
      },
    }),
  ),
  op({
    names: ["keras.ops.isclose"],
    signature: "x1, x2, rtol=1e-05, atol=1e-08, equal_nan=False",
    doc: "Whether |x1 - x2| <= atol + rtol |x2|",
    compute: (call, x, y, rtol, atol, equalNaN) => {
      if (equalNaN === true) throw new Unsupported("`isclose` with `equal_nan` is not evaluated");
      const [left, right] = promotedOperands(call, [x!, y!], ["float"]) as [Tensor, Tensor];
      const bound = arithmetic.add(
        constantLike(Number(atol), left),
        arithmetic.multiply(constantLike(Number(rtol), left), unary.abs(right)),
      );
      return comparison.lessEqual(unary.abs(arithmetic.subtract(left, right)), bound);
    },
  }),
  op({
    names: ["tf.realdiv"],
    signature: "x, y",
    doc: "x / y of floats",
    compute: (call, x, y) => {
      const [left, right] = eagerOperands(call, "RealDiv", [x!, y!]) as [Tensor, Tensor];
      return arithmetic.divide(requireFloat("RealDiv", left), right);
    },
  }),
];

/** A comparison; the order comparisons know no bools in TensorFlow. */
export function compareValues(call: Call, tensorFlow: string, kernel: Kernel, x: Value, y: Value): Tensor {
  const [left, right] =
    call.library === "ops" ? promotedOperands(call, [x, y]) : eagerOperands(call, tensorFlow, [x, y]);
  if (!/Equal$/u.test(tensorFlow) || /^(Less|Greater)Equal$/u.test(tensorFlow)) {
    if (call.library !== "ops") requireNumeric(tensorFlow, left!);
  }
  return kernel(left!, right!);
}
