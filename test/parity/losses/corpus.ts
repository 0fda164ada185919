/** A parity corpus: losses as text, and what real Keras said of them. */

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { DType, Literal, NumericArray } from "../../../src/evaluate/evaluation.ts";

/** As the golden files have a number: NaN and infinities are strings. */
export type GoldenNumber = number | "NaN" | "Infinity" | "-Infinity";

export interface GoldenArray {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: readonly GoldenNumber[];
}

/** What one call gave: a value and a gradient, or the type of the exception. */
export type GoldenResult =
  | { readonly value: GoldenArray; readonly gradient: readonly GoldenNumber[] | null; readonly error?: undefined }
  | { readonly error: string };

export type GoldenRun = GoldenResult & { readonly input: string; readonly keras?: GoldenResult };

export interface GoldenLoss {
  readonly name: string;
  readonly form: "function" | "factory" | "class" | "method";
  readonly parameters: Readonly<Record<string, Literal>>;
  readonly runs: readonly GoldenRun[];
}

export interface GoldenFile {
  readonly path: string;
  readonly text: string;
  /** The version that the file means. */
  readonly keras: string;
  readonly losses: readonly GoldenLoss[];
}

export interface Corpus {
  readonly files: readonly GoldenFile[];
  /** The tensors of `regression/0`. */
  input(name: string): { readonly yTrue: NumericArray; readonly yPred: NumericArray };
}

type JsonLiteral =
  | null
  | boolean
  | string
  | JsonLiteral[]
  | { int: string }
  | { float: number }
  | { tuple: JsonLiteral[] };

function literal(json: JsonLiteral): Literal {
  if (json === null || typeof json === "boolean" || typeof json === "string") return json;
  if (Array.isArray(json)) return json.map(literal);
  if ("int" in json) return BigInt(json.int);
  if ("float" in json) return json.float;
  return { tuple: json.tuple.map(literal) };
}

/** Plain numbers of a golden array. */
export function numbers(data: readonly GoldenNumber[]): number[] {
  return data.map(Number);
}

function array(golden: GoldenArray): NumericArray {
  return { data: numbers(golden.data), shape: golden.shape, dtype: golden.dtype };
}

/** Reads `cases/*.py` and `golden/*.json` of a folder. */
export function readCorpus(folder: URL): Corpus {
  const read = (path: string) => readFileSync(fileURLToPath(new URL(path, folder)), "utf8");
  const stems = readdirSync(fileURLToPath(new URL("cases/", folder)))
    .filter((name) => name.endsWith(".py"))
    .map((name) => name.slice(0, -".py".length))
    .sort();
  const inputs = JSON.parse(read("golden/inputs.json")) as Record<string, { yTrue: GoldenArray; yPred: GoldenArray }[]>;
  const files = stems.map((stem): GoldenFile => {
    const golden = JSON.parse(read(`golden/${stem}.json`)) as {
      keras: string;
      losses: (Omit<GoldenLoss, "parameters"> & { parameters: Record<string, JsonLiteral> })[];
    };
    const losses = golden.losses.map((loss) => ({
      ...loss,
      parameters: Object.fromEntries(Object.entries(loss.parameters).map(([key, value]) => [key, literal(value)])),
    }));
    return { path: `${stem}.py`, text: read(`cases/${stem}.py`), keras: golden.keras, losses };
  });
  return {
    files,
    input(name) {
      const [kind, index] = name.split("/") as [string, string];
      const pair = inputs[kind]![Number(index)]!;
      return { yTrue: array(pair.yTrue), yPred: array(pair.yPred) };
    },
  };
}
