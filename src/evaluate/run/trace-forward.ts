/**
 * Which kernel first made what is not finite, for each row of the batch: every result that is not finite carries
 * the step of the input that it came from, so that an infinity that a `where` discards blames nobody.
 */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import type { Place } from "../failure.ts";
import { firstNonFinite, type Observation, readData } from "../tape/backend.ts";
import { type NonFiniteStep, nonFiniteName, operandsAt } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";

export interface ForwardTrace {
  observe(observation: Observation, place: Place | undefined): void;
  /** One for each row of a result that has the batch's rows, else one for all of it; undefined where none is known. */
  of(result: Tensor): (NonFiniteStep | undefined)[];
  /** The first of all, whether the result shows it or not. */
  first(): NonFiniteStep | undefined;
}

/** For each row the number of its step, from 1; 0 where the row is finite, or nobody is known. */
type Labels = Int32Array;

export function traceForward(rows: number): ForwardTrace {
  const found: NonFiniteStep[] = [];
  const labels = new WeakMap<Data, Labels>();
  const hasRows = ({ shape }: Data): boolean => rows > 0 && shape.length > 0 && shape[0] === rows;

  /** What a row of an input brings: a step's number, 0 for finite numbers, undefined for others of unknown origin. */
  const broughtBy = ({ data }: Tensor, row: number, rank: number): number | undefined => {
    const known = labels.get(data);
    // Axes are aligned at their ends: an input of fewer axes has its rows along another axis of the result.
    const isOwn = row >= 0 && hasRows(data) && data.shape.length >= rank;
    if (known !== undefined) {
      if (!isOwn || known.length === 1) return known.find((label) => label > 0) ?? 0;
      if (known[row] !== 0) return known[row];
    }
    const [start, end] = isOwn ? span(data, row, rows) : [0, data.size];
    return data.dtype !== "float32" || badAt(readData(data), start, end) < 0 ? 0 : undefined;
  };

  return {
    observe({ kernel, inputs, output }, place) {
      const { data } = output;
      if (firstNonFinite(data) < 0) return;
      const values = readData(data);
      const isByRow = hasRows(data);
      const made = new Map<string, number>();
      const label = (row: number, start: number, end: number): number => {
        const at = badAt(values, start, end);
        if (at < 0) return 0;
        const value = values[at] as number;
        let isFromOutside = false;
        for (const input of inputs) {
          const brought = broughtBy(input, row, data.shape.length);
          if (brought === undefined) isFromOutside = true;
          else if (brought > 0) return brought;
        }
        if (isFromOutside) return 0;
        const known = made.get(String(value));
        if (known !== undefined) return known;
        const operands = operandsAt(inputs, data.shape, at);
        found.push({ place, value: nonFiniteName(value), computed: operands && { kernel, operands } });
        made.set(String(value), found.length);
        return found.length;
      };
      labels.set(
        data,
        isByRow
          ? Int32Array.from({ length: rows }, (_, row) => label(row, ...span(data, row, rows)))
          : Int32Array.of(label(-1, 0, data.size)),
      );
    },
    of({ data }) {
      return Array.from(labels.get(data) ?? [0], (label) => found[label - 1]);
    },
    first: () => found[0],
  };
}

function span({ size }: Data, row: number, rows: number): [number, number] {
  const width = size / rows;
  return [row * width, (row + 1) * width];
}

/** Where the first is that is not finite, or −1. */
function badAt(values: ArrayLike<number>, start: number, end: number): number {
  for (let index = start; index < end; index++) if (!Number.isFinite(values[index] as number)) return index;
  return -1;
}
