/**
 * A loss on whole batches that are right, less right and wrong. One sample of a batch says little of a loss that mixes
 * its batch: here all move together.
 */

import type { SampleSet, SampleTarget } from "../samples/sample-set.ts";
import { type SampleBatch, toBatch } from "../samples/sample-sets.ts";

export interface Rung {
  /** How far every prediction is from its target: 0 is exact, 1 as far as the axis goes. */
  readonly distance: number;
  readonly batch: SampleBatch;
}

const distances = [0, 0.1, 0.3, 0.6, 1];
const fewOfEach = 3;
/** As in training: what sums over the batch shows itself in large ones. */
export const manyOfEach = 16;

/** Undefined where the set does not say which prediction is exact. */
export function ladder(set: SampleSet, samplesOfEach: number = fewOfEach): readonly Rung[] | undefined {
  const targets = set.targets.filter(hasPlace);
  if (targets.length < set.targets.length || targets.length === 0) return undefined;
  const rows = Array.from({ length: samplesOfEach * targets.length }, (_, at) => targets[at % targets.length]!);
  return distances.map((distance) => {
    const predictions = rows.map((target) => set.predictionAt(away(set, target.at, distance), target));
    return {
      distance,
      batch: toBatch(
        set,
        rows.map(({ yTrue }) => yTrue),
        predictions,
      ),
    };
  });
}

function hasPlace(target: SampleTarget): target is SampleTarget & { readonly at: number } {
  return target.at !== null;
}

/** Towards the end of the axis that is farther. */
function away({ axis }: SampleSet, at: number, distance: number): number {
  const [low, high] = axis.domain;
  return at + distance * (high - at > at - low ? high - at : low - at);
}

/** Largest where every prediction is exact, and ever smaller from there. */
export function isFalling(values: readonly number[]): boolean {
  if (!values.every(Number.isFinite)) return false;
  const scale = Math.max(...values.map(Math.abs), 1e-3);
  return (
    values.every((value, at) => at === 0 || value < values[at - 1]! + 1e-4 * scale) &&
    values[0]! - values.at(-1)! > 1e-3 * scale
  );
}
