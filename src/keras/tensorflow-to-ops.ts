/** TensorFlow's functions whose positional arguments mean the same in `keras.ops`, and their names there. */

const same = (names: string): [string, string][] => {
  const words = names.trim().split(/\s+/);
  return words.flatMap((name): [string, string][] => [
    [`tf.${name}`, name],
    [`tf.math.${name}`, name],
  ]);
};

const byName: ReadonlyMap<string, string> = new Map([
  ...same(`abs square sqrt rsqrt exp expm1 log log1p sin cos tan sinh cosh tanh sigmoid sign maximum minimum add subtract
    multiply divide equal not_equal greater greater_equal less less_equal logical_and logical_or logical_not floor ceil
    softplus reciprocal`),
  ...["mean", "sum", "max", "min", "prod", "any", "all"].flatMap((name): [string, string][] => [
    [`tf.reduce_${name}`, name],
    [`tf.math.reduce_${name}`, name],
  ]),
  ["tf.math.reduce_std", "std"],
  ["tf.math.reduce_variance", "var"],
  ["tf.math.reduce_logsumexp", "logsumexp"],
  ["tf.reduce_logsumexp", "logsumexp"],
  ["tf.pow", "power"],
  ["tf.math.pow", "power"],
  ["tf.negative", "negative"],
  ["tf.math.negative", "negative"],
  ["tf.clip_by_value", "clip"],
  ["tf.where", "where"],
  ["tf.cast", "cast"],
  ["tf.reshape", "reshape"],
  ["tf.concat", "concatenate"],
  ["tf.stack", "stack"],
  ["tf.expand_dims", "expand_dims"],
  ["tf.squeeze", "squeeze"],
  ["tf.zeros_like", "zeros_like"],
  ["tf.ones_like", "ones_like"],
  ["tf.matmul", "matmul"],
  ["tf.linalg.matmul", "matmul"],
  ["tf.einsum", "einsum"],
  ["tf.shape", "shape"],
  ["tf.convert_to_tensor", "convert_to_tensor"],
  ["tf.stop_gradient", "stop_gradient"],
  ["tf.one_hot", "one_hot"],
  ["tf.nn.relu", "relu"],
  ["tf.nn.sigmoid", "sigmoid"],
  ["tf.nn.softmax", "softmax"],
  ["tf.nn.log_softmax", "log_softmax"],
  ["tf.nn.softplus", "softplus"],
  ["tf.nn.tanh", "tanh"],
  ["tf.nn.elu", "elu"],
]);

/** `mean` for `tf.reduce_mean`; undefined where a call cannot be carried over as it stands. */
export function opsNameOf(qualifiedName: string): string | undefined {
  return byName.get(qualifiedName);
}
