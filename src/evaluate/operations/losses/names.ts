/** Under which names Keras has its losses, and under which it has them no more. */

import type { KerasDialect } from "../../evaluation.ts";
import { PythonError } from "../../failure.ts";
import { isBeforeKeras3 } from "./tensors.ts";

/** `lossNames("hinge")` is `keras.losses.hinge` and `keras.metrics.hinge`. */
export function lossNames(...lasts: readonly string[]): string[] {
  return lasts.flatMap((last) => [`keras.losses.${last}`, `keras.metrics.${last}`]);
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/u));

/** Short and old names: in Keras 2, and in Keras 3's `tf.keras` still, but not in its `keras`. */
const legacyNames = words(
  "mse MSE mae MAE mape MAPE msle MSLE kld KLD kullback_leibler_divergence logcosh cosine_proximity cosine Reduction bce BCE",
);

/** Names that Keras 3's `keras` has and its `tf.keras` has not. */
const modernNames = words(
  "mean_squared_error mean_absolute_error mean_absolute_percentage_error mean_squared_logarithmic_error kl_divergence log_cosh",
);

/** Gone from Keras 3 altogether. */
const goneNames = words("cosine_proximity cosine bce BCE huber_loss");

/** Keras 3's own. */
const newNames = words(
  `dice Dice tversky Tversky circle Circle ctc CTC CategoricalGeneralizedCrossEntropy
  categorical_generalized_cross_entropy pearson_correlation concordance_correlation PearsonCorrelation ConcordanceCorrelation`,
);

/** Functions that are losses only, or metrics only. */
const onlyInLosses = words("cosine_similarity dice tversky circle ctc categorical_generalized_cross_entropy");

/**
 * Throws Python's AttributeError for a name of `keras.losses` or `keras.metrics` that this Keras is known not to have.
 * `isOurs` knows the names that there are in any Keras: Keras 3's modules hold nothing else.
 */
export function refuseAbsent(canonicalName: string, keras: KerasDialect, isOurs: (name: string) => boolean): void {
  const match = /^(tf\.)?keras\.(losses|metrics|activations)\.(\w+)$/u.exec(canonicalName);
  if (!match || !keras.isKnown) return;
  const [, prefix, module, last] = match as unknown as [string, string | undefined, string, string];
  const absent = isBeforeKeras3(keras)
    ? newNames.has(last)
    : !(isOurs(`keras.${module}.${last}`) || last.startsWith("_")) ||
      goneNames.has(last) ||
      (prefix === undefined ? legacyNames.has(last) : modernNames.has(last)) ||
      (module === "metrics" && (onlyInLosses.has(last) || last === "Reduction" || last === "Loss"));
  if (!absent) return;
  const full = prefix === undefined || isBeforeKeras3(keras) ? `keras.${module}` : `keras._tf_keras.keras.${module}`;
  throw new PythonError("AttributeError", `module '${full}' has no attribute '${last}'`);
}
