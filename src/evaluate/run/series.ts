/** Many points of a curve: in one call where the loss allows it, else one by one, in company where it mixes its batch. */

import type { Blame, SeriesEvaluation, SeriesRequest } from "../evaluation.ts";
import { PythonError } from "../failure.ts";
import { attempt, average, entryOf, type InCompany, inCompany, isMeanOrSum } from "./company.ts";
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
  const tried = attempt(() => session.call(yTrue, yPred, "perSample"));
  // A loss may want a batch of another size than that of all points.
  if ("error" in tried && request.company === undefined) throw tried.error;
  const whole = "error" in tried ? undefined : tried.result;
  const hasEntryPerSample = whole !== undefined && whole.shape.length > 0 && whole.shape[0] === count;
  const alone = (index: number): CallResult => {
    const run = yPred.data.length > largeSeries ? session.callAlone : session.call;
    return run(entryOf(yTrue, index), entryOf(yPred, index), "perSample");
  };
  const isIndependent = hasEntryPerSample && probes(count).every((index) => agrees(whole, alone(index), index, count));
  if (isIndependent) {
    const gradients = whole.gradient === null ? null : Float32Array.from(whole.gradient.data);
    return {
      ...shared(session, whole.shape, "perSample"),
      values: Float32Array.from(whole.value.data),
      gradients,
      isConnected: whole.gradient !== null,
      dependsOnBatch: false,
      batch: 1,
      spread: null,
      ...blamePoints(session.blames(), whole.blamed, gradients, count, (index) =>
        session.blameGradient(entryOf(yTrue, index), entryOf(yPred, index), "perSample"),
      ),
    };
  }
  const together = inCompany(request, session);
  if (together !== undefined) return mixed(together, count, session);
  if (whole === undefined) throw (tried as { error: unknown }).error;
  const points = Array.from({ length: count }, (_, index) => alone(index));
  const found = ofPoints(points, yPred.data.length / Math.max(1, count), session, (index) =>
    session.blameGradient(entryOf(yTrue, index), entryOf(yPred, index), "perSample"),
  );
  const dependsOnBatch = request.company === undefined && (hasEntryPerSample || !isAddedUp(whole, found.values));
  return {
    ...shared(session, whole.shape, hasEntryPerSample ? "perSample" : "scalar"),
    ...found,
    dependsOnBatch,
    batch: 1,
    spread: null,
  };
}

/** Each point in the batch of its company, as Keras reduces it; its gradient is that of the sample that moves. */
function mixed({ size, batchOf }: InCompany, count: number, session: Session): SeriesEvaluation {
  const shape = attempt(() => session.call(batchOf(0).yTrue, batchOf(0).yPred, "direct"));
  const valueShape = "error" in shape ? [] : shape.result.shape;
  const points = Array.from({ length: count }, (_, index) => {
    const { yTrue, yPred } = batchOf(index);
    const run = yPred.data.length * count > largeSeries ? session.callAlone : session.call;
    return run(yTrue, yPred, "keras");
  });
  const width = batchOf(0).yPred.data.length / size;
  const found = ofPoints(points, width, session, (index) =>
    session.blameGradient(batchOf(index).yTrue, batchOf(index).yPred, "keras"),
  );
  return {
    ...shared(session, valueShape, valueShape[0] === size ? "perSample" : "scalar"),
    ...found,
    dependsOnBatch: true,
    batch: size,
    spread: session.spread() ?? null,
  };
}

/** `width`: how many numbers of a point's gradient are its own. */
function ofPoints(
  points: readonly CallResult[],
  width: number,
  session: Session,
  walk: (index: number) => Blame | undefined,
) {
  const isConnected = points.some((point) => point.gradient !== null);
  const gradients = isConnected ? gathered(points, width) : null;
  const forward = points.map((point) => point.blamed.find((blame) => blame !== undefined));
  return {
    values: Float32Array.from(points, (point) => average(point.value)),
    gradients,
    isConnected,
    ...blamePoints(session.blames(), forward, gradients, points.length, walk),
  };
}

function shared(session: Session, valueShape: readonly number[], returns: SeriesEvaluation["returns"]) {
  return {
    kind: "series" as const,
    returns,
    valueShape,
    notes: session.notes,
    log: session.log,
  };
}

/** Two points that are evaluated alone, to see whether the others have a say. */
function probes(count: number): number[] {
  return count < 2 ? [] : [...new Set([Math.floor(count / 3), count - 1])];
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

function isAddedUp(whole: CallResult, values: Float32Array): boolean {
  let sum = 0;
  for (const each of values) sum += each;
  return !Number.isFinite(sum) || isMeanOrSum(average(whole.value), sum, values.length);
}

/** A point without a gradient among others that have one pulls nowhere. */
function gathered(points: readonly CallResult[], width: number): Float32Array {
  const gradients = new Float32Array(points.length * width);
  for (const [index, { gradient }] of points.entries()) {
    if (gradient) gradients.set(gradient.data.slice(0, width), index * width);
  }
  return gradients;
}
