/** `keras.losses.Loss`: what a subclass inherits, and what calling one of its instances adds to its `call`. */

import { PythonError, Unsupported } from "../../failure.ts";
import { dict } from "../../interpreter/dict.ts";
import { bindArguments, parseSignature } from "../../interpreter/signature.ts";
import { lastPart } from "../../interpreter/type-names.ts";
import type { Context, Instance, NativeClass, Value } from "../../interpreter/values.ts";
import { isTensor, sequenceItems, toTensor } from "../calls/convert.ts";
import { castTo } from "../calls/operands.ts";
import { dtype as readDType } from "../calls/parameters.ts";
import { maskOf } from "./mask.ts";
import { functionWith, withPositional } from "./natives.ts";
import { checkReduction, reduceLoss } from "./reduction.ts";
import { isBeforeKeras3 } from "./tensors.ts";

const signature = parseSignature("self, name=None, reduction='sum_over_batch_size', dtype=None", "Loss.__init__");
const signatureBeforeKeras3 = parseSignature("self, reduction='auto', name=None", "Loss.__init__");

/** `MyLoss` → `my_loss`, as Keras names what has no name. */
function snakeCase(name: string): string {
  return name
    .replace(/(.)([A-Z][a-z]+)/gu, "$1_$2")
    .replace(/([a-z])([A-Z])/gu, "$1_$2")
    .toLowerCase();
}

export interface LossSettings {
  readonly name: Value;
  readonly reduction: Value;
  readonly dtype: Value;
}

/** What `Loss.__init__` leaves on the instance. */
export function initializeLoss(
  self: Instance,
  { name, reduction: given, dtype }: LossSettings,
  context: Context,
): void {
  const isOld = isBeforeKeras3(context.keras);
  // Where nothing names a version of Keras, this is Keras 2's word for its default.
  const isOldDefault = given === "auto" && !isOld && !context.keras.isKnown;
  if (isOldDefault) context.note("Keras 3 refuses reduction 'auto', which Keras 2 takes for 'sum_over_batch_size'");
  const reduction = isOldDefault ? "sum_over_batch_size" : given;
  checkReduction(reduction, isOld);
  const isNamed = name !== null && name !== "";
  self.attributes.set("name", isOld || isNamed ? name : snakeCase(lastPart(self.class.name)));
  self.attributes.set("reduction", reduction);
  if (!isOld) self.attributes.set("_dtype", readDType(dtype, "float32"));
}

function refuseStructure(value: Value, name: string): void {
  const items = sequenceItems(value);
  const isNested = items?.some((item) => isTensor(item) || sequenceItems(item) !== undefined);
  if ((isNested && items?.some(isTensor)) || (typeof value === "object" && value !== null && value.type === "dict"))
    throw new Unsupported(`A loss called with several tensors as \`${name}\` is not evaluated.`);
}

/** `loss(y_true, y_pred)`: cast (from Keras 3 on), `call`, then the reduction. */
function callLoss(self: Instance, yTrue: Value, yPred: Value, sampleWeight: Value, context: Context): Value {
  const isOld = isBeforeKeras3(context.keras);
  refuseStructure(yTrue, "y_true");
  refuseStructure(yPred, "y_pred");
  // Asked for first, as Keras does: without `super().__init__()` this is the AttributeError that people see.
  context.getAttribute(self, "name");
  const reduction = context.getAttribute(self, "reduction");
  const type = isOld ? undefined : readDType(context.getAttribute(self, "dtype"), "float32");
  const cast = (value: Value) => {
    if (type === undefined) return value;
    return castTo(toTensor(value, context, isTensor(value) ? undefined : type), type);
  };
  const [targets, predictions] = [cast(yTrue), cast(yPred)];
  const method = context.getAttribute(self, "call");
  const values = toTensor(context.call(method, withPositional(targets, predictions)), context, type);
  return reduceLoss(type === undefined ? values : castTo(values, type), {
    reduction,
    sampleWeight: sampleWeight === null ? undefined : toTensor(sampleWeight, context, type),
    mask: isOld ? undefined : maskOf(values),
    isBeforeKeras3: isOld,
  });
}

function asInstance(value: Value): Instance {
  if (typeof value === "object" && value !== null && value.type === "instance") return value;
  throw new PythonError("TypeError", "descriptor of 'Loss' needs an instance of it");
}

/** The attributes that every loss class has. */
const attributes: ReadonlyMap<string, Value> = new Map<string, Value>([
  [
    "__call__",
    functionWith("Loss.__call__", "self, y_true, y_pred, sample_weight=None", (context, [self, ...rest]) =>
      callLoss(asInstance(self!), rest[0]!, rest[1]!, rest[2]!, context),
    ),
  ],
  [
    "call",
    functionWith("Loss.call", "self, y_true, y_pred", (context) => {
      const message = isBeforeKeras3(context.keras) ? "Must be implemented in subclasses." : "";
      throw new PythonError("NotImplementedError", message);
    }),
  ],
  [
    "get_config",
    functionWith("Loss.get_config", "self", (context, [self]) => {
      const instance = asInstance(self!);
      const [name, reduction] = ["name", "reduction"].map((each) => context.getAttribute(instance, each));
      return isBeforeKeras3(context.keras)
        ? dict([
            ["reduction", reduction!],
            ["name", name!],
          ])
        : dict([
            ["name", name!],
            ["reduction", reduction!],
          ]);
    }),
  ],
  [
    "from_config",
    {
      type: "property",
      kind: "classmethod",
      function: functionWith("Loss.from_config", "cls, config", (context, [cls, config]) => {
        if (typeof config !== "object" || config === null || config.type !== "dict")
          throw new PythonError("TypeError", "argument after ** must be a mapping");
        const keywords = new Map([...config.entries.values()].map(({ key, value }) => [String(key), value]));
        return context.call(cls!, { positional: [], keywords });
      }),
    },
  ],
  [
    "dtype",
    {
      type: "property",
      kind: "property",
      function: functionWith("Loss.dtype", "self", (context, [self]) => context.getAttribute(self!, "_dtype")),
    },
  ],
]);

/** The base class of losses. */
export const lossClass: NativeClass = {
  type: "nativeClass",
  name: "keras.losses.Loss",
  bases: [],
  attributes,
  construct(args, context) {
    const self: Instance = { type: "instance", class: lossClass, attributes: new Map() };
    lossClass.initialize!(self, args, context);
    return self;
  },
  initialize(self, args, context) {
    const isOld = isBeforeKeras3(context.keras);
    const bound = bindArguments(isOld ? signatureBeforeKeras3 : signature, {
      positional: [self, ...args.positional],
      keywords: args.keywords,
    });
    const [, first, second, third] = bound.values as [Value, Value, Value, Value | undefined];
    const settings = isOld
      ? { reduction: first, name: second, dtype: null }
      : { name: first, reduction: second, dtype: third ?? null };
    initializeLoss(self, settings, context);
  },
};
