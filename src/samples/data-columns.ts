/** What a data file holds: named columns of numbers, read when they are asked for. */

import { unzipSync } from "fflate";
import type { NumericArray } from "../evaluate/evaluation.ts";
import { say } from "../python/say.ts";
import { csvRows, separatorOf } from "./csv.ts";
import { DataProblem } from "./data-problem.ts";
import { isFlatArray, readJsonArray } from "./json-array.ts";
import { readNpy } from "./npy.ts";

/** In bytes, unpacked. */
const largestArray = 256 * 1024 * 1024;
/** More are not columns of a table: somebody has the rows and columns in the other order. */
const mostColumns = 10_000;

export interface DataColumn {
  readonly name: string;
  /** False for words, dates and the like, as far as its first rows tell. */
  readonly isNumeric: boolean;
}

export interface DataColumns {
  readonly columns: readonly DataColumn[];
  /** False where the file gives no names, so that they are only counted. */
  readonly isNamed: boolean;
  /** One array of some of the columns, side by side; rows first. Throws a `DataProblem`. */
  read(names: readonly string[]): NumericArray;
}

/** Throws a `DataProblem`, or what the parsers of JSON and archives throw. */
export function readColumns(name: string, bytes: Uint8Array): DataColumns {
  const kind = name.toLowerCase();
  if (kind.endsWith(".npz")) {
    const arrays = archiveArrays(bytes);
    return ofArrays(new Map([...arrays].map(([entry, read]) => [entry, () => asRows(read())])));
  }
  if (kind.endsWith(".npy")) return ofMatrix(readNpy(bytes));
  const text = new TextDecoder("utf-8", { fatal: false }).decode(bytes);
  if (kind.endsWith(".json")) return ofJson(JSON.parse(text) as unknown);
  return ofCsv(kind, text);
}

type Reader = () => NumericArray;

/** Rows first: a bare number a row is a row of one, as a model's output is. Whole numbers stay whole. */
function asRows({ data, shape, dtype }: NumericArray): NumericArray {
  const rows = shape.length === 1 ? [shape[0]!, 1] : shape;
  return dtype === "int32"
    ? { data: Int32Array.from(data), shape: rows, dtype }
    : { data: Float32Array.from(data), shape: rows, dtype: "float32" };
}

function ofReaders(
  readers: ReadonlyMap<string, Reader>,
  isNumeric: (name: string) => boolean,
  isNamed = true,
): DataColumns {
  return {
    columns: [...readers.keys()].map((name) => ({ name, isNumeric: isNumeric(name) })),
    isNamed,
    read: (names) => {
      const arrays = names.map((name) => {
        const reader = readers.get(name);
        if (reader === undefined) throw new DataProblem(say("there is no column '{0}'.", name));
        return { name, array: reader() };
      });
      return sideBySide(arrays);
    },
  };
}

function sideBySide(arrays: readonly { readonly name: string; readonly array: NumericArray }[]): NumericArray {
  const [first, ...others] = arrays;
  if (first === undefined) throw new DataProblem(say("no column is chosen."));
  if (others.length === 0) return first.array;
  const rows = first.array.shape[0] ?? 0;
  for (const { name, array } of others) {
    const count = array.shape[0] ?? 0;
    if (count !== rows) throw new DataProblem(say("{0} has {1} rows and {2} {3}.", first.name, rows, name, count));
  }
  const widths = arrays.map(({ array }) => array.data.length / Math.max(1, rows));
  const width = widths.reduce((a, b) => a + b, 0);
  const values = new Float32Array(rows * width);
  let from = 0;
  for (const [index, { array }] of arrays.entries()) {
    const own = widths[index]!;
    for (let row = 0; row < rows; row++)
      for (let part = 0; part < own; part++)
        values[row * width + from + part] = array.data[row * own + part] ?? Number.NaN;
    from += own;
  }
  const isWhole = arrays.every(({ array }) => array.dtype === "int32");
  return isWhole
    ? { data: Int32Array.from(values), shape: [rows, width], dtype: "int32" }
    : { data: values, shape: [rows, width], dtype: "float32" };
}

/** The arrays of an archive as they are, each unpacked when it is asked for. */
export function archiveArrays(bytes: Uint8Array): Map<string, Reader> {
  const sizes = new Map<string, number>();
  // The names alone: what nobody asks for is not unpacked.
  unzipSync(bytes, {
    filter({ name, originalSize }) {
      sizes.set(name, originalSize);
      return false;
    },
  });
  return new Map(
    [...sizes].map(([entry, size]) => [
      entry.replace(/\.npy$/, ""),
      () => {
        if (size > largestArray) throw new DataProblem(say("the array '{0}' is larger than 256 MB.", entry));
        return readNpy(unzipSync(bytes, { filter: ({ name }) => name === entry })[entry] ?? new Uint8Array());
      },
    ]),
  );
}

function ofArrays(readers: ReadonlyMap<string, Reader>): DataColumns {
  return ofReaders(readers, (name) => {
    // Others are unpacked when somebody chooses them.
    if (
      !/true|target|label|truth|actual|observed|expected|pred|out|hat|score|prob|forecast|estim|fitted|logit|^y/i.test(
        name,
      )
    ) {
      return true;
    }
    try {
      readers.get(name)?.();
      return true;
    } catch {
      return false;
    }
  });
}

