/** From a canonical name to the name of a table row, by the rules of the Keras that a file means. */

import { backendFunctionsOfKeras3, oldBackendFunctions } from "../../../keras/backend-functions.ts";
import { absenceOf } from "../../../keras/functions/existence.ts";
import { isBefore, isFrom } from "../../../keras/release.ts";
import type { KerasDialect } from "../../evaluation.ts";
import { PythonError } from "../../failure.ts";
import { legacyNames } from "./tensorflow1.ts";

/**
 * The name under which the tables may know it. Throws Python's AttributeError for a name that this Keras is
 * known not to have.
 */
export function resolveName(canonicalName: string, keras: KerasDialect, hasRow: (name: string) => boolean): string {
  refuseUnknown(canonicalName);
  if (canonicalName.startsWith("tf.keras.")) {
    refuseGone(canonicalName, keras);
    return canonicalName.slice("tf.".length);
  }
  if (canonicalName.startsWith("keras.backend.tf.")) return resolveBackendTensorFlow(canonicalName, keras, hasRow);
  if (canonicalName.startsWith("keras.src.backend.")) return resolvePrivateBackend(canonicalName);
  if (canonicalName.startsWith("keras.backend.")) return resolveBackend(canonicalName, keras);
  if (canonicalName.startsWith("keras.ops.")) return resolveOps(canonicalName, keras, hasRow);
  if (canonicalName.startsWith("tf.compat.v1.keras.")) return canonicalName.slice("tf.compat.v1.".length);
  if (canonicalName.startsWith("tf.compat.v1."))
    return resolveVersion1(canonicalName.slice("tf.compat.v1.".length), hasRow);
  if (canonicalName.startsWith("tf.")) return resolveTensorFlow(canonicalName, keras, hasRow);
  return canonicalName;
}

function missing(module: string, name: string): PythonError {
  return new PythonError("AttributeError", `module '${module}' has no attribute '${name}'`);
}

/** A name that the module has in no version. */
function refuseUnknown(name: string): void {
  const dot = name.lastIndexOf(".");
  const module = name.slice(0, Math.max(dot, 0));
  if (module === "keras" || absenceOf(module, name.slice(dot + 1), "3") !== "never") return;
  throw missing(pythonNameOf(module), name.slice(dot + 1));
}

/** A module as Python calls it when something is missing in it. */
function pythonNameOf(module: string): string {
  if (module.startsWith("tf.keras")) return `keras._tf_keras.${module.slice("tf.".length)}`;
  return module.replace(/^tf$/u, "tensorflow").replace(/^tf\./u, "tensorflow._api.v2.");
}

/** `tf.keras.backend` of TensorFlow 2.16 and later has fewer functions than before, though more than `keras.backend`. */
function refuseGone(name: string, keras: KerasDialect): void {
  const last = /^tf\.keras\.backend\.(\w+)/u.exec(name)?.[1];
  if (last === undefined || !keras.isKnown || isBefore(keras.version, "3.0")) return;
  if (!backendFunctionsOfKeras3.has(last) && !oldBackendFunctions.has(last))
    throw missing("keras._tf_keras.keras.backend", last);
}

function resolveBackend(name: string, keras: KerasDialect): string {
  const last = name.slice("keras.backend.".length).split(".")[0]!;
  if (keras.isKnown && isFrom(keras.version, "3.0") && !backendFunctionsOfKeras3.has(last))
    throw missing("keras.backend", last);
  return name;
}

/** Keras's own sources call the public functions of its backend, and below it those that `keras.ops` shows. */
function resolvePrivateBackend(name: string): string {
  const last = name.replace(/^keras\.src\.backend\.(?:(?:numpy|nn|math|linalg|core|common|config)\.)?/u, "");
  return backendFunctionsOfKeras3.has(last) ? `keras.backend.${last}` : `keras.ops.${last}`;
}

