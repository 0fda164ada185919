/** The loss and its gradient along the sample set's axis, for each target. */

import type { LossSource, SeriesEvaluation } from "../../evaluate/evaluation.ts";
import { say } from "../../python/say.ts";
import { curvePoints } from "../../samples/curve-points.ts";
import type { SampleAxis, SampleSet, SampleTarget } from "../../samples/sample-set.ts";
import { targetWords } from "../../samples/target-words.ts";
import type { Axis, CurveData, Series } from "../plot-data.ts";
import { createBlameList, placedBlames, pointBlames } from "./blames.ts";
import { askCrowd } from "./crowd.ts";
import { type Asking, alongDirections, askPoints, batchWords, type PointAnswers, sentences } from "./question.ts";

export async function askCurve(asking: Asking): Promise<CurveData> {
  const { set, source, companions, domain } = asking.question;
  const axis = drawnAxis(set.axis, domain);
  const blames = createBlameList();
  const own: Series[] = [];
  let batch = 1;
  let words: string | undefined;
  for (const [index, target] of set.targets.entries()) {
    const x = curvePoints(axis.domain, set, target);
    const evaluation = await askAlong(asking, source, target, x);
    if ("batch" in evaluation && evaluation.batch > batch) {
      batch = evaluation.batch;
      words = batchWords(evaluation);
    }
    own.push({
      id: `loss-${index}`,
      label: targetWords(target.label),
      role: "loss",
      target: index,
      x: Float32Array.from(x),
      loss: evaluation.values,
      gradient: alongAxis(evaluation.gradients, set, target, x),
      ...pointBlames(blames, evaluation),
    });
  }
  const kept = withoutCopies(own, set);
  const others: Series[] = [];
  for (const companion of companions) {
    for (const { target: index } of kept) others.push(await companionSeries(asking, companion, index, axis));
  }
  return {
    view: "curve",
    axis,
    lossLabel: lossLabel(set, batch),
    gradientLabel: set.gradientLabel,
    targets: set.targets.map(({ label, value, at }) => ({ label: targetWords(label), value, at })),
    series: [...kept, ...others],
    blames: placedBlames(asking.question, blames.list),
    explanation: sentences(set.explanation?.(), words),
    ...(batch === 1 ? {} : { batch }),
    ...(set.crowd === undefined ? {} : { crowd: Float32Array.from(set.crowd, ([value]) => value ?? Number.NaN) }),
  };
}

async function companionSeries(
  asking: Asking,
  { id, label, role, source }: { id: string; label: string; role: "comparison" | "saved"; source: LossSource },
  index: number,
  axis: Axis,
): Promise<Series> {
  const { set } = asking.question;
  const target = set.targets[index]!;
  const x = curvePoints(axis.domain, set, target);
  const evaluation = await askAlong(asking, source, target, x);
  const isOfBatch = "batch" in evaluation && evaluation.batch > 1;
  return {
    id: `${id}-${index}`,
    label: isOfBatch ? say("{0}, batch of {1}", label, evaluation.batch) : label,
    role,
    target: index,
    x: Float32Array.from(x),
    loss: evaluation.values,
    gradient: alongAxis(evaluation.gradients, set, target, x),
  };
}

function askAlong(
  asking: Asking,
  source: LossSource,
  target: SampleTarget,
  x: readonly number[],
): Promise<PointAnswers | SeriesEvaluation> {
  const { set } = asking.question;
  const predictions = x.map((at) => set.predictionAt(at, target));
  if (set.crowd !== undefined) return askCrowd(asking, source, predictions, [...set.crowd]);
  return askPoints(
    asking,
    source,
    predictions.map((yPred) => ({ yTrue: target.yTrue, yPred })),
  );
}

/** Along the direction in which the prediction moves at each point. */
export function alongAxis(
  gradients: Float32Array | null,
  set: SampleSet,
  target: SampleTarget,
  x: readonly number[],
): Float32Array | null {
  return alongDirections(
    gradients,
    x.map((at) => set.directionAt(at, target)),
  );
}

function lossLabel({ crowd }: SampleSet, batch: number): string {
  if (crowd !== undefined) return say("Mean loss over {0} targets", crowd.length);
  return batch === 1 ? say("Loss") : say("Loss of a batch of {0}", batch);
}

/** The axis as drawn: all of it, or the part that is zoomed into, within what a prediction can be. */
export function drawnAxis({ label, domain, bounds }: SampleAxis, zoom: readonly [number, number] | null): Axis {
  const low = Math.max(zoom?.[0] ?? domain[0], bounds[0] ?? Number.NEGATIVE_INFINITY);
  const high = Math.min(zoom?.[1] ?? domain[1], bounds[1] ?? Number.POSITIVE_INFINITY);
  return { label, domain: low < high ? [low, high] : [...domain], bounds: [...bounds] };
}

/** Targets that a loss treats alike would hide one another: the first stands for all. */
export function withoutCopies(series: readonly Series[], { targets }: SampleSet): Series[] {
  const [first, ...others] = series;
  if (first === undefined || others.length === 0) return [...series];
  const isSame = others.every(
    ({ x, loss }) =>
      loss.length === first.loss.length &&
      loss.every((value, i) => Object.is(value, first.loss[i]) && x[i] === first.x[i]),
  );
  if (!isSame) return [...series];
  const isClass = targets[0]?.label.startsWith("class ") === true;
  return [{ ...first, label: isClass ? say("every class") : say("every target") }];
}
