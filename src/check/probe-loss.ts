/** Puts the probes to a loss: what running it shows becomes findings of its file. */

import type { EvaluationFailure } from "../evaluate/evaluation.ts";
import { dependencyPlaces } from "../losses/dependencies.ts";
import type { Finding, RelatedPlace, Severity } from "../losses/finding.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { sameLossIn } from "../losses/loss-reference.ts";
import { runLoss } from "../probes/loss-run.ts";
import type { ProbedPlace } from "../probes/probe.ts";
import { evidenceOf } from "../probes/shown-runs.ts";
import type { Range } from "../python/ast.ts";
import { unchanged } from "../python/revision.ts";
import { allProbes, stoppingProbes } from "./all-probes.ts";
import type { FileAnalysis } from "./analyze-file.ts";
import { knowledgeOf } from "./loss-knowledge.ts";
import { isAboutNames, isStopped, type MendedFile, mendFile } from "./mend.ts";
import { provenFixes } from "./proven-fixes.ts";
import { type LossToProbe, putProbe } from "./put-probe.ts";
import { readSuppressions, type Suppressions } from "./suppression.ts";

export interface ProbedLoss {
  /** In the file as it stands; which of them a comment silences is `unsuppressed`'s to say. */
  readonly findings: readonly Finding[];
  /** Where it took longer, or more, than it may. */
  readonly tooSlow: EvaluationFailure | undefined;
}

/** Whether running losses is asked for here at all. */
export function areProbesOn({ configuration }: Pick<FileAnalysis, "configuration">): boolean {
  return configuration.probes ?? true;
}

/** What the findings of a loss rest on besides its text: the severities that are set for probes, and who runs Keras. */
export function probingKey({ configuration, backend }: FileAnalysis): string {
  const severities = allProbes.map(({ id }) => configuration.rules.get(id) ?? "");
  return [backend ?? "", ...severities].join(" ");
}

/** The losses that probes are put to: those that Keras may train with. */
export function lossesToProbe({ losses, isForTraining, isPyTorch }: FileAnalysis): readonly LossDefinition[] {
  return isPyTorch ? [] : losses.filter(isForTraining);
}

/** Whether probes are put to this one. */
export function isProbed(analysis: FileAnalysis, loss: LossDefinition): boolean {
  return areProbesOn(analysis) && lossesToProbe(analysis).includes(loss);
}

/** So many losses of one file are run unasked: more than anybody writes, and fewer than take minutes. */
export const mostProbed = 1_000;

/** Losses may share what they rest on: of one place the same is said once. */
export function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const told = new Set<string>();
  return findings.filter(({ rule, range }) => {
    const key = `${rule} ${range.start} ${range.end}`;
    return !told.has(key) && told.add(key);
  });
}

/** Rejects only when `signal` is aborted. */
export async function probeLoss(asked: LossToProbe): Promise<ProbedLoss> {
  const { analysis, evaluator, signal } = asked;
  const nothing: ProbedLoss = { findings: [], tooSlow: undefined };
  const target = runnable(analysis, asked.loss);
  if (target === undefined) return nothing;
  const { looked, loss, revision } = target;
  const isMended = looked !== analysis;
  const subject = await asked.subjectOf(looked, loss);
  const known = isMended ? undefined : asked.known;
  const run = runLoss(subject, evaluator, knowledgeOf(looked, loss), { signal, known, framework: looked.backend });
  const { text } = analysis.parsed.module;
  const places = placesOf(analysis, asked.loss);
  const found: Finding[] = [];
  for (const probe of allProbes) {
    // What Keras cannot build it does not train with: there is nothing else to say of it.
    if (stoppingProbes.has(found.at(-1)?.rule ?? "")) break;
    // Each further question would take as long.
    if (run.tooSlow() !== undefined) break;
    const { rules } = analysis.configuration;
    const severity = rules.get(probe.id) ?? probe.severity;
    if (severity === "off" || isSaid(analysis, { loss: asked.loss, places }, probe.id, found)) continue;
    for (const { place, message, details } of await putProbe(probe, { file: looked, loss, run, textAt })) {
      const { certainty = "certain", fixes = [], related = [], shown = [] } = details;
      const evidence = await evidenceOf(run, shown);
      const { range, others } = placed(place);
      found.push({
        rule: probe.id,
        severity: rules.has(probe.id) || certainty === "certain" ? severity : weakened(severity),
        message,
        range,
        // Those of the changed text would change another one.
        fixes: isMended || asked.triesFixes === false ? [] : await provenFixes({ ...asked, run }, probe, fixes),
        related: [...others, ...related],
        tag: undefined,
        ...(evidence === undefined ? {} : { evidence }),
      });
    }
  }
  return { findings: found, tooSlow: run.tooSlow() };

  function isOwn(path: string): boolean {
    return path === subject.source.file.path;
  }

  /** A place in another file is told of beside the loss's name: findings are of the file that is looked at. */
  function placed(place: ProbedPlace): { range: Range; others: readonly RelatedPlace[] } {
    if (place === undefined) return { range: asked.loss.nameRange, others: [] };
    if (isOwn(place.path)) return { range: revision.originalOf(place.range), others: [] };
    const file = subject.source.imports.find(({ path }) => path === place.path);
    const others = file === undefined ? [] : [{ range: place.range, message: "It is computed here.", file }];
    return { range: asked.loss.nameRange, others };
  }

  function textAt({ path, range }: NonNullable<ProbedPlace>): string {
    if (isOwn(path)) {
      const { start, end } = revision.originalOf(range);
      return text.slice(start, end);
    }
    const file = subject.source.imports.find((each) => each.path === path);
    return file?.text.slice(range.start, range.end) ?? "";
  }
}