/** A matrix: its columns are counted. */
function ofMatrix(array: NumericArray): DataColumns {
  const { data, shape, dtype } = asRows(array);
  if (shape.length !== 2)
    throw new DataProblem(
      say("rows and columns are expected; the shape is ({0}). Use NPZ for more.", shape.join(", ")),
    );
  const [rows = 0, width = 0] = shape;
  expectColumns(width);
  const column = (index: number): NumericArray => {
    const values = Float32Array.from({ length: rows }, (_, row) => data[row * width + index] ?? Number.NaN);
    return dtype === "int32"
      ? { data: Int32Array.from(values), shape: [rows, 1], dtype }
      : { data: values, shape: [rows, 1], dtype: "float32" };
  };
  const readers = new Map(
    Array.from({ length: width }, (_, index) => [countedName(index), () => column(index)] as const),
  );
  return ofReaders(readers, () => true, false);
}

function expectColumns(count: number): void {
  if (count > mostColumns)
    throw new DataProblem(say("it has {0} columns; more than {1} are not read.", count, mostColumns));
}

function countedName(index: number): string {
  return `column ${index + 1}`;
}

function ofJson(value: unknown): DataColumns {
  if (Array.isArray(value)) return Array.isArray(value[0]) ? ofMatrix(readJsonArray(value)) : ofRecords(value);
  if (typeof value !== "object" || value === null)
    throw new DataProblem(say("an object with y_true and y_pred is expected."));
  const arrays = new Map(Object.entries(value).filter(([, each]) => Array.isArray(each) || isFlatArray(each)));
  expectColumns(arrays.size);
  return ofReaders(new Map([...arrays].map(([name, each]) => [name, () => asRows(readJsonArray(each))])), (name) =>
    isNumeric(arrays.get(name)),
  );
}

/** `[{"y_true": 1, "y_pred": 0.3}, …]` */
function ofRecords(records: readonly unknown[]): DataColumns {
  const names = new Set(records.flatMap((record) => Object.keys((record ?? {}) as object)));
  expectColumns(names.size);
  const listOf = (name: string): unknown[] =>
    records.map((record, row) => {
      const fields = (record ?? {}) as Record<string, unknown>;
      const found = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (found === undefined) throw new DataProblem(say("row {0} has no {1}.", row + 1, name));
      return found;
    });
  const readers = new Map([...names].map((name) => [name, () => asRows(readJsonArray(listOf(name)))] as const));
  return ofReaders(readers, (name) => isNumeric(((records[0] ?? {}) as Record<string, unknown>)[name]));
}

function isNumeric(value: unknown): boolean {
  let at = isFlatArray(value) ? value.data : value;
  while (Array.isArray(at) && at.length > 0) at = at[0] as unknown;
  return typeof at === "number" || typeof at === "boolean";
}

function ofCsv(name: string, given: string): DataColumns {
  const text = given.replace(/^\ufeff/, "");
  const separator = separatorOf(name, text);
  const rows = csvRows(text, separator);
  const first = rows.next().value;
  if (first === undefined) throw new DataProblem(say("the file is empty."));
  expectColumns(first.cells.length);
  const second = rows.next().value;
  // A first line of numbers alone names nothing.
  const isNamed = first.cells.some((cell) => cell.trim() !== "" && numberOf(cell) === undefined);
  const header = isNamed ? namesOf(first.cells) : first.cells.map((_, index) => countedName(index));
  const probe = isNamed ? second : first;
  const read = (index: number): NumericArray => {
    const values: number[] = [];
    let isHeader = isNamed;
    for (const { cells, line } of csvRows(text, separator)) {
      if (isHeader) {
        isHeader = false;
        continue;
      }
      const cell = cells[index] ?? "";
      const value = numberOf(cell);
      if (value === undefined)
        throw new DataProblem(
          say("line {0} has '{1}' for {2}, which is not a number.", line, cell.trim(), header[index]!),
        );
      values.push(value);
    }
    return { data: Float32Array.from(values), shape: [values.length, 1], dtype: "float32" };
  };
  const readers = new Map(header.map((each, index) => [each, () => read(index)] as const));
  const places = new Map(header.map((each, index) => [each, index]));
  return ofReaders(
    readers,
    (each) => {
      const cell = probe?.cells[places.get(each)!];
      return cell === undefined || cell.trim() === "" || numberOf(cell) !== undefined;
    },
    isNamed,
  );
}

/** Each name once: a second column of the same name is counted. */
function namesOf(cells: readonly string[]): string[] {
  const names = new Set<string>();
  for (const [index, cell] of cells.entries()) {
    const name = cell.trim() === "" ? countedName(index) : cell.trim();
    let own = name;
    while (names.has(own)) own += ` (${countedName(index)})`;
    names.add(own);
  }
  return [...names];
}

const named: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  "+inf": Number.POSITIVE_INFINITY,
  "-inf": Number.NEGATIVE_INFINITY,
};

/** Undefined for what is no number. */
function numberOf(cell: string): number | undefined {
  const text = cell.trim();
  if (text === "") return undefined;
  // As Python and NumPy read it: `0x10` is no number in a table.
  const value = /^[+-]?0[xob]/i.test(text) ? Number.NaN : Number(text);
  if (!Number.isNaN(value)) return value;
  const word = text.toLowerCase();
  return Object.hasOwn(named, word) ? named[word] : undefined;
}
