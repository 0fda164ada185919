/** The loss and its gradient over the prediction, one above the other on the same axis or side by side, as a drawing. */

import { say } from "../../python/say.ts";
import type { CurveData } from "../plot-data.ts";
import { crowdMarks, kinkMarks, markBoxes, minimumMarks, targetMarks } from "./curve-marks.ts";
import { comparisonRole, lossEntries, ownWidth, targetNames } from "./curve-names.ts";
import { type CurveReading, comparisonLabels, type DrawnSeries, drawnSeries, plainReading } from "./curve-series.ts";
import { comparisonDash, comparisonWidth } from "./dashes.ts";
import { describeCurve } from "./describe.ts";
import { chooseFrame, type Frame, type Settle } from "./frame.ts";
import { nonFiniteRegions } from "./hatching.ts";
import { type HorizontalPlace, horizontalAxis, xPixel } from "./horizontal-axis.ts";
import type { Box } from "./labels.ts";
import { type LegendEntry, legend } from "./legend.ts";
import { noPoles, type Poles, polesOf } from "./poles.ts";
import { type Item, type Scene, seriesRole, textWidth } from "./scene.ts";
import { arrowPath, pathOf, type Trace, traceCurve } from "./trace.ts";
import { tickRoom, verticalAxis } from "./vertical-axis.ts";
import { textSize, words } from "./words.ts";

/** Of the zoom's buttons, which a page lays over the top right corner. */
const toolRoom = 78;
/** Between the loss and its gradient where they stand side by side. */
const rowGap = 24;

