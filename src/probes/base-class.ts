/** Classes of losses that stand for others. */

import { walk } from "../python/walk.ts";
import type { ProbeContext } from "./probe.ts";

/** Whether another class of the file is made of it, which may return something else. */
export function isBaseClass({ loss, module }: Pick<ProbeContext, "loss" | "module">): boolean {
  if (loss.form !== "class") return false;
  let isBase = false;
  walk(module, (node) => {
    if (node.kind !== "ClassDefinition") return;
    if (node.bases.some(({ value }) => value.kind === "Name" && value.id === loss.name)) isBase = true;
  });
  return isBase;
}
