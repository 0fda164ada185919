import { expect, test } from "vitest";
import { probeText, told } from "./probe-text.ts";

const functions =
  `mean_squared_error mean_absolute_error mean_absolute_percentage_error mean_squared_logarithmic_error huber
  log_cosh poisson kl_divergence cosine_similarity hinge squared_hinge categorical_hinge binary_crossentropy
  categorical_crossentropy sparse_categorical_crossentropy binary_focal_crossentropy categorical_focal_crossentropy dice
  tversky`.split(/\s+/);

const classes =
  `MeanSquaredError MeanAbsoluteError MeanAbsolutePercentageError MeanSquaredLogarithmicError Huber LogCosh
  Poisson KLDivergence CosineSimilarity Hinge SquaredHinge CategoricalHinge BinaryCrossentropy CategoricalCrossentropy
  SparseCategoricalCrossentropy BinaryFocalCrossentropy CategoricalFocalCrossentropy Dice Tversky`.split(/\s+/);

test.each([
  ["keras", "import keras", "3"],
  ["tf.keras", "import tensorflow as tf", "3"],
  ["tf.keras", "import tensorflow as tf", "2"],
] as const)(
  "of the losses of %s itself (%s, Keras %s) running finds nothing",
  { timeout: 180_000 },
  async (home, line, keras) => {
    const losses = [
      ...functions.map(
        (name) => `def ${name}_loss(y_true, y_pred):\n    return ${home}.losses.${name}(y_true, y_pred)\n`,
      ),
      ...classes.map(
        (name) => `def ${name}_loss(y_true, y_pred):\n    return ${home}.losses.${name}()(y_true, y_pred)\n`,
      ),
    ];
    const probed = await probeText(`${line}\n\n${losses.join("\n")}`, { keras });
    expect(probed.analysis.losses).toHaveLength(functions.length + classes.length);
    expect(told(probed)).toEqual([]);
  },
);
