/** The names of the curves: each loss in a legend where there are several, each target beside its own curve. */

import type { DrawnSeries } from "./curve-series.ts";
import { comparisonDash, comparisonWidth } from "./dashes.ts";
import { type Box, type LabelWish, placeLabels } from "./labels.ts";
import type { LegendEntry } from "./legend.ts";
import { fitText, type Item, type Role, seriesRole } from "./scene.ts";
import type { Trace } from "./trace.ts";
import { textSize } from "./words.ts";

export const ownWidth = 2;

/** Grey where one comparison stands beside one curve; the hue of its target where there are several. */
export function comparisonRole(one: DrawnSeries, series: readonly DrawnSeries[]): Role {
  return series.some((other) => other.label === one.label && other.target !== one.target)
    ? seriesRole(one.target)
    : "dim";
}

/** Nothing where the loss stands alone: then its name is the picture's. */
export function lossEntries(
  ownName: string,
  series: readonly DrawnSeries[],
  comparisons: readonly string[],
): LegendEntry[] {
  const shown = comparisons.filter((label) => series.some((one) => one.role !== "loss" && one.label === label));
  if (shown.length === 0) return [];
  const own = series.filter((one) => one.role === "loss");
  const [only] = own;
  // Where hues say which target it is, a loss has none of its own.
  const hasHues = own.length !== 1 || only === undefined;
  return [
    { text: ownName, role: hasHues ? "text" : seriesRole(only.target), width: ownWidth, dash: undefined },
    ...shown.map((label) => ({
      text: label,
      role: hasHues ? ("text" as const) : ("dim" as const),
      width: comparisonWidth,
      dash: comparisonDash(comparisons.indexOf(label)),
    })),
  ];
}

export interface TargetNames {
  readonly items: readonly Item[];
  /** Those for which there was no room beside their curve. */
  readonly left: readonly LegendEntry[];
}

export function targetNames(
  series: readonly DrawnSeries[],
  traces: readonly Trace[],
  box: Box,
  obstacles: readonly Box[],
): TargetNames {
  const own = series.flatMap((one, index) => {
    const trace = traces[index];
    if (one.role !== "loss" || trace === undefined) return [];
    const text = fitText(one.label, (box.right - box.left) * 0.55, textSize, true);
    const wish: LabelWish = { text, size: textSize, isBold: true, trace };
    return [{ one, wish }];
  });
  const others = series.flatMap((one, index) => {
    const trace = traces[index];
    return one.role === "loss" || trace === undefined ? [] : [trace];
  });
  const places = placeLabels(
    own.map(({ wish }) => wish),
    others,
    box,
    obstacles,
  );
  const items: Item[] = [];
  const left: LegendEntry[] = [];
  own.forEach(({ one, wish }, index) => {
    const place = places[index];
    const role = seriesRole(one.target);
    if (place === undefined) left.push({ text: one.label, role, width: ownWidth, dash: undefined });
    else
      items.push({
        kind: "text",
        ...place,
        text: wish.text,
        role,
        anchor: "start",
        size: textSize,
        isBold: true,
        hasHalo: true,
      });
  });
  return { items, left };
}
