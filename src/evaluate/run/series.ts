/** Many independent points of a curve: in one call where the loss allows it, else one by one. */

import type { Blame, NumericArray, SeriesEvaluation, SeriesRequest } from "../evaluation.ts";
import { PythonError } from "../failure.ts";
import { blamePoints } from "./point-blames.ts";
import type { CallResult, Session } from "./session.ts";

/** Above this many elements the tensors of each point are disposed before the next. */
const largeSeries = 200_000;

/** The loss and its gradient at each point. */
export function series(request: SeriesRequest, session: Session): SeriesEvaluation {
  const { yTrue, yPred } = request;
  const count = yPred.shape[0] ?? 0;
  if (yPred.shape.length === 0 || yTrue.shape[0] !== count) {
    throw new PythonError("ValueError", "A series needs y_true and y_pred with one entry for each point.");
  }
  const whole = session.call(yTrue, yPred, "perSample");
  const hasEntryPerSample = whole.shape.length > 0 && whole.shape[0] === count;
  const alone = (index: number): CallResult => {
    const run = yPred.data.length > largeSeries ? session.callAlone : session.call;
    return run(entry(yTrue, index), entry(yPred, index), "perSample");
  };
  const isIndependent = hasEntryPerSample && probes(count).every((index) => agrees(whole, alone(index), index, count));
  const blamed = (forward: readonly (Blame | undefined)[], gradients: Float32Array | null) =>
    blamePoints(session.blames(), forward, gradients, count, (index) =>
      session.blameGradient(entry(yTrue, index), entry(yPred, index), "perSample"),
    );
  if (isIndependent) {
    const gradients = whole.gradient === null ? null : Float32Array.from(whole.gradient.data);
    return {
      ...shared(session, whole, "perSample"),
      values: Float32Array.from(whole.value.data),
      gradients,
      isConnected: whole.gradient !== null,
      dependsOnBatch: false,
      ...blamed(whole.blamed, gradients),
    };
  }
  const points = Array.from({ length: count }, (_, index) => alone(index));
  const values = Float32Array.from(points, (point) => average(point.value));
  const isConnected = points.some((point) => point.gradient !== null);
  const gradients = isConnected ? gathered(points, yPred) : null;
  const forward = points.map((point) => point.blamed.find((blame) => blame !== undefined));
  return {
    ...shared(session, whole, hasEntryPerSample ? "perSample" : "scalar"),
    values,
    gradients,
    isConnected,
    dependsOnBatch: hasEntryPerSample || !isMeanOrSum(average(whole.value), values),
    ...blamed(forward, gradients),
  };
}

function shared(session: Session, whole: CallResult, returns: SeriesEvaluation["returns"]) {
  return {
    kind: "series" as const,
    returns,
    valueShape: whole.shape,
    notes: session.notes,
    log: session.log,
  };
}

/** Two points that are evaluated alone, to see whether the others have a say. */
function probes(count: number): number[] {
  return count < 2 ? [] : [...new Set([Math.floor(count / 3), count - 1])];
}

/** One entry of a batch, as a batch of its own. */
function entry({ data, shape, dtype }: NumericArray, index: number): NumericArray {
  const [count, ...rest] = shape as [number, ...number[]];
  const size = data.length / Math.max(1, count);
  return { data: data.slice(index * size, (index + 1) * size), shape: [1, ...rest], dtype };
}

function agrees(whole: CallResult, alone: CallResult, index: number, count: number): boolean {
  if (alone.value.data.length !== 1) return false;
  if (!isClose(whole.value.data[index]!, alone.value.data[0]!)) return false;
  if (whole.gradient === null || alone.gradient === null) return whole.gradient === alone.gradient;
  const size = whole.gradient.data.length / count;
  const { data } = alone.gradient;
  return (
    data.length === size &&
    Array.from(data).every((each, at) => isClose(each, whole.gradient!.data[index * size + at]!))
  );
}

function isClose(a: number, b: number): boolean {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b);
  return a === b || Math.abs(a - b) <= 1e-4 * Math.max(Math.abs(a), Math.abs(b)) + 1e-6;
}

function average({ data }: NumericArray): number {
  let sum = 0;
  for (const each of data) sum += each;
  return sum / data.length;
}

/** A scalar that only averages or adds up its samples does not mix them. */
function isMeanOrSum(whole: number, values: Float32Array): boolean {
  let sum = 0;
  for (const each of values) sum += each;
  const matches = (a: number, b: number): boolean => a === b || isNearly(a, b);
  return matches(whole, sum / values.length) || matches(whole, sum) || !Number.isFinite(sum);
}

function isNearly(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-3 * Math.max(Math.abs(a), Math.abs(b)) + 1e-5;
}

/** A point without a gradient among others that have one pulls nowhere. */
function gathered(points: readonly CallResult[], yPred: NumericArray): Float32Array {
  const gradients = new Float32Array(yPred.data.length);
  const size = yPred.data.length / Math.max(1, points.length);
  for (const [index, { gradient }] of points.entries()) if (gradient) gradients.set(gradient.data, index * size);
  return gradients;
}
