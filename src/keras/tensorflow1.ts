/** Names of TensorFlow 1 that TensorFlow 2 lacks, and what they are called today. */

const math = (names: string): [string, string][] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => [name, `math.${name}`]);
const linalg = (names: string): [string, string][] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => [name, `linalg.${name.replace(/^matrix_/, "")}`]);

/** `tf.<name>` to `tf.<today>`; undefined where there is none of the same arguments. */
export const removedTensorFlowNames: ReadonlyMap<string, string | undefined> = new Map<string, string | undefined>([
  ...math(`log log1p log_sigmoid is_nan is_inf is_finite squared_difference expm1 erfc logical_xor cumprod is_non_decreasing
    is_strictly_increasing segment_max segment_mean segment_min segment_prod unsorted_segment_mean unsorted_segment_min
    unsorted_segment_prod lgamma digamma erf ceil rint floordiv floormod
    mod_ rsqrt reciprocal betainc zeta polygamma igamma igammac lbeta bincount confusion_matrix count_nonzero
    invert_permutation segment_sum unsorted_segment_sqrt_n unsorted_segment_sum unsorted_segment_max angle conj real imag accumulate_n`).filter(
    ([name]) => !name.endsWith("_"),
  ),
  ...linalg(`matrix_diag matrix_diag_part matrix_band_part matrix_set_diag matrix_solve
    matrix_triangular_solve matrix_inverse cholesky cross trace qr svd`),
  ...`near positive negative non_positive non_negative none_equal less_equal greater_equal rank_at_least scalar`
    .split(" ")
    .map((name): [string, string] => [`assert_${name}`, `debugging.assert_${name}`]),
  ["check_numerics", "debugging.check_numerics"],
  ["div_no_nan", "math.divide_no_nan"],
  ["floor_div", "math.floordiv"],
  ["global_norm", "linalg.global_norm"],
  ["cholesky_solve", "linalg.cholesky_solve"],
  ["self_adjoint_eigvals", "linalg.eigvalsh"],
  ["matrix_solve_ls", "linalg.lstsq"],
  ["where_v2", "where"],
  ["space_to_depth", "nn.space_to_depth"],
  ["tensor_scatter_update", "tensor_scatter_nd_update"],
  ["tensor_scatter_add", "tensor_scatter_nd_add"],
  ["tensor_scatter_sub", "tensor_scatter_nd_sub"],
  ["matrix_determinant", "linalg.det"],
  ["matrix_inverse", "linalg.inv"],
  ["matrix_transpose", "linalg.matrix_transpose"],
  ["self_adjoint_eig", "linalg.eigh"],
  ["diag", "linalg.tensor_diag"],
  ["diag_part", "linalg.tensor_diag_part"],
  ["ceil", "math.ceil"],
  ["mod", "math.mod"],
  ["div", "math.divide"],
  ["sub", "subtract"],
  ["mul", "multiply"],
  ["neg", "negative"],
  ["pack", "stack"],
  ["unpack", "unstack"],
  ["batch_matmul", "matmul"],
  ["random_normal", "random.normal"],
  ["random_uniform", "random.uniform"],
  ["random_shuffle", "random.shuffle"],
  ["truncated_normal", "random.truncated_normal"],
  ["set_random_seed", "random.set_seed"],
  ["lin_space", "linspace"],
  ["depth_to_space", "nn.depth_to_space"],
  ["verify_tensor_all_finite", "debugging.assert_all_finite"],
  ["py_func", "numpy_function"],
  ["random_gamma", "random.gamma"],
  ["random_crop", "image.random_crop"],
  ...`fft fft2d fft3d ifft ifft2d ifft3d`.split(" ").map((name): [string, string] => [name, `signal.${name}`]),
  ["arg_max", "argmax"],
  ["arg_min", "argmin"],
  ["batch_to_space_nd", "batch_to_space"],
  ["reverse_v2", "reverse"],
  ["to_float", undefined],
  ["to_double", undefined],
  ["to_int32", undefined],
  ["to_int64", undefined],
  ["placeholder", undefined],
  ["Session", undefined],
  ["InteractiveSession", undefined],
  ["ConfigProto", undefined],
  ["get_variable", undefined],
  ["variable_scope", undefined],
  ["global_variables_initializer", undefined],
  ["initialize_all_variables", undefined],
  ["layers", undefined],
  ["contrib", undefined],
  ["AUTO_REUSE", undefined],
  ["Print", undefined],
  ["assign", undefined],
  ["assign_add", undefined],
  ["assign_sub", undefined],
  ["scatter_update", undefined],
  ["scatter_add", undefined],
  ["scatter_sub", undefined],
  ["scatter_nd_update", undefined],
  ["scatter_nd_add", undefined],
  ["scatter_nd_sub", undefined],
  ["batch_gather", undefined],
  ["placeholder_with_default", undefined],
  ["get_default_graph", undefined],
  ["get_default_session", undefined],
  ["reset_default_graph", undefined],
  ["trainable_variables", undefined],
  ["global_variables", undefined],
  ["get_collection", undefined],
  ["add_to_collection", undefined],
  ["multinomial", undefined],
  ["sparse_to_dense", undefined],
  ["extract_image_patches", undefined],
  ["select", undefined],
]);

