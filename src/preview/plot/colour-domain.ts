/** Which values a heat map's colours stand for: all that there are, unless a few would flatten the rest. */

import { ticks } from "d3-array";
import type { Frame, Settle } from "./frame.ts";
import { formatTicks } from "./numbers.ts";

/** So many times the ordinary span above what is usual, and the highest values share the last colour. */
const CLIP_RATIO = 2.2;
/** The lowest values are what one looks for: only a pole is cut off below. */
const LOW_CLIP_RATIO = 20;
const TICK_DISTANCE = 62;

export interface ColourDomain {
  readonly frame: Frame;
  /** The smallest and the largest finite value, drawn or not. */
  readonly least: number;
  readonly most: number;
}

/** Undefined where nothing is finite. `settle` may have the colours stand for what they stood for before. */
export function colourDomain(
  values: Iterable<number>,
  top: number,
  bottom: number,
  settle: Settle = (_, frame) => frame,
): ColourDomain | undefined {
  const sorted = Float64Array.from([...values].filter(Number.isFinite)).sort();
  if (sorted.length === 0) return undefined;
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const [least, most] = [at(0), at(1)];
  const [usualLow, usualHigh] = [at(0.1), at(0.9)];
  const usual = usualHigh - usualLow;
  let [low, high] = [least, most];
  if (usual > 0 && most - usualLow > CLIP_RATIO * usual) high = roundUp(usualLow + 1.4 * usual, usual);
  if (usual > 0 && usualHigh - least > LOW_CLIP_RATIO * usual) low = -roundUp(-(usualHigh - 1.4 * usual), usual);
  high = Math.min(high, most);
  low = Math.max(low, least);
  const isConstant = high - low <= Math.max(Math.abs(high), Math.abs(low)) * 1e-6;
  const room = Math.max(Math.abs(low) * 0.5, low === 0 ? 0.5 : 0);
  const count = Math.max(2, Math.min(6, Math.round((bottom - top) / TICK_DISTANCE)));
  const places = isConstant ? [low] : ticks(low, high, count);
  const labels = formatTicks(places);
  const frame: Frame = {
    scale: "linear",
    low: isConstant ? low - room : low,
    high: isConstant ? high + room : high,
    top,
    bottom,
    ticks: places.map((value, index) => ({ value, label: labels[index] ?? "" })),
  };
  return { frame: settle("colours", frame), least, most };
}

/** The next number that is short to write, as fine as a span asks for. */
function roundUp(value: number, span: number): number {
  const step = 10 ** Math.floor(Math.log10(span)) / 2;
  return Math.ceil(value / step) * step;
}
