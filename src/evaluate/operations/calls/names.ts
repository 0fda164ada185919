/** Canonical names from a last part and the places that have it. */

const places = {
  tf: "tf",
  math: "tf.math",
  nn: "tf.nn",
  linalg: "tf.linalg",
  image: "tf.image",
  random: "tf.random",
  debugging: "tf.debugging",
  K: "keras.backend",
  ops: "keras.ops",
} as const;

export type NamePlace = keyof typeof places;

/** `named("exp", "tf", "math", "K")` is `tf.exp`, `tf.math.exp` and `keras.backend.exp`. */
export function named(last: string, ...where: readonly NamePlace[]): string[] {
  return where.map((place) => `${places[place]}.${last}`);
}
