/** Names that are known and not evaluated, each with its reason. */

const reasons: readonly (readonly [readonly string[], string])[] = [
  [["tf.hessians", "tf.autodiff.*", "keras.ops.jvp"], "takes gradients inside the loss, which is not evaluated"],
  [["keras.ops.vectorize"], "runs Python code outside TensorFlow, which is not evaluated"],
  [
    [
      "keras.backend.function",
      "keras.backend.get_session",
      "keras.backend.set_session",
      "keras.backend.learning_phase",
      "keras.backend.set_learning_phase",
      "keras.backend.learning_phase_scope",
      "keras.backend.in_train_phase",
      "keras.backend.in_test_phase",
      "keras.backend.placeholder",
      "keras.backend.clear_session",
      "keras.backend.get_uid",
      "keras.backend.reset_uids",
      "keras.backend.rnn",
      "keras.backend.batch_set_value",
      "keras.backend.set_value",
      "keras.backend.update",
      "keras.backend.update_add",
      "keras.backend.update_sub",
      "keras.backend.moving_average_update",
      "keras.backend.manual_variable_initialization",
    ],
    "belongs to the training loop, not to a loss, and is not evaluated",
  ],
  [["tf.experimental.numpy.*"], "follows NumPy's own dtype rules on tensors, which is not evaluated"],
  [["tf.strings.*", "tf.io.*", "tf.data.*", "tf.as_string"], "is about strings and files, which is not evaluated"],
  [["tf.sparse.*", "tf.ragged.*", "tf.sets.*"], "is about sparse or ragged tensors, which is not evaluated"],
  [
    [
      "tf.signal.*",
      "tf.complex",
      "tf.math.real",
      "tf.math.imag",
      "tf.math.conj",
      "tf.math.angle",
      "keras.ops.real",
      "keras.ops.imag",
      "keras.ops.conj",
      "keras.ops.conjugate",
      "keras.ops.angle",
    ],
    "is about complex numbers, which are not evaluated",
  ],
  [
    [
      "tf.nn.ctc_loss",
      "keras.ops.ctc_loss",
      "keras.ops.ctc_decode",
      "keras.backend.ctc_batch_cost",
      "keras.backend.ctc_decode",
      "keras.backend.ctc_label_dense_to_sparse",
      "tf.nn.ctc_greedy_decoder",
      "tf.nn.ctc_beam_search_decoder",
    ],
    "sums over alignments of sequences, which is not evaluated",
  ],
  [
    [
      "tf.linalg.eig",
      "tf.linalg.qr",
      "tf.linalg.lu",
      "tf.linalg.pinv",
      "keras.ops.eig",
      "keras.ops.qr",
      "keras.ops.lu_factor",
      "keras.ops.pinv",
      "keras.ops.lstsq",
      "tf.linalg.lstsq",
      "tf.linalg.expm",
      "tf.linalg.logm",
      "tf.linalg.sqrtm",
    ],
    "decomposes matrices, which is not evaluated",
  ],
  [
    [
      "tf.nn.conv_transpose",
      "tf.nn.conv1d_transpose",
      "tf.nn.conv2d_transpose",
      "tf.nn.conv3d_transpose",
      "keras.backend.conv2d_transpose",
      "keras.ops.conv_transpose",
    ],
    "is a transposed convolution, which is not evaluated",
  ],
  [
    [
      "tf.assign",
      "tf.assign_add",
      "tf.assign_sub",
      "tf.compat.v1.assign",
      "tf.compat.v1.assign_add",
      "tf.compat.v1.get_variable",
      "tf.get_variable",
      "tf.placeholder",
      "tf.compat.v1.placeholder",
      "tf.Session",
      "tf.compat.v1.Session",
    ],
    "keeps state between calls, which is not evaluated",
  ],
  [["tf.distribute.*"], "is about training on several devices, which is not evaluated"],
  [["tf.raw_ops.*"], "is TensorFlow's raw interface, which is not evaluated"],
];

const exact = new Map<string, string>();
const prefixes: (readonly [string, string])[] = [];
for (const [names, reason] of reasons) {
  for (const name of names) {
    if (name.endsWith(".*")) prefixes.push([name.slice(0, -1), reason]);
    else exact.set(name, reason);
  }
}

/** "`tf.GradientTape` takes gradients inside the loss, which is not evaluated"; undefined for other names. */
export function refusal(name: string): string | undefined {
  const reason = exact.get(name) ?? prefixes.find(([prefix]) => name.startsWith(prefix))?.[1];
  return reason && `\`${name}\` ${reason}`;
}
