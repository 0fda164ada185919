/** Keras's loss classes: each wraps a function of `keras.losses` with its parameters, a name and a reduction. */

import { PythonError } from "../../failure.ts";
import { dict } from "../../interpreter/dict.ts";
import { bindArguments, parseSignature, type Signature } from "../../interpreter/signature.ts";
import type { CallArguments, Context, Instance, NativeClass, NativeFunction, Value } from "../../interpreter/values.ts";
import { isTensor, toTensor } from "../calls/convert.ts";
import type { Operation } from "../calls/operation.ts";
import { initializeLoss, lossClass } from "./loss-base.ts";
import { lossFunctions } from "./loss-functions.ts";
import { functionOf, functionWith, withPositional } from "./natives.ts";
import { alignRanks, isBeforeKeras3, squeezeRanks } from "./tensors.ts";

interface ClassRow {
  readonly className: string;
  /** The function of `keras.losses` that it wraps. */
  readonly functionName: string;
  /** Parameters for the function; `...` stands for reduction and name, dtype goes last. */
  readonly signature: string;
  readonly defaultName?: string;
  /** Parameters that are attributes of the instance and parts of its config too. */
  readonly kept?: readonly string[];
}

const entropy = ["from_logits", "label_smoothing", "axis"];

const rows: readonly ClassRow[] = [
  { className: "MeanSquaredError", functionName: "mean_squared_error", signature: "..." },
  { className: "MeanAbsoluteError", functionName: "mean_absolute_error", signature: "..." },
  { className: "MeanAbsolutePercentageError", functionName: "mean_absolute_percentage_error", signature: "..." },
  { className: "MeanSquaredLogarithmicError", functionName: "mean_squared_logarithmic_error", signature: "..." },
  { className: "LogCosh", functionName: "log_cosh", signature: "..." },
  { className: "Poisson", functionName: "poisson", signature: "..." },
  { className: "KLDivergence", functionName: "kl_divergence", signature: "..." },
  { className: "Hinge", functionName: "hinge", signature: "..." },
  { className: "SquaredHinge", functionName: "squared_hinge", signature: "..." },
  { className: "CategoricalHinge", functionName: "categorical_hinge", signature: "..." },
  { className: "CTC", functionName: "ctc", signature: "..." },
  { className: "Huber", functionName: "huber", signature: "delta=1.0, ...", defaultName: "huber_loss" },
  { className: "CosineSimilarity", functionName: "cosine_similarity", signature: "axis=-1, ..." },
  {
    className: "BinaryCrossentropy",
    functionName: "binary_crossentropy",
    signature: "from_logits=False, label_smoothing=0.0, axis=-1, ...",
    kept: entropy,
  },
  {
    className: "BinaryFocalCrossentropy",
    functionName: "binary_focal_crossentropy",
    signature:
      "apply_class_balancing=False, alpha=0.25, gamma=2.0, from_logits=False, label_smoothing=0.0, axis=-1, ...",
    kept: [...entropy, "apply_class_balancing", "alpha", "gamma"],
  },
  {
    className: "CategoricalCrossentropy",
    functionName: "categorical_crossentropy",
    signature: "from_logits=False, label_smoothing=0.0, axis=-1, ...",
    kept: entropy,
  },
  {
    className: "CategoricalFocalCrossentropy",
    functionName: "categorical_focal_crossentropy",
    signature: "alpha=0.25, gamma=2.0, from_logits=False, label_smoothing=0.0, axis=-1, ...",
    kept: [...entropy, "alpha", "gamma"],
  },
  {
    className: "SparseCategoricalCrossentropy",
    functionName: "sparse_categorical_crossentropy",
    signature: "from_logits=False, ignore_class=None, REDUCTION, axis=-1, NAME",
    kept: ["from_logits", "ignore_class"],
  },
  { className: "Dice", functionName: "dice", signature: "..., axis=None", kept: ["axis"] },
  {
    className: "Tversky",
    functionName: "tversky",
    signature: "alpha=0.5, beta=0.5, ..., axis=None",
    kept: ["alpha", "beta", "axis"],
  },
  {
    className: "Circle",
    functionName: "circle",
    signature: "gamma=80.0, margin=0.4, remove_diagonal=True, ...",
    kept: ["gamma", "margin", "remove_diagonal"],
  },
  {
    className: "CategoricalGeneralizedCrossEntropy",
    functionName: "categorical_generalized_cross_entropy",
    signature: "q=0.5, ...",
    kept: ["q"],
  },
];

const ownParameters = new Set(["self", "reduction", "name", "dtype"]);

function signatureOf(row: ClassRow, isOld: boolean): Signature {
  const reduction = `reduction=${isOld ? "'auto'" : "'sum_over_batch_size'"}`;
  const name = `name='${row.defaultName ?? row.functionName}'`;
  const text = row.signature
    .replace("...", `${reduction}, ${name}`)
    .replace("REDUCTION", reduction)
    .replace(", axis=-1, NAME", isOld ? ", NAME" : ", axis=-1, NAME")
    .replace("NAME", name);
  return parseSignature(`self, ${text}${isOld ? "" : ", dtype=None"}`, `${row.className}.__init__`);
}

/** What each class is made with, in Keras 3. */
export function lossClassSignatures(): readonly (readonly [name: string, signature: string])[] {
  return rows.map((row) => [`keras.losses.${row.className}`, signatureOf(row, false).text.replace(/^self, /, "")]);
}

