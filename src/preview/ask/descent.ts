/** Predictions moved by the loss's own gradient: would training with it get anywhere? */

import type { LossSource } from "../../evaluate/evaluation.ts";
import type { Sample, SampleSet, SampleTarget } from "../../samples/sample-set.ts";
import { companions, toBatch } from "../../samples/sample-sets.ts";
import { targetWords } from "../../samples/target-words.ts";
import type { DescentData } from "../plot-data.ts";
import { placedBlames } from "./blames.ts";
import { drawnAxis } from "./curve.ts";
import { type Asking, askOnce, askPoints, NoPicture, numberOption, type WithOptions } from "./question.ts";
import { verdictOf } from "./verdict.ts";

export const defaultSteps = 100;
export const defaultRates = { sgd: 0.1, adam: 0.05 } as const;

interface Start {
  readonly target: SampleTarget;
  readonly x: number;
}

export function optimizerOf(options: WithOptions["question"]["options"]): keyof typeof defaultRates {
  return options.optimizer === "adam" ? "adam" : "sgd";
}

/** How predictions are moved, as the view's options say. */
export function descentSettings(asking: WithOptions): {
  readonly optimizer: keyof typeof defaultRates;
  readonly learningRate: number;
  readonly steps: number;
} {
  const optimizer = optimizerOf(asking.question.options);
  return {
    optimizer,
    learningRate: numberOption(asking, "learningRate", defaultRates[optimizer]),
    steps: Math.round(numberOption(asking, "steps", defaultSteps)),
  };
}

export async function askDescent(asking: Asking): Promise<DescentData> {
  const { set, source, limits } = asking.question;
  const starts = startsOf(set);
  const samples = starts.map(({ target, x }) => ({ yTrue: target.yTrue, yPred: set.predictionAt(x, target) }));
  // A prediction that is trained on a crowd is a row for each of its targets.
  const crowd = set.crowd ?? null;
  const { batch, spread } = crowd === null ? await askPoints(asking, source, samples) : { batch: 1, spread: null };
  const rows = crowd
    ? samples.flatMap(({ yPred }) => crowd.map((yTrue) => ({ yTrue, yPred })))
    : [...samples, ...companionsInDescent(set, batch)];
  const tied = crowd?.length ?? 1;
  const answer = await asking.evaluator.ask(
    { kind: "descent", source, ...batchOfSamples(set, rows), ...descentSettings(asking), tied, limits },
    asking.signal,
  );
  if (answer.kind === "failure") throw new NoPicture(answer.failure);
  if (answer.kind !== "descent") throw new Error(`The evaluator answered '${answer.kind}' to 'descent'.`);
  const { losses, isConnected, blames } = answer;
  const width = set.yPredShape.reduce((a, b) => a * b, 1);
  const own = (values: Float32Array): Float32Array =>
    firstRows(everyFirst(values, tied, width), rows.length / tied, starts.length, width);
  const path = onAxis(own(answer.path), set, starts);
  const axis = drawnAxis(set.axis, null);
  const pull = pullOf(own(answer.gradients), width, starts.length);
  const steps = losses.length - 1;
  const lowest = batch > 1 ? new Set<number>() : await lowestLosses(asking, starts, path, pull, steps);
  const whole = pullOf(answer.gradients, answer.gradients.length / (steps + 1), 1);
  const verdict = verdictOf({
    axis,
    losses,
    path,
    samples: starts.map(({ target }) => ({ label: targetWords(target.label), target: target.at })),
    isConnected,
    pull,
    blames,
    isLowest: (at) => lowest.has(at),
    ...(batch === 1
      ? {}
      : {
          batch: {
            size: rows.length,
            exact: await exactLoss(asking, source, rows),
            isSpread: spread !== null,
            losses,
            isPulled: whole(steps, 0) !== 0,
          },
        }),
  });
  return {
    view: "descent",
    axis,
    losses,
    path,
    samples: starts.map(({ target }) => ({ label: targetWords(target.label), target: target.at })),
    ...(batch === 1 ? {} : { batch: rows.length }),
    verdict: {
      state: verdict.state,
      text: verdict.text,
      blame: verdict.blame === undefined ? null : (placedBlames(asking.question, [verdict.blame])[0] ?? null),
    },
  };
}

/**
 * Those that are trained beside the samples that are drawn, where the loss mixes its batch: as many as make a batch of
 * the size that the loss needs, or one twice, four times as large.
 */
function companionsInDescent(set: SampleSet, batch: number): Sample[] {
  if (batch === 1) return [];
  const starts = startsOf(set).length;
  let size = batch;
  while (size < starts + leastCompany) size *= 2;
  return companions(set, size - starts);
}

const leastCompany = 3;

function batchOfSamples(set: SampleSet, samples: readonly Sample[]) {
  return toBatch(
    set,
    samples.map(({ yTrue }) => yTrue),
    samples.map(({ yPred }) => yPred),
  );
}

