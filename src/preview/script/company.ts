/** A sample in the batch of its company, for a loss that mixes the samples of its batch. */

import type { SampleSet } from "../../samples/sample-set.ts";
import { companions } from "../../samples/sample-sets.ts";
import type { PlotData } from "../plot-data.ts";
import { pythonArray } from "./literals.ts";

/** How many samples the batch has whose loss each point of the picture is. */
export function batchShown({ data }: { readonly data: PlotData }): number {
  if ("curve" in data) return data.curve.batch ?? 1;
  if ("surface" in data) return data.surface.batch ?? 1;
  return "batch" in data ? (data.batch ?? 1) : 1;
}

/** The call that runs one sample, whose `y_true` and `y_pred` are a batch of one. */
export function oneSample(shown: { readonly data: PlotData }, loss: string): string {
  return batchShown(shown) > 1
    ? `in_company(${loss}, y_true, y_pred)`
    : `value_and_gradient(${loss}, y_true, y_pred, tf.identity)`;
}

export function companyFunctions(set: SampleSet, batch: number): string[] {
  const company = companions(set, batch - 1);
  const others = (key: "yTrue" | "yPred", dtype: string, shape: readonly number[]): string =>
    pythonArray(
      company.flatMap((each) => each[key]),
      dtype,
      [company.length, ...shape],
    );
  return [
    "def in_company(loss, y_true, y_pred):",
    '    """Each sample in a batch with others, which stay as they are: such a loss compares them."""',
    `    others_true = ${others("yTrue", set.yTrueDType, set.yTrueShape)}`,
    `    others_pred = ${others("yPred", "float32", set.yPredShape)}`,
    "    found = [",
    "        value_and_gradient(",
    "            loss,",
    "            np.concatenate([y_true[i : i + 1], others_true]),",
    "            np.concatenate([y_pred[i : i + 1], others_pred]),",
    "            tf.reduce_mean,",
    "        )",
    "        for i in range(len(y_pred))",
    "    ]",
    "    return np.array([value for value, _ in found]), np.array([gradient[0] for _, gradient in found])",
    "",
    "",
  ];
}
