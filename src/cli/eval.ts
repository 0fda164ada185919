/** `loss-lens eval`: a loss's value and gradient. */

import { basename } from "node:path";
import {
  defaultLimits,
  type EvaluationFailure,
  type EvaluationNote,
  type Literal,
  type NumericArray,
} from "../evaluate/evaluation.ts";
import type { Answer, Evaluator } from "../evaluate/evaluator.ts";
import { pyTorchSentence } from "../keras/other-frameworks.ts";
import { callDirectly, type Trial, tryLoss } from "../probes/trial.ts";
import { largestFiles } from "../python/readable-file.ts";
import { visibleJson } from "../python/visible-text.ts";
import { exactJson, readExactData } from "../samples/data-file.ts";
import { DataProblem } from "../samples/data-problem.ts";
import { findSampleSet } from "../samples/sample-sets.ts";
import { startNotes } from "../samples/start-values.ts";
import { checkKeras, checkSamples, readArguments } from "./arguments.ts";
import { evaluatorFor } from "./backend.ts";
import { type AskedColumns, columnOptions, columnsWithoutData, namesColumns, readDataTable } from "./data-columns.ts";
import { UsageError } from "./failure.ts";
import { readBatchSettings, readSettings } from "./literals.ts";
import { type LoadedFile, type OpenFiles, openFiles } from "./loss-files.ts";
import { findNamed, type NamedLoss, unknownLoss } from "./named-loss.ts";
import { writeNumbers } from "./numeric-json.ts";
import { positionsOf } from "./positions.ts";
import { readRegularFile } from "./read-file.ts";
import { reasonOf } from "./source.ts";
import type { Terminal } from "./terminal.ts";

export const options = {
  data: { type: "string" },
  ...columnOptions,
  samples: { type: "string" },
  set: { type: "string", multiple: true },
  keras: { type: "string" },
  backend: { type: "string" },
  batch: { type: "string" },
} as const;

interface Question {
  readonly path: string;
  readonly name: string;
  readonly set: Readonly<Record<string, Literal>>;
  readonly data: { readonly yTrue: NumericArray; readonly yPred: NumericArray } | undefined;
  readonly samples: string | undefined;
  readonly keras: string | undefined;
}

/** One JSON line; exit code 1 where there is no number. */
export async function evaluate(argv: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = readArguments(argv, options);
  checkKeras(values.keras);
  const evaluator = evaluatorFor(values.backend, terminal);
  const files = openFiles();
  if (values.batch !== undefined) {
    if (positionals.length > 0) throw new UsageError("eval --batch takes its paths from the file");
    return evaluateBatch(values.batch, values.keras, files, terminal, evaluator);
  }
  const [path, name, ...rest] = positionals;
  if (path === undefined || name === undefined || rest.length > 0)
    throw new UsageError("eval takes a file and the name of a loss");
  checkSamples(values.samples);
  if (values.data === undefined && namesColumns(values)) throw new UsageError(columnsWithoutData);
  const result = await answerQuestion(
    {
      path,
      name,
      set: readSettings(values.set ?? []),
      data: values.data === undefined ? undefined : readDataAt(values.data, values),
      samples: values.samples,
      keras: values.keras,
    },
    files,
    evaluator,
  );
  terminal.print(`${visibleJson(result)}\n`);
  return "error" in result ? 1 : 0;
}

/** One request a line, one answer a line, in order; a line that cannot be read is answered too. */
async function evaluateBatch(
  path: string,
  keras: string | undefined,
  files: OpenFiles,
  terminal: Terminal,
  evaluator: Evaluator,
): Promise<number> {
  const text = new TextDecoder().decode(readBytes(path));
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === "") continue;
    if (!terminal.isHeard()) break;
    let result: object;
    try {
      result = await answerQuestion(readQuestion(line, keras), files, evaluator);
    } catch (error) {
      // One line's trouble, ours or theirs, is not the next one's.
      result = errorReport({ kind: "python", message: error instanceof Error ? error.message : String(error) });
    }
    terminal.print(`${visibleJson(result)}\n`);
  }
  return 0;
}

function readQuestion(line: string, keras: string | undefined): Question {
  let given: Record<string, unknown>;
  try {
    given = JSON.parse(line);
  } catch {
    throw new UsageError("the line is not valid JSON");
  }
  if (typeof given !== "object" || given === null || typeof given.path !== "string" || typeof given.name !== "string")
    throw new UsageError("a request needs 'path' and 'name'");
  const version = given.keras === undefined || given.keras === null ? keras : String(given.keras);
  checkKeras(version);
  const samples = given.samples === undefined || given.samples === null ? undefined : String(given.samples);
  checkSamples(samples);
  return {
    path: given.path,
    name: given.name,
    set: readBatchSettings(line),
    data: given.data === undefined || given.data === null ? undefined : readData(given.data),
    samples,
    keras: version,
  };
}

