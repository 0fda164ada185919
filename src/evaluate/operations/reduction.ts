/** Sums, means, extremes and their kin. */

import { isFloating, isInteger } from "../dtype.ts";
import type { DType } from "../evaluation.ts";
import { PythonError } from "../failure.ts";
import type { Value } from "../interpreter/values.ts";
import { maximum, minimum } from "../kernels/arithmetic.ts";
import { cast } from "../kernels/create.ts";
import * as reduction from "../kernels/reduction.ts";
import { reshape } from "../kernels/shape.ts";
import { isSixteenBit } from "../tape/sixteen-bit.ts";
import { rankOf } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { toTensor } from "./calls/convert.ts";
import { named } from "./calls/names.ts";
import { castTo, floating, requireBool, requireFloat, requireNumeric } from "./calls/operands.ts";
import { type Call, type Operation, op } from "./calls/operation.ts";
import { axes, dtype, flag, integer } from "./calls/parameters.ts";

type Kernel = (x: Tensor, axes?: number | readonly number[], keepdims?: boolean) => Tensor;

const signature = {
  tf: "input_tensor, axis=None, keepdims=False",
  K: "x, axis=None, keepdims=False",
  ops: "x, axis=None, keepdims=False",
};
/** `keras.ops` sums small integers and bools as int32. */
function summable(call: Call, operation: string, x: Value): Tensor {
  const tensor = toTensor(x, call.context);
  if (call.library !== "ops") return requireNumeric(operation, tensor);
  if (tensor.dtype === "bool" || tensor.dtype === "int8" || tensor.dtype === "int16") return cast(tensor, "int32");
  return tensor.dtype === "uint8" || tensor.dtype === "uint16" ? cast(tensor, "uint32") : tensor;
}

/** `K.mean`, `K.std` and `K.var` count bools; TensorFlow's own refuse them. */
function averageable(call: Call, x: Value): Tensor {
  const tensor = toTensor(x, call.context);
  if (call.library === "K" && tensor.dtype === "bool") return cast(tensor, "float32");
  if (call.library === "ops") return isFloating(tensor.dtype) ? tensor : cast(tensor, "float32");
  return tensor;
}

/** Keras 3 computes the mean and the variance of 16-bit floats in float32. */
function inSingle(call: Call, x: Tensor, compute: (x: Tensor) => Tensor): Tensor {
  if (call.library !== "ops" || !isSixteenBit(x.dtype)) return compute(x);
  return cast(compute(cast(x, "float32")), x.dtype);
}

function spread(call: Call, x: Value): Tensor {
  const tensor = averageable(call, x);
  if (isInteger(tensor.dtype))
    throw new PythonError(
      "TypeError",
      `Input must be either real or complex. Received integer type <dtype: '${tensor.dtype}'>.`,
    );
  return requireFloat("Sub", tensor);
}

const extremes: readonly (readonly [string, Kernel, readonly string[], string])[] = [
  [
    "Max",
    reduction.max,
    ["keras.backend.max", "keras.ops.max", "keras.ops.amax", ...named("reduce_max", "tf", "math")],
    "Largest element; ties share the gradient",
  ],
  [
    "Min",
    reduction.min,
    ["keras.backend.min", "keras.ops.min", "keras.ops.amin", ...named("reduce_min", "tf", "math")],
    "Smallest element; ties share the gradient",
  ],
];

const moments: readonly (readonly [Kernel, readonly string[], string])[] = [
  [
    reduction.variance,
    ["keras.backend.var", "keras.ops.var", "tf.math.reduce_variance"],
    "Mean squared distance from the mean",
  ],
  [
    reduction.std,
    ["keras.backend.std", "keras.ops.std", "tf.math.reduce_std"],
    "Square root of the variance; its slope is infinite where all are equal",
  ],
];

const logical: readonly (readonly [string, Kernel, readonly string[], string])[] = [
  [
    "Any",
    reduction.any,
    ["keras.backend.any", "keras.ops.any", ...named("reduce_any", "tf", "math")],
    "Whether any element is true",
  ],
  [
    "All",
    reduction.all,
    ["keras.backend.all", "keras.ops.all", ...named("reduce_all", "tf", "math")],
    "Whether all elements are true",
  ],
];

type IndexKernel = (x: Tensor, axis: number, dtype?: DType) => Tensor;

const extremeIndices: readonly (readonly ["argmax" | "argmin", IndexKernel])[] = [
  ["argmax", reduction.argmax],
  ["argmin", reduction.argmin],
];