/** The function under the name by which `keras.losses` has it. */
export function lossFunction(last: string): NativeFunction | undefined {
  const name = `keras.losses.${last}`;
  const row: Operation | undefined = lossFunctions.find((each) => each.names.includes(name));
  return row && functionOf(row, name);
}

function refuseQ(row: ClassRow, parameters: ReadonlyMap<string, Value>): void {
  const q = parameters.get("q");
  if (row.className === "CategoricalGeneralizedCrossEntropy" && !(Number(q) > 0 && Number(q) < 1))
    throw new PythonError("ValueError", "q must be in the interval (0, 1)");
}

function initialize(row: ClassRow, self: Instance, args: CallArguments, context: Context): void {
  const signature = signatureOf(row, isBeforeKeras3(context.keras));
  const bound = bindArguments(signature, { positional: [self, ...args.positional], keywords: args.keywords });
  const values = new Map(signature.parameters.map(({ name }, index) => [name, bound.values[index] ?? null]));
  const parameters = new Map([...values].filter(([name]) => !ownParameters.has(name)));
  refuseQ(row, parameters);
  const setting = (name: string): Value => values.get(name) ?? null;
  initializeLoss(self, { name: setting("name"), reduction: setting("reduction"), dtype: setting("dtype") }, context);
  self.attributes.set("fn", lossFunction(row.functionName)!);
  self.attributes.set("_fn_kwargs", dict(parameters));
  for (const name of row.kept ?? []) if (parameters.has(name)) self.attributes.set(name, parameters.get(name)!);
}

function asInstance(value: Value | undefined): Instance {
  if (typeof value === "object" && value !== null && value.type === "instance") return value;
  throw new PythonError("TypeError", "descriptor of 'Loss' needs an instance of it");
}

/** Ranks aligned, then the function with its parameters. */
function callFunction(self: Instance, yTrue: Value, yPred: Value, context: Context): Value {
  const parameters = context.getAttribute(self, "_fn_kwargs");
  const keywords = new Map<string, Value>();
  if (typeof parameters === "object" && parameters !== null && parameters.type === "dict")
    for (const { key, value } of parameters.entries.values()) keywords.set(String(key), value);
  const align = isBeforeKeras3(context.keras) ? squeezeRanks : alignRanks;
  const predictions = toTensor(yPred, context);
  const targets = isTensor(yTrue) ? yTrue : toTensor(yTrue, context);
  const positional = align(targets, predictions);
  return context.call(context.getAttribute(self, "fn"), { positional, keywords });
}

const wrapperSignature = parseSignature(
  "self, fn, reduction='sum_over_batch_size', name=None, dtype=None, **kwargs",
  "LossFunctionWrapper.__init__",
);
const wrapperSignatureBeforeKeras3 = parseSignature(
  "self, fn, reduction='auto', name=None, **kwargs",
  "LossFunctionWrapper.__init__",
);

/** What Keras wraps a plain function in; people make subclasses of it by its private name. */
const wrapperClass: NativeClass = {
  type: "nativeClass",
  name: "keras.losses.LossFunctionWrapper",
  bases: [lossClass],
  attributes: new Map<string, Value>([
    [
      "call",
      functionWith("LossFunctionWrapper.call", "self, y_true, y_pred", (context, [self, yTrue, yPred]) =>
        callFunction(asInstance(self), yTrue!, yPred!, context),
      ),
    ],
  ]),
  construct(args, context) {
    const self: Instance = { type: "instance", class: wrapperClass, attributes: new Map() };
    wrapperClass.initialize!(self, args, context);
    return self;
  },
  initialize(self, args, context) {
    const isOld = isBeforeKeras3(context.keras);
    const bound = bindArguments(isOld ? wrapperSignatureBeforeKeras3 : wrapperSignature, {
      positional: [self, ...args.positional],
      keywords: args.keywords,
    });
    const [, wrapped, reduction, name, dtype] = bound.values as readonly Value[];
    initializeLoss(
      self,
      { name: name ?? null, reduction: reduction ?? null, dtype: isOld ? null : (dtype ?? null) },
      context,
    );
    self.attributes.set("fn", wrapped!);
    self.attributes.set("_fn_kwargs", dict([...bound.keywords]));
  },
};

function configOf(row: ClassRow): NativeFunction {
  return functionWith(`${row.className}.get_config`, "self", (context, [self]) => {
    const own = context.call(lossClass.attributes.get("get_config")!, withPositional(self!));
    const instance = asInstance(self);
    const pairs: [Value, Value][] = [];
    if (typeof own === "object" && own !== null && own.type === "dict")
      for (const { key, value } of own.entries.values()) pairs.push([key, value]);
    for (const name of row.kept ?? []) {
      const value = instance.attributes.get(name);
      if (value !== undefined) pairs.push([name, value]);
    }
    return dict(pairs);
  });
}

function makeClass(row: ClassRow): NativeClass {
  const made: NativeClass = {
    type: "nativeClass",
    name: `keras.losses.${row.className}`,
    bases: [wrapperClass],
    attributes: new Map<string, Value>([["get_config", configOf(row)]]),
    construct(args, context) {
      const self: Instance = { type: "instance", class: made, attributes: new Map() };
      initialize(row, self, args, context);
      return self;
    },
    initialize: (self, args, context) => initialize(row, self, args, context),
  };
  return made;
}

/** Every loss class by its last name: `Huber`. */
export const lossClasses: ReadonlyMap<string, NativeClass> = new Map<string, NativeClass>([
  ["Loss", lossClass],
  ["LossFunctionWrapper", wrapperClass],
  ...rows.map((row): [string, NativeClass] => [row.className, makeClass(row)]),
]);
