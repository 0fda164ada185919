/** What stands behind names of `keras.losses`, `keras.metrics`, `keras.activations` and `keras.saving` beside the rows. */

import type { KerasDialect } from "../../evaluation.ts";
import { Unsupported } from "../../failure.ts";
import { dict } from "../../interpreter/dict.ts";
import type { Instance, NativeClass, NativeFunction, Value } from "../../interpreter/values.ts";
import { identifierFunctions } from "./identifiers.ts";
import { kerasInternals } from "./internals.ts";
import { lossClasses } from "./loss-classes.ts";
import { refuseAbsent } from "./names.ts";
import { functionWith } from "./natives.ts";

/** Keras's metric objects: they keep state between batches, so a loss has no use for them. */
const metricClassNames: ReadonlySet<string> = new Set(
  `AUC Accuracy BinaryAccuracy BinaryCrossentropy BinaryIoU CategoricalAccuracy CategoricalCrossentropy CategoricalHinge
  ConcordanceCorrelation CosineSimilarity F1Score FBetaScore FalseNegatives FalsePositives Hinge IoU KLDivergence
  LogCoshError Mean MeanAbsoluteError MeanAbsolutePercentageError MeanIoU MeanMetricWrapper MeanRelativeError
  MeanSquaredError MeanSquaredLogarithmicError MeanTensor Metric OneHotIoU OneHotMeanIoU PearsonCorrelation Poisson
  Precision PrecisionAtRecall R2Score Recall RecallAtPrecision RootMeanSquaredError SensitivityAtSpecificity
  SparseCategoricalAccuracy SparseCategoricalCrossentropy SparseTopKCategoricalAccuracy SpecificityAtSensitivity
  SquaredHinge Sum TopKCategoricalAccuracy TrueNegatives TruePositives`.split(/\s+/u),
);

const metricClasses = new Map<string, NativeClass>();

/** Can be derived from, made and passed around, as by a class that keeps one beside its loss; only using it is refused. */
function metricClass(last: string): NativeClass {
  const known = metricClasses.get(last);
  if (known) return known;
  const refuse = (): never => {
    throw new Unsupported(`\`keras.metrics.${last}\` keeps state between batches and is not evaluated.`);
  };
  const refused = ["__call__", "update_state", "result", "reset_state", "reset_states"];
  const made: NativeClass = {
    type: "nativeClass",
    name: `keras.metrics.${last}`,
    bases: [],
    attributes: new Map(
      refused.map((method) => [method, functionWith(`${last}.${method}`, "self, *args, **kwargs", refuse)]),
    ),
    construct: (): Instance => ({ type: "instance", class: made, attributes: new Map() }),
    initialize: refuse,
  };
  metricClasses.set(last, made);
  return made;
}

/** `tf.keras.losses.Reduction.NONE` and its kin are their strings. */
const reductionClass: NativeClass = {
  type: "nativeClass",
  name: "keras.losses.Reduction",
  bases: [],
  attributes: new Map<string, Value>([
    ["AUTO", "auto"],
    ["NONE", "none"],
    ["SUM", "sum"],
    ["SUM_OVER_BATCH_SIZE", "sum_over_batch_size"],
    ["validate", functionWith("validate", "key", () => null)],
  ]),
  construct(): Instance {
    return { type: "instance", class: reductionClass, attributes: new Map() };
  },
};

/** `@keras.saving.register_keras_serializable(…)` gives back what it decorates. */
const registerDecorator: NativeFunction = functionWith(
  "keras.saving.register_keras_serializable",
  "package='Custom', name=None",
  () => functionWith("decorator", "arg", (_context, [decorated]) => decorated!),
);

const savingFunctions: ReadonlyMap<string, NativeFunction> = new Map([
  ["register_keras_serializable", registerDecorator],
  ["get_custom_objects", functionWith("keras.saving.get_custom_objects", "", () => dict())],
]);

function find(qualified: string): Value | undefined {
  // `keras.src.losses.losses` holds what Keras does not show, such as the class that it wraps functions in.
  const name = qualified.replace(/^keras\.losses\.loss(?:es)?\./u, "keras.losses.");
  const internal = kerasInternals.get(name);
  if (internal !== undefined) return internal;
  if (name === "keras.Loss" || name === "keras.losses.Loss") return lossClasses.get("Loss");
  if (name === "keras.losses.Reduction" || /^keras\.utils\.losses_utils\.Reduction(?:V2)?$/u.test(name))
    return reductionClass;
  const [, module, last] =
    /^keras\.(losses|metrics|activations|saving|utils)\.(?:generic_utils\.|object_registration\.)?(\w+)$/u.exec(name) ??
    [];
  if (last === undefined) return undefined;
  if (module === "losses") return lossClasses.get(last) ?? identifierFunctions.get(name);
  if (module === "metrics") return metricClassNames.has(last) ? metricClass(last) : undefined;
  if (module === "saving" || module === "utils") return savingFunctions.get(last);
  return identifierFunctions.get(name);
}

/**
 * A class or helper function under a canonical name, with or without its leading `tf.`; undefined for what the rows
 * hold or nobody knows. Throws AttributeError for names that this Keras is known not to have.
 */
export function lookupLoss(canonicalName: string, keras: KerasDialect): Value | undefined {
  refuseAbsent(canonicalName, keras);
  return kerasInternals.get(canonicalName) ?? find(canonicalName.replace(/^tf\./u, ""));
}
