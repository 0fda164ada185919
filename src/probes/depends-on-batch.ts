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
async function inTwoBatches({ run }: ProbeContext, set: SampleSet): Promise<Two | undefined> {
  const batchSize = sizeFor(set);
  const [sample, ...others] = companions(set, 2 * batchSize - 1);
  const values: number[] = [];
  const batches: SampleBatch[] = [];
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
    const width = evaluation.value.data.length / batchSize;
    let sum = 0;
    for (let at = 0; at < width; at++) sum += evaluation.value.data[before * width + at]!;
    values.push(sum / width);
  }
  const [one = 0, other = 0] = values;
  return Math.abs(one - other) > 1e-3 * Math.max(Math.abs(one), Math.abs(other)) ? { values, batches } : undefined;
}
