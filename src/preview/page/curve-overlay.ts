/** What lies over the curves while somebody looks: the part that is being marked, the cursor and its points. */

import type { CurveModel } from "../plot/curve.ts";
import { nearestIndex } from "../plot/curve-marks.ts";
import { toPixel } from "../plot/frame.ts";
import { xPixel } from "../plot/horizontal-axis.ts";
import { seriesRole } from "../plot/scene.ts";
import { svgElement } from "./drawing.ts";

export interface Cursor {
  /** What a drag has marked so far, in pixels. */
  readonly brush: { readonly from: number; readonly to: number } | undefined;
  /** Which curve the cursor is on. */
  readonly focused: number;
  /** At which of its points; undefined where there is no cursor. */
  readonly index: number | undefined;
}

export function overlayOf(model: CurveModel, { brush, focused, index }: Cursor): SVGElement[] {
  const marks: SVGElement[] = [];
  const { top } = model.loss;
  const bottom = model.gradient?.bottom ?? model.loss.bottom;
  if (brush !== undefined) {
    const [a, b] = [Math.min(brush.from, brush.to), Math.max(brush.from, brush.to)];
    marks.push(svgElement("rect", { class: "brush", x: a, width: b - a, y: top, height: bottom - top }));
  }
  const series = model.series[focused];
  const x = index === undefined ? undefined : series?.x[index];
  if (series === undefined || index === undefined || x === undefined) return marks;
  const px = xPixel(model, x);
  marks.push(svgElement("line", { class: "crosshair", x1: px, x2: px, y1: top, y2: bottom }));
  const dot = (frame: CurveModel["loss"], value: number | undefined): void => {
    if (value === undefined || !Number.isFinite(value)) return;
    const y = toPixel(frame, value);
    if (!(y >= frame.top - 1 && y <= frame.bottom + 1)) return;
    marks.push(svgElement("circle", { cx: px, cy: y, r: 4, fill: `var(--plot-${seriesRole(series.target)})` }));
  };
  dot(model.loss, series.loss[index]);
  if (model.gradient !== null) dot(model.gradient, series.gradient?.[index]);
  return marks;
}

/** The curve nearest to the pointer, in the panel that the pointer is in. */
export function nearestSeries(model: CurveModel, x: number, py: number): number | undefined {
  const isInGradient = model.gradient !== null && py > (model.loss.bottom + model.gradient.top) / 2;
  const frame = isInGradient && model.gradient !== null ? model.gradient : model.loss;
  let best: { index: number; distance: number } | undefined;
  model.series.forEach((series, index) => {
    const at = nearestIndex(series.x, x);
    const value = (isInGradient ? series.gradient?.[at] : series.loss[at]) ?? Number.NaN;
    const y = Math.min(frame.bottom + 20, Math.max(frame.top - 20, toPixel(frame, value)));
    const distance = Number.isNaN(y) ? 1e6 : Math.abs(y - py);
    if (best === undefined || distance < best.distance) best = { index, distance };
  });
  return best?.index;
}
