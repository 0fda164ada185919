import type { SampleSet } from "../samples/sample-set.ts";
import { companions, type SampleBatch, toBatch } from "../samples/sample-sets.ts";
import { plainNumber } from "./evidence-words.ts";
import { defineProbe, type ProbeContext } from "./probe.ts";

/** Samples are compared with each other on purpose: pairs, ranks, correlations, views of one sample. */
const onPurpose =
  /matmul|einsum|tensordot|transpose|\bdot\(|\bsort\(|top_k|shuffle|contrast|triplet|rank|list_?net|cox|corr|barlow|vicreg|batch|covariance|normali[sz]/iu;
const ofPairs = /^(?:labelled-vectors|views|pairs|survival|embedding)$/u;

export const dependsOnBatch = defineProbe({
  id: "depends-on-batch",
  severity: "info",
  summary: "The loss of a sample changes with the other samples of its batch",

  async ask(context) {
    const { loss, isSurelyLoss, module, run, report } = context;
    const observed = await run.observed();
    if (observed.kind === "failure" || !observed.observations.isSure || !isSurelyLoss) return;
    const { set } = observed.observations;
    // A Dice over the whole batch, added to what each pixel says, is a habit of those who segment pictures.
    if (set.yPredShape.length === 3) return;
    if (ofPairs.test(set.id) || onPurpose.test(module.text.slice(loss.range.start, loss.range.end))) return;
    const { spread } = (await run.judged())!;
    // One number for the whole batch is a statistic over it, as its author wrote it.
    if (spread !== null) return;
    const values = await inTwoBatches(context, set);
    if (values === undefined) return;
    const [one, other] = values.values.map(plainNumber);
    report(
      undefined,
      `A sample's loss by '${loss.name}' changes with the other samples of its batch: ${one} beside some, ${other} beside others.`,
      { shown: values.batches.map((batch, at) => ({ label: at === 0 ? "beside some" : "beside others", batch })) },
    );
  },
});

/** A batch is as large as no other axis of what is returned, of which a difference or a window is one shorter. */
function sizeFor({ yTrueShape, yPredShape }: SampleSet): number {
  const lengths = [...yTrueShape, ...yPredShape];
  return [5, 7, 9, 11, 13].find((size) => lengths.every((length) => Math.abs(length - size) > 1)) ?? 15;
}

interface Two {
  readonly values: readonly number[];
  readonly batches: readonly SampleBatch[];
}

const before = 2;

/** The loss of one sample in two batches; undefined where it is the same, or not one number for each sample. */
async function inTwoBatches(context: ProbeContext, set: SampleSet): Promise<Two | undefined> {
  // What differs by rounding alone says that others are looked at, and is no example of it.
  for (let place = 0; place < 3; place++) {
    const two = await inTwoOf(context, set, place);
    if (two === undefined) return undefined;
    const [one = 0, other = 0] = two.values;
    const differs = Math.abs(one - other);
    if (differs === 0) return undefined;
    // What is left where large values cancel is rounding, however much it differs from itself.
    const rounding = Math.max(1e-3 * Math.max(Math.abs(one), Math.abs(other)), 1e-5 * two.largest);
    if (differs > rounding && plainNumber(one) !== plainNumber(other)) return two;
  }
  return undefined;
}

/** The loss of the sample at `place` among the set's, beside two halves of all the others. */
async function inTwoOf(
  { run }: ProbeContext,
  set: SampleSet,
  place: number,
): Promise<(Two & { readonly largest: number }) | undefined> {
  const batchSize = sizeFor(set);
  const others = companions(set, 2 * batchSize - 1);
  const [sample] = others.splice(place, 1);
  const values: number[] = [];
  const batches: SampleBatch[] = [];
  let largest = 0;
  for (const from of [0, batchSize - 1]) {
    const mates = others.slice(from, from + batchSize - 1);
    // Some before it, some after it: what is summed along the batch knows only those before, or only those after.
    const rows = [...mates.slice(0, before), sample!, ...mates.slice(before)];
    const batch = toBatch(
      set,
      rows.map(({ yTrue }) => yTrue),
      rows.map(({ yPred }) => yPred),
    );
    batches.push(batch);
    const evaluation = await run.evaluate(batch, { as: "direct" });
    if (evaluation === undefined || evaluation.value.shape[0] !== batchSize) return undefined;
    const { data } = evaluation.value;
    const width = data.length / batchSize;
    let sum = 0;
    for (let at = 0; at < width; at++) sum += data[before * width + at]!;
    for (const value of data) largest = Math.max(largest, Math.abs(value));
    values.push(sum / width);
  }
  return { values, batches, largest };
}
