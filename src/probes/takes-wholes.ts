/** Whether a loss takes its target and its prediction as they are, so that they are of one kind whatever kind that is. */

import { walk } from "../python/walk.ts";
import type { ProbeContext } from "./probe.ts";

/**
 * Not where it takes parts of them, which may mean anything, nor where its file does not make a loss of it: then what the
 * data are has to be known for certain before anything is concluded.
 */
export function takesWholes({ loss, isSurelyLoss }: Pick<ProbeContext, "loss" | "isSurelyLoss">): boolean {
  if (!isSurelyLoss || loss.form !== "function") return false;
  let isWhole = true;
  walk(loss.node, (node) => {
    if (node.kind === "Subscript" || node.kind === "For") isWhole = false;
    if (node.kind === "Assign" && node.targets.some(({ kind }) => kind === "Tuple" || kind === "List")) isWhole = false;
    if (node.kind === "Attribute" && /split|unstack|gather|slice/u.test(node.attribute)) isWhole = false;
  });
  return isWhole;
}
