/** Functions of the elements of several tensors, broadcast. */

import { type FunctionRow, functions } from "./function-row.ts";

export const pairs: readonly FunctionRow[] = [
  functions("x, alpha, max_value, threshold", { shape: "elementwise" }, { "keras.backend": "relu" }),
  functions("x1:none, x2:none", { shape: "elementwise" }, { "keras.ops": "floor_divide" }),
  functions(
    "x1:none, x2:none",
    { dtype: "bool", shape: "elementwise" },
    { "keras.ops": "equal greater greater_equal isclose less less_equal logical_and logical_or logical_xor not_equal" },
  ),
  functions(
    "x:none, y:none",
    { dtype: "bool", shape: "elementwise" },
    {
      "keras.backend": "equal greater greater_equal less less_equal not_equal",
      tf: "equal greater greater_equal less less_equal logical_and logical_or not_equal",
      "tf.math": "equal greater greater_equal less less_equal logical_and logical_or logical_xor not_equal",
    },
  ),
  functions("a, x", { dtype: "float", shape: "elementwise" }, { "tf.math": "igamma igammac" }),
  functions("a:none, b:none, x", { dtype: "float", shape: "elementwise" }, { "tf.math": "betainc" }),
  functions("a:none, x", { dtype: "float", shape: "elementwise" }, { "tf.math": "polygamma" }),
  functions("features, beta", { dtype: "float", shape: "elementwise" }, { "tf.nn": "silu swish" }),
  functions("x, alpha", { dtype: "float", shape: "elementwise" }, { "keras.ops": "celu elu", "keras.backend": "elu" }),
  functions("x, level", { dtype: "float", shape: "elementwise" }, { "keras.backend": "dropout" }),
  functions(
    "x, mean, var, beta, gamma",
    { dtype: "float", shape: "elementwise" },
    { "keras.backend": "batch_normalization" },
  ),
  functions(
    "x, mean, variance, axis=, offset, scale",
    { dtype: "float", shape: "elementwise" },
    { "keras.ops": "batch_normalization" },
  ),
  functions("x, rate", { dtype: "float", shape: "elementwise" }, { "tf.nn": "dropout" }),
  functions(
    "x, threshold:none, default_value",
    { dtype: "float", shape: "elementwise" },
    { "keras.ops": "threshold", "keras.activations": "threshold" },
  ),
  functions(
    "x, y",
    { dtype: "float", shape: "elementwise" },
    { tf: "divide realdiv truediv", "tf.math": "divide divide_no_nan multiply_no_nan truediv xdivy xlog1py xlogy" },
  ),
  functions(
    "x1, x2",
    { dtype: "float", shape: "elementwise" },
    { "keras.ops": "arctan2 divide divide_no_nan hypot logaddexp logaddexp2 true_divide" },
  ),
  functions(
    "x1, x2:zero",
    { dtype: "float", shape: "elementwise" },
    { "keras.ops": "nextafter", "tf.math": "nextafter" },
  ),
  functions("x1:none, x2", { dtype: "float", shape: "elementwise" }, { "keras.ops": "heaviside" }),
  functions("x:none, q", { dtype: "float", shape: "elementwise" }, { "tf.math": "zeta" }),
  functions("y, x", { dtype: "float", shape: "elementwise" }, { tf: "atan2", "tf.math": "atan2" }),
  functions("x, nan, posinf, neginf", { dtype: "promoted", shape: "elementwise" }, { "keras.ops": "nan_to_num" }),
  functions(
    "x1, x2",
    { dtype: "promoted", shape: "elementwise" },
    { "keras.ops": "add fmax fmin fmod maximum minimum mod multiply power subtract" },
  ),
  functions("input_, data", { dtype: "same", shape: "elementwise", hasEffect: true }, { "tf.compat.v1": "Print" }),
  functions("inputs, rate:none", { dtype: "same", shape: "elementwise" }, { "keras.random": "dropout" }),
  functions("scalar, x", { dtype: "same", shape: "elementwise" }, { tf: "scalar_mul", "tf.math": "scalar_mul" }),
  functions("t, clip_value_min, clip_value_max", { dtype: "same", shape: "elementwise" }, { tf: "clip_by_value" }),
  functions("value, bias", { dtype: "same", shape: "elementwise" }, { "tf.nn": "bias_add" }),
  functions("x, a", { dtype: "same", shape: "elementwise" }, { "keras.backend": "pow" }),
  functions("x, bias", { dtype: "same", shape: "elementwise" }, { "keras.backend": "bias_add" }),
  functions(
    "x, mean, variance, offset, scale, variance_epsilon",
    { dtype: "same", shape: "elementwise" },
    { "tf.nn": "batch_normalization" },
  ),
  functions("x, min_value, max_value", { dtype: "same", shape: "elementwise" }, { "keras.backend": "clip" }),
  functions(
    "x, y",
    { dtype: "same", shape: "elementwise" },
    {
      "keras.backend": "maximum minimum",
      tf: "add maximum minimum multiply pow subtract",
      "tf.math": "add floormod maximum minimum mod multiply pow squared_difference subtract",
      "tf.compat.v1": "div",
    },
  ),
  functions("x:none, y:none", { dtype: "same", shape: "elementwise" }, { tf: "truncatediv", "tf.math": "floordiv" }),
];
