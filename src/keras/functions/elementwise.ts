/** Functions of each element of one tensor. */

import { type FunctionRow, functions } from "./function-row.ts";

export const elementwise: readonly FunctionRow[] = [
  functions("input:none", { shape: "elementwise" }, { tf: "as_string" }),
  functions("input:unread", { shape: "elementwise" }, { tf: "ones_like zeros_like" }),
  functions(
    "x:unread",
    { shape: "elementwise" },
    { "keras.ops": "empty_like full_like ones_like zeros_like", "keras.backend": "ones_like zeros_like" },
  ),
  functions("x1:none", { dtype: "bool", shape: "elementwise" }, { "keras.ops": "isin" }),
  functions(
    "x:none",
    { dtype: "bool", shape: "elementwise" },
    {
      "keras.ops": "isfinite isinf isnan isneginf isposinf logical_not signbit",
      tf: "logical_not",
      "tf.math": "is_finite is_inf is_nan logical_not",
      "tf.compat.v1": "is_nan",
    },
  ),
  functions(
    "value, dtype=",
    { dtype: "cast", shape: "elementwise" },
    { tf: "saturate_cast", "tf.dtypes": "saturate_cast" },
  ),
  functions(
    "x, dtype=",
    { dtype: "cast", shape: "elementwise" },
    {
      "keras.ops": "array cast convert_to_tensor saturate_cast",
      "keras.backend": "cast",
      tf: "cast",
      "tf.dtypes": "cast",
    },
  ),
  functions(
    "features",
    { dtype: "float", shape: "elementwise" },
    { "tf.math": "softplus softsign", "tf.nn": "elu gelu leaky_relu selu softplus softsign" },
  ),
  functions("inputs", { dtype: "float", shape: "elementwise" }, { "tf.quantization": "fake_quant_with_min_max_args" }),
  functions("tensor", { dtype: "float", shape: "elementwise", hasEffect: true }, { "tf.debugging": "check_numerics" }),
  functions(
    "x",
    { dtype: "float", shape: "elementwise" },
    {
      "keras.ops":
        "arccos arccosh arcsin arcsinh arctan arctanh cbrt cos cosh deg2rad erf erfc erfinv exp exp2 expm1 fabs gelu hard_shrink hard_sigmoid hard_silu hard_swish hard_tanh leaky_relu log log10 log1p log2 log_sigmoid rad2deg reciprocal rsqrt selu sigmoid silu sin sinc sinh soft_shrink softplus softsign sparse_plus sparse_sigmoid sqrt squareplus swish tan tanh tanh_shrink",
      "keras.backend": "cast_to_floatx cos exp hard_sigmoid log sigmoid sin softplus softsign sqrt tanh",
      "keras.activations":
        "celu elu exponential gelu hard_shrink hard_sigmoid hard_silu hard_swish hard_tanh leaky_relu log_sigmoid mish selu sigmoid silu soft_shrink softplus softsign sparse_plus sparse_sigmoid squareplus swish tanh tanh_shrink",
      tf: "acos acosh asin asinh atan atanh cos cosh exp sigmoid sin sinh sqrt tan tanh",
      "tf.math":
        "acos acosh asin asinh atan atanh bessel_i0 bessel_i0e bessel_i1 bessel_i1e cos cosh digamma erf erfc erfinv exp expm1 lgamma log log1p log_sigmoid ndtri reciprocal reciprocal_no_nan rsqrt sigmoid sin sinh sqrt tan tanh",
      "tf.nn": "sigmoid tanh",
      "tf.compat.v1": "log to_double to_float",
      "tf.math.special": "bessel_i0 bessel_i0e bessel_i1 bessel_i1e",
    },
  ),
  functions("x", { dtype: "float", shape: "elementwise", hasEffect: true }, { "tf.debugging": "assert_all_finite" }),
  functions(
    "x:none",
    { dtype: "float", shape: "elementwise" },
    { "keras.ops": "ceil floor", tf: "floor", "tf.math": "ceil floor rint" },
  ),
  functions(
    "sorted_sequence=, values:none",
    { dtype: "int", shape: "elementwise" },
    { "keras.ops": "searchsorted", tf: "searchsorted" },
  ),
  functions("values:none", { dtype: "int", shape: "elementwise" }, { tf: "histogram_fixed_width_bins" }),
  functions(
    "x:none",
    { dtype: "int", shape: "elementwise" },
    { "keras.ops": "digitize", "tf.compat.v1": "to_int32 to_int64" },
  ),
  functions("x", { dtype: "number", shape: "elementwise" }, { "keras.ops": "clip square" }),
  functions("features", { dtype: "same", shape: "elementwise" }, { "tf.nn": "relu relu6" }),
  functions("input", { dtype: "same", shape: "elementwise" }, { tf: "identity" }),
  functions("input:none", { dtype: "same", shape: "elementwise" }, { tf: "stop_gradient" }),
  functions("tensor", { dtype: "same", shape: "elementwise" }, { "keras.backend": "to_dense" }),
  functions("variable:none", { dtype: "same", shape: "elementwise" }, { "keras.ops": "stop_gradient" }),
  functions("variables:none", { dtype: "same", shape: "elementwise" }, { "keras.backend": "stop_gradient" }),
  functions(
    "x",
    { dtype: "same", shape: "elementwise" },
    {
      "keras.ops": "abs absolute copy negative relu relu6",
      "keras.backend": "abs identity square",
      "keras.activations": "linear relu relu6",
      tf: "abs negative square",
      "tf.math": "abs negative square",
    },
  ),
  functions("x", { dtype: "same", shape: "elementwise", hasEffect: true }, { tf: "ensure_shape" }),
  functions(
    "x:none",
    { dtype: "same", shape: "elementwise" },
    { "keras.ops": "round trunc", "keras.backend": "round", tf: "round", "tf.math": "round" },
  ),
  functions(
    "x:zero",
    { dtype: "same", shape: "elementwise" },
    { "keras.ops": "sign", "keras.backend": "sign", tf: "sign", "tf.math": "sign" },
  ),
];
