/** All sample sets, and the batches that are made of them. */

import type { NumericArray } from "../evaluate/evaluation.ts";
import { batchSets } from "./batch-sets.ts";
import { boxSets } from "./box-sets.ts";
import { classSets } from "./class-sets.ts";
import { segmentation } from "./mask-set.ts";
import { packed } from "./packed-set.ts";
import { quantiles } from "./quantile-set.ts";
import { seededRandom } from "./random.ts";
import { rotationSet } from "./rotation-set.ts";
import type { Sample, SampleSet, SampleTarget } from "./sample-set.ts";
import { scalarSets } from "./scalar-sets.ts";
import { vectorSets } from "./vector-sets.ts";

const all = [
  ...scalarSets,
  ...classSets,
  segmentation,
  ...boxSets,
  ...vectorSets,
  ...batchSets,
  packed,
  quantiles,
  rotationSet("quaternion"),
] as const;

/** Whoever names another is told so by the types. */
export type SampleSetId = (typeof all)[number]["id"];

export const sampleSets: readonly SampleSet<SampleSetId>[] = all;

export const sampleSetIds: readonly string[] = sampleSets.map((set) => set.id);

export function findSampleSet(id: string): SampleSet<SampleSetId> | undefined {
  return sampleSets.find((set) => set.id === id);
}

export interface SampleBatch {
  /** Shape (samples, …yTrueShape). */
  readonly yTrue: NumericArray;
  /** Shape (samples, …yPredShape). */
  readonly yPred: NumericArray;
}

/** Samples by chance, the same for the same seed. */
export function batchOf(set: SampleSet, { size = 8, seed = 1 }: { size?: number; seed?: number } = {}): SampleBatch {
  const random = seededRandom(seed);
  const samples = Array.from({ length: size }, () => set.draw(random));
  return toBatch(
    set,
    samples.map((sample) => sample.yTrue),
    samples.map((sample) => sample.yPred),
  );
}

/** As many as the largest batch has beside the sample that moves. */
const mostCompany = 31;
const companySeed = 11;

/** The samples that stay where they are beside one that moves: near their targets and far from them, always the same. */
export function companyOf(set: SampleSet): SampleBatch {
  let company = companies.get(set);
  if (company === undefined) {
    const samples = companions(set, mostCompany);
    company = toBatch(
      set,
      samples.map(({ yTrue }) => yTrue),
      samples.map(({ yPred }) => yPred),
    );
    companies.set(set, company);
  }
  return company;
}

const companies = new WeakMap<SampleSet, SampleBatch>();

/** The same as samples, the first so many. */
export function companions(set: SampleSet, count: number): Sample[] {
  const random = seededRandom(companySeed);
  const drawn = Array.from({ length: mostCompany }, () => set.draw(random));
  return [...set.company, ...drawn].slice(0, count);
}

/** One sample for each point of the axis, all of one target. */
export function curveBatch(set: SampleSet, target: SampleTarget, points: readonly number[]): SampleBatch {
  return toBatch(
    set,
    points.map(() => target.yTrue),
    points.map((x) => set.predictionAt(x, target)),
  );
}

export function toBatch(
  set: SampleSet,
  yTrue: readonly (readonly number[])[],
  yPred: readonly (readonly number[])[],
): SampleBatch {
  return {
    yTrue: {
      data: set.yTrueDType === "int32" ? Int32Array.from(yTrue.flat()) : Float32Array.from(yTrue.flat()),
      shape: [yTrue.length, ...set.yTrueShape],
      dtype: set.yTrueDType,
    },
    yPred: { data: Float32Array.from(yPred.flat()), shape: [yPred.length, ...set.yPredShape], dtype: "float32" },
  };
}
