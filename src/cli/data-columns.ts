/** `--target` and `--prediction`: which columns of a data file are which, as the page's own table of columns has it. */

import { basename } from "node:path";
import { largestFiles } from "../python/readable-file.ts";
import { type ColumnChoice, type DataFileResult, readDataFile } from "../samples/data-file.ts";
import { UsageError } from "./failure.ts";
import { readRegularFile } from "./read-file.ts";
import { reasonOf } from "./source.ts";

export const columnOptions = {
  target: { type: "string", multiple: true },
  prediction: { type: "string", multiple: true },
} as const;

export interface AskedColumns {
  readonly target?: readonly string[] | undefined;
  readonly prediction?: readonly string[] | undefined;
}

export const columnsWithoutData = "--target and --prediction name columns of a file: give it with --data FILE";

/** Whether the command line names columns at all. */
export function namesColumns({ target, prediction }: AskedColumns): boolean {
  return target !== undefined || prediction !== undefined;
}

/** The file with the columns that are asked for; what is not asked for is what looks like it by its name. */
export function readDataTable(path: string, asked: AskedColumns): DataFileResult {
  const bytes = readData(path);
  const read = (chosen?: Partial<ColumnChoice>): DataFileResult => readDataFile(basename(path), bytes, chosen);
  const first = read();
  const columns = first.columns?.map(({ name }) => name);
  if (columns === undefined) return first;
  const named = (option: keyof AskedColumns): readonly string[] | undefined =>
    asked[option]?.flatMap((given) => columnsOf(given, option, path, columns));
  const [yTrue, yPred] = [named("target"), named("prediction")];
  const both = yTrue?.find((name) => yPred?.includes(name));
  if (both !== undefined) throw new UsageError(`'${both}' cannot be both --target and --prediction`);
  const result = read({ ...(yTrue && { yTrue }), ...(yPred && { yPred }) });
  const isChosen = result.choice !== undefined && result.choice.yTrue.length > 0 && result.choice.yPred.length > 0;
  if (isChosen) return result;
  throw new UsageError(`${path}: name the columns with --target and --prediction: ${columns.join(", ")}`);
}

/** A column may have a comma in its name; otherwise commas separate several. */
function columnsOf(given: string, option: string, path: string, columns: readonly string[]): readonly string[] {
  const names = columns.includes(given) ? [given] : given.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !columns.includes(name));
  if (unknown !== undefined)
    throw new UsageError(`--${option}: ${path} has no column '${unknown}'; it has ${columns.join(", ")}`);
  return names;
}

function readData(path: string): Uint8Array {
  try {
    return readRegularFile(path, largestFiles.data);
  } catch (error) {
    throw new UsageError(`${path}: could not be read: ${reasonOf(error)}`);
  }
}