export interface CurveOptions extends CurveReading {
  readonly width: number;
  readonly height: number;
  readonly showsGradient: boolean;
  /** The gradient at the right of the loss: for a picture that is too low for one above the other. */
  readonly isSideBySide?: boolean;
  readonly isLogarithmic: boolean;
  /** The loss as it was called: names the picture for those who cannot see it, and its curve beside others. */
  readonly title: string;
  /** What an axis shows instead of what it would choose: while a slider moves, it stays. */
  readonly settle?: Settle;
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
              ? { kind: "path", d, role, paint: "stroke", width: ownWidth }
              : {
                  kind: "path",
                  d,
                  role: comparisonRole(one, series),
                  paint: "stroke",
                  width: comparisonWidth,
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

/** The drawing, and what is needed to place a cursor on it. */
export function curveModel(data: CurveData, options: CurveOptions): CurveModel {
  const first = drawnModel(data, options, []);
  // A curve without room for its name beside it is named above, like the losses.
  return first.left.length === 0 ? first.model : drawnModel(data, options, first.left).model;
}

/** What loss and gradient have together where losses are named above them. */
const leastPanels = 80;

function drawnModel(
  data: CurveData,
  options: CurveOptions,
  alsoNamed: readonly LegendEntry[],
): { readonly model: CurveModel; readonly left: readonly LegendEntry[] } {
  const series = drawnSeries(data, options);
  const domain = options.zoom ?? data.axis.domain;
  const { width: whole, settle = (_, frame) => frame } = options;
  const isRow = options.isSideBySide === true && options.showsGradient;
  const width = isRow ? (whole - rowGap) / 2 : whole;
  /** From the loss's x to the gradient's. */
  const beside = isRow ? width + rowGap : 0;
  const axisLabelWidth = textWidth(say(data.axis.label), textSize);
  // A long name beside the axis would take the room that the curves need.
  const isNarrow = width < 460 || axisLabelWidth > width * 0.12;
  const axisRoom = isNarrow ? 34 : 20;
  const comparisons = comparisonLabels(data);
  const isSigned = options.difference !== null;
  // Buttons stand at the right of the first line.
  const lossWords = words(lossTitle(data, options), { x: 0, y: 13, width: isRow ? width : width - toolRoom });
  const losses = isSigned ? [] : lossEntries(options.title, series, comparisons);
  const named = legend([...losses, ...alsoNamed], 20 + lossWords.more, whole);
  const lossTop = 30 + lossWords.more + (named.height === 0 ? 0 : named.height + 4);
  const gradientWords = words(say(data.gradientLabel), { x: 0, y: 0, width });
  const gradientShare = options.showsGradient ? 0.3 : 0;
  const gap = options.showsGradient && !isRow ? 58 + gradientWords.more : 0;
  // Names in several rows leave too little of a low picture: it becomes higher.
  const height = Math.max(options.height, named.height === 0 ? 0 : lossTop + gap + leastPanels + axisRoom + 6);
  const bottom = height - axisRoom - 6;
  const gradientHeight = isRow ? 0 : (bottom - lossTop - gap) * gradientShare;
  const lossBottom = bottom - gradientHeight - gap;
  const values = series.flatMap((one) => [...one.loss]);
  const slopes = series.flatMap((one) => [...(one.gradient ?? [])]);
  const lossKind = options.isLogarithmic && !isSigned ? "log" : "loss";
  const lossFrame = settle("loss", chooseFrame(values, lossKind, lossTop, lossBottom));
  const gradientFrame = options.showsGradient
    ? settle("gradient", chooseFrame(slopes, "gradient", isRow ? lossTop : bottom - gradientHeight, bottom))
    : null;

  const left = tickRoom([lossFrame, gradientFrame]);
  const right = width - (isNarrow ? 12 : Math.max(24, axisLabelWidth + 20));
  const place = { left, right, domain };
  const at = (x: number): number => xPixel(place, x);
  const gradientPlace = { left: left + beside, right: right + beside, domain };

  const panel = (
    frame: Frame,
    within: HorizontalPlace,
    pick: (one: DrawnSeries) => Float32Array | null,
    isZeroStrong: boolean,
    between: (one: DrawnSeries) => Poles = () => noPoles,
  ): Panel => {
    const atIts = (x: number): number => xPixel(within, x);
    const traces = series.map((one) => traceCurve(Array.from(one.x, atIts), pick(one) ?? [], frame, between(one)));
    const edges = { left: within.left, right: within.right, top: frame.top, bottom: frame.bottom };
    const hatches = nonFiniteRegions(data, series, pick, atIts, edges);
    const axis = verticalAxis(frame, within.left, within.right, isZeroStrong);
    return { frame, traces, items: [...axis, ...hatches, ...strokes(series, traces, comparisons)] };
  };

  const lossPanel = panel(lossFrame, place, (one) => one.loss, isSigned || lossFrame.low < 0, polesOf);
  const marks = [
    ...crowdMarks(data, lossFrame, at, domain),
    ...targetMarks(data, series, lossFrame, at, domain),
    ...(isSigned
      ? []
      : [...minimumMarks(data, series, lossFrame, at, width), ...kinkMarks(series, lossFrame, at, domain)]),
  ];
  const box: Box = { left: left + 4, right: right + (isNarrow ? 8 : 20), top: lossTop - 4, bottom: lossBottom - 2 };
  const names = targetNames(series, lossPanel.traces, box, markBoxes([...marks, ...lossPanel.items]));
  const items: Item[] = [...lossWords.items, ...named.items, ...lossPanel.items, ...marks, ...names.items];
  if (gradientFrame !== null) {
    const hasGradient = series.some((one) => one.role === "loss" && one.gradient !== null);
    const top = isRow ? 13 : gradientFrame.top - 19 - gradientWords.more;
    items.push(
      ...words(say(data.gradientLabel), { x: beside, y: top, width }).items,
      ...(hasGradient
        ? panel(gradientFrame, gradientPlace, (one) => one.gradient, true).items
        : missingGradient(gradientFrame, gradientPlace.left, gradientPlace.right)),
    );
  }
  if (isRow) items.push(...horizontalAxis(gradientPlace, say(data.axis.label), bottom, isNarrow, whole));
  items.push(...horizontalAxis(place, say(data.axis.label), bottom, isNarrow, width));
  const scene: Scene = {
    width: whole,
    height,
    title: say("{0} over {1}", options.title, say(data.axis.label)),
    description: describeCurve(data),
    items,
  };
  return {
    model: { scene, series, left, right, domain, loss: lossFrame, gradient: gradientFrame },
    left: alsoNamed.length === 0 ? names.left : [],
  };
}

function lossTitle(data: CurveData, options: CurveOptions): string {
  const loss = say(data.lossLabel);
  if (options.difference !== null) return `${loss} − ${options.difference}`;
  if (options.isNormalized) return say("{0}, each divided by its mean", loss);
  return options.isLogarithmic ? say("{0}, logarithmic", loss) : loss;
}

function missingGradient(frame: Frame, left: number, right: number): Item[] {
  const said = say("None. Keras would say: {0}", "No gradients provided for any variable");
  const y = (frame.top + frame.bottom) / 2;
  return [
    { kind: "line", x1: left, x2: right, y1: frame.bottom, y2: frame.bottom, role: "grid", width: 1 },
    ...words(said, { x: left, y: y - 4, width: right - left, role: "warn" }).items,
  ];
}
