/** Roots of negative numbers, of which `keras.backend.sqrt` makes 0: a difference in them whose square is missing. */

import { canonicalName } from "../keras/canonical.ts";
import type { Call } from "../python/ast.ts";
import type { Edit } from "../python/edits.ts";
import { qualifiedName } from "../python/qualified.ts";
import { walk } from "../python/walk.ts";
import type { SampleSet } from "../samples/sample-set.ts";
import { plainNumber } from "./evidence-words.ts";
import type { ProbeContext, ShownRun } from "./probe.ts";
import { exactBatch, lossAt, waysFrom } from "./pulled-one-way.ts";

export interface ClampedRoot {
  /** Smaller than for exact predictions, or as small. */
  readonly kind: "clamped" | "clampedAlike";
  readonly atTarget: number;
  readonly call: Call;
  readonly evidence: string;
  readonly shown: readonly ShownRun[];
}

/** Where a loss is no larger than for exact predictions, and flat, because a root there is of a negative number. */
export async function findClampedRoot(
  { loss, names, run }: ProbeContext,
  set: SampleSet,
): Promise<ClampedRoot | undefined> {
  if (set.exactly === undefined || loss.body === undefined) return undefined;
  const calls: Call[] = [];
  walk(loss.body, (node) => {
    if (node.kind === "Call" && clamping.test(canonicalName(qualifiedName(names, node.function) ?? "")))
      calls.push(node);
  });
  if (calls.length === 0) return undefined;
  const exact = exactBatch(set);
  const atTarget = await lossAt(run, exact);
  if (atTarget === undefined) return undefined;
  for (const { label, batches } of waysFrom(set, exact)) {
    const values: (number | undefined)[] = [];
    for (const batch of batches) values.push(await lossAt(run, batch));
    const [value] = values;
    if (value === undefined || value > atTarget || values.some((each) => each !== value)) continue;
    const batch = batches.at(-1)!;
    for (const call of calls) {
      const changed = await run.evaluate(batch, { edits: asPower(call) });
      if (changed === undefined || !Number.isNaN(changed.value.data[0])) continue;
      const evidence = `${plainNumber(atTarget)} for a batch that is predicted exactly, ${plainNumber(value)} ${label}`;
      const shown = [
        { label: "predicted exactly", batch: exact },
        { label, batch },
      ];
      return { kind: value < atTarget ? "clamped" : "clampedAlike", atTarget, call, evidence, shown };
    }
  }
  return undefined;
}

const clamping = /\bkeras\.backend\.sqrt$/u;

/** The same root, of which a negative number makes NaN; what rounding makes of 0 is let by. */
function asPower({ function: callee, arguments: given }: Call): readonly Edit[] {
  const [first] = given;
  if (first === undefined || callee.kind !== "Attribute") return [];
  const { start, end } = first.value.range;
  return [
    { range: { start: callee.range.end - callee.attribute.length, end: callee.range.end }, newText: "pow" },
    { range: { start, end: start }, newText: "(" },
    { range: { start: end, end }, newText: ") + 0.001, 0.5" },
  ];
}
