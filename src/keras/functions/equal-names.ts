/** Functions that one library calls so and another so: what is meant by a name that a module lacks. */

/**
 * Names of one meaning, in groups; each takes the same arguments by position. Of a group, a module has one name or none.
 */
const groups: readonly string[] = [
  "mean reduce_mean average",
  "sum reduce_sum add_n",
  "max reduce_max amax",
  "min reduce_min amin",
  "prod reduce_prod product",
  "any reduce_any",
  "all reduce_all",
  "std reduce_std stddev std_dev",
  "var reduce_variance variance",
  "logsumexp reduce_logsumexp log_sum_exp",
  "clip clip_by_value clamp",
  "power pow",
  "abs absolute",
  "square squared sqr",
  "sqrt square_root",
  "concatenate concat",
  "take gather",
  "arccos acos",
  "arcsin asin",
  "arctan atan",
  "arctan2 atan2",
  "arctanh atanh",
  "arccosh acosh",
  "arcsinh asinh",
  "log ln",
  "sign signum",
  "subtract sub",
  "multiply mul",
  "divide div true_divide",
  "negative neg",
  "floor_divide floordiv",
  "mod floormod",
  "flip reverse",
  "norm l2_norm",
  "normalize l2_normalize",
  "convert_to_tensor constant as_tensor to_tensor tensor",
  "shape int_shape",
  "isnan is_nan",
  "isinf is_inf",
  "isfinite is_finite",
  "where switch",
  "expand_dims unsqueeze",
  "transpose permute permute_dimensions",
  "matmul mm bmm",
  "sigmoid logistic",
  "softmax soft_max",
  "log_softmax logsoftmax",
  "stop_gradient detach",
  "arange range",
  "greater_equal ge gte",
  "less_equal le lte",
  "greater gt",
  "less lt lesser",
  "equal eq equals",
  "not_equal ne",
  "einsum einstein_sum",
  "mean_squared_error mse MSE mean_square_error mse_loss",
  "mean_absolute_error mae MAE l1_loss",
  "mean_absolute_percentage_error mape MAPE",
  "mean_squared_logarithmic_error msle MSLE",
  "kl_divergence kld KLD kullback_leibler_divergence kl_div",
  "log_cosh logcosh",
  "cosine_similarity cosine cosine_proximity",
  "binary_crossentropy bce BCE binary_cross_entropy bce_loss",
  "categorical_crossentropy categorical_cross_entropy cce",
  "sparse_categorical_crossentropy sparse_categorical_cross_entropy",
  "huber huber_loss Huber_loss",
  "hinge hinge_loss",
  "dice dice_loss",
  "tversky tversky_loss",
  "BinaryCrossentropy BinaryCrossEntropy BCELoss",
  "CategoricalCrossentropy CategoricalCrossEntropy CrossEntropyLoss",
  "SparseCategoricalCrossentropy SparseCategoricalCrossEntropy",
  "MeanSquaredError MSELoss MeanSquareError",
  "MeanAbsoluteError L1Loss",
  "KLDivergence KLDivLoss KullbackLeiblerDivergence",
];

/** What in words stands for a function that a module has none of. */
const operators: Readonly<Record<string, string>> = {
  add: "+",
  subtract: "-",
  multiply: "*",
  divide: "/",
  negative: "-",
  logical_and: "&",
  logical_or: "|",
};

const groupOf: ReadonlyMap<string, readonly string[]> = new Map(
  groups.flatMap((line) => {
    const words = line.split(" ");
    return words.map((word): [string, readonly string[]] => [word, words]);
  }),
);

/** The other names of a function, in no order; none where it has no other. */
export function equalNames(name: string): readonly string[] {
  return (groupOf.get(name) ?? []).filter((other) => other !== name);
}

/** The operator that does what the function of the name does elsewhere. */
export function operatorFor(name: string): string | undefined {
  return [name, ...equalNames(name)]
    .map((each) => (Object.hasOwn(operators, each) ? operators[each] : undefined))
    .find(Boolean);
}