/** `tf.to_float(x)` is `tf.cast(x, tf.float32)`. */
export const castsOfTensorFlow1: Readonly<Record<string, string>> = {
  to_float: "float32",
  to_double: "float64",
  to_int32: "int32",
  to_int64: "int64",
};

const reductionKeywords = { reduction_indices: "axis", keep_dims: "keepdims" };

/** Keywords that TensorFlow 1 had, by the functions that had them: their name today, undefined for what is gone. */
const removedKeywords: readonly (readonly [RegExp, Readonly<Record<string, string | undefined>>])[] = [
  [/^tf\.(?:math\.)?reduce_\w+$/, reductionKeywords],
  [/^tf\.(?:math\.)?count_nonzero$/, { ...reductionKeywords, input_tensor: "input" }],
  [/^tf\.(?:linalg\.)?norm$|^tf\.nn\.(?:weighted_)?moments$/, { keep_dims: "keepdims" }],
  [/^tf\.(?:math\.)?arg(?:max|min)$/, { dimension: "axis" }],
  [/^tf\.(?:nn|math)\.(?:l2_normalize|softmax|log_softmax)$/, { dim: "axis", keep_dims: "keepdims" }],
  [/^tf\.(?:linalg\.l2_normalize|expand_dims|nn\.softmax_cross_entropy_with_logits)$/, { dim: "axis" }],
  [/^tf\.nn\.weighted_cross_entropy_with_logits$/, { targets: "labels" }],
  [
    /^tf\.nn\.(?:conv[23]d|convolution)$/,
    { filter: "filters", dilation_rate: "dilations", use_cudnn_on_gpu: undefined },
  ],
  [/^tf\.nn\.(?:(?:max|avg)_pool|avg_pool2d|conv1d)$/, { value: "input", use_cudnn_on_gpu: undefined }],
  [/^tf\.(?:zeros|ones)_like$/, { tensor: "input" }],
  [/^tf\.convert_to_tensor$/, { preferred_dtype: "dtype_hint" }],
  [/^tf\.squeeze$/, { squeeze_dims: "axis" }],
  [/^tf\.concat$/, { concat_dim: "axis" }],
  [/^tf\.split$/, { split_dim: "axis" }],
  [/^tf\.cond$/, { fn1: "true_fn", fn2: "false_fn", strict: undefined }],
];

/** Where those functions are, of which TensorFlow 1 called an argument otherwise. */
export const withRemovedKeyword = /^tf\.(?:(?:math|linalg|nn)\.)?\w+$/;

/** What TensorFlow 2 calls the argument; undefined where it has it as it is, `today` undefined where it has none for it. */
export function removedKeyword(
  functionName: string,
  keyword: string,
): { readonly today: string | undefined } | undefined {
  for (const [pattern, keywords] of removedKeywords)
    if (pattern.test(functionName) && Object.hasOwn(keywords, keyword)) return { today: keywords[keyword] };
  return undefined;
}
