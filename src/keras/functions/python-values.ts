/** What is fixed before anything runs, or gives nothing: shapes, settings, assertions. */

import { type FunctionRow, functions } from "./function-row.ts";

export const pythonValues: readonly FunctionRow[] = [
  functions(
    "",
    { result: "python" },
    {
      "keras.backend":
        "backend epsilon floatx image_data_format image_dim_ordering is_float_dtype is_int_dtype is_tensor result_type set_floatx set_image_data_format standardize_dtype",
      keras: "version",
      tf: "as_dtype executing_eagerly no_op",
      "keras.config": "backend epsilon floatx image_data_format set_floatx set_image_data_format",
      "keras.utils": "set_random_seed",
      "tf.debugging": "assert_integer assert_shapes",
      "tf.dtypes": "as_dtype",
      "tf.random": "set_seed",
    },
  ),
  functions("*inputs:unread", { result: "python" }, { tf: "group print" }),
  functions("condition=, data:unread", { result: "python" }, { tf: "Assert", "tf.debugging": "Assert" }),
  functions(
    "tensor:unread",
    { result: "python" },
    { "keras.backend": "is_sparse", "tf.debugging": "assert_scalar assert_type is_numeric_tensor" },
  ),
  functions("tensors:none", { result: "python" }, { "keras.backend": "batch_get_value" }),
  functions("value:unread", { result: "python" }, { "keras.backend": "set_epsilon", "keras.config": "set_epsilon" }),
  functions(
    "x:none",
    { result: "python" },
    { "tf.debugging": "assert_negative assert_non_negative assert_non_positive assert_positive" },
  ),
  functions(
    "x:none, y:none",
    { result: "python" },
    {
      tf: "assert_equal assert_greater assert_less",
      "tf.debugging":
        "assert_equal assert_greater assert_greater_equal assert_less assert_less_equal assert_near assert_none_equal",
    },
  ),
  functions(
    "x:unread",
    { result: "python" },
    {
      "keras.ops": "dtype is_tensor ndim shape",
      "keras.backend": "count_params dtype int_shape is_keras_tensor ndim",
      tf: "assert_rank is_tensor",
      "tf.debugging": "assert_rank assert_rank_at_least assert_rank_in",
    },
  ),
  functions("", { dtype: "same", result: "python" }, { tf: "broadcast_static_shape" }),
];
