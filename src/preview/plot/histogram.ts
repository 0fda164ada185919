/** How the numbers of a value are spread: small bars over a line, for a hover. */

import { formatNumber } from "./numbers.ts";
import type { Item, Scene } from "./scene.ts";

export interface HistogramData {
  /** Of equal parts from low to high. */
  readonly counts: readonly number[];
  readonly low: number;
  readonly high: number;
}

const width = 260;
const height = 58;
const labelHeight = 15;
const gap = 1;
/** A part that holds anything is seen. */
const leastHeight = 1.5;

export function histogramScene(title: string, { counts, low, high }: HistogramData): Scene {
  const most = Math.max(...counts, 1);
  const base = height - labelHeight;
  const step = width / Math.max(1, counts.length);
  const bars = counts.flatMap((count, part): Item[] => {
    if (count === 0) return [];
    const tall = Math.max(leastHeight, (count / most) * (base - 2));
    const at = { x: part * step, y: base - tall, width: step - gap, height: tall };
    return [{ kind: "rectangle", ...at, role: "series0", paint: "fill", opacity: 0.85 }];
  });
  const label = (x: number, text: string, anchor: "start" | "end"): Item => ({
    kind: "text",
    x,
    y: height - 3,
    text,
    role: "dim",
    anchor,
    size: 11,
  });
  return {
    width,
    height,
    title,
    description: title,
    items: [
      ...bars,
      { kind: "line", x1: 0, y1: base, x2: width, y2: base, role: "axis", width: 1 },
      label(0, formatNumber(low), "start"),
      label(width, formatNumber(high), "end"),
    ],
  };
}