/** The loss as it can be run: in its own file, or in the file with what it lacks; undefined where that is not to be had. */
function runnable(analysis: FileAnalysis, loss: LossDefinition) {
  if (holdsErrors(analysis, loss)) return undefined;
  if (!isStopped(analysis, loss)) {
    return { looked: analysis, loss, revision: unchanged(analysis.parsed.module.text) };
  }
  const mended = mendedFile(analysis);
  if (mended === undefined) return undefined;
  const same = sameLossIn(mended.looked.losses, loss, analysis.losses);
  if (same === undefined || isStopped(mended.looked, same)) return undefined;
  return { looked: mended.looked, loss: same, revision: mended.revision };
}

/** What Python cannot read is another loss than the one that was read. */
function holdsErrors(analysis: FileAnalysis, loss: LossDefinition): boolean {
  const { errors } = analysis.parsed.module;
  if (errors.length === 0) return false;
  const places = placesOf(analysis, loss);
  return errors.some((error) => places.some(({ start, end }) => start <= error.start && error.start <= end));
}

const mendedFiles = new WeakMap<FileAnalysis, { readonly mended: MendedFile<FileAnalysis> | undefined }>();

/** Once for all the losses of a file. */
function mendedFile(analysis: FileAnalysis): MendedFile<FileAnalysis> | undefined {
  let known = mendedFiles.get(analysis);
  if (known === undefined) {
    const mended = mendFile(analysis.parsed.module.text, analysis, (text) => analysis.lookAgain(text));
    // The Keras that is meant stays the same, whatever an import that is added would say.
    known = { mended: mended && { ...mended, looked: { ...mended.looked, keras: analysis.keras } } };
    mendedFiles.set(analysis, known);
  }
  return known.mended;
}

/** All that a loss rests on, itself too. */
function placesOf({ names, parsed }: FileAnalysis, loss: LossDefinition): readonly Range[] {
  return dependencyPlaces(loss, names).map((place) => parsed.module.body[place]!.range);
}

/** Those that reading stops too: with any error of another rule in the loss, its build and its run are known to fail. */
const failing: ReadonlySet<string> = new Set(["fails-when-built", "fails-when-run", "integer-target"]);

/** Where a version is assumed they are information; what fails then may be just what the version that is meant has. */
const ofVersions = /^removed-/;

/** Which way a loss goes is not to be seen where samples are added to each other: its place in the batch comes first. */
const ofDirection: ReadonlySet<string> = new Set(["no-minimum-at-target", "higher-is-better"]);

/**
 * A rule that reads has said it, or something else for which the loss raises before it comes to this; or a probe has
 * said what makes it so.
 */
function isSaid(
  analysis: FileAnalysis,
  { loss, places: own }: { readonly loss: LossDefinition; readonly places: readonly Range[] },
  id: string,
  found: readonly Finding[],
): boolean {
  const places = [...own];
  // It stands where the loss is used.
  if (id === "metric-as-loss")
    for (const use of analysis.uses) if (use.loss === loss && use.role === "loss") places.push(use.value.range);
  const isTold = ({ rule, severity }: Pick<Finding, "rule" | "severity">): boolean =>
    rule === id ||
    (failing.has(id) &&
      (rule === "integer-target" || ofVersions.test(rule) || (severity === "error" && !isAboutNames(rule)))) ||
    (id === "non-finite-value" && rule === "lost-epsilon") ||
    (ofDirection.has(id) && rule === "batch-axis");
  return (
    found.some(({ rule, severity }) => rule !== id && isTold({ rule, severity })) ||
    analysis.findings.some(
      (finding) =>
        isTold(finding) && places.some(({ start, end }) => start <= finding.range.start && finding.range.end <= end),
    )
  );
}

const weakenedTo: Readonly<Record<Severity, Severity>> = {
  error: "warning",
  warning: "info",
  info: "hint",
  hint: "hint",
};

function weakened(severity: Severity): Severity {
  return weakenedTo[severity];
}

const suppressionsOf = new WeakMap<FileAnalysis, Suppressions>();

/** Without what a comment of the file silences: the findings of a loss are kept for longer than its comments. */
export function unsuppressed(
  analysis: FileAnalysis,
  loss: LossDefinition,
  found: readonly Finding[],
): readonly Finding[] {
  if (found.length === 0) return found;
  let suppressions = suppressionsOf.get(analysis);
  if (suppressions === undefined) {
    suppressions = readSuppressions(analysis.parsed.module);
    suppressionsOf.set(analysis, suppressions);
  }
  return found.filter(({ rule, range }) => {
    // What is said at the loss's name is about all of it: a comment in it may stand where a rule that reads would speak.
    const isAtName = range.start === loss.nameRange.start && range.end === loss.nameRange.end;
    return !suppressions.isSuppressed(rule, isAtName ? loss.range : range);
  });
}
