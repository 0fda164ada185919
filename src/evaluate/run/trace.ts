/** What each expression of a loss is on the points of a picture, from calls such as the picture's own run makes. */

import type { NumericArray } from "../evaluation.ts";
import { PythonError } from "../failure.ts";
import type { Trace, TracedAxis, TraceRequest } from "../trace-question.ts";
import { entryOf, joined } from "./company.ts";
import { type Recorder, recordValues } from "./record.ts";
import type { CallMode, Session } from "./session.ts";

/** Points of the batch that tells axes of the batch from others: an odd number that few axes have. */
const otherRows = 7;
/** Sizes of batches of a loss that mixes them; a neighbour of its own tells which axes grow with it. */
const batchSizes = [8, 16, 32];

type Rows = Pick<TraceRequest, "yTrue" | "yPred">;

export function trace(request: TraceRequest, session: Session): Trace {
  const { yTrue, yPred, points, company, batch, source, within } = request;
  const count = yPred.shape[0] ?? 0;
  if (yPred.shape.length === 0 || yTrue.shape[0] !== count || count === 0) {
    throw new PythonError("ValueError", "A trace needs y_true and y_pred with one entry for each point.");
  }
  const newRecorder = (): Recorder => recordValues(source.file.path, within);
  const mode: CallMode = company === undefined ? "perSample" : "keras";
  const all: Rows = { yTrue, yPred };
  const batchOf = (index: number, size: number): Rows => {
    const own: Rows = { yTrue: entryOf(yTrue, index), yPred: entryOf(yPred, index) };
    if (company === undefined) return own;
    return { yTrue: joined(own.yTrue, company.yTrue, size), yPred: joined(own.yPred, company.yPred, size) };
  };

  /** The shapes in one call with so many rows; undefined where the loss does not take them. */
  function shapesOn(rows: Rows): Sized | undefined {
    const recorder = newRecorder();
    try {
      session.watchCall(rows.yTrue, rows.yPred, mode, recorder.watcher());
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      return undefined;
    }
    return { rows: rows.yPred.shape[0] ?? 0, shapes: recorder.shapes() };
  }

  const recorder = newRecorder();
  let isConnected = false;
  const calls = points === "together" ? [all] : Array.from({ length: count }, (_, index) => batchOf(index, batch));
  for (const rows of calls) if (session.watchCall(rows.yTrue, rows.yPred, mode, recorder.watcher())) isConnected = true;

  const own: Sized | undefined =
    points === "together" || batch > 1
      ? { rows: calls[0]!.yPred.shape[0] ?? 0, shapes: recorder.shapes() }
      : shapesOn(all);
  const otherSize = batchSizes.find((size) => size > batch) ?? batchSizes.findLast((size) => size < batch)!;
  const other = shapesOn(batch > 1 ? batchOf(0, otherSize) : spreadRows(all, otherRows));
  return { kind: "trace", values: recorder.values((key) => axesOf(key, own, other)), isConnected };
}

/** The shapes of a call with so many rows. */
interface Sized {
  readonly rows: number;
  readonly shapes: ReadonlyMap<string, readonly number[]>;
}

/** What is the same in batches of two sizes is an axis of its own; what grows with the batch is the batch's. */
function axesOf(key: string, own: Sized | undefined, other: Sized | undefined): TracedAxis[] | undefined {
  const shape = own?.shapes.get(key);
  if (own === undefined || shape === undefined) return undefined;
  const otherShape = other?.shapes.get(key);
  if (other === undefined || other.rows === own.rows || otherShape?.length !== shape.length) {
    return shape.map((axis) => (axis === own.rows ? { batches: 1 } : axis));
  }
  return shape.map((axis, at) => {
    const across = otherShape[at]!;
    if (axis === across) return axis;
    const batches = axis / own.rows;
    return Number.isInteger(batches) && batches === across / other.rows ? { batches } : null;
  });
}

/** So many of the rows, from all of them. */
function spreadRows({ yTrue, yPred }: Rows, wanted: number): Rows {
  const count = yPred.shape[0] ?? 0;
  const size = Math.min(wanted, count);
  const places = Array.from({ length: size }, (_, at) => Math.floor((at * count) / size));
  return { yTrue: rowsAt(yTrue, places), yPred: rowsAt(yPred, places) };
}

function rowsAt({ data, shape, dtype }: NumericArray, places: readonly number[]): NumericArray {
  const width = data.length / (shape[0] ?? 1);
  const rows = dtype === "int32" ? new Int32Array(places.length * width) : new Float32Array(places.length * width);
  for (const [at, place] of places.entries()) rows.set(data.slice(place * width, (place + 1) * width), at * width);
  return { data: rows, shape: [places.length, ...shape.slice(1)], dtype };
}
