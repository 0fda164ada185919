/** Reductions over the segments that ids name, along the first axes. */

import * as tf from "@tensorflow/tfjs-core";
import { isFloating, isInteger } from "../dtype.ts";
import { PythonError } from "../failure.ts";
import { read, readData, reserve, sizeOfShape } from "../tape/backend.ts";
import { makeData } from "../tape/data.ts";
import { isSameShape } from "../tape/elements.ts";
import { makeResult } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";

export type SegmentReduction = "sum" | "mean" | "max" | "min" | "prod";

const identities: Readonly<Record<SegmentReduction, number>> = { sum: 0, mean: 0, max: 0, min: 0, prod: 1 };

/** What an empty segment of the unsorted kind has. */
function emptyValue(reduction: SegmentReduction, x: Tensor): number {
  if (reduction !== "max" && reduction !== "min") return identities[reduction];
  const largest = isFloating(x.dtype) ? 3.4028234663852886e38 : 2_147_483_647;
  if (reduction === "min") return largest;
  return isFloating(x.dtype) ? -largest : -largest - 1;
}

/** Ids may stand in any order and number; a negative one drops its row. */
export function unsortedSegment(reduction: SegmentReduction, x: Tensor, ids: Tensor, count: number): Tensor {
  return reduceSegments(`unsortedSegment ${reduction}`, reduction, x, ids, count, emptyValue(reduction, x));
}

/** Ids stand in ascending order, and the last one says how many segments there are. */
export function sortedSegment(reduction: SegmentReduction, x: Tensor, ids: Tensor): Tensor {
  const values = read(ids);
  values.forEach((id, position) => {
    if (id < 0) throw new PythonError("InvalidArgumentError", "segment ids must be >= 0");
    if (position > 0 && id < (values[position - 1] as number)) {
      throw new PythonError("InvalidArgumentError", "segment ids are not increasing");
    }
  });
  const count = values.length === 0 ? 0 : (values.at(-1) as number) + 1;
  return reduceSegments(`segment ${reduction}`, reduction, x, ids, count, identities[reduction]);
}

function reduceSegments(
  kernel: string,
  reduction: SegmentReduction,
  x: Tensor,
  ids: Tensor,
  count: number,
  empty: number,
): Tensor {
  const { shape } = x.data;
  const idShape = ids.data.shape;
  if (!isInteger(ids.dtype) || !isSameShape(shape.slice(0, idShape.length), idShape)) {
    throw new PythonError(
      "InvalidArgumentError",
      `data.shape = [${shape}] does not start with segment_ids.shape = [${idShape}]`,
    );
  }
  const inner = shape.slice(idShape.length);
  const width = sizeOfShape(inner);
  const result = [count, ...inner];
  reserve(result);
  const rows = read(ids);
  const values = read(x);
  const sizes = new Float64Array(count);
  const totals = new Float64Array(count * width).fill(empty);
  rows.forEach((id, row) => {
    if (id < 0) return;
    if (id >= count)
      throw new PythonError("InvalidArgumentError", `segment_ids[${row}] = ${id} is out of range [0, ${count})`);
    const isFirst = sizes[id] === 0;
    sizes[id] = (sizes[id] as number) + 1;
    for (let offset = 0; offset < width; offset++) {
      const at = id * width + offset;
      const value = values[row * width + offset] as number;
      totals[at] = isFirst ? value : combine(reduction, totals[at] as number, value);
    }
  });
  if (reduction === "mean") {
    for (let at = 0; at < totals.length; at++) {
      const size = sizes[Math.floor(at / width)] as number;
      if (size > 0)
        totals[at] = isFloating(x.dtype) ? (totals[at] as number) / size : Math.trunc((totals[at] as number) / size);
    }
  }
  const data = makeData(totals, result, x.dtype);
  return makeResult(kernel, data, x.dtype, [x], (upstream) => {
    const outputs = readData(data);
    const arriving = readData(upstream);
    const selected = new Float64Array(count * width);
    const zeros = new Float64Array(count * width);
    const withoutZeros = new Float64Array(count * width).fill(1);
    forEachElement(rows, width, (at, from) => {
      const value = values[from] as number;
      if (value === outputs[at]) selected[at] = (selected[at] as number) + 1;
      if (value === 0) zeros[at] = (zeros[at] as number) + 1;
      else withoutZeros[at] = (withoutZeros[at] as number) * value;
    });
    const gradient = new Float32Array(values.length);
    forEachElement(rows, width, (at, from, id) => {
      const value = values[from] as number;
      const up = arriving[at] as number;
      if (reduction === "sum") gradient[from] = up;
      else if (reduction === "mean") gradient[from] = up / (sizes[id] as number);
      else if (reduction === "prod") {
        // The product of the others: of two zeros, one is always among them.
        const others = value === 0 ? (withoutZeros[at] as number) : (outputs[at] as number) / value;
        gradient[from] = (zeros[at] as number) > 1 ? 0 : up * others;
      } else gradient[from] = value === outputs[at] ? up / (selected[at] as number) : 0;
    });
    return [tf.tensor(gradient, shape, "float32")];
  });
}

function combine(reduction: SegmentReduction, total: number, value: number): number {
  if (reduction === "max") return Math.max(total, value);
  if (reduction === "min") return Math.min(total, value);
  return reduction === "prod" ? total * value : total + value;
}

/** Visits each element of the rows that are not dropped, with the element that it is reduced into. */
function forEachElement(
  rows: ArrayLike<number>,
  width: number,
  visit: (at: number, from: number, id: number) => void,
): void {
  for (let row = 0; row < rows.length; row++) {
    const id = rows[row] as number;
    if (id < 0) continue;
    for (let offset = 0; offset < width; offset++) visit(id * width + offset, row * width + offset, id);
  }
}
