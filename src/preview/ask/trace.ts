/** What each expression of a loss is on the points of its picture: asked as those were, so that both say the same. */

import type { EvaluationFailure, NumericArray } from "../../evaluate/evaluation.ts";
import type { Evaluator } from "../../evaluate/evaluator.ts";
import type { Trace, TraceRequest } from "../../evaluate/trace-question.ts";
import { extentOf } from "../../losses/extent.ts";
import type { Observation, Observations, Subject } from "../../probes/observe.ts";
import { companyOf, curveBatch, type SampleBatch, toBatch } from "../../samples/sample-sets.ts";

/** The loss on all the points on which it was observed. */
export function askTrace(
  subject: Subject,
  observations: Observations,
  evaluator: Evaluator,
  signal?: AbortSignal,
): Promise<Trace | EvaluationFailure> {
  const batches = observations.targets.map(({ target, x }) => curveBatch(observations.set, target, x));
  const rows: SampleBatch = {
    yTrue: oneAfterAnother(batches.map(({ yTrue }) => yTrue)),
    yPred: oneAfterAnother(batches.map(({ yPred }) => yPred)),
  };
  return ask(subject, observations, rows, evaluator, signal);
}

/** The loss at one point of its picture's axis; the sample that moves comes first where there are others. */
export function askTraceAt(
  subject: Subject,
  observations: Observations,
  { target }: Observation,
  x: number,
  evaluator: Evaluator,
  signal?: AbortSignal,
): Promise<Trace | EvaluationFailure> {
  const { set } = observations;
  const rows = toBatch(set, [target.yTrue], [set.predictionAt(x, target)]);
  return ask(subject, observations, rows, evaluator, signal);
}

async function ask(
  { source, loss, limits }: Subject,
  { set, targets }: Observations,
  rows: SampleBatch,
  evaluator: Evaluator,
  signal: AbortSignal | undefined,
): Promise<Trace | EvaluationFailure> {
  const batch = Math.max(...targets.map(({ series }) => series.batch));
  const isTogether = targets.every(({ series }) => series.returns === "perSample" && !series.dependsOnBatch);
  const request: TraceRequest = {
    kind: "trace",
    source,
    ...rows,
    points: isTogether ? "together" : "apart",
    batch,
    ...(batch > 1 ? { company: companyOf(set) } : {}),
    within: extentOf(loss),
    limits,
  };
  const answer = await evaluator.ask(request, signal);
  if (answer.kind === "failure") return answer.failure;
  if (answer.kind !== "trace") throw new Error(`The evaluator answered '${answer.kind}' to 'trace'.`);
  return answer;
}

function oneAfterAnother(arrays: readonly NumericArray[]): NumericArray {
  const [first] = arrays as [NumericArray, ...NumericArray[]];
  const size = arrays.reduce((sum, { data }) => sum + data.length, 0);
  const data = first.dtype === "int32" ? new Int32Array(size) : new Float32Array(size);
  let at = 0;
  let rows = 0;
  for (const each of arrays) {
    data.set(each.data, at);
    at += each.data.length;
    rows += each.shape[0] ?? 0;
  }
  return { data, shape: [rows, ...first.shape.slice(1)], dtype: first.dtype };
}
