/** The functions of a script that run a loss: values and gradients as the preview has them. */

export const runningFunctions: readonly string[] = [
  "def value_and_gradient(loss, y_true, y_pred, reduce):",
  '    """The reduced loss, and the gradient of its sum by each number of y_pred: NaN where there is none."""',
  "    prediction = tf.constant(y_pred)",
  "    with tf.GradientTape() as tape:",
  "        tape.watch(prediction)",
  "        value = reduce(tf.convert_to_tensor(loss(tf.constant(y_true), prediction)))",
  "    gradient = tape.gradient(value, prediction)",
  "    gradient = np.full(y_pred.shape, np.nan) if gradient is None else tf.convert_to_tensor(gradient).numpy()",
  "    return value.numpy(), gradient",
  "",
  "",
];

/** For views of many samples of which each stands for itself. */
export const aloneFunctions: readonly string[] = [
  "def per_sample(value):",
  '    """A number for each sample, where the loss keeps them apart."""',
  "    return tf.reduce_mean(value, axis=list(range(1, value.shape.rank)))",
  "",
  "",
  "def each_alone(loss, y_true, y_pred):",
  '    """Each sample by itself: all at once where the loss does not mix them, else one by one."""',
  "",
  "    def alone(i):",
  "        value, gradient = value_and_gradient(loss, y_true[i : i + 1], y_pred[i : i + 1], per_sample)",
  "        return np.mean(value), gradient[0]",
  "",
  "    def is_same(i):",
  "        value, gradient = alone(i)",
  '        close = {"rtol": 1e-4, "atol": 1e-6, "equal_nan": True}',
  "        return np.allclose(values[i], value, **close) and np.allclose(gradients[i], gradient, **close)",
  "",
  "    count = len(y_pred)",
  "    values, gradients = value_and_gradient(loss, y_true, y_pred, per_sample)",
  "    if values.shape == (count,) and is_same(count // 3) and is_same(count - 1):",
  "        return values, gradients",
  "    found = [alone(i) for i in range(count)]",
  "    return np.array([value for value, _ in found]), np.array([gradient for _, gradient in found])",
  "",
  "",
];
