/**
 * Losses that pull every prediction the same way, whatever its target is: a difference whose square is missing, in a sum
 * with other terms, in a mean over a whole picture, weighted, beneath a matrix product.
 */

import type { Evaluation } from "../evaluate/evaluation.ts";
import type { SampleSet } from "../samples/sample-set.ts";
import { batchOf, type SampleBatch } from "../samples/sample-sets.ts";
import { plainNumber } from "./evidence-words.ts";
import type { LossRun } from "./loss-run.ts";
import type { ShownRun } from "./probe.ts";

export interface OneWay {
  /** The value of a batch that is predicted exactly. */
  readonly atTarget: number;
  /** Both values, and what the batches are. */
  readonly evidence: string;
  readonly shown: readonly ShownRun[];
}

/** Undefined where the set does not say which prediction is exact. */
export async function findOneWay(run: LossRun, set: SampleSet): Promise<OneWay | undefined> {
  if (set.exactly === undefined && set.id !== "margin") return undefined;
  const blind = await isBlind(run, set);
  if (!blind && !(await neverTurns(run, set))) return undefined;
  const exact = exactBatch(set);
  const atTarget = await lossAt(run, exact);
  if (atTarget === undefined) return undefined;
  let lowest: { readonly value: number; readonly label: string; readonly batch: SampleBatch } | undefined;
  for (const { label, batches } of waysFrom(set, exact, blind ? [1, 10] : [1])) {
    const values: number[] = [atTarget];
    for (const batch of batches) {
      const value = await lossAt(run, batch);
      if (value !== undefined) values.push(value);
    }
    const [value, batch] = [values.at(-1)!, batches.at(-1)!];
    const falls = blind ? isLess(value, atTarget) : fallsEvenly(values);
    if (values.length > batches.length && falls && value < (lowest?.value ?? atTarget))
      lowest = { value, label, batch };
  }
  if (lowest === undefined) return undefined;
  return {
    atTarget,
    evidence: `${plainNumber(atTarget)} for a batch that is predicted exactly, ${plainNumber(lowest.value)} ${lowest.label}`,
    shown: [
      { label: "predicted exactly", batch: exact },
      { label: lowest.label, batch: lowest.batch },
    ],
  };
}

function isLess(value: number, other: number): boolean {
  return other - value > 1e-3 * Math.max(Math.abs(value), Math.abs(other), 1e-3);
}

const samples = 6;

/** Samples by chance, each of which is predicted exactly. */
export function exactBatch(set: SampleSet, seed?: number): SampleBatch {
  const { yTrue, yPred } = batchOf(set, { size: samples, ...(seed === undefined ? {} : { seed }) });
  const width = yTrue.data.length / samples;
  const rows = Array.from({ length: samples }, (_, at) => [...yTrue.data].slice(at * width, (at + 1) * width));
  return { yTrue, yPred: { ...yPred, data: Float32Array.from(rows.flatMap((row) => set.exactly?.(row) ?? row)) } };
}

export async function lossAt(run: LossRun, batch: SampleBatch): Promise<number | undefined> {
  const value = (await run.evaluate(batch))?.value.data[0];
  return value === undefined || !Number.isFinite(value) ? undefined : value;
}

/** The same gradient for two targets of the same prediction, of which the value is another: training never sees the target. */
async function isBlind(run: LossRun, set: SampleSet): Promise<boolean> {
  for (const seed of [1, 2]) {
    const batch = batchOf(set, { size: samples, seed });
    const before = await run.evaluate(batch);
    const after = await run.evaluate({ ...batch, yTrue: otherTargets(set, batch) });
    if (before === undefined || after === undefined || !hasOtherValue(before, after)) return false;
    const [one, other] = [gradientOf(before), gradientOf(after)];
    if (one === undefined || other === undefined) return false;
    const largest = Math.max(...one.map(Math.abs));
    if (largest < 1e-6 || one.some((each, at) => Math.abs(each - other[at]!) > 1e-4 * largest)) return false;
  }
  return true;
}

/** Those of other samples; of masks, which are all the same, those of another class. */
function otherTargets(set: SampleSet, { yTrue }: SampleBatch): SampleBatch["yTrue"] {
  const { data, shape } = yTrue;
  const others = batchOf(set, { size: samples, seed: 7 }).yTrue;
  if (others.data.some((each, at) => each !== data[at])) return others;
  const classes = shape.at(-1)!;
  if (set.prediction === "probability") return { ...yTrue, data: data.map((each) => 1 - each) };
  return { ...yTrue, data: data.map((_, at) => data[at - (at % classes) + ((at + 1) % classes)]!) };
}

