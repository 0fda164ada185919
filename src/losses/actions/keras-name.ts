/** How a file says Keras's `Loss`, with the import that it lacks. */

import type { Edit } from "../../python/edits.ts";
import { insertImport } from "../../python/import-edits.ts";
import { importedAs } from "../fixes/registration.ts";
import type { Reading } from "./action.ts";

export interface WrittenName {
  readonly text: string;
  readonly imports: readonly Edit[];
}

/** `keras.losses.Loss`; undefined where `keras` means something else in the file. */
export function lossBase(reading: Reading): WrittenName | undefined {
  const { dialect, names, module } = reading;
  const through = dialect === "keras" ? "keras" : "tf.keras";
  const direct = importedAs(`${through}.losses.Loss`, reading) ?? importedAs(`${through}.Loss`, reading);
  if (direct !== undefined) return { text: direct, imports: [] };
  const ownKeras = importedAs(through, reading);
  if (ownKeras !== undefined) return { text: `${ownKeras}.losses.Loss`, imports: [] };
  const tensorFlow = dialect === "keras" ? undefined : importedAs("tf", reading);
  if (tensorFlow !== undefined) return { text: `${tensorFlow}.keras.losses.Loss`, imports: [] };
  const losses = importedAs(`${through}.losses`, reading);
  if (losses !== undefined) return { text: `${losses}.Loss`, imports: [] };
  if (names.moduleScope.bindings.has("keras")) return undefined;
  const statement = dialect === "keras" ? "import keras" : "from tensorflow import keras";
  return { text: "keras.losses.Loss", imports: [insertImport(module, statement)] };
}
