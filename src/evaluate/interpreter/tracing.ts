/** Tensors that a framework traces a loss with. */

import type { SymbolicTensor } from "./array-values.ts";
import type { Value } from "./values.ts";

export function isSymbolic(value: Value): value is SymbolicTensor {
  return value !== null && typeof value === "object" && value.type === "symbolic";
}