/**
 * Be it by what rounding leaves of a target that cancels: what does not look at the target passes something through on
 * purpose.
 */
function hasOtherValue(one: Evaluation, other: Evaluation): boolean {
  return one.value.data[0] !== other.value.data[0];
}

function gradientOf({ gradient }: Evaluation): readonly number[] | undefined {
  const data = gradient === null ? undefined : [...gradient.data];
  return data?.every(Number.isFinite) === true ? data : undefined;
}

/** Every part of the gradient has the same sign, where the prediction is too large and where it is too small. */
async function neverTurns(run: LossRun, set: SampleSet): Promise<boolean> {
  const { prediction, yTrueShape, yPredShape } = set;
  if ((prediction !== "real" && prediction !== "probability") || yTrueShape.join() !== yPredShape.join()) return false;
  let sign = 0;
  for (const seed of [1, 2, 3]) {
    const batch = batchOf(set, { size: samples, seed });
    const evaluation = await run.evaluate(batch);
    const gradient = evaluation && gradientOf(evaluation);
    if (evaluation === undefined || gradient === undefined) return false;
    const turned = await run.evaluate({ ...batch, yTrue: otherTargets(set, batch) });
    if (turned === undefined || !hasOtherValue(evaluation, turned)) return false;
    const largest = Math.max(...gradient.map(Math.abs));
    let above = 0;
    let below = 0;
    for (const [at, each] of gradient.entries()) {
      if (Math.abs(each) <= 1e-4 * largest) continue;
      if (sign !== 0 && Math.sign(each) !== sign) return false;
      sign = Math.sign(each);
      if (batch.yPred.data[at]! > batch.yTrue.data[at]!) above++;
      else below++;
    }
    if (Math.min(above, below) < 0.1 * (above + below)) return false;
  }
  return sign !== 0;
}

export interface Way {
  readonly label: string;
  /** Ever farther from the exact one, by the same steps. */
  readonly batches: readonly SampleBatch[];
}

const steps = [0.25, 0.5, 0.75, 1];

/** From exact predictions: all of them up or down, or to one class everywhere. */
export function waysFrom(
  { prediction, axis }: SampleSet,
  exact: SampleBatch,
  distances: readonly number[] = [1],
): readonly Way[] {
  const { yPred } = exact;
  const moved = (move: (value: number, at: number) => number): SampleBatch => ({
    ...exact,
    yPred: { ...yPred, data: Float32Array.from(yPred.data, move) },
  });
  if (prediction === "real" || prediction === "positive") {
    const [low, high] = axis.domain;
    const signs = prediction === "real" ? [1, -1] : [1];
    const shifts = distances.flatMap((distance) =>
      signs.map((sign): Way => {
        const far = (distance * (high - low)) / 2;
        const label = `if all are ${plainNumber(far)} ${sign > 0 ? "larger" : "smaller"}`;
        return { label, batches: steps.map((step) => moved((value) => value + sign * step * far)) };
      }),
    );
    const toZero = { label: "for 0 everywhere", batches: steps.map((step) => moved((value) => (1 - step) * value)) };
    return [...shifts, toZero];
  }
  if (prediction === "probability")
    return [1, 0].map((end) => ({
      label: `for ${end} everywhere`,
      batches: steps.map((step) => moved((value) => value + step * (end - value))),
    }));
  if (prediction !== "probabilities") return [];
  const classes = yPred.shape.at(-1)!;
  return Array.from({ length: classes }, (_, index) => ({
    label: `for class ${index} everywhere`,
    batches: steps.map((step) => moved((value, at) => value + step * ((at % classes === index ? 1 : 0) - value))),
  }));
}

/** All the way, and at the end not much slower than at the start. */
function fallsEvenly(values: readonly number[]): boolean {
  const scale = Math.max(...values.map(Math.abs), 1e-3);
  const falls = values.slice(1).map((value, at) => values[at]! - value);
  return falls.every((fall) => fall > 1e-4 * scale) && falls.at(-1)! > 0.3 * falls[0]!;
}
