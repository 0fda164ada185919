/** Predictions moved by the loss's own gradient: would training with it get anywhere? */

import type { DescentEvaluation } from "../../evaluate/evaluation.ts";
import type { SampleSet, SampleTarget } from "../../samples/sample-set.ts";
import { toBatch } from "../../samples/sample-sets.ts";
import type { DescentData } from "../plot-data.ts";
import { drawnAxis } from "./curve.ts";
import { type Asking, NoPicture, numberOption } from "./question.ts";

export const defaultSteps = 100;
export const defaultRates = { sgd: 0.1, adam: 0.05 } as const;

/** A prediction this near to its target, in parts of the axis, has arrived. */
const nearEnough = 0.02;

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
  return {
    view: "descent",
    axis: drawnAxis(set.axis, null),
    losses: answer.losses,
    path,
    samples: starts.map(({ target }) => ({ label: target.label, target: target.at })),
    verdict: verdictOf(answer, path, starts, set),
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

function verdictOf(
  { losses, gradientNorms, isConnected }: DescentEvaluation,
  path: Float32Array,
  starts: readonly Start[],
  { axis }: SampleSet,
): DescentData["verdict"] {
  const steps = losses.length - 1;
  if (!isConnected) return { state: "warn", text: "The loss has no gradient: nothing moves." };
  const bad = losses.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    return { state: "warn", text: `The loss is ${Number.isNaN(losses[bad]) ? "NaN" : "infinite"} after ${bad} steps.` };
  const reach = nearEnough * (axis.domain[1] - axis.domain[0]);
  const last = (step: number) => [...path.slice(step * starts.length, (step + 1) * starts.length)];
  if (starts.every(({ target }) => target.at !== null)) {
    for (let step = 0; step <= steps; step++) {
      if (last(step).every((x, index) => Math.abs(x - starts[index]!.target.at!) <= reach))
        return { state: "ok", text: `Reaches the targets in ${step} steps.` };
    }
  }
  const stalled = gradientNorms.indexOf(0);
  if (stalled >= 0) return { state: "warn", text: `Stalls after ${stalled} steps: the gradient is 0.` };
  const first = losses[0]!;
  const final = losses[steps]!;
  if (final < 0 && final < losses[Math.floor(steps / 2)]! - 0.25 * Math.abs(first - final))
    return { state: "warn", text: "Runs away below zero: the loss has no smallest value on the way." };
  if (final > first) return { state: "warn", text: `The loss grows: a smaller learning rate may help.` };
  const fallen = first === 0 ? 0 : Math.round((1 - final / first) * 100);
  return { state: "ok", text: `After ${steps} steps the loss has fallen by ${fallen} %.` };
}
