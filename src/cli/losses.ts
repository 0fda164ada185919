/** `loss-lens losses`: the losses of files, and whether each can be evaluated. */

import type { FileAnalysis } from "../check/analyze-file.ts";
import { isProbed, probeLoss } from "../check/probe-loss.ts";
import { toldFacts } from "../check/told-facts.ts";
import type { GivenValue } from "../evaluate/evaluation.ts";
import type { Evaluator } from "../evaluate/evaluator.ts";
import { literalOf } from "../evaluate/literal.ts";
import type { LossDefinition } from "../losses/loss.ts";
import type { LossFact } from "../probes/facts.ts";
import { type Trial, tryLoss } from "../probes/trial.ts";
import type { Range } from "../python/ast.ts";
import { visibleJson, visibleText } from "../python/visible-text.ts";
import { startValues } from "../samples/start-values.ts";
import { oneOf, readArguments } from "./arguments.ts";
import { unreadableRule, unreadMessage } from "./checked-file.ts";
import { complaintAbout, UsageError } from "./failure.ts";
import { findFiles } from "./files.ts";
import { toJson } from "./literals.ts";
import { type LoadedFile, type OpenFiles, openFiles, subjectIn } from "./loss-files.ts";
import { placeWords, positionsOf, type Span } from "./positions.ts";
import { notChecked } from "./report-text.ts";
import { createRunBudget } from "./run-budget.ts";
import type { Terminal } from "./terminal.ts";

export const options = { format: { type: "string" } } as const;

interface LossReport {
  readonly path: string;
  readonly name: string;
  readonly kind: LossDefinition["form"];
  readonly cell?: number;
  readonly line: number;
  readonly column: number;
  readonly parameters: readonly object[];
  readonly samples: string;
  /** Of one prediction of these samples. */
  readonly shape: readonly number[];
  /** Parameters that the loss requires and to which the file gives no value, with what was taken for them. */
  readonly assumed: Readonly<Record<string, unknown>>;
  readonly evaluable: boolean;
  readonly reason: string | null;
  /** What running it shows, in the words of the page, the lens and the hover, and in those of `check`; the best first. */
  readonly facts: readonly (Pick<LossFact, "id" | "state" | "text" | "message"> & Partial<Span>)[];
}

/** Exit code 2 where something could not be read, else 0. */
export async function listLosses(argv: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = readArguments(argv, options);
  const format = oneOf("format", values.format, ["text", "json"], "text");
  if (positionals.length === 0) throw new UsageError("losses: give at least one file or folder");
  const { paths, problems } = await findFiles(positionals);
  for (const problem of problems) terminal.complain(problem);
  let couldNotRun = problems.length > 0;
  const files = openFiles();
  const reports: LossReport[] = [];
  let ofPyTorch = 0;
  for (const path of paths) {
    try {
      const file = await files.open(path);
      if (file.isPyTorch) ofPyTorch++;
      if (file.unreadable !== undefined)
        terminal.complain(`${placeOf(file, file.unreadable)}: ${unreadableRule.summary}`);
      if (file.unread !== undefined) terminal.complain(`${placeOf(file, file.unread)}: ${unreadMessage}`);
      const budget = createRunBudget(file.losses.length, 1);
      for (const loss of file.losses) {
        const run = await budget.spend(() => describe(file, loss, files, terminal.evaluator(), format === "json"));
        reports.push(run ?? (await describe(file, loss, files, unasked, false)));
      }
      const remark = budget.remark();
      if (remark !== undefined) terminal.complain(`${path}: ${remark}`);
    } catch (error) {
      terminal.complain(complaintAbout(path, error));
      couldNotRun = true;
    }
  }
  if (ofPyTorch > 0 && format === "json") terminal.complain(notChecked(ofPyTorch));
  terminal.print(
    format === "json" ? `${visibleJson({ version: 1, losses: reports })}\n` : asText(reports, paths.length, ofPyTorch),
  );
  return couldNotRun ? 2 : 0;
}

