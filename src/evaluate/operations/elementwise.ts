/** Functions of one tensor, element by element. */

import { isFloating } from "../dtype.ts";
import * as activation from "../kernels/activation.ts";
import * as arithmetic from "../kernels/arithmetic.ts";
import * as comparison from "../kernels/comparison.ts";
import { onesLike, zerosLike } from "../kernels/create.ts";
import * as special from "../kernels/special.ts";
import * as unary from "../kernels/unary.ts";
import type { Tensor } from "../tape/tensor.ts";
import { constantLike } from "./calls/constants.ts";
import { toTensor } from "./calls/convert.ts";
import { rememberLogits } from "./calls/logits.ts";
import { named } from "./calls/names.ts";
import { castTo, floating, number, requireBool, requireFloat } from "./calls/operands.ts";
import { type Operation, op } from "./calls/operation.ts";
import { integer } from "./calls/parameters.ts";

type Kernel = (x: Tensor) => Tensor;

/** Floats only in TensorFlow; `keras.ops` makes ints float32 first. */
const ofFloats: readonly (readonly [string, Kernel, readonly string[], string])[] = [
  ["Exp", unary.exp, named("exp", "tf", "math", "K", "ops"), "e to the power of x"],
  ["Expm1", unary.expm1, named("expm1", "math", "ops"), "exp(x) - 1, exact for small x"],
  ["Log", unary.log, named("log", "math", "K", "ops"), "Natural logarithm; NaN below 0, -inf at 0"],
  ["Log1p", unary.log1p, named("log1p", "math", "ops"), "log(1 + x), exact for small x"],
  ["Sqrt", unary.sqrt, named("sqrt", "tf", "math", "ops"), "Square root; its slope at 0 is infinite"],
  ["Sin", unary.sin, named("sin", "tf", "math", "K", "ops"), "Sine"],
  ["Cos", unary.cos, named("cos", "tf", "math", "K", "ops"), "Cosine"],
  ["Tan", unary.tan, named("tan", "tf", "math", "ops"), "Tangent"],
  ["Asin", unary.asin, ["tf.asin", "tf.math.asin", "keras.ops.arcsin"], "Inverse sine"],
  ["Acos", unary.acos, ["tf.acos", "tf.math.acos", "keras.ops.arccos"], "Inverse cosine"],
  ["Atan", unary.atan, ["tf.atan", "tf.math.atan", "keras.ops.arctan"], "Inverse tangent"],
  ["Sinh", unary.sinh, named("sinh", "tf", "math", "ops"), "Hyperbolic sine"],
  ["Cosh", unary.cosh, named("cosh", "tf", "math", "ops"), "Hyperbolic cosine"],
  ["Tanh", unary.tanh, named("tanh", "tf", "math", "nn", "K", "ops"), "Hyperbolic tangent"],
  ["Asinh", unary.asinh, ["tf.asinh", "tf.math.asinh", "keras.ops.arcsinh"], "Inverse hyperbolic sine"],
  ["Acosh", unary.acosh, ["tf.acosh", "tf.math.acosh", "keras.ops.arccosh"], "Inverse hyperbolic cosine"],
  ["Atanh", unary.atanh, ["tf.atanh", "tf.math.atanh", "keras.ops.arctanh"], "Inverse hyperbolic tangent"],
];

/** Floats only, in `keras.ops` too. */
const ofFloatsStrictly: readonly (readonly [string, Kernel, readonly string[], string])[] = [
  ["Rsqrt", unary.rsqrt, named("rsqrt", "math", "ops"), "1 / sqrt(x)"],
  ["Sigmoid", activation.sigmoid, named("sigmoid", "tf", "math", "nn", "K", "ops"), "1 / (1 + exp(-x))"],
  ["Erf", special.erf, named("erf", "math", "ops"), "Gauss error function"],
  ["Erfc", special.erfc, named("erfc", "math"), "1 - erf(x)"],
  ["Erfinv", special.erfinv, named("erfinv", "math", "ops"), "Inverse of erf"],
  ["Lgamma", special.lgamma, named("lgamma", "math"), "Logarithm of |gamma(x)|"],
  ["Digamma", special.digamma, named("digamma", "math"), "Derivative of lgamma"],
];

/** No way back: the result is flat between its steps, and TensorFlow registers no gradient. */
const steps: readonly (readonly [string, Kernel, readonly string[], string])[] = [
  ["Floor", unary.floor, named("floor", "tf", "math", "ops"), "Largest whole number not above x; no gradient"],
  ["Ceil", unary.ceil, named("ceil", "math", "ops"), "Smallest whole number not below x; no gradient"],
];

const signature = { tf: "x", K: "x", ops: "x" };

