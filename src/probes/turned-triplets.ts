/** Triplets that cost nothing in some directions: a difference of two vectors that is summed without its square. */

import type { SampleSet } from "../samples/sample-set.ts";
import type { SampleBatch } from "../samples/sample-sets.ts";
import { tripletAt } from "../samples/vector-sets.ts";
import { plainNumber } from "./evidence-words.ts";
import type { LossRun } from "./loss-run.ts";
import type { ShownRun } from "./probe.ts";

export interface TurnedTriplet {
  /** The larger value of the two. */
  readonly atTarget: number;
  readonly evidence: string;
  readonly shown: readonly ShownRun[];
}

/** What counts in a triplet are distances or angles: turned as a whole it has the same loss, or nearly the same. */
export async function findTurnedTriplet(run: LossRun, set: SampleSet): Promise<TurnedTriplet | undefined> {
  if (set.id !== "embedding") return undefined;
  const angles = Array.from({ length: directions }, (_, at) => (2 * Math.PI * at) / directions);
  const isOfRows = (await run.judged())?.returns === "perSample";
  const batchOf = (row: readonly number[]): SampleBatch => ({
    yTrue: { data: Float32Array.of(0), shape: [1, 1], dtype: "float32" },
    // A loss that takes one point each by its index has an axis of three.
    yPred: { data: Float32Array.from(row), shape: isOfRows ? [1, 6] : [1, 3, 2], dtype: "float32" },
  });
  const valuesOf = async (rows: readonly (readonly number[])[]): Promise<readonly number[] | undefined> => {
    const values: number[] = [];
    for (const row of rows) {
      const value = (await run.evaluate(batchOf(row)))?.value.data[0];
      if (value === undefined || !Number.isFinite(value)) return undefined;
      values.push(value);
    }
    return values;
  };
  const kinds = [
    { words: "a positive that is far and a negative that is near", rows: angles.map((at) => tripletAt(at, far, near)) },
    { words: "a positive that is near and a negative that is far", rows: angles.map((at) => tripletAt(at, near, far)) },
  ];
  const known: { words: string; rows: readonly (readonly number[])[]; values: readonly number[] }[] = [];
  for (const { words, rows } of kinds) {
    const values = await valuesOf(rows);
    if (values === undefined) return undefined;
    known.push({ words, rows, values });
  }
  const whole = rangeOf(known.flatMap(({ values }) => values));
  for (const { words, rows, values } of known) {
    if (rangeOf(values) <= most * whole) continue;
    if (!(await isOfThisLayout(rows, values, valuesOf))) continue;
    const large = values.indexOf(Math.max(...values));
    const small = values.indexOf(Math.min(...values));
    return {
      atTarget: values[large]!,
      evidence: `${plainNumber(values[large]!)} for ${words}, ${plainNumber(values[small]!)} for the same three points turned`,
      shown: [
        { label: words, batch: batchOf(rows[large]!) },
        { label: "the same three points turned", batch: batchOf(rows[small]!) },
      ],
    };
  }
  return undefined;
}

const directions = 12;
/** Angles from the anchor, in radians. */
const near = 0.15;
const far = 2;
/** By so much of all its range a loss may change: sums of absolute differences are not the same in all directions. */
const most = 0.6;

function rangeOf(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}

/** Whether all that counts is where the three points lie to each other, or their angles: then they are what they are taken for. */
async function isOfThisLayout(
  rows: readonly (readonly number[])[],
  values: readonly number[],
  valuesOf: (rows: readonly (readonly number[])[]) => Promise<readonly number[] | undefined>,
): Promise<boolean> {
  const moved = rows.map((row) => row.map((value, at) => value + (at % 2 === 0 ? 0.7 : -0.3)));
  const scaled = rows.map((row) => row.map((value, at) => value * [1.5, 0.7, 2][Math.floor(at / 2)]!));
  for (const other of [moved, scaled]) {
    const others = await valuesOf(other);
    if (others?.every((value, at) => Math.abs(value - values[at]!) <= 1e-3 * Math.max(1, Math.abs(value)))) return true;
  }
  return false;
}
