/** Files that are written for another framework: what they hold is none of Keras's. */

import type { Import, ImportFrom } from "../python/ast.ts";
import { importedModules } from "./import-forms.ts";

const pyTorch = /^(?:torch|torchvision|torchmetrics|pytorch_lightning|lightning)(?:\.|$)/;
const keras = /^(?:keras|tensorflow|tf)(?:[._]|$)/;

/**
 * Whether all that a file imports of such frameworks is PyTorch's. Not where names come from who knows where
 * (`from .common import *`), and not where Keras is imported too, which can run on PyTorch.
 */
export function isPyTorchOnly(imports: readonly (Import | ImportFrom)[]): boolean {
  let isOf = false;
  for (const statement of imports) {
    const modules = importedModules(statement);
    if (modules.some((module) => keras.test(module))) return false;
    const isPyTorch = modules.some((module) => pyTorch.test(module));
    if (statement.kind === "ImportFrom" && !isPyTorch && statement.names.some(({ name }) => name === "*")) return false;
    isOf ||= isPyTorch;
  }
  return isOf;
}

/** What is said of such a file wherever its losses are asked for. */
export const pyTorchSentence = "PyTorch losses are not checked";
