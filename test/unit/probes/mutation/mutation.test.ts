/** How many of the slips that change what a correct loss does are found and named, by reading and by running it. */

import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { analyzeFile, type FileAnalysis } from "../../../../src/check/analyze-file.ts";
import { subjectIn } from "../../../../src/cli/loss-files.ts";
import { observeLoss } from "../../../../src/probes/fitting-set.ts";
import { judge } from "../../../../src/probes/judge.ts";
import type { ObservationResult, Subject } from "../../../../src/probes/observe.ts";
import { type Base, readBases } from "../../rules/mutation/bases.ts";
import { inThread, probeText } from "../probe-text.ts";
import { naming, type Told } from "./naming.ts";
import { slips } from "./slips.ts";
import { isStillSound } from "./sound.ts";

/**
 * Mutants of each kind, spread over all; every one with EVERY_MUTANT=1, which takes half an hour, writes `recall.json` and
 * prints it.
 */
const enough = 12;
const every = process.env.EVERY_MUTANT !== undefined;

// Losses are run again and again: on a busy machine that takes its time.
vi.setConfig({ testTimeout: every ? 3_600_000 : 900_000 });

interface Recall {
  /** Of those that change what the loss does. */
  readonly mutants: number;
  /** Those that neither reading nor running finds: the loss, and which of its places. */
  readonly missed: readonly string[];
  /** Those of which something is found that does not name the slip. */
  readonly misnamed: readonly string[];
  /** Those that are not named either, and that train all the same: another loss, and no mistake. */
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

/** The part of the harmful ones that are named. */
function recallOf({ mutants, missed, misnamed, sound }: Recall): number {
  const harmful = mutants - sound.length;
  return (harmful - missed.length - misnamed.length) / harmful;
}

/** `32 of 34 named (94.1 %), 2 missed, 0 found as something else, 3 do no harm`. */
function recallWords(recall: Recall): string {
  const { mutants, missed, misnamed, sound } = recall;
  const harmful = mutants - sound.length;
  const named = harmful - missed.length - misnamed.length;
  const part = (100 * recallOf(recall)).toFixed(1);
  return `${named} of ${harmful} named (${part} %), ${missed.length} missed, ${misnamed.length} found as something else, ${sound.length} do no harm`;
}

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

/** What is found of a text, by reading and by running. */
async function toldOf(text: string, { keras }: Base): Promise<readonly Told[]> {
  const { analysis, findings } = await probeText(text, { keras });
  return [...analysis.findings, ...findings];
}

const correctlyTold = new Map<Base, Promise<readonly Told[]>>();

/** What is found of a loss before it is changed, which is asked once. */
function toldBefore(base: Base): Promise<readonly Told[]> {
  if (!correctlyTold.has(base)) correctlyTold.set(base, toldOf(base.text, base));
  return correctlyTold.get(base)!;
}

describe.each(slips.map((slip) => [slip.kind, slip] as const))("%s", (kind, { plant }) => {
  test("is named wherever it is known to be", async () => {
    const all = bases.flatMap((base) =>
      plant(base).map((text, at) => ({ base, text, id: `${base.origin} ${at + 1}` })),
    );
    const step = every ? 1 : Math.ceil(all.length / enough);
    const unnamed = { missed: [] as string[], misnamed: [] as string[], sound: [] as string[] };
    let mutants = 0;
    for (const [index, { base, text, id }] of all.entries()) {
      if (index % step !== 0) continue;
      const earlier = await before(base);
      if (earlier.kind === "failure" || !isOther(earlier, await observed(text, base))) continue;
      // A case of what is computed, and no correct loss.
      const ofCorrect = await toldBefore(base);
      if (ofCorrect.some(({ severity }) => severity === "error" || severity === "warning")) continue;
      mutants++;
      const told = await toldOf(text, base);
      if (naming(kind, told, ofCorrect, { before: base.text, after: text }).length > 0) continue;
      const { set } = earlier.observations;
      const isSound = every && (await isStillSound(subjectOf(base.text, base), subjectOf(text, base), set));
      unnamed[isSound ? "sound" : told.length === 0 ? "missed" : "misnamed"].push(id);
    }
    if (every) {
      writeFileSync(file, `${JSON.stringify({ ...readRecall(), [kind]: { mutants, ...unnamed } }, null, 2)}\n`);
      console.info(`${kind}: ${recallWords(readRecall()[kind]!)}`);
    }
    const known = readRecall()[kind]!;
    const isKnown = (id: string): boolean =>
      [known.missed, known.misnamed, known.sound].some((ids) => ids.includes(id));
    expect(Object.values(unnamed).flatMap((ids) => ids.filter((id) => !isKnown(id)))).toEqual([]);
    expect(mutants).toBeGreaterThan(0);
  });

  test("is named as often as is promised", () => {
    expect(recallOf(readRecall()[kind]!)).toBeGreaterThanOrEqual(least[kind]!);
  });
});
