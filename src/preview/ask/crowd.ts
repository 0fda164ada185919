/** Points that are each a mean over many targets: what an output learns shows only over them. */

import type { Blame, LossSource } from "../../evaluate/evaluation.ts";
import type { Sample } from "../../samples/sample-set.ts";
import { toBatch } from "../../samples/sample-sets.ts";
import { createBlameList } from "./blames.ts";
import { type Asking, askOnce, askSeries, type PointAnswers } from "./question.ts";

/** For each prediction the mean loss over the sample set's crowd of targets, and the mean's gradient. */
export async function askCrowd(
  asking: Asking,
  source: LossSource,
  predictions: readonly (readonly number[])[],
  crowd: Sample["yTrue"][],
): Promise<PointAnswers> {
  const { set } = asking.question;
  const batchOf = (rows: readonly (readonly number[])[]) =>
    toBatch(
      set,
      rows.flatMap(() => crowd),
      rows.flatMap((yPred) => crowd.map(() => yPred)),
    );
  const trial = await askSeries(asking, source, batchOf(predictions.slice(0, 1)));
  if (trial.returns === "scalar" || trial.dependsOnBatch) return askReduced(asking, source, predictions, crowd);
  const { values, gradients, blames, blamedForValue, blamedForGradient } = await askSeries(
    asking,
    source,
    batchOf(predictions),
  );
  const size = crowd.length;
  const width = gradients === null ? 0 : gradients.length / values.length;
  const first = (numbers: Int32Array | null): Int32Array | null =>
    numbers &&
    Int32Array.from(predictions, (_, point) => {
      const own = numbers.subarray(point * size, (point + 1) * size);
      return own.find((number) => number >= 0) ?? -1;
    });
  return {
    values: Float32Array.from(predictions, (_, point) => mean(values, point * size, size, 1)),
    gradients:
      gradients &&
      Float32Array.from({ length: predictions.length * width }, (_, at) =>
        mean(gradients, Math.floor(at / width) * size * width + (at % width), size, width),
      ),
    blames,
    blamedForValue: first(blamedForValue),
    blamedForGradient: first(blamedForGradient),
  };
}

/** A loss that mixes its batch gets each point's crowd as a batch, reduced as Keras reduces it. */
async function askReduced(
  asking: Asking,
  source: LossSource,
  predictions: readonly (readonly number[])[],
  crowd: Sample["yTrue"][],
): Promise<PointAnswers> {
  const width = predictions[0]?.length ?? 0;
  const values = new Float32Array(predictions.length);
  const gradients = new Float32Array(predictions.length * width);
  const numbers = { forward: new Int32Array(predictions.length), backward: new Int32Array(predictions.length) };
  const blames = createBlameList();
  let isConnected = false;
  for (const [point, yPred] of predictions.entries()) {
    const batch = toBatch(
      asking.question.set,
      crowd,
      crowd.map(() => yPred),
    );
    const answer = await askOnce(asking, source, batch, "keras");
    values[point] = answer.value.data[0] ?? Number.NaN;
    const numberOf = (direction: Blame["direction"]): number => {
      const blame = answer.blames.find((each) => each.direction === direction);
      return blame === undefined ? -1 : blames.numberOf(blame);
    };
    numbers.forward[point] = numberOf("forward");
    numbers.backward[point] = numberOf("backward");
    if (answer.gradient === null) continue;
    isConnected = true;
    for (let part = 0; part < width; part++) {
      // All rows are one prediction: what they pull together is what moves it.
      let sum = 0;
      for (let row = 0; row < crowd.length; row++) sum += answer.gradient.data[row * width + part]!;
      gradients[point * width + part] = sum;
    }
  }
  return {
    values,
    gradients: isConnected ? gradients : null,
    blames: blames.list,
    blamedForValue: numbers.forward,
    blamedForGradient: numbers.backward,
  };
}

function mean(values: ArrayLike<number>, start: number, count: number, stride: number): number {
  let sum = 0;
  for (let index = 0; index < count; index++) sum += values[start + index * stride] ?? Number.NaN;
  return sum / count;
}
