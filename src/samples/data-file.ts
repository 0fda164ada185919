/** The user's own targets and predictions, out of a CSV, JSON, NPY or NPZ file. */

import { unzipSync } from "fflate";
import type { NumericArray } from "../evaluate/evaluation.ts";
import { readNpy } from "./npy.ts";

export interface DataFile {
  readonly yTrue: NumericArray;
  readonly yPred: NumericArray;
}

export type DataFileResult =
  | { readonly kind: "data"; readonly data: DataFile }
  /** A sentence that says what is wrong with the file. */
  | { readonly kind: "problem"; readonly text: string };

/** What columns, keys and arrays of targets and of predictions are called; matched without regard to case. */
export const trueName = /^(y_?true|target|label|truth|y)(?:[_ ]?(\d+))?$/i;
export const predName = /^(y_?pred|pred|prediction|output|y_?hat|score|prob)(?:[_ ]?(\d+))?$/i;
const wanted = "y_true and y_pred";

class Problem extends Error {}

/** Never throws: whatever is wrong with the file is an answer. */
export function readDataFile(name: string, bytes: Uint8Array): DataFileResult {
  try {
    return { kind: "data", data: checked(read(name.toLowerCase(), bytes)) };
  } catch (error) {
    if (error instanceof Problem || error instanceof SyntaxError || error instanceof RangeError)
      return { kind: "problem", text: `${name}: ${error.message}` };
    // The unzipping library throws plain errors on a broken archive.
    return { kind: "problem", text: `${name} could not be read: ${error instanceof Error ? error.message : "broken"}` };
  }
}

function read(name: string, bytes: Uint8Array): DataFile {
  if (name.endsWith(".npz")) return fromArchive(bytes);
  if (name.endsWith(".npy")) return fromColumns(readNpy(bytes));
  const text = new TextDecoder("utf-8", { fatal: false }).decode(bytes);
  if (name.endsWith(".json")) return fromJson(JSON.parse(text) as unknown);
  return fromCsv(text);
}

function checked(data: DataFile): DataFile {
  const [rows, others] = [data.yTrue.shape[0] ?? 0, data.yPred.shape[0] ?? 0];
  if (rows === 0) throw new Problem("there are no rows.");
  if (rows !== others) throw new Problem(`y_true has ${rows} rows and y_pred ${others}.`);
  return data;
}

function fromArchive(bytes: Uint8Array): DataFile {
  const entries = Object.entries(unzipSync(bytes));
  const find = (pattern: RegExp): NumericArray | undefined => {
    const entry = entries.find(([name]) => pattern.test(name.replace(/\.npy$/, "")));
    return entry && readNpy(entry[1]);
  };
  const [yTrue, yPred] = [find(trueName), find(predName)];
  if (yTrue === undefined || yPred === undefined) {
    throw new Problem(`an archive with ${wanted} is expected; it holds ${entries.map(([name]) => name).join(", ")}.`);
  }
  return { yTrue, yPred };
}

/** One array with two columns: the target, then the prediction. */
function fromColumns({ data, shape, dtype }: NumericArray): DataFile {
  if (shape.length !== 2 || shape[1] !== 2) {
    throw new Problem(`two columns are expected, ${wanted}; the shape is (${shape.join(", ")}). Use NPZ for more.`);
  }
  const column = (index: number): NumericArray => ({
    data: Float32Array.from(data.filter((_: number, i: number) => i % 2 === index)),
    shape: [shape[0] ?? 0, 1],
    dtype: dtype === "int32" ? "int32" : "float32",
  });
  return { yTrue: column(0), yPred: column(1) };
}

function fromJson(value: unknown): DataFile {
  if (Array.isArray(value)) return fromRecords(value);
  if (typeof value !== "object" || value === null) throw new Problem(`an object with ${wanted} is expected.`);
  const find = (pattern: RegExp): unknown => Object.entries(value).find(([key]) => pattern.test(key))?.[1];
  const [yTrue, yPred] = [find(trueName), find(predName)];
  if (yTrue === undefined || yPred === undefined) throw new Problem(`it has no ${wanted}.`);
  return { yTrue: fromNested(yTrue), yPred: fromNested(yPred) };
}

