/** Functions that reduce axes: sums, means, extremes and their places. */

import { type FunctionRow, functions } from "./function-row.ts";

export const reducing: readonly FunctionRow[] = [
  functions("x, axis=None", { shape: "reduced" }, { "keras.ops": "prod" }),
  functions(
    "input_tensor:none, axis=None",
    { dtype: "bool", shape: "reduced" },
    { tf: "reduce_all reduce_any", "tf.math": "reduce_all reduce_any", "tf.compat.v1": "reduce_all reduce_any" },
  ),
  functions(
    "x:none, axis=None",
    { dtype: "bool", shape: "reduced" },
    { "keras.ops": "all any", "keras.backend": "all any" },
  ),
  functions(
    "input_tensor, axis=None",
    { dtype: "float", shape: "reduced" },
    {
      tf: "reduce_logsumexp",
      "tf.math": "reduce_logsumexp reduce_std reduce_variance",
      "tf.compat.v1": "reduce_logsumexp",
    },
  ),
  functions("tensor, ord=, axis=None", { dtype: "float", shape: "reduced" }, { "tf.compat.v1": "norm" }),
  functions(
    "x, axis=None",
    { dtype: "float", shape: "reduced" },
    { "keras.ops": "logsumexp mean median nanmean nanstd nanvar std var", "keras.backend": "logsumexp std var" },
  ),
  functions("x, ord=, axis=None", { dtype: "float", shape: "reduced" }, { "keras.ops": "norm" }),
  functions("x, q, axis=None", { dtype: "float", shape: "reduced" }, { "keras.ops": "percentile quantile" }),
  functions(
    "input:none, axis=0",
    { dtype: "int", shape: "reduced" },
    { tf: "argmax argmin", "tf.math": "argmax argmin" },
  ),
  functions("input:none, axis=None", { dtype: "int", shape: "reduced" }, { "tf.math": "count_nonzero" }),
  functions("input_tensor:none, axis=None", { dtype: "int", shape: "reduced" }, { "tf.compat.v1": "count_nonzero" }),
  functions("x:none, axis=-1", { dtype: "int", shape: "reduced" }, { "keras.backend": "argmax argmin" }),
  functions("x:none, axis=None", { dtype: "int", shape: "reduced" }, { "keras.ops": "argmax argmin" }),
  functions("x, axis=None", { dtype: "number", shape: "reduced" }, { "keras.ops": "sum", "keras.backend": "mean" }),
  functions(
    "input_tensor, axis=None",
    { dtype: "same", shape: "reduced" },
    {
      tf: "reduce_max reduce_mean reduce_min reduce_prod reduce_sum",
      "tf.math": "reduce_euclidean_norm reduce_max reduce_mean reduce_min reduce_prod reduce_sum",
      "tf.compat.v1": "reduce_max reduce_mean reduce_min reduce_prod reduce_sum",
    },
  ),
  functions("tensor, ord=, axis=None", { dtype: "same", shape: "reduced" }, { tf: "norm", "tf.linalg": "norm" }),
  functions(
    "x, axis=None",
    { dtype: "same", shape: "reduced" },
    { "keras.ops": "amax amin nanmax nanmin nanprod nansum ptp", "keras.backend": "max min prod sum" },
  ),
  functions("x, axis=None, keepdims=, initial:zero", { dtype: "same", shape: "reduced" }, { "keras.ops": "max min" }),
];
