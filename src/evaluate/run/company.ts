/**
 * Keras never sees one sample alone. A loss that mixes the samples of its batch is asked for each point in company: one
 * sample moves, the others stay where they are, and the value is what Keras reports for that batch.
 */

import type { NumericArray, SeriesRequest } from "../evaluation.ts";
import { PythonError } from "../failure.ts";
import type { CallResult, Session } from "./session.ts";

type Rows = Pick<SeriesRequest, "yTrue" | "yPred">;

/** The smallest with which the loss runs and is finite: some split their batch, some need a class twice. */
const batchSizes = [8, 16, 32];
/** A scalar that only averages or adds up its samples is this near to that. */
const nearEnough = 1e-3;

export interface InCompany {
  readonly size: number;
  /** The batch of one point: it comes first. */
  batchOf(index: number): Rows;
}

/**
 * The batches in which the points of a loss that mixes are to be evaluated; undefined where its value for a batch is the
 * mean or the sum of its samples' alone, or where it takes no such batch.
 */
export function inCompany(request: SeriesRequest, session: Session): InCompany | undefined {
  const { company, yPred } = request;
  const count = yPred.shape[0] ?? 0;
  if (company === undefined || count === 0) return undefined;
  const most = 1 + (company.yPred.shape[0] ?? 0);
  const points = [...new Set([Math.floor(count / 3), count - 1])];
  let otherwise: InCompany | undefined;
  for (const size of batchSizes) {
    if (size > most) break;
    const batchOf = (index: number): Rows => ({
      yTrue: joined(entryOf(request.yTrue, index), company.yTrue, size),
      yPred: joined(entryOf(yPred, index), company.yPred, size),
    });
    const whole = attempt(() => session.call(batchOf(points[0]!).yTrue, batchOf(points[0]!).yPred, "keras"));
    if ("error" in whole) continue;
    const found = { size, batchOf };
    if (!Number.isFinite(average(whole.result.value))) {
      otherwise ??= found;
      continue;
    }
    return points.some((index) => mixes(batchOf(index), session)) ? found : undefined;
  }
  return otherwise !== undefined && mixes(otherwise.batchOf(points[0]!), session) ? otherwise : undefined;
}

/** Whether the loss of a batch is neither the mean nor the sum of its samples' alone. */
function mixes({ yTrue, yPred }: Rows, session: Session): boolean {
  const count = yPred.shape[0] ?? 0;
  const whole = average(session.call(yTrue, yPred, "keras").value);
  let sum = 0;
  for (let index = 0; index < count; index++) {
    const alone = attempt(() => session.call(entryOf(yTrue, index), entryOf(yPred, index), "keras"));
    if ("error" in alone) return true;
    sum += average(alone.result.value);
  }
  return !isMeanOrSum(whole, sum, count);
}

/** Whether a batch's value is its samples' mean or their sum, as far as float32 tells. */
export function isMeanOrSum(whole: number, sum: number, count: number): boolean {
  if (!Number.isFinite(sum) || !Number.isFinite(whole)) return Number.isFinite(sum) === Number.isFinite(whole);
  return isNearly(whole, sum / count) || isNearly(whole, sum);
}

function isNearly(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= nearEnough * Math.max(Math.abs(a), Math.abs(b)) + 1e-5;
}

/** What the loss says of data; that it cannot take them is one of its answers. */
export function attempt(call: () => CallResult): { readonly result: CallResult } | { readonly error: unknown } {
  try {
    return { result: call() };
  } catch (error) {
    if (error instanceof PythonError) return { error };
    throw error;
  }
}

export function average({ data }: NumericArray): number {
  let sum = 0;
  for (const each of data) sum += each;
  return sum / data.length;
}

/** One entry of a batch, as a batch of its own. */
export function entryOf({ data, shape, dtype }: NumericArray, index: number): NumericArray {
  const [count, ...rest] = shape as [number, ...number[]];
  const size = data.length / Math.max(1, count);
  return { data: data.slice(index * size, (index + 1) * size), shape: [1, ...rest], dtype };
}

/** A sample before the first so many others. */
export function joined(sample: NumericArray, others: NumericArray, size: number): NumericArray {
  const width = sample.data.length;
  const data = new (sample.dtype === "int32" ? Int32Array : Float32Array)(size * width);
  data.set(sample.data);
  data.set(others.data.slice(0, (size - 1) * width), width);
  return { data, shape: [size, ...sample.shape.slice(1)], dtype: sample.dtype };
}
