/** The loss of each of the user's own rows. */

import type { NumericArray } from "../../evaluate/evaluation.ts";
import { say } from "../../python/say.ts";
import type { DataFileResult } from "../../samples/data-file.ts";
import type { SampleBatch } from "../../samples/sample-sets.ts";
import type { DatasetData } from "../plot-data.ts";
import { type Asking, askSeries } from "./question.ts";

export async function askDataset(asking: Asking): Promise<DatasetData> {
  const chosen = asking.question.data ?? null;
  const nothing = new Float32Array();
  const empty: DatasetData = {
    view: "data",
    name: null,
    problem: null,
    rows: 0,
    loss: nothing,
    yTrue: nothing,
    yPred: nothing,
    yTrueWidth: 1,
    yPredWidth: 1,
    mean: Number.NaN,
  };
  if (chosen === null) return empty;
  const columns = columnsOf(chosen.result);
  if (chosen.result.kind === "problem")
    return { ...empty, name: chosen.name, problem: chosen.result.text, ...(columns === undefined ? {} : { columns }) };
  const { source } = asking.question;
  const all = chosen.result.data;
  const rows = all.yPred.shape[0] ?? 0;
  const every = await strideFor(asking, all, rows);
  const { yTrue, yPred } = every === 1 ? all : { yTrue: everyNth(all.yTrue, every), yPred: everyNth(all.yPred, every) };
  const { values } = await askSeries(asking, source, { yTrue, yPred });
  const shown = yPred.shape[0] ?? 0;
  if (every > 1) {
    const message = say(
      "The loss gives one number for a batch: of the {0} rows one in {1} is shown, each as a batch of its own.",
      rows,
      every,
    );
    asking.notes.push({ message, path: source.file.path, range: undefined });
  }
  return {
    view: "data",
    name: chosen.name,
    problem: null,
    rows: shown,
    loss: values,
    yTrue: Float32Array.from(yTrue.data),
    yPred: Float32Array.from(yPred.data),
    yTrueWidth: yTrue.data.length / shown,
    yPredWidth: yPred.data.length / shown,
    mean: values.reduce((sum, value) => sum + value, 0) / shown,
    ...(every === 1 ? {} : { every }),
    ...(columns === undefined ? {} : { columns }),
  };
}

function columnsOf({ columns, choice }: DataFileResult): DatasetData["columns"] {
  return columns?.map(({ name, isNumeric }) => ({
    name,
    isNumeric,
    isTarget: choice?.yTrue.includes(name) === true,
    isPrediction: choice?.yPred.includes(name) === true,
  }));
}

/** Rows that each need a call of their own are a few thousand at most. */
const mostCalls = 2000;

/** One where all rows are asked at once or are few. */
async function strideFor(asking: Asking, { yTrue, yPred }: SampleBatch, rows: number): Promise<number> {
  if (rows <= mostCalls) return 1;
  const step = Math.floor(rows / 3);
  const few = { yTrue: everyNth(yTrue, step), yPred: everyNth(yPred, step) };
  const { returns, dependsOnBatch } = await askSeries(asking, asking.question.source, few);
  return returns === "scalar" || dependsOnBatch ? Math.ceil(rows / mostCalls) : 1;
}

/** Each so-many-th row, from the first. */
function everyNth({ data, shape, dtype }: NumericArray, every: number): NumericArray {
  const rows = shape[0] ?? 0;
  const width = data.length / rows;
  const kept = Math.ceil(rows / every);
  const values = Float32Array.from(
    { length: kept * width },
    (_, index) => data[Math.floor(index / width) * every * width + (index % width)] ?? Number.NaN,
  );
  return { data: dtype === "int32" ? Int32Array.from(values) : values, shape: [kept, ...shape.slice(1)], dtype };
}
