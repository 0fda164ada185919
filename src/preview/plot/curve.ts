/** The loss and its gradient over the prediction, one above the other on the same axis, as a drawing. */

import type { CurveData } from "../plot-data.ts";
import { crowdMarks, kinkMarks, markBoxes, minimumMarks, targetMarks } from "./curve-marks.ts";
import { type CurveReading, comparisonLabels, type DrawnSeries, drawnSeries, plainReading } from "./curve-series.ts";
import { describeCurve } from "./describe.ts";
import { chooseFrame, type Frame } from "./frame.ts";
import { nonFiniteRegions } from "./hatching.ts";
import { type HorizontalPlace, horizontalAxis, xPixel } from "./horizontal-axis.ts";
import { type Box, type LabelWish, placeLabels } from "./labels.ts";
import { fitText, type Item, type Role, type Scene, seriesRole, textWidth } from "./scene.ts";
import { arrowPath, pathOf, type Trace, traceCurve } from "./trace.ts";
import { tickRoom, verticalAxis } from "./vertical-axis.ts";

export interface CurveOptions extends CurveReading {
  readonly width: number;
  readonly height: number;
  readonly showsGradient: boolean;
  readonly isLogarithmic: boolean;
  /** Names the picture for those who cannot see it. */
  readonly title: string;
}

export const defaultCurveOptions: CurveOptions = {
  ...plainReading,
  width: 706,
  height: 452,
  showsGradient: true,
  isLogarithmic: false,
  title: "Loss",
};

export interface CurveModel extends HorizontalPlace {
  readonly scene: Scene;
  readonly series: readonly DrawnSeries[];
  readonly loss: Frame;
  /** Null where it is not shown. */
  readonly gradient: Frame | null;
}

const SIZE = 11;
const TITLE_SIZE = 12;
const COMPARISON_DASHES = ["5 4", "2 3", "8 3 2 3", "1 3"];

/** The dash of the n-th comparison: a page shows it beside the name. */
export function comparisonDash(index: number): string {
  return COMPARISON_DASHES[index % COMPARISON_DASHES.length] ?? "5 4";
}

interface Panel {
  readonly frame: Frame;
  readonly traces: readonly Trace[];
  readonly items: readonly Item[];
}

function strokes(series: readonly DrawnSeries[], traces: readonly Trace[], comparisons: readonly string[]): Item[] {
  const drawn = series.map((one, index) => ({ one, trace: traces[index], index }));
  // The loss itself lies on top of what it is compared with.
  drawn.sort((a, b) => Number(a.one.role === "loss") - Number(b.one.role === "loss") || b.index - a.index);
  return drawn.flatMap(({ one, trace }): Item[] => {
    if (trace === undefined) return [];
    const role = seriesRole(one.target);
    const isLoss = one.role === "loss";
    const d = pathOf(trace);
    const line: Item[] =
      d === ""
        ? []
        : [
            isLoss
              ? { kind: "path", d, role, paint: "stroke", width: 2 }
              : {
                  kind: "path",
                  d,
                  role: comparisonRole(one, series),
                  paint: "stroke",
                  width: 1.5,
                  dash: comparisonDash(comparisons.indexOf(one.label)),
                },
          ];
    const arrows = trace.arrows.map(
      ({ at, isUp }): Item => ({
        kind: "path",
        d: arrowPath(at, isUp),
        role: isLoss ? role : comparisonRole(one, series),
        paint: "fill",
      }),
    );
    const dots = trace.dots.map(
      (dot): Item => ({ kind: "circle", ...dot, radius: 2.5, role: isLoss ? role : "dim", isHollow: false }),
    );
    return [...line, ...arrows, ...dots];
  });
}

/** Grey where one comparison stands beside one curve; the hue of its target where there are several. */
function comparisonRole(one: DrawnSeries, series: readonly DrawnSeries[]): Role {
  return series.some((other) => other.label === one.label && other.target !== one.target)
    ? seriesRole(one.target)
    : "dim";
}

function labels(series: readonly DrawnSeries[], traces: readonly Trace[], box: Box, obstacles: readonly Box[]): Item[] {
  const named: { one: DrawnSeries; wish: LabelWish }[] = [];
  const unnamed: Trace[] = [];
  const seen = new Set<string>();
  series.forEach((one, index) => {
    const trace = traces[index];
    if (trace === undefined) return;
    const key = one.role === "loss" ? one.id : one.label;
    if (seen.has(key)) {
      unnamed.push(trace);
      return;
    }
    seen.add(key);
    const isBold = one.role === "loss";
    const text = fitText(one.label, (box.right - box.left) * 0.55, SIZE, isBold);
    named.push({ one, wish: { text, size: SIZE, isBold, trace } });
  });
  const places = placeLabels(
    named.map(({ wish }) => wish),
    unnamed,
    box,
    obstacles,
  );
  return named.flatMap(({ one, wish }, index): Item[] => {
    const place = places[index];
    if (place === undefined) return [];
    const role = one.role === "loss" ? seriesRole(one.target) : comparisonRole(one, series);
    return [
      {
        kind: "text",
        ...place,
        text: wish.text,
        role,
        anchor: "start",
        size: SIZE,
        isBold: wish.isBold,
        hasHalo: true,
      },
    ];
  });
}

