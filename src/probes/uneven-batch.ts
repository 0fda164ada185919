/**
 * Operations that put the batch's axis beside another one: a sum over `axis=0`, or one without `keepdims`, between two
 * terms. They raise for every batch but one of a single sample, or of just as many samples as the data have columns.
 */

import type { BuildError, BuildFailed, BuildSpecification, StaticShape } from "../evaluate/build-question.ts";
import { rankSampleSets } from "../samples/choose-sample-set.ts";
import { listLengths } from "../samples/start-values.ts";
import { type LossRun, specificationOf } from "./loss-run.ts";
import type { ProbeContext } from "./probe.ts";

/** Undefined where there are data for which it does not raise, whatever their rank and their width. */
export async function unevenBatch({ loss, module, run }: ProbeContext): Promise<BuildFailed | undefined> {
  const observed = await run.observed();
  if (observed.kind === "failure" && observed.failure.kind !== "python") return undefined;
  const set = observed.kind === "observed" ? observed.observations.set : observed.set;
  const failed = await run.build([specificationOf(set)]);
  if (failed.kind !== "failed" || failed.error.range === undefined || !meetsBatch(failed)) return undefined;
  const choices = rankSampleSets(loss, module, listLengths(run.subject.source.parameters));
  const isOfClasses = /^(?:probabilities|logits)$/u.test(set.prediction) || set.id === "quantiles";
  const hasColumns = isOfClasses && choices.some((each) => each.isSure && each.set.id === set.id);
  return (await failsEverywhere(run, { hasColumns })) ? failed : undefined;
}

/**
 * Whether building fails with predictions and targets of every common shape. `hasColumns`: with predictions of several
 * numbers each, as classes are.
 */
export async function failsEverywhere(
  run: LossRun,
  { hasColumns = false, fails = () => true }: { hasColumns?: boolean; fails?: (error: BuildError) => boolean } = {},
): Promise<boolean> {
  for (const each of everyRank()) {
    if (hasColumns && each.yPred.shape.at(-1) === 1) continue;
    const built = await run.build([each]);
    if (built.kind !== "failed" || !fails(built.error)) return false;
  }
  return true;
}

/**
 * `Incompatible shapes: [?,3] vs. [?]`: only where the axis is the batch's does TensorFlow say so. Where another axis
 * differs too, as in `…: [?,15,16,1], [?,15,16].`, the batch's stands beside a length.
 */
function meetsBatch({ error: { message }, specification }: BuildFailed): boolean {
  if (/^Incompatible shapes: .*\?/u.test(message)) return true;
  const [, one, other] = /^Dimensions must be equal.*: \[(\?[^\]]*)\], \[(\?[^\]]*)\]/u.exec(message) ?? [];
  const [, squeezed] = /^Can not squeeze dim\[\d+\], expected a dimension of 1, got (\d+)/u.exec(message) ?? [];
  const own = [...specification.yTrue.shape, ...specification.yPred.shape];
  if (squeezed !== undefined) return !own.includes(Number(squeezed));
  return one !== undefined && other !== undefined && one.split(",").length !== other.split(",").length;
}

const predictions: readonly StaticShape[] = [[1], [3], [6], [5, 1], [5, 3], [7, 6], [6, 6, 1], [6, 6, 3], [4, 4, 4, 2]];

/** What a model may give, and targets of its shape, of one number instead of the last axis, and without it. */
function* everyRank(): Generator<BuildSpecification> {
  for (const shape of predictions)
    for (const target of [shape, [...shape.slice(0, -1), 1], shape.slice(0, -1), [1], [2]])
      yield {
        yTrue: { shape: [null, ...target], dtype: "float32" },
        yPred: { shape: [null, ...shape], dtype: "float32" },
      };
}
