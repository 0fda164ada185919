/** Which names the modules of Keras and TensorFlow have, by version: for the rules and for the evaluator. */

import {
  backendFunctionsGoneSince23,
  backendFunctionsGoneSince215,
  backendFunctionsOfKeras1,
  oldBackendFunctions,
} from "../backend-functions.ts";
import { removedTensorFlowNames } from "../tensorflow1.ts";
import { namesBefore } from "./names-before.ts";
import { namesOfTensorFlow1, namesToday } from "./names-today.ts";

/** Why a module lacks a name: no version has it, a later or an earlier one has. */
export type Absence = "never" | "gone" | "later";

const wordsOf = (text: string | undefined): ReadonlySet<string> =>
  new Set(text === undefined ? [] : text.trim().split(/\s+/));

const setsOf = (table: Readonly<Record<string, string>>): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(Object.entries(table).map(([module, names]) => [module, wordsOf(names)]));

const today = setsOf(namesToday);
const beforeKeras3 = setsOf(namesBefore);
const tensorFlow1 = setsOf(namesOfTensorFlow1);

/** TensorFlow's own rooms, which are there though no list has them. */
const innerModules = /^(?:python|core|tools|tsl|lite|estimator|contrib|examples|models|compiler|include)$/;

const oldBackend: ReadonlySet<string> = new Set([
  ...oldBackendFunctions,
  ...backendFunctionsGoneSince215,
  ...backendFunctionsGoneSince23,
  ...backendFunctionsOfKeras1,
  // Modules and helpers that could be reached through the package of those days.
  ..."experimental tensorflow_backend theano_backend cntk_backend common load_backend np os sys json six nest py_all py_any py_max py_sum py_slice math_ops array_ops nn context ops_lib nn_ops Function has_arg backend_module entries namespace required_entries tf_major_version tf_minor_version".split(
    " ",
  ),
]);

/** The names of a module of today's Keras and TensorFlow, by its canonical name; undefined for a module not listed. */
export function namesOfModule(module: string): ReadonlySet<string> | undefined {
  return (
    today.get(module) ??
    (module === "tf.keras.random" ? today.get("keras.random") : undefined) ??
    ofTensorFlowKeras(module)
  );
}

/** `tf.keras.ops` is `keras.ops`, name for name. */
function ofTensorFlowKeras(module: string): ReadonlySet<string> | undefined {
  return module.startsWith("tf.keras.ops") ? today.get(module.slice("tf.".length)) : undefined;
}

/**
 * Whether and why `module` lacks `name` in a major version of Keras, and the TensorFlow that goes with it. Undefined where
 * it has the name, and for modules and names of which nothing is known.
 */
export function absenceOf(module: string, name: string, keras: "1" | "2" | "3"): Absence | undefined {
  const names = namesOfModule(module);
  if (!names || name.startsWith("_")) return undefined;
  if (/^tf(?:\.(?!keras\b)\w+)?$/.test(module)) return absenceFromTensorFlow(module, name, names);
  const isThere = names.has(name);
  const wasThere = wasBefore(module.replace(/^tf\./, ""), name);
  if (keras === "3") return isThere ? undefined : wasThere ? "gone" : "never";
  if (wasThere) return undefined;
  // Of modules without a list for those days, only what no version has is known.
  if (isThere) return beforeKeras3.has(module.replace(/^tf\./, "")) ? "later" : undefined;
  return "never";
}

function wasBefore(module: string, name: string): boolean {
  if (module === "keras.backend") return oldBackend.has(name);
  return beforeKeras3.get(module)?.has(name) ?? false;
}

/** TensorFlow takes few names away: what it lacks today and the first version lacked, no version between them had. */
function absenceFromTensorFlow(module: string, name: string, names: ReadonlySet<string>): Absence | undefined {
  if (names.has(name)) return undefined;
  if (module === "tf" && innerModules.test(name)) return undefined;
  const wasThere = tensorFlow1.get(module)?.has(name) || (module === "tf" && removedTensorFlowNames.has(name));
  return wasThere ? "gone" : "never";
}
