/** How a call of `keras.backend` is written with Keras 3, as data: the same value, the same gradient. */

export interface Migration {
  /** The function's own parameters, in order. */
  readonly parameters: readonly string[];
  /** `ops.mean`, or `keras.random.normal`. */
  readonly to: string;
  /** Old keyword to new. */
  readonly rename: Readonly<Record<string, string>>;
  /** What to add where the parameter is left out, since the defaults differ. */
  readonly whenOmitted: Readonly<Record<string, string>>;
  /** Positional arguments from this one on need their keyword, since the order differs. */
  readonly keywordFrom: number | undefined;
  /** Around the first argument. */
  readonly wrap: readonly [string, string] | undefined;
  /** Parameters that the new function lacks: with one of them there is no mechanical way. */
  readonly lacks: readonly string[];
  /** Parameters that must be given for the two to mean the same. */
  readonly needs: readonly string[];
  /** Parameters that the new function takes, but not as None. */
  readonly notNone: readonly string[];
  /** Parameters that the new function takes, but not as a list or tuple. */
  readonly notList: readonly string[];
  /** A parameter whose numbers the old function took as floats: unless written as such, they need their dtype. */
  readonly floats: string | undefined;
  /** Written anew, with `{0}` for the only argument. */
  readonly template: string | undefined;
  /** The same, where a number follows in brackets. */
  readonly templateForItem: string | undefined;
  /** What takes the arguments that `to` lacks. */
  readonly orElse: Migration | undefined;
  /** The text says in words what to use. */
  readonly advice: string | undefined;
}

type Options = Partial<Omit<Migration, "parameters" | "to">>;

function to(name: string, parameters: string, options: Options = {}): Migration {
  return {
    parameters: parameters === "" ? [] : parameters.split(" "),
    to: name.includes(".") ? name : `ops.${name}`,
    rename: {},
    whenOmitted: {},
    keywordFrom: undefined,
    wrap: undefined,
    lacks: [],
    needs: [],
    notNone: [],
    notList: [],
    floats: undefined,
    template: undefined,
    templateForItem: undefined,
    orElse: undefined,
    advice: undefined,
    ...options,
  };
}

const words = (text: string): string[] => text.trim().split(/\s+/);
const each = (names: string, make: (name: string) => Migration): Record<string, Migration> =>
  Object.fromEntries(words(names).map((name) => [name, make(name)]));

const pair = { rename: { x: "x1", y: "x2" } };
const inWords = (advice: string): Migration => to("", "", { advice });