export const elementwise: readonly Operation[] = [
  ...ofFloats.map(([tensorFlow, kernel, names, doc]) =>
    op({ names, signature, doc, compute: (call, x) => kernel(floating(call, tensorFlow, x!)) }),
  ),
  ...ofFloatsStrictly.map(([tensorFlow, kernel, names, doc]) =>
    op({
      names,
      signature,
      doc,
      compute: (call, x) => {
        const argument = requireFloat(tensorFlow, toTensor(x!, call.context));
        const result = kernel(argument);
        return call.name === "keras.ops.sigmoid" ? rememberLogits(result, argument) : result;
      },
    }),
  ),
  ...steps.map(([tensorFlow, kernel, names, doc]) =>
    op({ names, signature, doc, compute: (call, x) => kernel(floating(call, tensorFlow, x!)) }),
  ),
  op({
    names: [...named("abs", "tf", "math", "K", "ops"), "keras.ops.absolute"],
    signature,
    doc: "Absolute value; slope 0 at 0",
    compute: (call, x) => {
      const tensor = toTensor(x!, call.context);
      return call.library === "ops" && tensor.dtype === "bool" ? tensor : unary.abs(number(call, "Abs", tensor));
    },
  }),
  op({
    names: named("square", "tf", "math", "K", "ops"),
    signature,
    doc: "x times x",
    compute: (call, x) => unary.square(number(call, "Square", x!, true)),
  }),
  op({
    names: named("negative", "tf", "math", "ops"),
    signature,
    doc: "-x",
    compute: (call, x) => arithmetic.negative(number(call, "Neg", x!)),
  }),
  op({
    names: named("sign", "tf", "math", "K", "ops"),
    signature,
    doc: "-1, 0 or 1; its gradient is 0 everywhere, not None",
    compute: (call, x) => unary.sign(number(call, "Sign", x!)),
  }),
  op({
    names: named("reciprocal", "math", "ops"),
    signature,
    doc: "1 / x",
    compute: (call, x) => unary.reciprocal(requireFloat("Reciprocal", toTensor(x!, call.context))),
  }),
  op({
    names: ["tf.math.reciprocal_no_nan"],
    signature,
    doc: "1 / x, 0 where x is 0",
    compute: (call, x) => unary.reciprocalNoNan(requireFloat("DivNoNan", toTensor(x!, call.context))),
  }),
  op({
    names: named("round", "tf", "math", "K", "ops"),
    signature: { tf: "x", K: "x", ops: "x, decimals=0" },
    doc: "Nearest whole number, halves to even; no gradient",
    compute: (call, x, decimals) => {
      const tensor = number(call, "Round", x!);
      const places = call.library === "ops" ? integer(decimals!) : 0;
      if (places === 0) return isFloating(tensor.dtype) ? unary.round(tensor) : tensor;
      const factor = constantLike(10 ** places, tensor);
      return arithmetic.divide(unary.round(arithmetic.multiply(tensor, factor)), factor);
    },
  }),
  op({
    names: ["tf.math.rint"],
    signature,
    doc: "Nearest whole number, halves to even; no gradient",
    compute: (call, x) => unary.round(requireFloat("Rint", toTensor(x!, call.context))),
  }),
  op({
    names: ["keras.backend.sqrt"],
    signature,
    doc: "Square root of max(x, 0): negatives become 0",
    compute: (call, x) => {
      const tensor = toTensor(x!, call.context);
      return unary.sqrt(arithmetic.maximum(tensor, toTensor(0, call.context, tensor.dtype)));
    },
  }),
  ...(
    [
      ["IsNan", unary.isNan, ["tf.math.is_nan", "keras.ops.isnan"], "Whether each element is NaN"],
      ["IsInf", unary.isInfinite, ["tf.math.is_inf", "keras.ops.isinf"], "Whether each element is infinite"],
      ["IsFinite", unary.isFiniteNumber, ["tf.math.is_finite", "keras.ops.isfinite"], "Whether each element is finite"],
    ] as const
  ).map(([tensorFlow, kernel, names, doc]) =>
    op({
      names,
      signature,
      doc,
      compute: (call, x) => {
        const tensor = toTensor(x!, call.context);
        if (call.library !== "ops" || isFloating(tensor.dtype)) return kernel(requireFloat(tensorFlow, tensor));
        return tensorFlow === "IsFinite" ? onesLike(tensor, "bool") : zerosLike(tensor, "bool");
      },
    }),
  ),
  op({
    names: ["keras.ops.log2", "keras.ops.log10"],
    signature,
    doc: "Logarithm of base 2 or 10",
    compute: (call, x) => {
      const logarithm = unary.log(floating(call, "Log", x!));
      const base = call.name.endsWith("2") ? Math.LN2 : Math.LN10;
      return arithmetic.divide(logarithm, constantLike(base, logarithm));
    },
  }),
  op({
    names: named("logical_not", "tf", "math", "ops"),
    signature,
    doc: "True where x is False",
    compute: (call, x) => comparison.logicalNot(truths(call.library, toTensor(x!, call.context))),
  }),
];

function truths(library: string, x: Tensor): Tensor {
  if (x.dtype === "bool") return x;
  if (library === "ops") return castTo(x, "bool");
  return requireBool("LogicalNot", x);
}
