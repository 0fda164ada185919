/** The user's own targets and predictions, out of a CSV, TSV, JSON, NPY or NPZ file. */

import type { NumericArray } from "../evaluate/evaluation.ts";
import { say } from "../python/say.ts";
import { archiveArrays, type DataColumn, type DataColumns, readColumns } from "./data-columns.ts";
import { DataProblem } from "./data-problem.ts";
import { readJsonArray } from "./json-array.ts";

export interface DataFile {
  readonly yTrue: NumericArray;
  readonly yPred: NumericArray;
}

/** Which columns are which, by their names; several are the numbers of one target or prediction. */
export interface ColumnChoice {
  readonly yTrue: readonly string[];
  readonly yPred: readonly string[];
}

export type DataFileResult =
  | {
      readonly kind: "data";
      readonly data: DataFile;
      readonly columns: readonly DataColumn[];
      readonly choice: ColumnChoice;
      /** Whether the file names its columns itself. */
      readonly isNamed: boolean;
    }
  /** A sentence that says what is wrong with the file; with its columns where it could be read so far. */
  | {
      readonly kind: "problem";
      readonly text: string;
      readonly columns?: readonly DataColumn[];
      readonly choice?: ColumnChoice;
    };

/** What columns, keys and arrays of targets and of predictions are called, the surest first. */
const trueNames: readonly RegExp[] = [
  /^y_?true(?:[_ .]?\d+)?$/i,
  /^(?:targets?|labels?|(?:ground_?)?truth|actuals?|observed|expected|gt)(?:[_ .]?\d+)?$/i,
  /^y(?:[_ ]?\d+)?$/i,
  /(?:^|[_ .])(?:true|target|label|truth|actual|observed)(?:$|[_ .])/i,
];
const predNames: readonly RegExp[] = [
  /^y_?pred(?:[_ .]?\d+)?$/i,
  /^(?:pred(?:iction|icted)?s?|outputs?|y_?hat|scores?|prob(?:abilit(?:y|ies)|s)?|forecasts?|estimates?|fitted|logits?)(?:[_ .]?\d+)?$/i,
  /(?:^|[_ .])(?:pred|prediction|predicted|hat|score|prob|forecast|estimate)(?:$|[_ .])/i,
];

/** Never throws: whatever is wrong with the file is an answer. What is not chosen are the columns that look like it. */
export function readDataFile(name: string, bytes: Uint8Array, chosen: Partial<ColumnChoice> = {}): DataFileResult {
  let file: DataColumns | undefined;
  let choice: ColumnChoice | undefined;
  try {
    file = readColumns(name, bytes);
    choice = choose(file, chosen);
    if (choice.yTrue.length === 0 || choice.yPred.length === 0)
      throw new DataProblem(say("choose which columns are targets and which are predictions."));
    const data = checked({ yTrue: file.read(choice.yTrue), yPred: file.read(choice.yPred) });
    return { kind: "data", data, columns: file.columns, choice, isNamed: file.isNamed };
  } catch (error) {
    const isOurs = error instanceof DataProblem || error instanceof SyntaxError || error instanceof RangeError;
    // The unzipping library throws plain errors on a broken archive.
    const reason = error instanceof Error ? error.message : "broken";
    return {
      kind: "problem",
      text: isOurs ? `${name}: ${reason}` : say("{0} could not be read: {1}", name, reason),
      ...(file === undefined ? {} : { columns: file.columns }),
      ...(choice === undefined ? {} : { choice }),
    };
  }
}

/**
 * Targets and predictions in the shapes that the file gives them, for a loss that is called with nothing between: JSON
 * and NPZ give `y_true` and `y_pred` each a shape of its own. Undefined where the file does not. Throws a `DataProblem`.
 */
export function readExactData(name: string, bytes: Uint8Array): DataFile | undefined {
  const kind = name.toLowerCase();
  if (kind.endsWith(".json")) return exactJson(parsed(new TextDecoder().decode(bytes)));
  return kind.endsWith(".npz") ? exactArchive(bytes) : undefined;
}

/** Undefined where `value` does not have both `y_true` and `y_pred`. Throws a `DataProblem`. */
export function exactJson(value: unknown): DataFile | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { y_true, y_pred } = value as { y_true?: unknown; y_pred?: unknown };
  if (y_true === undefined || y_pred === undefined) return undefined;
  return {
    yTrue: named("y_true", () => readJsonArray(y_true)),
    yPred: named("y_pred", () => readJsonArray(y_pred)),
  };
}

function exactArchive(bytes: Uint8Array): DataFile | undefined {
  try {
    const arrays = archiveArrays(bytes);
    const [yTrue, yPred] = [arrays.get("y_true"), arrays.get("y_pred")];
    return yTrue && yPred && { yTrue: named("y_true", yTrue), yPred: named("y_pred", yPred) };
  } catch (error) {
    if (error instanceof DataProblem) throw error;
    throw new DataProblem(say("could not be read: {0}", error instanceof Error ? error.message : "broken"));
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DataProblem(say("not valid JSON"));
  }
}

/** Says of which of the two a problem is. */
function named(name: string, read: () => NumericArray): NumericArray {
  try {
    return read();
  } catch (error) {
    if (error instanceof DataProblem || error instanceof RangeError) throw new DataProblem(`${name}: ${error.message}`);
    throw error;
  }
}

/** What is chosen and there, and for the other what looks like it by its name; a side that has neither is empty. */
function choose({ columns, isNamed }: DataColumns, chosen: Partial<ColumnChoice>): ColumnChoice {
  const names = columns.map(({ name }) => name);
  const numeric = columns.filter((column) => column.isNumeric).map(({ name }) => name);
  const kept = (given: readonly string[] = []): readonly string[] | undefined =>
    given.length > 0 && given.every((name) => names.includes(name)) ? given : undefined;
  const surest = (patterns: readonly RegExp[], taken: readonly string[]): readonly string[] => {
    const free = (name: string): boolean => !taken.includes(name);
    // Of two columns without names the first is the target, and what is left beside the one that is chosen the other.
    if (!isNamed && columns.length === 2 && numeric.length === 2)
      return (patterns === predNames ? numeric.toReversed() : numeric).filter(free).slice(0, 1);
    for (const [index, pattern] of patterns.entries()) {
      // What is called y_true is meant, numbers or not; anything else only where it holds numbers.
      const found = (index === 0 ? names : numeric).filter((name) => pattern.test(name) && free(name));
      if (found.length > 0) return inOrderOfNumbers(found);
    }
    return [];
  };
  const yTrue = kept(chosen.yTrue);
  const yPred = kept(chosen.yPred) ?? surest(predNames, yTrue ?? []);
  return { yTrue: yTrue ?? surest(trueNames, yPred), yPred };
}

/** `y_pred_2` before `y_pred_10`, wherever they stand in the file. */
function inOrderOfNumbers(names: readonly string[]): string[] {
  const number = (name: string): number => Number(/\d{1,9}$/.exec(name)?.[0] ?? -1);
  return names.toSorted((a, b) => number(a) - number(b));
}

function checked(data: DataFile): DataFile {
  const [rows, others] = [data.yTrue.shape[0] ?? 0, data.yPred.shape[0] ?? 0];
  if (rows === 0) throw new DataProblem(say("there are no rows."));
  if (rows !== others) throw new DataProblem(say("{0} has {1} rows and {2} {3}.", "y_true", rows, "y_pred", others));
  return data;
}