/** By the name in `keras.backend`; `advice` alone where no call can be rewritten. */
export const migrations: Readonly<Record<string, Migration>> = {
  ...each("abs cos exp log ndim round shape sigmoid sign sin softplus softsign square tanh dtype", (name) =>
    to(name, "x"),
  ),
  ...each("all any max mean min prod std sum var logsumexp", (name) => to(name, "x axis keepdims")),
  ...each("equal greater greater_equal less less_equal maximum minimum not_equal dot", (name) => to(name, "x y", pair)),
  lesser: to("less", "x y", pair),
  lesser_equal: to("less_equal", "x y", pair),
  arange: to("arange", "start stop step dtype"),
  cast: to("cast", "x dtype"),
  clip: to("clip", "x min_value max_value", {
    rename: { min_value: "x_min", max_value: "x_max" },
    notNone: ["min_value", "max_value"],
  }),
  elu: to("elu", "x alpha"),
  softmax: to("softmax", "x axis"),
  squeeze: to("squeeze", "x axis"),
  stack: to("stack", "x axis"),
  reshape: to("reshape", "x shape", { rename: { shape: "newshape" } }),
  tile: to("tile", "x n", { rename: { n: "repeats" } }),
  transpose: to("transpose", "x"),
  one_hot: to("one_hot", "indices num_classes", { rename: { indices: "x" } }),
  stop_gradient: to("stop_gradient", "variables", { rename: { variables: "variable" }, notList: ["variables"] }),
  ones: to("ones", "shape dtype name", { lacks: ["name"] }),
  zeros: to("zeros", "shape dtype name", { lacks: ["name"] }),
  ones_like: to("ones_like", "x dtype name", { lacks: ["name"] }),
  zeros_like: to("zeros_like", "x dtype name", { lacks: ["name"] }),
  binary_crossentropy: to("binary_crossentropy", "target output from_logits"),
  categorical_crossentropy: to("categorical_crossentropy", "target output from_logits axis"),
  sparse_categorical_crossentropy: to(
    "sparse_categorical_crossentropy",
    "target output from_logits axis ignore_class",
    {
      lacks: ["ignore_class"],
    },
  ),
  size: to("size", "x name", { lacks: ["name"] }),
  is_tensor: to("is_tensor", "x"),
  slice: to("slice", "x start size", { rename: { x: "inputs", start: "start_indices", size: "shape" } }),

  // The same name, another behaviour.
  argmax: to("argmax", "x axis", { whenOmitted: { axis: "axis=-1" } }),
  argmin: to("argmin", "x axis", { whenOmitted: { axis: "axis=-1" } }),
  concatenate: to("concatenate", "tensors axis", { rename: { tensors: "xs" }, whenOmitted: { axis: "axis=-1" } }),
  cumsum: to("cumsum", "x axis", { whenOmitted: { axis: "axis=0" } }),
  cumprod: to("cumprod", "x axis", { whenOmitted: { axis: "axis=0" } }),
  expand_dims: to("expand_dims", "x axis", { whenOmitted: { axis: "axis=-1" } }),
  in_top_k: to("in_top_k", "predictions targets k", { keywordFrom: 0 }),
  switch: to("where", "condition then_expression else_expression", {
    rename: { then_expression: "x1", else_expression: "x2" },
    advice: "'ops.where' for tensors, with a condition of as many axes as they have, or 'ops.cond' for functions",
  }),
  sqrt: to("sqrt", "x", { wrap: ["{ops}.maximum(", ", 0.0)"] }),
  hard_sigmoid: to("clip", "x", { wrap: ["0.2 * (", ") + 0.5, 0.0, 1.0"] }),
  relu: to("relu", "x alpha max_value threshold", {
    lacks: ["alpha", "max_value", "threshold"],
    orElse: to("keras.activations.relu", "x alpha max_value threshold", { rename: { alpha: "negative_slope" } }),
  }),
  repeat: to("repeat", "x n", {
    rename: { n: "repeats" },
    wrap: ["{ops}.expand_dims(", ", 1)"],
    whenOmitted: { axis: "axis=1" },
  }),
  batch_normalization: to("batch_normalization", "x mean var beta gamma axis epsilon", {
    rename: { var: "variance", beta: "offset", gamma: "scale" },
    whenOmitted: { axis: "axis=-1" },
    keywordFrom: 3,
  }),
  eye: to("eye", "size dtype name", { rename: { size: "N" }, keywordFrom: 1, lacks: ["name"] }),

  // Another name.
  pow: to("power", "x a", { rename: { x: "x1", a: "x2" } }),
  gather: to("take", "reference indices", { rename: { reference: "x" }, whenOmitted: { axis: "axis=0" } }),
  permute_dimensions: to("transpose", "x pattern", { rename: { pattern: "axes" } }),
  reverse: to("flip", "x axes", { rename: { axes: "axis" } }),
  flatten: to("reshape", "x", { wrap: ["", ", (-1,)"] }),
  batch_flatten: to("reshape", "x", { template: "{ops}.reshape({0}, ({ops}.shape({0})[0], -1))" }),
  // The old one let no squared norm be below 1e-12.
  l2_normalize: to("normalize", "x axis", {
    whenOmitted: { order: "order=2", epsilon: "epsilon=1e-6" },
    needs: ["axis"],
  }),
  // TensorFlow's own shape cannot be joined with a tuple.
  int_shape: to("", "x", { template: "tuple({0}.shape)", templateForItem: "{0}.shape", advice: "'x.shape'" }),
  constant: to("convert_to_tensor", "value dtype shape name", {
    rename: { value: "x" },
    lacks: ["shape", "name"],
    floats: "value",
    whenOmitted: { dtype: "dtype={K}.floatx()" },
  }),
  cast_to_floatx: to("cast", "x", { wrap: ["", ", {K}.floatx()"] }),
  repeat_elements: to("repeat", "x rep axis", { rename: { rep: "repeats" } }),
  map_fn: to("map", "fn elems name dtype", { rename: { fn: "f", elems: "xs" }, lacks: ["name", "dtype"] }),
  bias_add: to("add", "x bias data_format", { rename: { x: "x1", bias: "x2" }, lacks: ["data_format"] }),
  // With a whole number for a seed, keras.random gives the same numbers on every call.
  random_normal: to("keras.random.normal", "shape mean stddev dtype seed", { lacks: ["seed"] }),
  random_uniform: to("keras.random.uniform", "shape minval maxval dtype seed", { lacks: ["seed"] }),
  truncated_normal: to("keras.random.truncated_normal", "shape mean stddev dtype seed", { lacks: ["seed"] }),
  dropout: to("keras.random.dropout", "x level noise_shape seed", {
    rename: { x: "inputs", level: "rate" },
    lacks: ["seed"],
  }),
  random_bernoulli: to("keras.random.binomial", "shape p dtype seed", {
    rename: { p: "probabilities" },
    keywordFrom: 1,
    needs: ["p"],
    lacks: ["seed"],
    whenOmitted: { counts: "counts=1" },
  }),
  variable: inWords("'keras.Variable'"),
  set_value: inWords("'x.assign'"),
  update: inWords("'x.assign'"),
  update_add: inWords("'x.assign_add'"),
  update_sub: inWords("'x.assign_sub'"),
  eval: inWords("'ops.convert_to_numpy', outside of losses"),
  get_value: inWords("'ops.convert_to_numpy', outside of losses"),
  batch_dot: inWords("'ops.matmul' or 'ops.einsum'"),
  foldl: inWords("'ops.scan'"),
  foldr: inWords("'ops.scan'"),
  binary_focal_crossentropy: inWords("'keras.losses.binary_focal_crossentropy'"),
  categorical_focal_crossentropy: inWords("'keras.losses.categorical_focal_crossentropy'"),
  ...each("conv1d conv2d conv3d", () => inWords("'ops.conv'")),
  conv2d_transpose: inWords("'ops.conv_transpose'"),
  depthwise_conv2d: inWords("'ops.depthwise_conv'"),
  separable_conv2d: inWords("'ops.separable_conv'"),
  pool2d: inWords("'ops.max_pool' or 'ops.average_pool'"),
  pool3d: inWords("'ops.max_pool' or 'ops.average_pool'"),
  resize_images: inWords("'ops.image.resize'"),
  ...each("spatial_2d_padding spatial_3d_padding temporal_padding", () => inWords("'ops.pad'")),
  ctc_batch_cost: inWords("'ops.ctc_loss'"),
  ctc_decode: inWords("'ops.ctc_decode', whose signature is another"),
  rnn: inWords("'keras.layers.RNN'"),
  name_scope: inWords("'keras.name_scope'"),
  count_params: inWords("'math.prod(x.shape)'"),
  identity: inWords("the tensor itself"),
  in_train_phase: inWords("the 'training' argument of a layer"),
  learning_phase: inWords("the 'training' argument of a layer"),
  print_tensor: inWords("'print', run eagerly"),
  placeholder: inWords("'keras.Input'"),
  function: inWords("'keras.Model' or 'tf.function'"),
  get_variable_shape: inWords("'x.shape'"),
  image_dim_ordering: inWords("'keras.config.image_data_format'"),
  tf: inWords("'import tensorflow as tf'"),
};

/** The row for a function of `keras.backend`. */
export function migrationOf(name: string): Migration | undefined {
  return Object.hasOwn(migrations, name) ? migrations[name] : undefined;
}

/** The row where the file's Keras still took a cross-entropy's output before its target: each gets its keyword. */
export function migrationFromOutputFirst(name: string): Migration | undefined {
  const today = migrationOf(name);
  const [first, second, ...others] = today?.parameters ?? [];
  if (!today || first !== "target" || second !== "output") return today;
  return { ...today, parameters: [second, first, ...others], keywordFrom: 0 };
}