export const reductions: readonly Operation[] = [
  op({
    names: ["keras.backend.sum", "keras.ops.sum", ...named("reduce_sum", "tf", "math")],
    signature,
    doc: "Sum over axes",
    compute: (call, x, axis, keepdims) => reduction.sum(summable(call, "Sum", x!), axes(axis!), flag(keepdims!)),
  }),
  op({
    names: ["keras.backend.mean", "keras.ops.mean", ...named("reduce_mean", "tf", "math")],
    signature,
    doc: "Mean over axes",
    compute: (call, x, axis, keepdims) =>
      inSingle(call, requireNumeric("Mean", averageable(call, x!)), (numbers) =>
        reduction.mean(numbers, axes(axis!), flag(keepdims!)),
      ),
  }),
  op({
    names: ["keras.backend.prod", "keras.ops.prod", ...named("reduce_prod", "tf", "math")],
    signature: { ...signature, ops: "x, axis=None, keepdims=False, dtype=None" },
    doc: "Product over axes",
    compute: (call, x, axis, keepdims, type) => {
      // Keras 3 widens small types only where no dtype is asked for, and then ignores it.
      const isAsked = call.library === "ops" && type !== null;
      const factors = isAsked ? requireNumeric("Prod", toTensor(x!, call.context)) : summable(call, "Prod", x!);
      return reduction.prod(factors, axes(axis!), flag(keepdims!));
    },
  }),
  ...extremes.map(([tensorFlow, kernel, names, doc]) =>
    op({
      names,
      signature: {
        ...signature,
        "keras.ops.max": "x, axis=None, keepdims=False, initial=None",
        "keras.ops.min": "x, axis=None, keepdims=False, initial=None",
      },
      doc,
      compute: (call, x, axis, keepdims, initial) => {
        const tensor = toTensor(x!, call.context);
        const isCounted = call.library === "ops" && tensor.dtype === "bool";
        if (call.library === "ops" && tensor.data.size === 0 && (initial ?? null) === null)
          throw new PythonError(
            "InvalidArgumentError",
            `Cannot compute the ${tensorFlow.toLowerCase()} of an empty tensor.`,
          );
        const result = kernel(
          isCounted ? cast(tensor, "int32") : requireNumeric(tensorFlow, tensor),
          axes(axis!),
          flag(keepdims!),
        );
        const found = isCounted ? cast(result, "bool") : result;
        if (call.library !== "ops" || (initial ?? null) === null) return found;
        const bound = toTensor(initial!, call.context, found.dtype);
        return tensorFlow === "Max" ? maximum(found, bound) : minimum(found, bound);
      },
    }),
  ),
  ...moments.map(([kernel, names, doc]) =>
    op({
      names,
      signature,
      doc,
      compute: (call, x, axis, keepdims) => {
        const compute = (numbers: Tensor): Tensor => kernel(numbers, axes(axis!), flag(keepdims!));
        return call.name === "keras.ops.std" ? compute(spread(call, x!)) : inSingle(call, spread(call, x!), compute);
      },
    }),
  ),
  ...logical.map(([tensorFlow, kernel, names, doc]) =>
    op({
      names,
      signature,
      doc,
      compute: (call, x, axis, keepdims) => {
        const tensor = toTensor(x!, call.context);
        const truths = call.library === "tf" ? requireBool(tensorFlow, tensor) : castTo(tensor, "bool");
        return kernel(truths, axes(axis!), flag(keepdims!));
      },
    }),
  ),
  op({
    names: ["keras.ops.logsumexp", "keras.backend.logsumexp", ...named("reduce_logsumexp", "tf", "math")],
    signature,
    doc: "log(sum(exp(x))), without overflow",
    compute: (call, x, axis, keepdims) => reduction.logSumExp(floating(call, "Exp", x!), axes(axis!), flag(keepdims!)),
  }),
  op({
    names: ["tf.math.reduce_euclidean_norm"],
    signature,
    doc: "Square root of the sum of squares",
    compute: (call, x, axis, keepdims) =>
      reduction.euclideanNorm(requireFloat("EuclideanNorm", toTensor(x!, call.context)), axes(axis!), flag(keepdims!)),
  }),
  op({
    names: ["tf.math.count_nonzero", "keras.ops.count_nonzero"],
    signature: { tf: "count_nonzero_v2(input, axis=None, keepdims=None, dtype=tf.int64)", ops: "x, axis=None" },
    doc: "How many elements are not zero",
    compute: (call, x, axis, keepdims, type) => {
      const isOps = call.library === "ops";
      const counted = reduction.countNonzero(toTensor(x!, call.context), axes(axis!), isOps ? false : flag(keepdims!));
      return castTo(counted, isOps ? "int32" : dtype(type!, "int64"));
    },
  }),
  ...extremeIndices.map(([name, kernel]) =>
    op({
      names: named(name, "tf", "math", "K", "ops"),
      signature: {
        tf: `${name}_v2(input, axis=None, output_type=tf.int64)`,
        K: "x, axis=-1",
        ops: "x, axis=None, keepdims=False",
      },
      doc: `Index of the ${name === "argmax" ? "largest" : "smallest"} element; no gradient`,
      compute: (call, x, axis, third) => {
        const tensor = toTensor(x!, call.context);
        if (call.library !== "ops") {
          const type = call.library === "tf" ? dtype(third!, "int64") : "int64";
          return kernel(tensor, axis === null ? 0 : integer(axis!), type);
        }
        return argumentOfOps(kernel, tensor, axis!, flag(third!));
      },
    }),
  ),
];

function argumentOfOps(kernel: IndexKernel, x: Tensor, axis: Value, keepdims: boolean): Tensor {
  const flat = axis === null ? reshape(x, [-1]) : x;
  const at = axis === null ? 0 : integer(axis);
  const result = kernel(flat, at, "int32");
  if (!keepdims) return result;
  const rank = rankOf(x);
  const normal = at < 0 ? at + rank : at;
  const kept = x.data.shape.map((length, index) => (axis === null || index === normal ? 1 : length));
  return reshape(result, kept);
}