/** The loss of the batch with predictions that are what the targets say; null where they say no one prediction. */
async function exactLoss(asking: Asking, source: LossSource, rows: readonly Sample[]): Promise<number | null> {
  const { set } = asking.question;
  const { exactly } = set;
  if (exactly === undefined) return null;
  const exact = rows.map(({ yTrue }) => ({ yTrue, yPred: exactly(yTrue) }));
  const { value } = await askOnce(asking, source, batchOfSamples(set, exact), "keras");
  return value.data[0] ?? null;
}

/** Of each step's rows the first `kept`. */
function firstRows(values: Float32Array, rows: number, kept: number, width: number): Float32Array {
  return rows === kept ? values : values.filter((_, index) => Math.floor(index / width) % rows < kept);
}

/** The first row of each group of rows that are one prediction. */
function everyFirst(values: Float32Array, tied: number, width: number): Float32Array {
  if (tied === 1) return values;
  return values.filter((_, index) => Math.floor(index / width) % tied === 0);
}

/** So many places on the axis say where a loss is smallest. */
const placesTried = 65;

/** Of the samples without a target which have nothing that pulls at them because their loss is smallest there. */
async function lowestLosses(
  asking: Asking,
  starts: readonly Start[],
  path: Float32Array,
  pull: (step: number, sample: number) => number,
  steps: number,
): Promise<ReadonlySet<number>> {
  const { set, source } = asking.question;
  const still = starts.flatMap(({ target }, sample) =>
    target.at === null && pull(steps, sample) === 0 ? [sample] : [],
  );
  const found = new Set<number>();
  for (const sample of still) {
    const { target } = starts[sample]!;
    const [low, high] = set.axis.domain;
    const places = Array.from({ length: placesTried }, (_, index) => low + ((high - low) * index) / (placesTried - 1));
    const { values } = await askPoints(
      asking,
      source,
      [path[steps * starts.length + sample]!, ...places].map((x) => ({
        yTrue: target.yTrue,
        yPred: set.predictionAt(x, target),
      })),
    );
    const [own = Number.NaN, ...others] = values;
    const finite = others.filter(Number.isFinite);
    const least = Math.min(...finite);
    if (own <= least + 1e-3 * (Math.max(...finite) - least)) found.add(sample);
  }
  return found;
}

/** Two predictions for each target, away from it on both sides. */
export function startsOf({ axis, targets }: SampleSet): Start[] {
  const [low, high] = axis.domain;
  return targets.flatMap((target) => [0.15, 0.85].map((part) => ({ target, x: low + (high - low) * part })));
}

/** Where on the axis each prediction is. A prediction of several numbers is put where it is nearest to the axis. */
function onAxis(path: Float32Array, set: SampleSet, starts: readonly Start[]): Float32Array {
  const width = set.yPredShape.reduce((a, b) => a * b, 1);
  if (width === 1) return path;
  const [low, high] = set.axis.domain;
  const candidates = Array.from({ length: 101 }, (_, index) => low + ((high - low) * index) / 100);
  const grids = starts.map(({ target }) => candidates.map((x) => set.predictionAt(x, target)));
  return Float32Array.from({ length: path.length / width }, (_, point) =>
    nearestOn(grids[point % starts.length]!, candidates, path.subarray(point * width, (point + 1) * width)),
  );
}

/** The place of the nearest point on a line through predictions; beyond its ends it goes straight on. */
function nearestOn(line: readonly (readonly number[])[], places: readonly number[], point: Float32Array): number {
  const distanceTo = (share: number, from: readonly number[], to: readonly number[]): number => {
    let sum = 0;
    for (let part = 0; part < point.length; part++)
      sum += (from[part]! + share * (to[part]! - from[part]!) - point[part]!) ** 2;
    return sum;
  };
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, each] of line.entries()) {
    const distance = distanceTo(0, each, each);
    if (distance < least) [least, nearest] = [distance, index];
  }
  if (!Number.isFinite(least)) return Number.NaN;
  let best = places[nearest]!;
  for (const index of [nearest - 1, nearest]) {
    const [from, to] = [line[index], line[index + 1]];
    if (from === undefined || to === undefined) continue;
    let [along, length] = [0, 0];
    for (let part = 0; part < point.length; part++) {
      const way = to[part]! - from[part]!;
      along += way * (point[part]! - from[part]!);
      length += way * way;
    }
    const start = index === 0 ? Number.NEGATIVE_INFINITY : 0;
    const end = index === line.length - 2 ? Number.POSITIVE_INFINITY : 1;
    const share = length === 0 ? 0 : Math.min(end, Math.max(start, along / length));
    const distance = distanceTo(share, from, to);
    if (distance < least) [least, best] = [distance, places[index]! + share * (places[index + 1]! - places[index]!)];
  }
  return best;
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
