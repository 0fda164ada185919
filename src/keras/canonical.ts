/** One name for each library thing, however it was imported: the key of operation tables and rules. */

const prefixes: readonly (readonly [RegExp, string])[] = [
  [/^tensorflow\.compat\.v2(?=\.|$)/u, "tf"],
  [/^tensorflow\.python\.keras(?=\.|$)/u, "tf.keras"],
  [/^tensorflow\._api\.v2(?=\.|$)/u, "tf"],
  [/^tensorflow(?=\.|$)/u, "tf"],
  [/^tf\.compat\.v2(?=\.|$)/u, "tf"],
  [/^tf_keras(?=\.|$)/u, "tf.keras"],
  [/^keras_core(?=\.|$)/u, "keras"],
  [/^np(?=\.|$)/u, "numpy"],
  // Keras's private and generated packages hold the public functions under the same last names; only the private
  // backend has more than the public one.
  [/^(tf\.)?keras\.src\.ops\.(?:numpy|nn|math|core|linalg)\.(?=\w)/u, "$1keras.ops."],
  [/^(tf\.)?keras\.(?:api|_tf_keras\.keras|src(?!\.backend\b))(?=\.|$)/u, "$1keras"],
  [/^(tf\.)?keras\.backend\.(?:tensorflow_backend|load_backend|common)(?=\.|$)/u, "$1keras.backend"],
  [/^(tf\.)?keras\.objectives(?=\.|$)/u, "$1keras.losses"],
  [/^(tf\.)?keras\.ops\.(?:numpy|nn|linalg)\.(?=\w)/u, "$1keras.ops."],
];

/**
 * The canonical dotted name of a qualified name: `tensorflow.math.log` → `tf.math.log`,
 * `tensorflow.python.keras.backend.mean` → `tf.keras.backend.mean`, `keras.ops.numpy.mean` → `keras.ops.mean`.
 * A name of no known library comes back as it is.
 */
export function canonicalName(qualifiedName: string): string {
  let name = qualifiedName;
  for (const [pattern, replacement] of prefixes) name = name.replace(pattern, replacement);
  return name;
}