function resolveOps(name: string, keras: KerasDialect, hasRow: (name: string) => boolean): string {
  if (keras.isKnown && isBefore(keras.version, "3.0")) throw missing("keras", "ops");
  if (hasRow(name)) return name;
  return name.replace(/^keras\.ops\.(?:numpy|nn|linalg)\./u, "keras.ops.");
}

/** `K.tf.log`: TensorFlow 1 through Keras's backend, which Keras 2.4 lost. */
function resolveBackendTensorFlow(name: string, keras: KerasDialect, hasRow: (name: string) => boolean): string {
  if (keras.isKnown && isFrom(keras.version, "2.3")) throw missing("keras.backend", "tf");
  return resolveVersion1(name.slice("keras.backend.tf.".length), hasRow);
}

/** A name of TensorFlow 1: its own row where its meaning is its own, else the same function's name today. */
function resolveVersion1(last: string, hasRow: (name: string) => boolean): string {
  const own = `tf.compat.v1.${last}`;
  if (hasRow(own)) return own;
  const today = legacyNames.get(last);
  return today ?? `tf.${last}`;
}

/** Modules inside TensorFlow, which code copied from Keras's own imports, and where their functions are public. */
const innerModules: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^tf\.python\.ops\.math_ops\./u, ["tf.math.", "tf."]],
  [/^tf\.python\.ops\.(?:nn|nn_ops|nn_impl)\./u, ["tf.nn.", "tf.math."]],
  [/^tf\.python\.ops\.(?:array_ops|clip_ops|check_ops|control_flow_ops|array_ops_stack)\./u, ["tf.", "tf.debugging."]],
  [/^tf\.python\.framework\.ops\.(?=name_scope$)/u, ["tf.compat.v1."]],
  [/^tf\.python\.framework\.(?:ops|constant_op)\./u, ["tf."]],
];

/** Functions that inside of TensorFlow are still those of its first version. */
const firstVersions = new Set(["where", "gather", "dropout", "boolean_mask", "argmax", "argmin"]);

/** `tensorflow.python.ops.math_ops.reduce_mean` is `tf.math.reduce_mean`, `array_ops.where_v2` is `tf.where`. */
function publicName(name: string, hasRow: (name: string) => boolean): string | undefined {
  for (const [module, places] of innerModules) {
    const last = name.replace(module, "");
    if (firstVersions.has(last)) return undefined;
    if (last !== name) return places.map((place) => place + last.replace(/_v2$/u, "")).find(hasRow);
  }
  return undefined;
}

function resolveTensorFlow(name: string, keras: KerasDialect, hasRow: (name: string) => boolean): string {
  const last = name.slice("tf.".length);
  const isVersion1 = keras.isKnown && isBefore(keras.version, "2.4");
  if (isVersion1 && hasRow(`tf.compat.v1.${last}`)) return `tf.compat.v1.${last}`;
  if (hasRow(name)) return name;
  const inner = publicName(name, hasRow);
  if (inner !== undefined) return inner;
  // `tf.losses` and `tf.metrics` are Keras's since TensorFlow 2.
  const ofKeras = /^tf\.(?:losses|metrics)\.\w+$/u.test(name) ? `keras.${last}` : undefined;
  if (ofKeras && hasRow(ofKeras)) return ofKeras;
  const isLegacy = legacyNames.has(last) || hasRow(`tf.compat.v1.${last}`);
  if (!isLegacy) return name;
  // TensorFlow 1 went with Keras up to 2.3; without a version, today's TensorFlow is meant.
  if (isVersion1) return resolveVersion1(last, hasRow);
  const dot = last.lastIndexOf(".");
  const inside = last.slice(0, Math.max(dot, 0));
  const isKeras = inside === "losses" || inside === "metrics";
  const module = dot < 0 ? "tensorflow" : `${isKeras ? "keras._tf_keras.keras" : "tensorflow._api.v2"}.${inside}`;
  throw missing(module, last.slice(dot + 1));
}