async function answerQuestion(question: Question, files: OpenFiles, evaluator: Evaluator): Promise<object> {
  const file = await files.open(question.path);
  if (file.isPyTorch) return errorReport({ kind: "unsupported", message: pyTorchSentence });
  const named = findNamed(file, question.name);
  const { loss } = named;
  const answer = await answerWith(question, file, files, named, evaluator);
  // With data, anything that the file defines can be called, whatever its parameters are named.
  if (answer === undefined) return errorReport({ kind: "python", message: unknownLoss(file, question.name) });
  if (loss === undefined && answer.kind === "failure" && answer.failure.message === isNotDefined(question.name))
    return errorReport({ kind: "python", message: unknownLoss(file, question.name) });
  return report(answer, file);
}

function report(answer: Answer, file: LoadedFile): object {
  if (answer.kind === "failure") return errorReport(withPlace(answer.failure, file));
  if (answer.kind !== "evaluation") throw new Error(`The evaluator answered '${answer.kind}' to 'evaluate'.`);
  const { value, gradient, isConnected, notes } = answer;
  return {
    version: 1,
    value: { data: writeNumbers(value), shape: value.shape, dtype: value.dtype },
    gradient: gradient === null ? null : { data: writeNumbers(gradient), shape: gradient.shape },
    connected: isConnected,
    notes: [...new Set(notes.map((note) => note.message))],
  };
}

function errorReport(error: object): object {
  return { version: 1, error };
}

/** A failure in an imported file says in which; its lines are that file's. */
function withPlace({ kind, message, path, range }: EvaluationFailure, file: LoadedFile): object {
  if (range === undefined) return { kind, message };
  const isHere = path === file.source.path;
  const text = isHere ? undefined : file.imports.find((each) => each.path === path)?.text;
  const source = text === undefined ? file.source : { text, notebook: undefined };
  const { cell, line, column } = positionsOf(source).spanOf(range);
  return { kind, message, ...(isHere ? {} : { path }), ...(cell === undefined ? {} : { cell }), line, column };
}

/** On the person's data, on the samples that they name, or on those that fit; undefined where there is nothing to go by. */
async function answerWith(
  { set, data, samples, keras }: Question,
  file: LoadedFile,
  files: OpenFiles,
  { loss, reference }: NamedLoss,
  evaluator: Evaluator,
): Promise<Answer | undefined> {
  const asGiven = files.lossSource(file, reference, set, keras);
  if (data !== undefined)
    return evaluator.ask({ kind: "evaluate", source: asGiven, ...data, as: "direct", limits: defaultLimits });
  const asked = samples === undefined ? undefined : findSampleSet(samples);
  if (loss === undefined) {
    const subject = { source: asGiven, limits: defaultLimits };
    return asked && answerOf(await callDirectly(subject, asked, evaluator));
  }
  const subject = files.lossToRun(file, loss, set, keras);
  const trial = await tryLoss(subject, evaluator, asked?.id);
  const taken = startNotes({ ...file, loss }).filter(({ name }) => !(name in set));
  return answerOf(
    trial,
    taken.map(({ text, range }) => ({ message: text, path: file.source.path, range })),
  );
}

function answerOf(trial: Trial, notes: readonly EvaluationNote[] = []): Answer {
  if (trial.kind === "failure") return { kind: "failure", failure: trial.failure };
  return { ...trial.evaluation, notes: [...notes, ...trial.evaluation.notes] };
}

function isNotDefined(name: string): string {
  return `NameError: name '${name}' is not defined`;
}

function readData(given: unknown): Question["data"] {
  const data = asUsage("", () => exactJson(given));
  if (data === undefined) throw new UsageError("the data must have 'y_true' and 'y_pred'");
  return data;
}

function readDataAt(path: string, columns: AskedColumns): Question["data"] {
  const exact = namesColumns(columns)
    ? undefined
    : asUsage(`${path}: `, () => readExactData(basename(path), readBytes(path)));
  if (exact !== undefined) return exact;
  const result = readDataTable(path, columns);
  if (result.kind === "problem") throw new UsageError(result.text.replace(/\.$/, ""));
  return result.data;
}

/** What is wrong with a person's data is said as what is wrong with the command. */
function asUsage<T>(before: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof DataProblem) throw new UsageError(`${before}${error.message.replace(/\.$/, "")}`);
    throw error;
  }
}

function readBytes(path: string): Uint8Array {
  try {
    return readRegularFile(path, largestFiles.data);
  } catch (error) {
    throw new UsageError(`${path}: ${reasonOf(error)}`);
  }
}
