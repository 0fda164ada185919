/** The name that was meant by one that a module lacks. */

import { closeNames } from "../../python/close-name.ts";
import { equalNames } from "./equal-names.ts";
import { absenceOf, namesOfModule } from "./existence.ts";

export interface MeantName {
  /** The module that has it, by its canonical name. */
  readonly module: string;
  readonly name: string;
  /** By its meaning, or by its letters alone. */
  readonly by: "meaning" | "letters";
}

/** The rooms of one library, of which people take one for another. */
const rooms: readonly (readonly string[])[] = [
  ["tf", "tf.nn", "tf.math", "tf.linalg", "tf.image", "tf.random", "tf.signal"],
  ["keras.ops", "keras.losses", "keras.activations", "keras.random", "keras.ops.image", "keras.ops.linalg"],
  ["keras.losses", "keras.metrics"],
  ["keras.metrics", "keras.losses"],
  ["keras.activations", "keras.ops"],
  ["keras.ops.nn", "keras.ops"],
  ["keras.ops.numpy", "keras.ops"],
];

/**
 * What is meant by `module.name`, the likeliest first: the module's own name for it, the same name in another room of the
 * library, names of nearly the same letters. Several where nothing says which.
 */
export function meantNames(module: string, name: string, keras: "1" | "2" | "3"): readonly MeantName[] {
  const isThere = (home: string, each: string): boolean =>
    namesOfModule(home) !== undefined && absenceOf(home, each, keras) === undefined;
  const own = inOrder(name, equalNames(name)).filter((each) => isThere(module, each));
  if (own[0] !== undefined) return [{ module, name: own[0], by: "meaning" }];
  const isOfTensorFlow = module.startsWith("tf.keras");
  const key = isOfTensorFlow ? module.slice("tf.".length) : module;
  const others = (rooms.find(([first]) => first === key) ?? rooms.find((each) => each.includes(key)) ?? [])
    .map((home) => (isOfTensorFlow ? `tf.${home}` : home))
    .filter((home) => home !== module);
  for (const each of [name, ...inOrder(name, equalNames(name))])
    for (const home of others) if (isThere(home, each)) return [{ module: home, name: each, by: "meaning" }];
  const candidates = [...(namesOfModule(module === "keras.backend" ? "tf.keras.backend" : module) ?? [])].filter(
    (each) => isThere(module, each),
  );
  return closeNames(name, candidates).map((each) => ({ module, name: each, by: "letters" }));
}

/** Names written as this one first: functions before classes for a function. */
function inOrder(name: string, others: readonly string[]): readonly string[] {
  const isLower = (each: string): boolean => each === each.toLowerCase();
  return others.toSorted((a, b) => Number(isLower(a) !== isLower(name)) - Number(isLower(b) !== isLower(name)));
}
