import { expect, test } from "vitest";
import { canonicalName } from "../../../src/keras/canonical.ts";
import { isBefore, isFrom } from "../../../src/keras/release.ts";

test.each([
  ["tensorflow.math.log", "tf.math.log"],
  ["tensorflow.compat.v2.reduce_mean", "tf.reduce_mean"],
  ["tensorflow.compat.v1.log", "tf.compat.v1.log"],
  ["tensorflow.keras.backend.mean", "tf.keras.backend.mean"],
  ["tensorflow.python.keras.backend.mean", "tf.keras.backend.mean"],
  ["tf_keras.backend.mean", "tf.keras.backend.mean"],
  ["keras.backend.tensorflow_backend.mean", "keras.backend.mean"],
  ["keras.src.backend.is_tensor", "keras.src.backend.is_tensor"],
  ["keras.ops.numpy.mean", "keras.ops.mean"],
  ["keras.ops.nn", "keras.ops.nn"],
  ["keras.ops.image.resize", "keras.ops.image.resize"],
  ["keras.objectives.mse", "keras.losses.mse"],
  ["tensorflowx.log", "tensorflowx.log"],
  ["np.mean", "numpy.mean"],
  ["mymodule.backend.mean", "mymodule.backend.mean"],
])("%s is %s", (qualified, canonical) => {
  expect(canonicalName(qualified)).toBe(canonical);
});

test("releases are compared by number, not by text", () => {
  expect(isBefore("2.0.6", "2.0.7")).toBe(true);
  expect(isBefore("2.15", "2.4")).toBe(false);
  expect(isFrom("3.0", "3")).toBe(true);
  expect(isFrom("1.2", "2.0.7")).toBe(false);
});
