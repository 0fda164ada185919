/** Labels of one whole number for each sample: a column, (N, 1), or flat, (N,), as Keras 3 hands them on. */

import { isFrom } from "../keras/release.ts";
import { fitLabels } from "../samples/file-model.ts";
import type { SampleSet } from "../samples/sample-set.ts";
import type { Subject } from "./observe.ts";

/**
 * The same set with flat labels; undefined where there is no such thing. Keras 2 makes a column of them before a loss
 * sees them, and a file that says how long its labels' axes are has the last word.
 */
export function withFlatLabels<Id extends string>(
  set: SampleSet<Id>,
  { loss, source }: Subject,
): SampleSet<Id> | undefined {
  const { yTrueDType, yTrueShape, yPredShape } = set;
  const isColumn = yTrueDType === "int32" && yTrueShape.join() === "1" && yPredShape.length === 1 && yPredShape[0]! > 1;
  if (!isColumn || !isFrom(source.keras.version, "3") || fitLabels(loss)?.rank === 2) return undefined;
  return { ...set, yTrueShape: [] };
}
