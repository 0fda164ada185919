/** The person's own rows: a histogram of their losses, and targets over predictions. */

import type { DataFileResult } from "../../samples/data-file.ts";
import { barsOf } from "../plot/dataset.ts";
import { indented, pythonLiteral, pythonText } from "./literals.ts";
import { drawnBy, type ScriptPart, type ScriptSubject, type Shown, titled } from "./subject.ts";

type ReadData = Extract<DataFileResult, { kind: "data" }>;

/** Undefined while no file is chosen, or one that cannot be read. */
export function datasetPart(subject: ScriptSubject): ScriptPart | undefined {
  const { losses, question, shown } = subject;
  const { data } = question;
  if (data === undefined || data === null || data.result.kind !== "data") return undefined;
  const read = data.result;
  const { yTrue, yPred } = read.data;
  const isScatter = [yTrue, yPred].every(({ shape }) => shape.slice(1).every((size) => size === 1));
  const body = [
    "y_true, y_pred = read_rows()",
    `values, _ = each_alone(${losses.own.expression}, y_true, y_pred)`,
    'worst = np.argsort(-np.where(np.isnan(values), np.inf, values), kind="stable")[:10]',
    'print("The worst rows:", *(f"{row}: {values[row]:.6g}" for row in worst), sep="\\n")',
    ...(isScatter
      ? ["figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4))"]
      : ["figure, left = plt.subplots(figsize=(6, 4))"]),
    `left.hist(values[np.isfinite(values)], bins=${binsOf(shown)})`,
    'left.set_xlabel("loss")',
    'left.set_ylabel("rows")',
    ...(isScatter
      ? [
          "right.scatter(y_pred.reshape(-1), y_true.reshape(-1), s=8)",
          'right.scatter(y_pred.reshape(-1)[worst], y_true.reshape(-1)[worst], s=20, label="the ten worst")',
          'right.axline((0, 0), slope=1, color="gray", linestyle="--", linewidth=0.8)',
          'right.set_xlabel("y_pred")',
          'right.set_ylabel("y_true")',
          "right.legend()",
        ]
      : []),
    titled(subject),
  ];
  return drawnBy("draw_data", body, readingFunctions(data.name, data.path, read));
}

/** The edges of the page's bars. */
function binsOf({ data }: Shown): string {
  const bars = data.view === "data" ? barsOf(data.loss, 20) : [];
  return bars.length === 0 ? "20" : pythonLiteral([...bars.map(({ from }) => from), bars.at(-1)!.to]);
}

const imports: Readonly<Record<string, string>> = { csv: "import csv", json: "import json" };

/** The file read again, as the preview reads it: the same columns are targets and predictions. */
function readingFunctions(name: string, path: string, { data, choice, columns, isNamed }: ReadData): string[] {
  const ending = /\.(npz|npy|json|tsv)$/i.exec(name)?.[1]?.toLowerCase();
  const kind = ending === undefined || ending === "tsv" ? "csv" : (ending as "npz" | "npy" | "json");
  const places = (names: readonly string[]): string =>
    pythonLiteral(names.map((each) => BigInt(columns.findIndex((column) => column.name === each))));
  const names = (chosen: readonly string[]): string => pythonLiteral([...chosen]);
  const byPlace = kind === "npy" || kind === "csv" || !isNamed;
  return [
    "def read_rows():",
    ...indented([
      ...(imports[kind] === undefined ? [] : [imports[kind], ""]),
      `path = ${pythonText(path)}`,
      `targets = ${byPlace ? places(choice.yTrue) : names(choice.yTrue)}`,
      `predictions = ${byPlace ? places(choice.yPred) : names(choice.yPred)}`,
      ...(kind === "csv" ? csvReader(isNamed) : isNamed ? readers[kind] : matrixReaders[kind]),
      "",
      "def chosen(columns, dtype):",
      "    parts = [np.asarray(column(each), dtype) for each in columns]",
      "    parts = [each[:, None] if each.ndim == 1 else each for each in parts]",
      "    return parts[0] if len(parts) == 1 else np.concatenate([each.reshape(len(each), -1) for each in parts], axis=1)",
      "",
      `return chosen(targets, "${data.yTrue.dtype}"), chosen(predictions, "${data.yPred.dtype}")`,
    ]),
    "",
    "",
  ];
}

function csvReader(isNamed: boolean): string[] {
  return [
    'with open(path, encoding="utf-8-sig", newline="") as file:',
    "    first = file.readline()",
    '    separator = "\\t" if path.endswith(".tsv") else next((each for each in ",;\\t" if each in first), ",")',
    "    file.seek(0)",
    "    rows = [row for row in csv.reader(file, delimiter=separator) if any(cell.strip() for cell in row)]",
    ...(isNamed ? ["rows = rows[1:]"] : []),
    "",
    "def column(place):",
    "    return [float(row[place]) for row in rows]",
  ];
}

const readers = {
  npz: ["arrays = np.load(path)", "column = arrays.__getitem__"],
  npy: ["array = np.load(path)", "", "def column(place):", "    return array[:, place]"],
  json: [
    'with open(path, encoding="utf-8") as file:',
    "    found = json.load(file)",
    "",
    "def column(name):",
    "    return [row[name] for row in found] if isinstance(found, list) else found[name]",
  ],
} as const;

const matrixReaders = {
  ...readers,
  json: [
    'with open(path, encoding="utf-8") as file:',
    "    array = np.asarray(json.load(file))",
    "",
    "def column(place):",
    "    return array[:, place]",
  ],
} as const;
