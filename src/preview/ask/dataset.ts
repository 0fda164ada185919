/** The loss of each of the user's own rows. */

import type { DataFileResult } from "../../samples/data-file.ts";
import type { DatasetData } from "../plot-data.ts";
import { type Asking, askSeries } from "./question.ts";

/** A chosen file, read; null while none is. */
export type ChosenData = { readonly name: string; readonly result: DataFileResult } | null;

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
  if (chosen.result.kind === "problem") return { ...empty, name: chosen.name, problem: chosen.result.text };
  const { yTrue, yPred } = chosen.result.data;
  const rows = yPred.shape[0] ?? 0;
  const { values } = await askSeries(asking, asking.question.source, { yTrue, yPred });
  return {
    view: "data",
    name: chosen.name,
    problem: null,
    rows,
    loss: values,
    yTrue: Float32Array.from(yTrue.data),
    yPred: Float32Array.from(yPred.data),
    yTrueWidth: yTrue.data.length / rows,
    yPredWidth: yPred.data.length / rows,
    mean: values.reduce((sum, value) => sum + value, 0) / rows,
  };
}
