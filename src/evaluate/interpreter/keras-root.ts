/** What `keras` itself holds from version 3 on, so that an import of anything else fails here as it does there. */

import { isFrom } from "../../keras/release.ts";
import type { KerasDialect } from "../evaluation.ts";
import { attributeError } from "./raise.ts";

const names: ReadonlySet<string> = new Set(
  `
  DTypePolicy FloatDTypePolicy Function Initializer Input InputSpec KerasTensor Layer Loss Metric Model
  Operation Optimizer Quantizer Regularizer RematScope Sequential StatelessScope SymbolicScope Variable
  activations applications backend callbacks config constraints datasets device distillation distribution
  dtype_policies export initializers layers legacy losses metrics mixed_precision models name_scope ops
  optimizers preprocessing quantizers random regularizers remat saving src tree utils version visualization
  wrappers
  `
    .trim()
    .split(/\s+/),
);

/** Throws AttributeError for `keras.name` where Keras 3 has no such name. */
export function refuseAbsentFromKeras(canonicalName: string, keras: KerasDialect): void {
  const [root, name, ...rest] = canonicalName.split(".");
  if (root !== "keras" || name === undefined || rest.length > 0 || name.startsWith("_")) return;
  if (!keras.isKnown || !isFrom(keras.version, "3.0") || names.has(name)) return;
  throw attributeError(`module 'keras' has no attribute '${name}'`);
}