/** The drawing, and what is needed to place a cursor on it. */
export function curveModel(data: CurveData, options: CurveOptions): CurveModel {
  const series = drawnSeries(data, options);
  const domain = options.zoom ?? data.axis.domain;
  const { width, height } = options;
  const axisLabelWidth = textWidth(data.axis.label, SIZE);
  // A long name beside the axis would take the room that the curves need.
  const isNarrow = width < 460 || axisLabelWidth > width * 0.12;
  const axisRoom = isNarrow ? 34 : 20;
  const lossTop = 30;
  const bottom = height - axisRoom - 6;
  const gradientShare = options.showsGradient ? 0.3 : 0;
  const gap = options.showsGradient ? 58 : 0;
  const gradientHeight = (bottom - lossTop - gap) * gradientShare;
  const lossBottom = bottom - gradientHeight - gap;
  const values = series.flatMap((one) => [...one.loss]);
  const slopes = series.flatMap((one) => [...(one.gradient ?? [])]);
  const isSigned = options.difference !== null;
  const lossFrame = chooseFrame(values, options.isLogarithmic && !isSigned ? "log" : "loss", lossTop, lossBottom);
  const gradientFrame = options.showsGradient ? chooseFrame(slopes, "gradient", bottom - gradientHeight, bottom) : null;

  const left = tickRoom([lossFrame, gradientFrame]);
  const right = width - (isNarrow ? 12 : Math.max(24, axisLabelWidth + 20));
  const place = { left, right, domain };
  const at = (x: number): number => xPixel(place, x);
  const comparisons = comparisonLabels(data);

  const tracesIn = (frame: Frame, pick: (one: DrawnSeries) => Float32Array | null): Trace[] =>
    series.map((one) => traceCurve(Array.from(one.x, at), pick(one) ?? [], frame));
  const panel = (frame: Frame, pick: (one: DrawnSeries) => Float32Array | null, isZeroStrong: boolean): Panel => {
    const traces = tracesIn(frame, pick);
    const hatches = nonFiniteRegions(data, series, pick, at, { left, right, top: frame.top, bottom: frame.bottom });
    return {
      frame,
      traces,
      items: [...verticalAxis(frame, left, right, isZeroStrong), ...hatches, ...strokes(series, traces, comparisons)],
    };
  };

  const lossPanel = panel(lossFrame, (one) => one.loss, isSigned || lossFrame.low < 0);
  const marks = [
    ...crowdMarks(data, lossFrame, at, domain),
    ...targetMarks(data, series, lossFrame, at, domain),
    ...(isSigned ? [] : [...minimumMarks(data, series, lossFrame, at), ...kinkMarks(series, lossFrame, at, domain)]),
  ];
  const box: Box = { left: left + 4, right: right + (isNarrow ? 8 : 20), top: lossTop - 4, bottom: lossBottom - 2 };
  const items: Item[] = [
    {
      kind: "text",
      x: 0,
      y: 13,
      text: fitText(lossTitle(data, options), width, TITLE_SIZE),
      role: "text",
      anchor: "start",
      size: TITLE_SIZE,
    },
    ...lossPanel.items,
    ...marks,
    ...labels(series, lossPanel.traces, box, markBoxes([...marks, ...lossPanel.items])),
  ];
  if (gradientFrame !== null) {
    const hasGradient = series.some((one) => one.role === "loss" && one.gradient !== null);
    items.push(
      {
        kind: "text",
        x: 0,
        y: gradientFrame.top - 19,
        text: fitText(data.gradientLabel, width, TITLE_SIZE),
        role: "text",
        anchor: "start",
        size: TITLE_SIZE,
      },
      ...(hasGradient
        ? panel(gradientFrame, (one) => one.gradient, true).items
        : missingGradient(gradientFrame, left, right)),
    );
  }
  items.push(...horizontalAxis(place, data.axis.label, bottom, isNarrow, width));
  const scene: Scene = {
    width,
    height,
    title: `${options.title} over ${data.axis.label}`,
    description: describeCurve(data),
    items,
  };
  return { scene, series, left, right, domain, loss: lossFrame, gradient: gradientFrame };
}

function lossTitle(data: CurveData, options: CurveOptions): string {
  if (options.difference !== null) return `${data.lossLabel} − ${options.difference}`;
  if (options.isNormalized) return `${data.lossLabel}, each divided by its mean`;
  return options.isLogarithmic ? `${data.lossLabel}, logarithmic` : data.lossLabel;
}

function missingGradient(frame: Frame, left: number, right: number): Item[] {
  const y = (frame.top + frame.bottom) / 2;
  return [
    { kind: "line", x1: left, x2: right, y1: frame.bottom, y2: frame.bottom, role: "grid", width: 1 },
    {
      kind: "text",
      x: left,
      y: y + 4,
      text: fitText("None. Keras would say: No gradients provided for any variable", right - left, TITLE_SIZE),
      role: "warn",
      anchor: "start",
      size: TITLE_SIZE,
    },
  ];
}
