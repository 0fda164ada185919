/** `keras.losses.get("mse")` and its kin: losses and activations by their names. */

import { PythonError, Unsupported } from "../../failure.ts";
import { dict } from "../../interpreter/dict.ts";
import { lastPart } from "../../interpreter/type-names.ts";
import type { Context, DictValue, Instance, NativeFunction, Value } from "../../interpreter/values.ts";
import { activations } from "./activations.ts";
import { lossClasses, lossFunction } from "./loss-classes.ts";
import { functionOf, functionWith, withPositional } from "./natives.ts";
import { isBeforeKeras3 } from "./tensors.ts";

/** Short names that Keras 3 knows as identifiers, though not as attributes. */
const shortNames: readonly string[] = "mse MSE mae MAE mape MAPE msle MSLE kld KLD bce BCE".split(" ");
const olderNames: readonly string[] = [
  ...shortNames,
  "logcosh",
  "huber_loss",
  "cosine_proximity",
  "kullback_leibler_divergence",
];

function isCanonical(last: string): boolean {
  return !olderNames.includes(last) && last !== "cosine";
}

/** A function or class by the name that `compile(loss="…")` takes; undefined where Keras has none. */
function lossNamed(identifier: string, context: Context): Value | undefined {
  const cls = lossClasses.get(identifier);
  if (cls) return cls;
  const known = isBeforeKeras3(context.keras) ? olderNames : shortNames;
  return isCanonical(identifier) || known.includes(identifier) ? lossFunction(identifier) : undefined;
}

function isDict(value: Value): value is DictValue {
  return typeof value === "object" && value !== null && value.type === "dict";
}

function entry(value: DictValue, key: string): Value | undefined {
  return [...value.entries.values()].find((each) => each.key === key)?.value;
}

/** From a config: `{"class_name": "Huber", "config": {"delta": 0.5}}`. */
function fromConfig(config: DictValue, context: Context): Value {
  const className = entry(config, "class_name");
  const inner = entry(config, "config") ?? dict();
  if (className === "function" && typeof inner === "string") return resolveLoss(inner, context);
  const cls = typeof className === "string" ? lossClasses.get(className) : undefined;
  if (!cls || !isDict(inner)) throw new Unsupported("A loss from a config other than Keras's own is not evaluated.");
  const keywords = new Map([...inner.entries.values()].map(({ key, value }) => [String(key), value]));
  return context.call(cls, { positional: [], keywords });
}

function resolveLoss(identifier: Value, context: Context): Value {
  if (identifier === null) return null;
  const isOld = isBeforeKeras3(context.keras);
  if (typeof identifier === "string") {
    const found = lossNamed(identifier, context);
    if (found === undefined) {
      const message = isOld
        ? `Unknown loss function: ${identifier}`
        : `Could not interpret loss identifier: ${identifier}`;
      throw new PythonError("ValueError", message);
    }
    return isClass(found) ? context.call(found, withPositional()) : found;
  }
  if (isDict(identifier)) return fromConfig(identifier, context);
  if (isClass(identifier)) return context.call(identifier, withPositional());
  if (typeof identifier === "object") return identifier;
  throw new PythonError("ValueError", `Could not interpret loss identifier: ${String(identifier)}`);
}

function isClass(value: Value): boolean {
  return typeof value === "object" && value !== null && (value.type === "class" || value.type === "nativeClass");
}

function serializeLoss(loss: Value, context: Context): Value {
  if (typeof loss === "object" && loss !== null) {
    if (loss.type === "native" && loss.name.startsWith("keras.")) return lastPart(loss.name);
    if (loss.type === "instance") return serializeInstance(loss, context);
  }
  throw new Unsupported("`keras.losses.serialize` of a loss of one's own is not evaluated.");
}

function serializeInstance(loss: Instance, context: Context): Value {
  const config = context.call(context.getAttribute(loss, "get_config"), withPositional());
  const isOwn = loss.class.type === "nativeClass";
  return dict([
    ["module", isOwn ? "keras.losses" : "builtins"],
    ["class_name", lastPart(loss.class.name)],
    ["config", config],
    ["registered_name", isOwn ? null : `Custom>${lastPart(loss.class.name)}`],
  ]);
}

function activationNamed(identifier: string): NativeFunction | undefined {
  const name = `keras.activations.${identifier}`;
  const row = activations.find((each) => each.names.includes(name));
  return row && functionOf(row, name);
}

function resolveActivation(identifier: Value): Value {
  if (identifier === null) return activationNamed("linear")!;
  const found = typeof identifier === "string" ? activationNamed(identifier) : identifier;
  if (found !== undefined && typeof found === "object") return found;
  throw new PythonError("ValueError", `Could not interpret activation function identifier: ${String(identifier)}`);
}

/** `get`, `deserialize` and `serialize` of `keras.losses`, `keras.metrics` and `keras.activations`. */
export const identifierFunctions: ReadonlyMap<string, NativeFunction> = new Map(
  [
    functionWith("keras.losses.get", "identifier", (context, [identifier]) => resolveLoss(identifier!, context)),
    functionWith("keras.losses.deserialize", "name, custom_objects=None", (context, [name]) => {
      // A name stays a function here, where `get` would instantiate a class.
      if (typeof name === "string") return lossNamed(name, context) ?? resolveLoss(name, context);
      return resolveLoss(name!, context);
    }),
    functionWith("keras.losses.serialize", "loss", (context, [loss]) => serializeLoss(loss!, context)),
    functionWith("keras.activations.get", "identifier", (_context, [identifier]) => resolveActivation(identifier!)),
    functionWith("keras.activations.deserialize", "config, custom_objects=None", (_context, [config]) =>
      resolveActivation(config!),
    ),
  ].map((native) => [native.name, native]),
);
