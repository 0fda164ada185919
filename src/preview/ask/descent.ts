/** Predictions moved by the loss's own gradient: would training with it get anywhere? */

import type { DescentEvaluation } from "../../evaluate/evaluation.ts";
import type { SampleSet, SampleTarget } from "../../samples/sample-set.ts";
import { toBatch } from "../../samples/sample-sets.ts";
import type { DescentData } from "../plot-data.ts";
import { drawnAxis } from "./curve.ts";
import { type Asking, NoPicture, numberOption } from "./question.ts";
import { verdictOf } from "./verdict.ts";

export const defaultSteps = 100;
export const defaultRates = { sgd: 0.1, adam: 0.05 } as const;

interface Start {
  readonly target: SampleTarget;
  readonly x: number;
}

export async function askDescent(asking: Asking): Promise<DescentData> {
  const { set, source, limits, options } = asking.question;
  const optimizer = options.optimizer === "adam" ? "adam" : "sgd";
  const starts = startsOf(set);
  const batch = toBatch(
    set,
    starts.map(({ target }) => target.yTrue),
    starts.map(({ target, x }) => set.predictionAt(x, target)),
  );
  const answer = await asking.evaluator.ask(
    {
      kind: "descent",
      source,
      ...batch,
      optimizer,
      learningRate: numberOption(asking, "learningRate", defaultRates[optimizer]),
      steps: Math.round(numberOption(asking, "steps", defaultSteps)),
      limits,
    },
    asking.signal,
  );
  if (answer.kind === "failure") throw new NoPicture(answer.failure);
  if (answer.kind !== "descent") throw new Error(`The evaluator answered '${answer.kind}' to 'descent'.`);
  const path = onAxis(answer, set, starts);
  const axis = drawnAxis(set.axis, null);
  const samples = starts.map(({ target }) => ({ label: target.label, target: target.at }));
  const { losses, isConnected, gradients, blames } = answer;
  const width = set.yPredShape.reduce((a, b) => a * b, 1);
  const pull = pullOf(gradients, width, starts.length);
  const verdict = verdictOf({ axis, losses, path, samples, isConnected, pull, blames });
  return {
    view: "descent",
    axis,
    losses,
    path,
    samples,
    verdict: {
      state: verdict.state,
      text: verdict.text,
      place: verdict.blame === undefined ? null : asking.question.placeOf(verdict.blame.path, verdict.blame.range),
    },
  };
}

/** Two predictions for each target, away from it on both sides. */
function startsOf({ axis, targets }: SampleSet): Start[] {
  const [low, high] = axis.domain;
  return targets.flatMap((target) => [0.15, 0.85].map((part) => ({ target, x: low + (high - low) * part })));
}

/** Where on the axis each prediction is. A prediction of several numbers is put where it is nearest to the axis. */
function onAxis({ path }: DescentEvaluation, set: SampleSet, starts: readonly Start[]): Float32Array {
  const width = set.yPredShape.reduce((a, b) => a * b, 1);
  if (width === 1) return path;
  const [low, high] = set.axis.domain;
  const candidates = Array.from({ length: 101 }, (_, index) => low + ((high - low) * index) / 100);
  const grids = starts.map(({ target }) => candidates.map((x) => set.predictionAt(x, target)));
  const result: number[] = [];
  for (let point = 0; point * width < path.length; point++) {
    const grid = grids[point % starts.length]!;
    let best = Number.NaN;
    let least = Number.POSITIVE_INFINITY;
    for (const [index, prediction] of grid.entries()) {
      let distance = 0;
      for (let part = 0; part < width; part++) distance += (prediction[part]! - path[point * width + part]!) ** 2;
      if (distance < least) [least, best] = [distance, candidates[index]!];
    }
    result.push(best);
  }
  return Float32Array.from(result);
}

/** The size of what pulls at one sample before a step: NaN or infinite where a part of it is. */
function pullOf(gradients: Float32Array, width: number, count: number): (step: number, sample: number) => number {
  return (step, sample) => {
    const start = (step * count + sample) * width;
    let sum = 0;
    for (let part = start; part < start + width; part++) sum += Math.abs(gradients[part] ?? Number.NaN);
    return sum;
  };
}