/** `[{"y_true": 1, "y_pred": 0.3}, …]` */
function fromRecords(records: readonly unknown[]): DataFile {
  const pick = (pattern: RegExp): unknown[] =>
    records.map((record, row) => {
      const entry = Object.entries((record ?? {}) as object).find(([key]) => pattern.test(key));
      if (entry === undefined) throw new Problem(`row ${row + 1} has no ${wanted}.`);
      return entry[1];
    });
  return { yTrue: fromNested(pick(trueName)), yPred: fromNested(pick(predName)) };
}

function fromNested(value: unknown): NumericArray {
  const shape: number[] = [];
  for (let at = value; Array.isArray(at); at = at[0] as unknown) shape.push(at.length);
  const flat: number[] = [];
  const walk = (at: unknown, depth: number): void => {
    if (depth === shape.length) {
      if (typeof at !== "number") throw new Problem(`a number is expected, not ${JSON.stringify(at)?.slice(0, 40)}.`);
      flat.push(at);
    } else if (!Array.isArray(at) || at.length !== shape[depth])
      throw new Problem("the rows are not all of one length.");
    else for (const part of at) walk(part, depth + 1);
  };
  walk(value, 0);
  return withUnit(flat, shape);
}

/** A bare number a row is a row of one, as a model's output is. */
function withUnit(flat: readonly number[], shape: readonly number[]): NumericArray {
  return { data: Float32Array.from(flat), shape: shape.length === 1 ? [shape[0] ?? 0, 1] : shape, dtype: "float32" };
}

function fromCsv(text: string): DataFile {
  const lines = linesOf(text.replace(/^\ufeff/, ""));
  const first = lines.next().value;
  if (first === undefined) throw new Problem("the file is empty.");
  const separator = [",", ";", "\t"].find((each) => first.text.includes(each)) ?? ",";
  const header = first.text.split(separator).map(bare);
  const places = (pattern: RegExp): number[] => header.flatMap((name, index) => (pattern.test(name) ? [index] : []));
  const [trues, preds] = [places(trueName), places(predName)];
  if (trues.length === 0 || preds.length === 0) {
    throw new Problem(`columns named ${wanted} are expected; the first line is '${first.text.slice(0, 60)}'.`);
  }
  const [yTrue, yPred]: [number[], number[]] = [[], []];
  let rows = 0;
  for (const { text: line, number } of lines) {
    const cells = line.split(separator);
    for (const at of trues) yTrue.push(numberIn(cells[at], header[at] ?? "", number));
    for (const at of preds) yPred.push(numberIn(cells[at], header[at] ?? "", number));
    rows += 1;
  }
  const column = (values: readonly number[], width: number): NumericArray => ({
    data: Float32Array.from(values),
    shape: [rows, width],
    dtype: "float32",
  });
  return { yTrue: column(yTrue, trues.length), yPred: column(yPred, preds.length) };
}

/** The lines that are not blank, with their numbers in the file. A file may have a million. */
function* linesOf(text: string): Generator<{ readonly text: string; readonly number: number }, undefined> {
  let number = 0;
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf("\n", start);
    const line = text.slice(start, end < 0 ? text.length : end).replace(/\r$/, "");
    start = end < 0 ? text.length : end + 1;
    number += 1;
    if (line.trim() !== "") yield { text: line, number };
  }
  return undefined;
}

function bare(cell: string): string {
  return cell.trim().replace(/^"(.*)"$/, "$1");
}

const named: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  "+inf": Number.POSITIVE_INFINITY,
  "-inf": Number.NEGATIVE_INFINITY,
};

function numberIn(given: string | undefined, name: string, line: number): number {
  // A plain number needs no more than this.
  const quick = given === undefined || given.trim() === "" ? Number.NaN : Number(given);
  if (!Number.isNaN(quick)) return quick;
  const cell = bare(given ?? "");
  const value = named[cell.toLowerCase()] ?? (cell === "" ? undefined : Number(cell));
  if (value === undefined || (Number.isNaN(value) && cell.toLowerCase() !== "nan")) {
    throw new Problem(`line ${line} has '${cell}' for ${name}, which is not a number.`);
  }
  return value;
}
