/** Whole batches of which it is known which way they get worse, though no sample by itself is right or wrong. */

import { normal, seededRandom } from "../samples/random.ts";
import type { SampleSet } from "../samples/sample-set.ts";
import { batchOf, type SampleBatch } from "../samples/sample-sets.ts";
import { plainNumber } from "./evidence-words.ts";
import { isFalling } from "./ladder.ts";
import type { LossRun } from "./loss-run.ts";
import type { ShownRun } from "./probe.ts";
import { exactBatch, lossAt } from "./pulled-one-way.ts";

export interface WrongWay {
  readonly atTarget: number;
  readonly evidence: string;
  readonly shown: readonly ShownRun[];
  /** All losses on the way. */
  readonly values: readonly number[];
}

const seeds = [1, 2, 3];
const shares = [0, 0.25, 0.5, 0.75, 1];

/**
 * The loss is largest for batches that are predicted exactly, and falls on the way to those in which each sample has the
 * prediction of another: what compares directions or ranks of a batch sees nothing of a prediction that is only larger.
 */
export async function findExchanged(run: LossRun, set: SampleSet): Promise<WrongWay | undefined> {
  if (set.exactly === undefined) return undefined;
  let first: WrongWay | undefined;
  for (const seed of seeds) {
    const exact = exactBatch(set, seed);
    const { data } = exact.yPred;
    const width = data.length / exact.yPred.shape[0]!;
    const batches = shares.map((share) =>
      withPredictions(exact, (value, at) => value + share * (data[(at + width) % data.length]! - value)),
    );
    const values = await lossesAt(run, batches);
    if (values === undefined || !isLargestFirst(values)) return undefined;
    const [atTarget, end] = [values[0]!, values.at(-1)!];
    first ??= {
      atTarget,
      values,
      evidence: `${plainNumber(atTarget)} for a batch that is predicted exactly, ${plainNumber(end)} if each of its samples has the prediction of the next`,
      shown: [
        { label: "predicted exactly", batch: exact },
        { label: "each with the prediction of the next", batch: batches.at(-1)! },
      ],
    };
  }
  return first;
}

/** Half of the way is as far as another sample's prediction is the farther one. */
function isLargestFirst(values: readonly number[]): boolean {
  const [exact] = values;
  return isFalling(values.slice(0, 3)) && values.slice(3).every((value) => value < exact!);
}

/** How far predictions go: in standard deviations, and what positive ones are multiplied by, as a power of e. */
const distances = [-6, -3, 0, 3, 6];
const powers = [-1.2, -0.6, 0, 0.6, 1.2];

/**
 * The loss falls without an end whichever way all predictions move, and the opposite way too, in every direction that is
 * tried. Only for predictions of which none is said to be right, and that may be any number or any positive one.
 */
export async function findBottomless(run: LossRun, set: SampleSet): Promise<WrongWay | undefined> {
  const [low, high] = set.axis.bounds;
  const isPositive = low === 0;
  if (set.prediction !== "vector" || set.exactly !== undefined || (low !== null && !isPositive) || high !== null)
    return undefined;
  let first: WrongWay | undefined;
  for (const seed of seeds) {
    const batch = batchOf(set, { seed });
    const random = seededRandom(100 + seed);
    const direction = Array.from(batch.yPred.data, () => normal(random));
    const batches = isPositive
      ? powers.map((power) => withPredictions(batch, (value, at) => value * Math.exp(power * direction[at]!)))
      : distances.map((distance) => withPredictions(batch, (value, at) => value + distance * direction[at]!));
    const values = await lossesAt(run, batches);
    if (values === undefined || !fallsBothWays(values)) return undefined;
    const [behind, , middle, , ahead] = values.map(plainNumber);
    first ??= {
      atTarget: values[2]!,
      values,
      evidence: `${middle} for a batch, ${ahead} if its predictions move one way, ${behind} if they move the opposite way`,
      shown: [
        { label: "a batch", batch },
        { label: "moved one way", batch: batches.at(-1)! },
        { label: "moved the opposite way", batch: batches[0]! },
      ],
    };
  }
  return first;
}

/** Ever faster towards both ends: nothing holds it. */
function fallsBothWays([farBack, back, middle, ahead, farAhead]: readonly number[]): boolean {
  const falls = (near: number, far: number): boolean => near - far > 1e-3 && near - far > 0.9 * (middle! - near);
  return falls(back!, farBack!) && falls(ahead!, farAhead!);
}

function withPredictions(batch: SampleBatch, move: (value: number, at: number) => number): SampleBatch {
  return { ...batch, yPred: { ...batch.yPred, data: Float32Array.from(batch.yPred.data, move) } };
}

/** Undefined where one of them has none. */
async function lossesAt(run: LossRun, batches: readonly SampleBatch[]): Promise<readonly number[] | undefined> {
  const values: number[] = [];
  for (const batch of batches) {
    const value = await lossAt(run, batch);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}
