/** Puts the probes to a loss: what running it shows becomes findings of its file. */

import type { EvaluationFailure, Evaluator } from "../evaluate/evaluation.ts";
import { dependencyPlaces } from "../losses/dependencies.ts";
import type { Finding, RelatedPlace, Severity } from "../losses/finding.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { isLossName } from "../losses/loss-names.ts";
import { createModelReader, type ModelReader } from "../losses/models.ts";
import { indexModule, type ModuleIndex } from "../losses/module-index.ts";
import { createResolver } from "../losses/resolve.ts";
import { runLoss } from "../probes/loss-run.ts";
import type { ObservationResult, Subject } from "../probes/observe.ts";
import type { ProbeDetails, ProbedPlace } from "../probes/probe.ts";
import type { Range } from "../python/ast.ts";
import { unchanged } from "../python/revision.ts";
import { comparedTargets } from "../samples/compared-targets.ts";
import type { DegenerateKnowledge } from "../samples/degenerate-cases.ts";
import { allProbes } from "./all-probes.ts";
import type { FileAnalysis } from "./analyze-file.ts";
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
  /** In the file as it stands, suppressed ones left out. */
  readonly findings: readonly Finding[];
  /** Where it took longer, or more, than it may. */
  readonly tooSlow: EvaluationFailure | undefined;
}

/** Whether running losses is asked for here at all. */
export function areProbesOn({ configuration }: Pick<FileAnalysis, "configuration">): boolean {
  return configuration.probes ?? true;
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
  const run = runLoss(subject, evaluator, knowledgeOf(looked, loss), { signal, known });
  const { text } = analysis.parsed.module;
  const found: Finding[] = [];
  for (const probe of allProbes) {
    // What Keras cannot build it does not train with: there is nothing else to say of it.
    if (found.length > 0 && found.at(-1)!.rule === "fails-when-built") break;
    const { rules } = analysis.configuration;
    const severity = rules.get(probe.id) ?? probe.severity;
    if (severity === "off" || isSaidByReading(analysis, asked.loss, probe.id)) continue;
    const report = (place: ProbedPlace, message: string, details: ProbeDetails = {}): void => {
      const { certainty = "certain", fixes = [], related = [] } = details;
      const { range, others } = placed(place);
      found.push({
        rule: probe.id,
        severity: rules.has(probe.id) || certainty === "certain" ? severity : weakened(severity),
        message,
        range,
        // Those of the changed text would change another one.
        fixes: isMended ? [] : fixes.map((fix) => ({ isPreferred: true, isSafe: false, ...fix })),
        related: [...others, ...related],
        tag: undefined,
      });
    };
    await probe.ask({
      loss,
      module: looked.parsed.module,
      names: looked.names,
      uses: looked.uses,
      isSurelyLoss: isSurelyLoss(looked, loss),
      run,
      quote: (place) => oneLine(textAt(place)),
      report,
    });
  }
  return { findings: unsuppressed(analysis, asked.loss, found), tooSlow: run.tooSlow() };

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
  const occurrence = analysis.losses.filter(({ name }) => name === loss.name).indexOf(loss);
  const same = mended.looked.losses.filter(({ name }) => name === loss.name).at(occurrence);
  if (same === undefined || isStopped(mended.looked, same)) return undefined;
  return { looked: mended.looked, loss: same, revision: mended.revision };
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

/** A rule that reads has said it, or something else for which the loss raises before it comes to this. */
function isSaidByReading(analysis: FileAnalysis, loss: LossDefinition, id: string): boolean {
  const { module } = analysis.parsed;
  const places = dependencyPlaces(loss, analysis.names).map((place) => module.body[place]!.range);
  return analysis.findings.some(({ rule, severity, range }) => {
    const isWithin = places.some(({ start, end }) => start <= range.start && range.end <= end);
    return isWithin && (rule === id || (id === "fails-when-built" && severity === "error" && !isAboutNames(rule)));
  });
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

function unsuppressed(analysis: FileAnalysis, loss: LossDefinition, found: readonly Finding[]): Finding[] {
  if (found.length === 0) return [];
  let suppressions = suppressionsOf.get(analysis);
  if (suppressions === undefined) {
    suppressions = readSuppressions(analysis.parsed.module);
    suppressionsOf.set(analysis, suppressions);
  }
  return found.filter(({ rule, range }) => {
    // What is said at the loss's name is about all of it: a comment in it may stand where a rule that reads would speak.
    return !suppressions.isSuppressed(rule, range === loss.nameRange ? loss.range : range);
  });
}

interface ReadModels {
  readonly index: ModuleIndex;
  readonly reader: ModelReader;
}

const models = new WeakMap<FileAnalysis, ReadModels>();

function modelsOf(analysis: FileAnalysis): ReadModels {
  let known = models.get(analysis);
  if (known === undefined) {
    const index = indexModule(analysis.parsed.module);
    const resolver = createResolver(analysis.names, index);
    known = { index, reader: createModelReader(analysis.names, index, resolver) };
    models.set(analysis, known);
  }
  return known;
}

function knowledgeOf(analysis: FileAnalysis, loss: LossDefinition): DegenerateKnowledge {
  const { module } = analysis.parsed;
  return {
    compared: comparedTargets(loss, analysis.names),
    isUnbounded: endsLinear(analysis, loss),
    isKeptPositive: /softplus|\bexp\b|exponential|\belu\b/u.test(module.text),
  };
}

/** Whether every model that is compiled with the loss ends in a layer without activation. */
function endsLinear(analysis: FileAnalysis, loss: LossDefinition): boolean {
  const own = analysis.uses.filter((use) => use.loss === loss && use.role === "loss");
  if (own.length === 0) return false;
  const { index, reader } = modelsOf(analysis);
  return own.every(({ call, argument, value }) => {
    const callee = call.function;
    const placed = index.calls.find(({ node }) => node === call);
    // With several outputs, which goes with which is not certain.
    if (callee.kind !== "Attribute" || placed === undefined || argument?.value !== value) return false;
    return reader.outputActivation(callee.value, placed)?.name === "linear";
  });
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/gu, " ").trim();
  const characters = [...line];
  return characters.length > longestQuote ? `${characters.slice(0, longestQuote - 1).join("")}…` : line;
}

const longestQuote = 80;
