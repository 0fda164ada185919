/** Which of the fixes that a probe proposes do what they are for: each is applied, and the loss run again. */

import type { Fix } from "../losses/finding.ts";
import { sameLossIn } from "../losses/loss-reference.ts";
import { type LossRun, runLoss } from "../probes/loss-run.ts";
import type { ObservationResult } from "../probes/observe.ts";
import type { Probe, ProbeFix } from "../probes/probe.ts";
import { applyEdits, composeEdits, type Edit } from "../python/edits.ts";
import { allProbes } from "./all-probes.ts";
import { knowledgeOf } from "./loss-knowledge.ts";
import { type LossToProbe, type Put, putProbe } from "./put-probe.ts";

/** More expressions than these are not mended at one go. */
const mostRounds = 4;
/** An epsilon may show beside the place where it is needed, and nowhere else. */
const leastKept = 0.9;

interface Asked extends LossToProbe {
  /** Of the loss as it stands. */
  readonly run: LossRun;
}

/**
 * With each the loss passes the probe; and it has the values that it had where they were numbers, or, where it is to
 * have others, no probe finds what it did not find before. The first is the preferred one.
 */
export async function provenFixes(asked: Asked, probe: Probe, fixes: readonly ProbeFix[]): Promise<Fix[]> {
  const proven: Fix[] = [];
  for (const { changesValues = false, ...fix } of fixes) {
    const edits = await editsThatPass(asked, probe, fix.edits, changesValues);
    if (edits !== undefined) proven.push({ isPreferred: proven.length === 0, isSafe: false, ...fix, edits });
  }
  return proven;
}

/** One logarithm mended may leave another: what the probe finds then is mended too. */
async function editsThatPass(
  asked: Asked,
  probe: Probe,
  first: readonly Edit[],
  changesValues: boolean,
): Promise<readonly Edit[] | undefined> {
  const { analysis, run } = asked;
  const { text } = analysis.parsed.module;
  let edits = first;
  for (let round = 0; round < mostRounds; round++) {
    const changed = await changedLoss(asked, applyEdits(text, edits));
    if (changed === undefined) return undefined;
    const [left] = await putProbe(probe, changed);
    if (left === undefined) {
      const holds = changesValues
        ? await findsNothingNew(asked, changed)
        : keepsValues(await run.observed(), await changed.run.observed());
      return holds ? edits : undefined;
    }
    const next = left.details.fixes?.[0]?.edits;
    if (next === undefined) return undefined;
    edits = composeEdits(text, edits, next);
  }
  return undefined;
}

async function changedLoss(
  { analysis, loss, evaluator, signal, subjectOf }: Asked,
  text: string,
): Promise<Put | undefined> {
  const file = analysis.lookAgain(text);
  const same = sameLossIn(file.losses, loss, analysis.losses);
  if (same === undefined) return undefined;
  const options = { signal, framework: file.backend };
  const run = runLoss(await subjectOf(file, same), evaluator, knowledgeOf(file, same), options);
  return { file, loss: same, run, textAt: () => "" };
}

/** It runs, and no probe finds in it what it does not find in the loss as it stands. */
async function findsNothingNew({ analysis, loss, run }: Asked, changed: Put): Promise<boolean> {
  if ((await changed.run.observed()).kind === "failure") return false;
  for (const each of allProbes) {
    if ((await putProbe(each, changed)).length === 0) continue;
    if ((await putProbe(each, { file: analysis, loss, run, textAt: () => "" })).length === 0) return false;
  }
  return true;
}

function keepsValues(before: ObservationResult, after: ObservationResult): boolean {
  if (before.kind === "failure" || after.kind === "failure") return false;
  if (before.observations.set.id !== after.observations.set.id) return false;
  let kept = 0;
  let all = 0;
  for (const [index, { series }] of before.observations.targets.entries()) {
    const values = after.observations.targets[index]?.series.values;
    for (const [at, value] of series.values.entries()) {
      if (!Number.isFinite(value)) continue;
      all++;
      if (Math.abs(value - (values?.[at] ?? Number.NaN)) <= 1e-3 * Math.max(1, Math.abs(value))) kept++;
    }
  }
  return kept >= all * leastKept;
}