async function describe(
  file: LoadedFile,
  loss: LossDefinition,
  files: OpenFiles,
  evaluator: Evaluator,
  withFacts: boolean,
): Promise<LossReport> {
  const { cell, line, column }: Span = positionsOf(file.source).spanOf(loss.nameRange);
  const trial = await tryLoss(files.lossToRun(file, loss, {}, undefined), evaluator);
  return {
    path: file.source.path,
    name: loss.name,
    kind: loss.form,
    ...(cell === undefined ? {} : { cell }),
    line,
    column,
    parameters: loss.parameters.map((parameter) => describeParameter(parameter, file)),
    samples: trial.set.id,
    shape: trial.set.yPredShape,
    assumed: assumedOf(file, loss),
    evaluable: trial.kind === "ran",
    reason: trial.kind === "ran" ? null : trial.failure.message,
    facts: withFacts ? await factsIn(trial, loss, file, evaluator) : [],
  };
}

/** For losses that are not run, there being too many or too slow ones. */
const unasked: Evaluator = {
  ask: async () => ({
    kind: "failure",
    failure: {
      kind: "limit",
      message: "The file has more losses than are run, or losses that run too long.",
      path: "",
      range: undefined,
    },
  }),
};

async function factsIn(
  trial: Trial,
  loss: LossDefinition,
  file: LoadedFile,
  evaluator: Evaluator,
): Promise<LossReport["facts"]> {
  if (trial.kind !== "ran" || trial.observations === undefined) return [];
  const { observations } = trial;
  const { path } = file.source;
  const known = { kind: "observed", observations } as const;
  const subjectOf = (analysis: FileAnalysis, meant: LossDefinition) =>
    subjectIn({ ...analysis, path, imports: file.imports }, meant);
  const asked = { analysis: file, loss, evaluator, subjectOf, known, triesFixes: false };
  const { findings } = isProbed(file, loss) ? await probeLoss(asked) : { findings: [] };
  return toldFacts(file, loss, observations, findings, path).map(({ id, state, text, message, place }) => {
    const said = { id, state, text, ...(message === undefined ? {} : { message }) };
    if (place === undefined || place.path !== path) return said;
    const { cell, line, column } = positionsOf(file.source).spanOf(place.range);
    return { ...said, ...(cell === undefined ? {} : { cell }), line, column };
  });
}

function assumedOf(file: LoadedFile, loss: LossDefinition): Readonly<Record<string, unknown>> {
  const assumed = startValues({ ...file, loss }).filter(({ expression }) => expression === undefined);
  return Object.fromEntries(assumed.map(({ name, value }) => [name, isCode(value) ? value.code : toJson(value)]));
}

function isCode(value: GivenValue): value is { readonly code: string } {
  return typeof value === "object" && value !== null && "code" in value;
}

/** A default that is no literal is given as its source text, in a field of its own. */
function describeParameter(parameter: LossDefinition["parameters"][number], { source }: LoadedFile): object {
  const { name, default: given } = parameter;
  if (given === undefined) return { name };
  const value = toJson(literalOf(given));
  if (value !== undefined) return { name, default: value };
  return { name, default: null, expression: source.text.slice(given.range.start, given.range.end) };
}

/** `losses.py:3:5`. */
function placeOf({ source }: LoadedFile, range: Range): string {
  return placeWords(source.path, positionsOf(source).spanOf(range));
}

function asText(reports: readonly LossReport[], files: number, ofPyTorch: number): string {
  const unasked = ofPyTorch === 0 ? "" : `${notChecked(ofPyTorch)}\n`;
  if (reports.length === 0 && (files > ofPyTorch || files === 0)) return `no losses found\n${unasked}`;
  return `${listed(reports)}${unasked}`;
}

function listed(reports: readonly LossReport[]): string {
  return reports
    .map(({ path, name, kind, samples, assumed, reason, ...start }) => {
      const values = Object.entries(assumed).map(
        ([parameter, value]) => `, ${parameter} = ${JSON.stringify(value)} is assumed`,
      );
      const state = reason === null ? `samples: ${samples}${values.join("")}` : `not evaluated: ${reason}`;
      return `${placeWords(path, start)}: ${visibleText(`${kind} ${name} (${state})`)}\n`;
    })
    .join("");
}
