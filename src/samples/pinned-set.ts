/** The set that a comment in the code fixes. */

import type { LossDefinition } from "../losses/loss.ts";
import type { Module } from "../python/ast.ts";
import type { SampleSet } from "./sample-set.ts";
import { findSampleSet, type SampleSetId } from "./sample-sets.ts";

const pin = /#\s*loss-lens:\s*samples\s*=\s*([\w-]+)(?:\s*,\s*shape\s*=\s*\(([\d\s,]{1,60})\))?/;

interface Pinned {
  readonly set: SampleSet<SampleSetId>;
  /** Of a prediction, without the batch's axis. */
  readonly shape: readonly number[] | undefined;
}

/** `# loss-lens: samples=binary` inside the loss, on the line above it, or, for all losses, before the first definition. */
export function pinnedSet(loss: LossDefinition, module: Module): Pinned | undefined {
  const first = module.body.find((node) => node.kind === "FunctionDefinition" || node.kind === "ClassDefinition");
  let found: Pinned | undefined;
  for (const { range, text } of module.comments) {
    const [, id, written] = pin.exec(text) ?? [];
    const set = id === undefined ? undefined : findSampleSet(id);
    if (set === undefined) continue;
    const shape = written?.split(",").flatMap((part) => (part.trim() === "" ? [] : [Number(part)]));
    const pinned = { set, shape };
    const between = module.text.slice(range.end, loss.range.start);
    const isOwn =
      (range.start >= loss.range.start && range.end <= loss.range.end) ||
      (range.end <= loss.range.start && /^[ \t]*\r?\n[ \t]*$/.test(between)) ||
      isOnLastLine(module.text, loss, range.start);
    if (isOwn) return pinned;
    if (first === undefined || range.end <= first.range.start) found = pinned;
  }
  return found;
}

/** A comment behind the loss, on its last line. */
function isOnLastLine(text: string, { range }: LossDefinition, at: number): boolean {
  return at >= range.end && !text.slice(range.end, at).includes("\n");
}
