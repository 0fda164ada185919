/** Keras's own losses, as something to compare with. */

import { lastReleaseOf } from "../evaluate/dialect.ts";
import type { LossSource } from "../evaluate/evaluation.ts";
import { lossIdentifiers } from "../keras/identifiers.ts";

const abbreviations: ReadonlySet<string> = new Set(["bce", "ctc", "kld", "mae", "mape", "mse", "msle"]);

/** The functions of `keras.losses`, by their full names. */
export const comparableBuiltIns: readonly string[] = [...lossIdentifiers]
  .filter((name) => /^[a-z]/.test(name) && !abbreviations.has(name))
  .sort();

export function isComparableBuiltIn(name: string): boolean {
  return lossIdentifiers.has(name) && /^[a-z]/.test(name) && name !== "ctc";
}

const folder = "keras/losses/";

/** A loss of Keras 3, as a loss of one's own that calls it. */
export function builtInLossSource(name: string): LossSource {
  const text = `import keras\n\ndef ${name}(y_true, y_pred):\n    return keras.losses.${name}(y_true, y_pred)\n`;
  return {
    file: { path: `${folder}${name}.py`, text },
    imports: [],
    loss: name,
    keras: { version: lastReleaseOf("3"), isKnown: true },
    parameters: {},
  };
}

/** Whether a loss is one of Keras's own, and no file of the person's. */
export function isBuiltInSource({ file }: LossSource): boolean {
  return file.path.startsWith(folder);
}
