/** Numbers that come by, kept in bounded memory: their range, how many are not finite, and enough of them for a histogram. */

import type { NumberRange } from "../trace-question.ts";

/** Of more numbers than these every second is kept, then every fourth … */
const mostKept = 4096;
/** Parts of a histogram. */
const parts = 24;

export interface NumbersSeen {
  add(values: ArrayLike<number>): void;
  range(): NumberRange;
  histogram(): number[];
}

export function numbersSeen(): NumbersSeen {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let count = 0;
  let nan = 0;
  let positiveInfinity = 0;
  let negativeInfinity = 0;
  let kept: number[] = [];
  let stride = 1;
  let untilNext = 0;

  function keep(value: number): void {
    if (untilNext > 0) {
      untilNext--;
      return;
    }
    kept.push(value);
    untilNext = stride - 1;
    if (kept.length < mostKept) return;
    kept = kept.filter((_, index) => index % 2 === 0);
    stride *= 2;
    untilNext = stride - 1;
  }

  return {
    add(values) {
      count += values.length;
      for (let index = 0; index < values.length; index++) {
        const value = Number(values[index]);
        if (Number.isFinite(value)) {
          if (value < low) low = value;
          if (value > high) high = value;
          keep(value);
        } else if (Number.isNaN(value)) nan++;
        else if (value > 0) positiveInfinity++;
        else negativeInfinity++;
      }
    },
    range: () => ({
      low: low > high ? Number.NaN : low,
      high: low > high ? Number.NaN : high,
      count,
      nan,
      positiveInfinity,
      negativeInfinity,
    }),
    histogram() {
      if (!(low < high)) return [];
      const counts = new Array<number>(parts).fill(0);
      for (const value of kept) {
        const part = Math.floor(((value - low) / (high - low)) * parts);
        counts[Math.min(part, parts - 1)]! += 1;
      }
      return counts;
    },
  };
}
