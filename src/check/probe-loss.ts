/** Puts the probes to a loss: what running it shows becomes findings of its file. */

import type { EvaluationFailure, Evaluator } from "../evaluate/evaluation.ts";
import { dependencyPlaces } from "../losses/dependencies.ts";
import type { Finding, Fix, RelatedPlace, Severity } from "../losses/finding.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { isLossName } from "../losses/loss-names.ts";
import type { ProposedFix } from "../losses/rule.ts";
import { type LossRun, runLoss } from "../probes/loss-run.ts";
import type { ObservationResult, Subject } from "../probes/observe.ts";
import type { Probe, ProbeDetails, ProbedPlace } from "../probes/probe.ts";
import type { Range } from "../python/ast.ts";
import { applyEdits, composeEdits, type Edit } from "../python/edits.ts";
import { unchanged } from "../python/revision.ts";
import { allProbes, stoppingProbes } from "./all-probes.ts";
import type { FileAnalysis } from "./analyze-file.ts";
import { knowledgeOf } from "./loss-knowledge.ts";
import { isAboutNames, isStopped, type MendedFile, mendFile } from "./mend.ts";
import { readSuppressions, type Suppressions } from "./suppression.ts";

export interface LossToProbe {
  readonly analysis: FileAnalysis;
  readonly loss: LossDefinition;
  readonly evaluator: Evaluator;
  /** The loss with all that running it needs. The analysis may be of the file as its fixes make it. */
  subjectOf(analysis: FileAnalysis, loss: LossDefinition): Subject | Promise<Subject>;
  /** What was observed of this very text already. */
  readonly known?: ObservationResult | undefined;
  readonly signal?: AbortSignal | undefined;
}

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
  const found: Finding[] = [];
  for (const probe of allProbes) {
    // What Keras cannot build it does not train with: there is nothing else to say of it.
    if (stoppingProbes.has(found.at(-1)?.rule ?? "")) break;
    const { rules } = analysis.configuration;
    const severity = rules.get(probe.id) ?? probe.severity;
    if (severity === "off" || isSaid(analysis, asked.loss, probe.id, found)) continue;
    for (const { place, message, details } of await put(probe, looked, loss, run)) {
      const { certainty = "certain", fixes = [], related = [] } = details;
      const { range, others } = placed(place);
      found.push({
        rule: probe.id,
        severity: rules.has(probe.id) || certainty === "certain" ? severity : weakened(severity),
        message,
        range,
        // Those of the changed text would change another one.
        fixes: isMended ? [] : await provenFixes(probe, fixes),
        related: [...others, ...related],
        tag: undefined,
      });
    }
  }
  return { findings: found, tooSlow: run.tooSlow() };

  async function put(probe: Probe, file: FileAnalysis, meant: LossDefinition, ran: LossRun): Promise<Reported[]> {
    const reported: Reported[] = [];
    await probe.ask({
      loss: meant,
      module: file.parsed.module,
      names: file.names,
      uses: file.uses,
      isSurelyLoss: isSurelyLoss(file, meant),
      run: ran,
      quote: (place) => oneLine(file === looked ? textAt(place) : ""),
      report: (place, message, details = {}) => reported.push({ place, message, details }),
    });
    return reported;
  }

  /** Each tried: with it the loss passes the probe, and has the values that it had where they were numbers. */
  async function provenFixes(probe: Probe, fixes: readonly ProposedFix[]): Promise<Fix[]> {
    const proven: Fix[] = [];
    for (const fix of fixes) {
      const edits = await editsThatPass(probe, fix.edits);
      if (edits !== undefined) proven.push({ isPreferred: true, isSafe: false, ...fix, edits });
    }
    return proven;
  }

  /** One logarithm mended may leave another: what the probe finds then is mended too. */
  async function editsThatPass(probe: Probe, first: readonly Edit[]): Promise<readonly Edit[] | undefined> {
    let edits = first;
    for (let round = 0; round < mostRounds; round++) {
      const changed = analysis.lookAgain(applyEdits(text, edits));
      const same = namesake(analysis, asked.loss, changed);
      if (same === undefined) return undefined;
      const knowledge = knowledgeOf(changed, same);
      const ran = runLoss(await asked.subjectOf(changed, same), evaluator, knowledge, {
        signal,
        framework: changed.backend,
      });
      const [left] = await put(probe, changed, same, ran);
      if (left === undefined) return keepsValues(await run.observed(), await ran.observed()) ? edits : undefined;
      const next = left.details.fixes?.[0]?.edits;
      if (next === undefined) return undefined;
      edits = composeEdits(text, edits, next);
    }
    return undefined;
  }

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
  if (!isStopped(analysis, loss)) {
    return { looked: analysis, loss, revision: unchanged(analysis.parsed.module.text) };
  }
  const mended = mendedFile(analysis);
  if (mended === undefined) return undefined;
  const same = namesake(analysis, loss, mended.looked);
  if (same === undefined || isStopped(mended.looked, same)) return undefined;
  return { looked: mended.looked, loss: same, revision: mended.revision };
}

/** The loss in another state of its file: of several of one name, the one at the same turn. */
function namesake(analysis: FileAnalysis, loss: LossDefinition, other: FileAnalysis): LossDefinition | undefined {
  const occurrence = analysis.losses.filter(({ name }) => name === loss.name).indexOf(loss);
  return other.losses.filter(({ name }) => name === loss.name).at(occurrence);
}

interface Reported {
  readonly place: ProbedPlace;
  readonly message: string;
  readonly details: ProbeDetails;
}

/** More expressions than these are not mended at one go. */
const mostRounds = 4;
/** An epsilon may show beside the place where it is needed, and nowhere else. */
const leastKept = 0.9;

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

function isSurelyLoss({ uses, findings }: FileAnalysis, loss: LossDefinition): boolean {
  if (loss.form === "class" || isLossName(loss.name)) return true;
  // `loss=my_loss` where `my_koss` is defined: it is what is meant.
  const isMeant = ({ range, file }: RelatedPlace): boolean =>
    file === undefined && range.start === loss.nameRange.start && range.end === loss.nameRange.end;
  if (findings.some(({ rule, related }) => rule === "undefined-loss" && related.some(isMeant))) return true;
  return uses.some((use) => use.loss === loss && (use.role === "loss" || use.role === "addLoss"));
}

/** Those that reading stops too: with any error of another rule in the loss, its build and its run are known to fail. */
const failing: ReadonlySet<string> = new Set(["fails-when-built", "fails-when-run", "integer-target"]);

/**
 * A rule that reads has said it, or something else for which the loss raises before it comes to this; or a probe has
 * said what makes it so.
 */
function isSaid(analysis: FileAnalysis, loss: LossDefinition, id: string, found: readonly Finding[]): boolean {
  const { module } = analysis.parsed;
  const places = dependencyPlaces(loss, analysis.names).map((place) => module.body[place]!.range);
  // It stands where the loss is used.
  if (id === "metric-as-loss")
    for (const use of analysis.uses) if (use.loss === loss && use.role === "loss") places.push(use.value.range);
  const isTold = ({ rule, severity }: Pick<Finding, "rule" | "severity">): boolean =>
    rule === id ||
    (failing.has(id) && (rule === "integer-target" || (severity === "error" && !isAboutNames(rule)))) ||
    (id === "non-finite-value" && rule === "lost-epsilon");
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

function oneLine(text: string): string {
  const line = text.replace(/\s+/gu, " ").trim();
  const characters = [...line];
  return characters.length > longestQuote ? `${characters.slice(0, longestQuote - 1).join("")}…` : line;
}

const longestQuote = 80;
