/** Where a loss is run along its axis: for its picture, and for all that is said about it. */

import type { SampleSet, SampleTarget } from "./sample-set.ts";

/**
 * Evenly over `domain`, of which the whole is the set's own; near a bound that the curve may run away at, denser; the
 * target itself is among them, bounds that no prediction reaches are not.
 */
export function curvePoints(
  [low, high]: readonly [number, number],
  { axis, curvePoints: pointCount }: SampleSet,
  { at }: SampleTarget,
): number[] {
  const points = new Set<number>();
  for (let index = 0; index < pointCount; index++) points.add(low + ((high - low) * index) / (pointCount - 1));
  const step = (high - low) / (pointCount - 1);
  for (const [bound, side] of [
    [axis.bounds[0], 1],
    [axis.bounds[1], -1],
  ] as const) {
    if (bound === null || bound < low || bound > high) continue;
    for (const part of [1e-5, 1e-4, 1e-3, 0.01, 0.05, 0.2, 0.5]) points.add(bound + side * part * step);
  }
  if (at !== null && at >= low && at <= high) points.add(at);
  return [...points]
    .filter((x) => (x !== axis.bounds[0] || axis.reaches[0]) && (x !== axis.bounds[1] || axis.reaches[1]))
    .sort((a, b) => a - b);
}
