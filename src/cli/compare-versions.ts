/** What has become of the losses of files: which changed, what is better and what is worse about them. */

import type { FileAnalysis } from "../check/analyze-file.ts";
import { probeLoss } from "../check/probe-loss.ts";
import type { Evaluator } from "../evaluate/evaluator.ts";
import { type LossPair, pairLosses } from "../losses/changed-losses.ts";
import type { Finding } from "../losses/finding.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { compareFacts, compareObservations, type Differences, type FactChange } from "../probes/compare-facts.ts";
import { factsOf, type LossFact } from "../probes/facts.ts";
import { observeLoss } from "../probes/fitting-set.ts";
import { type ObservationResult, observeOn, type Subject } from "../probes/observe.ts";
import { type LoadedFile, subjectIn } from "./loss-files.ts";
import type { FileVersions } from "./versions.ts";

/** A loss at one of two times. */
export interface LossVersion {
  readonly file: LoadedFile;
  readonly loss: LossDefinition;
  readonly subject: Subject;
  readonly result: ObservationResult;
  readonly facts: readonly LossFact[];
  readonly findings: readonly Finding[];
}

export interface LossComparison {
  readonly change: "changed" | "new" | "gone";
  readonly before: LossVersion | undefined;
  readonly after: LossVersion | undefined;
  /** Whether its own file says the same, and what it imports does not. */
  readonly isByImports: boolean;
  readonly facts: readonly FactChange[];
  /** On the data that fit the loss as it is; undefined where one of the two gives no numbers on them. */
  readonly differences: Differences | undefined;
  readonly newFindings: readonly Finding[];
  readonly goneFindings: readonly Finding[];
}

interface Candidate {
  readonly before: { readonly file: LoadedFile; readonly loss: LossDefinition } | undefined;
  readonly after: { readonly file: LoadedFile; readonly loss: LossDefinition } | undefined;
  readonly kind: LossPair["kind"];
}

/** In the order of the files. `tell` is called before each. */
export async function compareVersions(
  files: readonly FileVersions[],
  evaluator: Evaluator,
  tell: (done: number, all: number) => void,
): Promise<LossComparison[]> {
  const candidates = withMoves(files.flatMap(candidatesOf));
  const found: LossComparison[] = [];
  for (const [index, candidate] of candidates.entries()) {
    tell(index, candidates.length);
    const comparison = await compare(candidate, evaluator);
    if (comparison !== undefined) found.push(comparison);
  }
  return found;
}

function candidatesOf({ before, after, hasOtherImports }: FileVersions): Candidate[] {
  const none = { losses: [] };
  const pairs = pairLosses(before ?? { ...none, names: after!.names }, after ?? { ...none, names: before!.names });
  return pairs
    .filter(({ kind }) => kind !== "same" || hasOtherImports)
    .map(({ kind, before: old, after: now }) => ({
      kind,
      before: old && { file: before!, loss: old },
      after: now && { file: after!, loss: now },
    }));
}

/** What is gone from one file, and new in another under the same name, has moved. */
function withMoves(candidates: readonly Candidate[]): Candidate[] {
  const moved = new Set<Candidate>();
  const joined = candidates.map((candidate) => {
    if (candidate.kind !== "new") return candidate;
    const { name } = candidate.after!.loss;
    const same = (kind: string) =>
      candidates.filter((each) => each.kind === kind && (each.after ?? each.before)!.loss.name === name);
    const [gone, ...others] = same("gone");
    if (gone === undefined || others.length > 0 || same("new").length > 1) return candidate;
    moved.add(gone);
    const [pair] = pairLosses(
      { losses: [gone.before!.loss], names: gone.before!.file.names },
      { losses: [candidate.after!.loss], names: candidate.after!.file.names },
    );
    return { ...candidate, before: gone.before, kind: pair!.kind };
  });
  return joined.filter((each) => !moved.has(each));
}

async function compare(
  { kind, before: old, after: now }: Candidate,
  evaluator: Evaluator,
): Promise<LossComparison | undefined> {
  const before = old && (await look(old.file, old.loss, evaluator));
  const after = now && (await look(now.file, now.loss, evaluator));
  const isByImports = kind === "same";
  const common = { isByImports, before, after };
  if (before === undefined || after === undefined) {
    const change = before === undefined ? "new" : "gone";
    return {
      ...common,
      change,
      facts: [],
      differences: undefined,
      newFindings: after?.findings ?? [],
      goneFindings: before?.findings ?? [],
    };
  }
  const differences = await differencesOf(before, after, evaluator);
  const comparison: LossComparison = {
    ...common,
    change: "changed",
    facts: compareFacts(before.facts, after.facts),
    differences,
    newFindings: withoutThoseOf(after.findings, before.findings),
    goneFindings: withoutThoseOf(before.findings, after.findings),
  };
  // The same text is another loss only where its numbers are others.
  return isByImports && isUnmoved(comparison) ? undefined : comparison;
}

function isUnmoved({ before, after, differences, facts, newFindings, goneFindings }: LossComparison): boolean {
  if (facts.length + newFindings.length + goneFindings.length > 0) return false;
  if (differences === undefined) return messageOf(before) === messageOf(after);
  return differences.value === undefined && differences.gradient === undefined;
}

/** Why a loss gave no number; undefined where it gave some. */
export function messageOf(version: LossVersion | undefined): string | undefined {
  return version?.result.kind === "failure" ? version.result.failure.message : undefined;
}

async function look(file: LoadedFile, loss: LossDefinition, evaluator: Evaluator): Promise<LossVersion> {
  const { path } = file.source;
  const subjectOf = (analysis: FileAnalysis, meant: LossDefinition) =>
    subjectIn({ ...analysis, path, imports: file.imports }, meant);
  const subject = subjectOf(file, loss);
  const result = await observeLoss(subject, evaluator);
  const isForTraining = file.isForTraining(loss);
  const { findings: probed } = isForTraining
    ? await probeLoss({ analysis: file, loss, evaluator, known: result, subjectOf })
    : { findings: [] };
  const read = file.findings.filter(({ range }) => loss.range.start <= range.start && range.end <= loss.range.end);
  return {
    file,
    loss,
    subject,
    result,
    facts: result.kind === "observed" ? factsOf(result.observations, loss, isForTraining) : [],
    findings: [...read, ...probed],
  };
}

async function differencesOf(
  before: LossVersion,
  after: LossVersion,
  evaluator: Evaluator,
): Promise<Differences | undefined> {
  if (after.result.kind !== "observed") return undefined;
  const { set, isSure } = after.result.observations;
  const same =
    before.result.kind === "observed" && before.result.observations.set.id === set.id
      ? before.result
      : await observeOn(before.subject, set, isSure, evaluator);
  return same.kind === "observed" ? compareObservations(same.observations, after.result.observations) : undefined;
}

/** By what they say: places move. */
function withoutThoseOf(findings: readonly Finding[], others: readonly Finding[]): Finding[] {
  const known = others.map(({ rule, message }) => `${rule}\0${message}`);
  return findings.filter(({ rule, message }) => {
    const at = known.indexOf(`${rule}\0${message}`);
    if (at >= 0) known.splice(at, 1);
    return at < 0;
  });
}
