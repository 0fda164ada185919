/** What `keras` itself holds from version 3 on, so that an import of anything else fails here as it does there. */

import { absenceOf } from "../../keras/functions/existence.ts";
import { isFrom } from "../../keras/release.ts";
import type { KerasDialect } from "../evaluation.ts";
import { attributeError } from "./raise.ts";

/** Throws AttributeError for `keras.name` where Keras 3 has no such name. */
export function refuseAbsentFromKeras(canonicalName: string, keras: KerasDialect): void {
  const [root, name, ...rest] = canonicalName.split(".");
  if (root !== "keras" || name === undefined || rest.length > 0 || name.startsWith("_")) return;
  if (!keras.isKnown || !isFrom(keras.version, "3.0") || absenceOf(root, name, "3") === undefined) return;
  throw attributeError(`module 'keras' has no attribute '${name}'`);
}
