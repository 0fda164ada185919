/** Functions that keep the shape, of elements that see one another along an axis. */

import { type FunctionRow, functions } from "./function-row.ts";

export const alongAxes: readonly FunctionRow[] = [
  functions("x, axis=flat", { shape: "along" }, { "keras.ops": "cumprod cumsum nancumprod nancumsum" }),
  functions("input", { dtype: "float", shape: "along" }, { "tf.nn": "local_response_normalization lrn" }),
  functions("input, type=, n=, axis=", { dtype: "float", shape: "along" }, { "tf.signal": "dct" }),
  functions(
    "logits, axis=-1",
    { dtype: "float", shape: "along" },
    { "tf.math": "log_softmax softmax", "tf.nn": "log_softmax softmax", "tf.compat.v1.nn": "log_softmax softmax" },
  ),
  functions("t, clip_norm", { dtype: "float", shape: "along" }, { tf: "clip_by_norm" }),
  functions("x", { dtype: "float", shape: "along" }, { "keras.ops": "pinv" }),
  functions(
    "x, axis=-1",
    { dtype: "float", shape: "along" },
    {
      "keras.ops": "log_softmax normalize softmax sparsemax",
      "keras.backend": "softmax",
      "keras.activations": "log_softmax softmax sparsemax",
    },
  ),
  functions("x, axis=0", { dtype: "float", shape: "along" }, { "tf.math": "cumulative_logsumexp" }),
  functions(
    "x, axis=None",
    { dtype: "float", shape: "along" },
    {
      "keras.backend": "l2_normalize",
      "tf.math": "l2_normalize",
      "tf.nn": "l2_normalize",
      "tf.compat.v1.nn": "l2_normalize",
    },
  ),
  functions(
    "logits:none",
    { dtype: "int", shape: "along" },
    { "keras.random": "categorical", "tf.random": "categorical" },
  ),
  functions("values:none, axis=-1", { dtype: "int", shape: "along" }, { tf: "argsort" }),
  functions("input, shift=, axis=", { dtype: "same", shape: "along" }, { tf: "roll" }),
  functions("tensor, axis=", { dtype: "same", shape: "along" }, { tf: "reverse" }),
  functions("value:none", { dtype: "same", shape: "along" }, { "tf.random": "shuffle" }),
  functions("values, axis=-1", { dtype: "same", shape: "along" }, { tf: "sort" }),
  functions("x", { dtype: "same", shape: "along" }, { "keras.ops": "fliplr flipud", "keras.backend": "reverse" }),
  functions(
    "x, axis=0",
    { dtype: "same", shape: "along" },
    { "keras.backend": "cumprod cumsum", tf: "cumsum", "tf.math": "cumprod cumsum", "keras.random": "shuffle" },
  ),
  functions("x, axis=None", { dtype: "same", shape: "along" }, { "keras.ops": "flip" }),
  functions("x, gamma, beta, axis=-1", { dtype: "same", shape: "along" }, { "keras.ops": "layer_normalization" }),
  functions("x, scale, axis=-1", { dtype: "same", shape: "along" }, { "keras.ops": "rms_normalization" }),
  functions("x, shift=, axis=None", { dtype: "same", shape: "along" }, { "keras.ops": "roll" }),
];
