/** Under which names Keras has its losses, and under which it has them no more. */

import { absenceOf } from "../../../keras/functions/existence.ts";
import type { KerasDialect } from "../../evaluation.ts";
import { PythonError } from "../../failure.ts";
import { isBeforeKeras3 } from "./tensors.ts";

/** `lossNames("hinge")` is `keras.losses.hinge` and `keras.metrics.hinge`. */
export function lossNames(...lasts: readonly string[]): string[] {
  return lasts.flatMap((last) => [`keras.losses.${last}`, `keras.metrics.${last}`]);
}

/**
 * Throws Python's AttributeError for a name of `keras.losses`, `keras.metrics` or `keras.activations` that this Keras is
 * known not to have.
 */
export function refuseAbsent(canonicalName: string, keras: KerasDialect): void {
  const match = /^(tf\.)?keras\.(losses|metrics|activations)\.(\w+)$/u.exec(canonicalName);
  if (!match || !keras.isKnown) return;
  const [, prefix = "", module, last] = match as unknown as [string, string | undefined, string, string];
  const isOld = isBeforeKeras3(keras);
  if (absenceOf(`${prefix}keras.${module}`, last, isOld ? "2" : "3") === undefined) return;
  const full = prefix === "" || isOld ? `keras.${module}` : `keras._tf_keras.keras.${module}`;
  throw new PythonError("AttributeError", `module '${full}' has no attribute '${last}'`);
}
