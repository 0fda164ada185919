/** How many of the slips that change what a correct loss does are found, by reading and by running it. */

import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { analyzeFile, type FileAnalysis } from "../../../../src/check/analyze-file.ts";
import { subjectIn } from "../../../../src/cli/loss-files.ts";
import { observeLoss } from "../../../../src/probes/fitting-set.ts";
import { judge } from "../../../../src/probes/judge.ts";
import type { ObservationResult, Subject } from "../../../../src/probes/observe.ts";
import { type Base, readBases } from "../../rules/mutation/bases.ts";
import { inThread, probeText } from "../probe-text.ts";
import { slips } from "./slips.ts";
import { isStillSound } from "./sound.ts";

// Losses are run again and again: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 900_000 });

/** Mutants of each kind, spread over all; every one with EVERY_MUTANT=1, which takes half an hour and writes `recall.json`. */
const enough = 12;
const every = process.env.EVERY_MUTANT !== undefined;

interface Recall {
  /** Of those that change what the loss does. */
  readonly mutants: number;
  /** Those that neither reading nor running finds: the loss, and which of its places. */
  readonly missed: readonly string[];
  /** Those of which nothing is found either, and that train all the same: another loss, and no mistake. */
  readonly sound: readonly string[];
}

const file = new URL("./recall.json", import.meta.url);
const readRecall = (): Record<string, Recall> => JSON.parse(readFileSync(file, "utf8"));

/** The part that is to be found of all that do harm: what was reached is held. */
const least: Readonly<Record<string, number>> = {
  "a clip left out": 0.9,
  "a minus left out": 0.9,
  "one side squeezed": 0.9,
  "a square left out": 0.9,
  "target and prediction exchanged": 0.9,
  "an epsilon left out": 0.9,
  "keepdims left out": 0.9,
  "the axis of the batch": 0.9,
};

function subjectOf(text: string, { loss, keras }: Base): Subject {
  const configuration = { rules: new Map(), keras, probes: undefined };
  const analysis: FileAnalysis = analyzeFile({
    text,
    path: "a.py",
    project: undefined,
    asked: { configuration, problems: [] },
  });
  const same = analysis.losses.find(({ name }) => name === loss.name)!;
  return subjectIn({ ...analysis, path: "a.py", imports: [] }, same);
}

const observed = (text: string, base: Base): Promise<ObservationResult> => observeLoss(subjectOf(text, base), inThread);

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

const bases = readBases();
const correct = new Map<Base, Promise<ObservationResult>>();

/** What the loss does before it is changed, which is asked once. */
function before(base: Base): Promise<ObservationResult> {
  if (!correct.has(base)) correct.set(base, observed(base.text, base));
  return correct.get(base)!;
}

describe.each(slips.map((slip) => [slip.kind, slip] as const))("%s", (kind, { plant }) => {
  test("is found wherever it is known to be", async () => {
    const all = bases.flatMap((base) =>
      plant(base).map((text, at) => ({ base, text, id: `${base.origin} ${at + 1}` })),
    );
    const step = every ? 1 : Math.ceil(all.length / enough);
    const missed: string[] = [];
    const sound: string[] = [];
    let mutants = 0;
    for (const [index, { base, text, id }] of all.entries()) {
      if (index % step !== 0) continue;
      const earlier = await before(base);
      if (earlier.kind === "failure" || !isOther(earlier, await observed(text, base))) continue;
      mutants++;
      const { analysis, findings } = await probeText(text, { keras: base.keras });
      // Reading finds nothing in the correct loss.
      if (findings.length + analysis.findings.length > 0) continue;
      const { set } = earlier.observations;
      (every && (await isStillSound(subjectOf(base.text, base), subjectOf(text, base), set)) ? sound : missed).push(id);
    }
    if (every)
      writeFileSync(file, `${JSON.stringify({ ...readRecall(), [kind]: { mutants, missed, sound } }, null, 2)}\n`);
    const known = readRecall()[kind]!;
    expect(missed.filter((id) => !known.missed.includes(id) && !known.sound.includes(id))).toEqual([]);
    expect(mutants).toBeGreaterThan(0);
  });

  test("is found as often as is promised", () => {
    const { mutants, missed, sound } = readRecall()[kind]!;
    const mistakes = mutants - sound.length;
    expect((mistakes - missed.length) / mistakes).toBeGreaterThanOrEqual(least[kind]!);
  });
});
