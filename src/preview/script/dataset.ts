/** The person's own rows: a histogram of their losses, and targets over predictions. */

import { predName, trueName } from "../../samples/data-file.ts";
import { barsOf } from "../plot/dataset.ts";
import { indented, pythonLiteral, pythonText } from "./literals.ts";
import { drawnBy, type ScriptPart, type ScriptSubject, type Shown, titled } from "./subject.ts";

/** Undefined while no file is chosen, or one that cannot be read. */
export function datasetPart(subject: ScriptSubject): ScriptPart | undefined {
  const { losses, question, shown } = subject;
  const { data } = question;
  if (data === undefined || data === null || data.result.kind !== "data") return undefined;
  const { yTrue, yPred } = data.result.data;
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
  return drawnBy("draw_data", body, readingFunctions(data.name, data.path, yTrue.dtype, yPred.dtype));
}

/** The edges of the page's bars. */
function binsOf({ data }: Shown): string {
  const bars = data.view === "data" ? barsOf(data.loss, 20) : [];
  return bars.length === 0 ? "20" : pythonLiteral([...bars.map(({ from }) => from), bars.at(-1)!.to]);
}

const imports: Readonly<Record<string, string>> = { csv: "import csv", json: "import json" };

/** The file read again, as the preview reads it: the same columns and keys are targets and predictions. */
function readingFunctions(name: string, path: string, trueDType: string, predDType: string): string[] {
  const extension = /\.(npz|npy|json)$/i.exec(name)?.[1]?.toLowerCase() ?? "csv";
  return [
    "def read_rows():",
    ...indented([
      ...(imports[extension] === undefined ? [] : [imports[extension]]),
      ...(extension === "npy" ? [] : ["import re", ""]),
      `path = ${pythonText(path)}`,
      ...(extension === "npy"
        ? []
        : [
            `is_true = re.compile(r"${trueName.source}", re.IGNORECASE).match`,
            `is_pred = re.compile(r"${predName.source}", re.IGNORECASE).match`,
          ]),
      ...readers[extension as keyof typeof readers],
      `y_true, y_pred = np.asarray(y_true, "${trueDType}"), np.asarray(y_pred, "${predDType}")`,
      "if y_true.ndim == 1:",
      "    y_true = y_true[:, None]",
      "if y_pred.ndim == 1:",
      "    y_pred = y_pred[:, None]",
      "return y_true, y_pred",
    ]),
    "",
    "",
  ];
}

const readers = {
  npz: [
    "arrays = np.load(path)",
    "y_true = arrays[next(filter(is_true, arrays.files))]",
    "y_pred = arrays[next(filter(is_pred, arrays.files))]",
  ],
  npy: ["y_true, y_pred = np.load(path).T"],
  json: [
    'with open(path, encoding="utf-8") as file:',
    "    found = json.load(file)",
    "if isinstance(found, list):",
    "    y_true = [row[next(filter(is_true, row))] for row in found]",
    "    y_pred = [row[next(filter(is_pred, row))] for row in found]",
    "else:",
    "    y_true, y_pred = found[next(filter(is_true, found))], found[next(filter(is_pred, found))]",
  ],
  csv: [
    'with open(path, encoding="utf-8-sig", newline="") as file:',
    "    first = file.readline()",
    '    separator = next((each for each in ",;\\t" if each in first), ",")',
    '    header = [name.strip().strip("\\"\'") for name in first.split(separator)]',
    "    rows = [row for row in csv.reader(file, delimiter=separator) if row]",
    "y_true = [[float(row[i]) for i, name in enumerate(header) if is_true(name)] for row in rows]",
    "y_pred = [[float(row[i]) for i, name in enumerate(header) if is_pred(name)] for row in rows]",
  ],
} as const;
