/** Tensors that are new: of zeros, of chance, of a shape or a dtype alone. */

import { type FunctionRow, functions } from "./function-row.ts";

export const creating: readonly FunctionRow[] = [
  functions(
    "",
    { hasEffect: true },
    {
      "keras.backend": "name_scope variable",
      tf: "Variable control_dependencies device init_scope name_scope",
      keras: "Variable name_scope",
      "tf.summary": "histogram scalar text",
    },
  ),
  functions(
    "",
    {},
    {
      "keras.ops": "bincount empty identity multi_hot ones tri zeros",
      "keras.backend":
        "arange ones random_binomial random_normal random_normal_variable random_uniform random_uniform_variable truncated_normal zeros",
      tf: "ones sequence_mask zeros",
      "tf.math": "bincount confusion_matrix linspace",
      "tf.compat.v1": "confusion_matrix",
      "keras.random": "normal truncated_normal uniform",
      "tf.debugging": "disable_check_numerics enable_check_numerics",
      "tf.random": "normal stateless_normal stateless_uniform truncated_normal uniform",
      "tf.sparse": "from_dense",
    },
  ),
  functions("value=, dtype=", { dtype: "cast" }, { "keras.backend": "constant" }),
  functions("", { dtype: "int" }, { "keras.backend": "size" }),
  functions("input:unread", { dtype: "int" }, { tf: "rank shape shape_n size", "tf.compat.v1": "shape" }),
  functions("x:unread", { dtype: "int" }, { "keras.ops": "size", "keras.backend": "shape" }),
  functions(
    "",
    { dtype: "same" },
    {
      "keras.ops": "bitwise_and bitwise_or bitwise_xor slice_update unravel_index",
      tf: "broadcast_dynamic_shape guarantee_const truncatemod unique unique_with_counts",
      "tf.bitwise": "bitwise_and bitwise_or bitwise_xor",
      "tf.sets": "size",
    },
  ),
];
