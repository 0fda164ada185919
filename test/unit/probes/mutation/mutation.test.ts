/** How many of the slips that change what a correct loss does are found, by reading and by running it. */

import { afterAll, describe, expect, test, vi } from "vitest";
import { analyzeFile, type FileAnalysis } from "../../../../src/check/analyze-file.ts";
import { subjectIn } from "../../../../src/cli/loss-files.ts";
import { observeLoss } from "../../../../src/probes/fitting-set.ts";
import { judge } from "../../../../src/probes/judge.ts";
import type { ObservationResult } from "../../../../src/probes/observe.ts";
import { type Base, readBases } from "../../rules/mutation/bases.ts";
import { inThread, probeText } from "../probe-text.ts";
import { slips } from "./slips.ts";

// Losses are run again and again: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 900_000 });

/** Mutants of each kind, spread over all; every one with EVERY_MUTANT=1, which takes minutes. */
const enough = 12;
/** Of which there are few, and every one is tried: which ones a sample has would change with each new base. */
const tried: ReadonlySet<string> = new Set(["target and prediction exchanged"]);
/**
 * The part that is to be found. What is left of a smoothing, a mean over another axis or of a kept axis that is lost is
 * another loss, and often a sound one: these are counted, and held to what is found today. So are targets and predictions
 * that are exchanged: 19 of 30, the others being of logits, or of a mean beside its spread.
 */
const least: Readonly<Record<string, number>> = {
  "a clip left out": 0.9,
  "a minus left out": 0.9,
  "one side squeezed": 0.9,
  "a square left out": 0.7,
  "target and prediction exchanged": 0.63,
  "an epsilon left out": 0.5,
  "keepdims left out": 0.3,
  "the axis of the batch": 0.3,
};

const counted: string[] = [];

afterAll(() => {
  console.log(counted.join("\n"));
});

async function observed(text: string, { loss, keras }: Base): Promise<ObservationResult> {
  const configuration = { rules: new Map(), keras, probes: undefined };
  const analysis: FileAnalysis = analyzeFile({
    text,
    path: "a.py",
    project: undefined,
    asked: { configuration, problems: [] },
  });
  const same = analysis.losses.find(({ name }) => name === loss.name)!;
  return observeLoss(subjectIn({ ...analysis, path: "a.py", imports: [] }, same), inThread);
}

/** On data that are surely the loss's own: another value somewhere, by more than a hundredth of its largest. */
function isOther(before: ObservationResult, after: ObservationResult): boolean {
  if (before.kind === "failure" || !before.observations.isSure) return false;
  if (after.kind === "failure") return true;
  if (before.observations.set.id !== after.observations.set.id) return false;
  if (judge(after.observations).nonFinite !== null || judge(after.observations).nonFiniteGradient !== null) return true;
  return before.observations.targets.some(({ series }, index) => {
    const values = after.observations.targets[index]!.series.values;
    const largest = Math.max(...[...series.values].map(Math.abs));
    return series.values.some((value, at) => Math.abs(value - values[at]!) > 0.01 * largest);
  });
}

describe.each(slips.map((slip) => [slip.kind, slip] as const))("%s", (kind, { plant }) => {
  test("is found where it changes what the loss does", async () => {
    const all = readBases().flatMap((base) => plant(base).map((text) => ({ base, text })));
    const step = process.env.EVERY_MUTANT === undefined && !tried.has(kind) ? Math.ceil(all.length / enough) : 1;
    const missed: string[] = [];
    let mutants = 0;
    for (const [index, { base, text }] of all.entries()) {
      if (index % step !== 0) continue;
      if (!isOther(await observed(base.text, base), await observed(text, base))) continue;
      mutants++;
      const { analysis, findings } = await probeText(text, { keras: base.keras });
      // Reading finds nothing in the correct loss.
      if (findings.length + analysis.findings.length === 0) missed.push(base.origin);
    }
    const found = mutants - missed.length;
    counted.push(
      `${kind}: ${found} of ${mutants} found, of ${all.length} planted; missed ${missed.join(", ") || "none"}`,
    );
    expect(found, missed.join(", ")).toBeGreaterThanOrEqual(Math.floor(least[kind]! * mutants));
  });
});
