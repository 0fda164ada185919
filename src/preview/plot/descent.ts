/** Predictions on their way down: where they go, and what the loss is at each step. */

import { say, together } from "../../python/say.ts";
import type { DescentData } from "../plot-data.ts";
import { chooseFrame, type Frame, toPixel } from "./frame.ts";
import { type HorizontalPlace, horizontalAxis, xPixel, xValue } from "./horizontal-axis.ts";
import { type LabelWish, placeLabels } from "./labels.ts";
import { formatNumber, formatSteady } from "./numbers.ts";
import type { Picture, PictureOptions } from "./picture.ts";
import { fitText, type Item, seriesRole } from "./scene.ts";
import type { Table } from "./table.ts";
import { arrowPath, pathOf, type Trace, traceCurve } from "./trace.ts";
import { tickRoom, verticalAxis } from "./vertical-axis.ts";
import { titleSize } from "./words.ts";

const SIZE = 11;
/** So many steps stand in the frame whatever comes later. */
const firstSteps = 6;

/** Samples with the same target share a hue. */
function hues(data: DescentData): number[] {
  const labels = [...new Set(data.samples.map(({ label }) => label))];
  return data.samples.map(({ label }) => labels.indexOf(label));
}

export function descentPicture(data: DescentData, options: PictureOptions): Picture {
  const { width, height, title, isLogarithmic = false, settle = (_, frame) => frame } = options;
  const count = data.samples.length;
  const steps = data.losses.length - 1;
  const pathTop = 30;
  const bottom = height - 26;
  const lossHeight = (bottom - pathTop - 58) * 0.4;
  const pathBottom = bottom - lossHeight - 58;
  const bySample = data.samples.map((_, sample) =>
    Float32Array.from({ length: steps + 1 }, (_step, step) => data.path[step * count + sample] ?? Number.NaN),
  );
  const chosen = descentFrames(data, isLogarithmic, [pathTop, pathBottom], [bottom - lossHeight, bottom]);
  const pathFrame = settle("path", chosen.path);
  const lossFrame = settle("loss", chosen.loss);
  const left = tickRoom([pathFrame, lossFrame]);
  const place: HorizontalPlace = { left, right: width - 40, domain: [0, Math.max(1, steps)] };
  const x = Array.from({ length: steps + 1 }, (_, step) => xPixel(place, step));
  const traces = bySample.map((values) => traceCurve(x, values, pathFrame));
  const lossTrace = traceCurve(x, data.losses, lossFrame);
  const hue = hues(data);
  const items: Item[] = [
    heading(say("Prediction ({0}) at each step", say(data.axis.label)), 13, width),
    ...verticalAxis(pathFrame, left, place.right, false),
    ...targetLines(data, pathFrame, place, hue),
    ...traces.flatMap((trace, i) => lines(trace, hue[i] ?? 0)),
    ...traces.flatMap((_, i) => ends(bySample[i] ?? new Float32Array(), pathFrame, place, hue[i] ?? 0)),
    ...names(data, traces, hue, { left: left + 6, right: place.right, top: pathTop, bottom: pathBottom }),
    heading(
      isLogarithmic ? say("Loss at each step, logarithmic") : say("Loss at each step"),
      lossFrame.top - 19,
      width,
    ),
    ...verticalAxis(lossFrame, left, place.right, true),
    ...lossGap(data, lossFrame, place),
    { kind: "path", d: pathOf(lossTrace), role: "text", paint: "stroke", width: 2 },
    ...lossTrace.arrows.map(
      ({ at, isUp }): Item => ({ kind: "path", d: arrowPath(at, isUp), role: "text", paint: "fill" }),
    ),
    ...horizontalAxis(place, say("step"), bottom, false, width),
  ];
  return {
    scene: {
      width,
      height,
      title: say("Descent on {0}", title),
      description: together([
        data.verdict.text,
        say(
          "The loss goes from {0} to {1} in {2} steps.",
          formatNumber(data.losses[0] ?? Number.NaN),
          formatNumber(data.losses[steps] ?? Number.NaN),
          steps,
        ),
      ]),
      items,
    },
    stops: {
      columns: steps + 1,
      rows: count,
      label: say("Cursor over the steps"),
      nearest: (px, py) => {
        const step = Math.round(xValue(place, px));
        let best = 0;
        bySample.forEach((values, sample) => {
          const distance = (which: Float32Array): number =>
            Math.abs(toPixel(pathFrame, which[step] ?? Number.NaN) - py);
          if (distance(values) < distance(bySample[best] ?? values)) best = sample;
        });
        return [step, best];
      },
      at: (step, sample) => ({
        x: xPixel(place, step),
        y: Math.min(
          pathBottom,
          Math.max(pathTop, toPixel(pathFrame, bySample[sample]?.[step] ?? Number.NaN) || pathBottom),
        ),
        reading: [
          { name: say("step"), value: String(step) },
          { name: "", value: data.samples[sample]?.label ?? "" },
          { name: say(data.axis.label), value: formatSteady(bySample[sample]?.[step] ?? Number.NaN) },
          { name: say("loss"), value: formatSteady(data.losses[step] ?? Number.NaN) },
        ],
      }),
    },
    get table() {
      return descentTable(data);
    },
  };
}

/** What the two axes show, of predictions and of losses. Pixels matter to the ticks alone. */
export function descentFrames(
  data: DescentData,
  isLogarithmic: boolean,
  [pathTop, pathBottom]: readonly [number, number] = [0, 200],
  [lossTop, lossBottom]: readonly [number, number] = [0, 120],
): { readonly path: Frame; readonly loss: Frame } {
  const targets = data.samples.map(({ target }) => target).filter((target) => target !== null);
  const first = firstOf(data.path, data.samples.length);
  return {
    path: chooseFrame([...data.path, ...targets], "loss", pathTop, pathBottom, first),
    loss: chooseFrame(data.losses, isLogarithmic ? "log" : "loss", lossTop, lossBottom, firstOf(data.losses, 1)),
  };
}

/** From when on the loss is not a number, hatched. */
function lossGap({ losses, verdict }: DescentData, frame: Frame, place: HorizontalPlace): Item[] {
  const from = losses.findIndex((loss) => !Number.isFinite(loss));
  if (from < 0) return [];
  let to = from;
  while (to + 1 < losses.length && !Number.isFinite(losses[to + 1])) to += 1;
  const left = Math.max(place.left, xPixel(place, from - 0.5));
  const right = Math.min(place.right, xPixel(place, to + 0.5));
  const value = formatNumber(losses[from] ?? Number.NaN);
  return [
    {
      kind: "hatch",
      x: left,
      y: frame.top,
      width: right - left,
      height: frame.bottom - frame.top,
      title: verdict.text,
      blame: verdict.blame,
    },
    ...(right - left < 24
      ? []
      : [
          {
            kind: "text",
            x: (left + right) / 2,
            y: (frame.top + frame.bottom) / 2 + 4,
            text: value,
            role: "text",
            anchor: "middle",
            size: SIZE,
            hasHalo: true,
          } satisfies Item,
        ]),
  ];
}

function heading(text: string, y: number, width: number): Item {
  return {
    kind: "text",
    x: 0,
    y,
    text: fitText(text, width, titleSize),
    role: "text",
    anchor: "start",
    size: titleSize,
  };
}

/** What the first steps give is what one looks for, even where it is far from all that follows. */
function firstOf(values: ArrayLike<number>, count: number): number[] {
  return Array.from({ length: Math.min(values.length, firstSteps * count) }, (_, i) => values[i] ?? Number.NaN);
}

function lines(trace: Trace, hue: number): Item[] {
  const d = pathOf(trace);
  return [
    ...(d === "" ? [] : [{ kind: "path", d, role: seriesRole(hue), paint: "stroke", width: 2 } satisfies Item]),
    ...trace.arrows.map(
      ({ at, isUp }): Item => ({ kind: "path", d: arrowPath(at, isUp), role: seriesRole(hue), paint: "fill" }),
    ),
  ];
}

function ends(values: Float32Array, frame: Frame, place: HorizontalPlace, hue: number): Item[] {
  return [0, values.length - 1].flatMap((step): Item[] => {
    const y = toPixel(frame, values[step] ?? Number.NaN);
    if (!(y >= frame.top - 1 && y <= frame.bottom + 1)) return [];
    return [{ kind: "circle", x: xPixel(place, step), y, radius: 3.5, role: seriesRole(hue), isHollow: step === 0 }];
  });
}

function targetLines(data: DescentData, frame: Frame, place: HorizontalPlace, hue: readonly number[]): Item[] {
  const seen = new Set<number>();
  return data.samples.flatMap(({ target }, i): Item[] => {
    if (target === null || seen.has(target)) return [];
    seen.add(target);
    const y = toPixel(frame, target);
    if (y < frame.top - 1 || y > frame.bottom + 1) return [];
    return [
      {
        kind: "line",
        x1: place.left,
        x2: place.right,
        y1: y,
        y2: y,
        role: seriesRole(hue[i] ?? 0),
        width: 1,
        dash: "2 4",
      },
    ];
  });
}

function names(
  data: DescentData,
  traces: readonly Trace[],
  hue: readonly number[],
  box: { left: number; right: number; top: number; bottom: number },
): Item[] {
  const first = data.samples
    .map(({ label }, i) => ({ label, i }))
    .filter(({ label, i }) => data.samples.findIndex((other) => other.label === label) === i);
  const wishes = first.map(
    ({ label, i }): LabelWish => ({
      text: fitText(label, 180, SIZE, true),
      size: SIZE,
      isBold: true,
      trace: traces[i] ?? { runs: [], arrows: [], dots: [] },
    }),
  );
  const others = traces.filter((_, i) => !first.some((one) => one.i === i));
  const places = placeLabels(wishes, others, box, []);
  return first.flatMap(({ i }, index): Item[] => {
    const at = places[index];
    return at === undefined
      ? []
      : [
          {
            kind: "text",
            ...at,
            text: wishes[index]?.text ?? "",
            role: seriesRole(hue[i] ?? 0),
            anchor: "start",
            size: SIZE,
            isBold: true,
            hasHalo: true,
          },
        ];
  });
}

export function descentTable(data: DescentData): Table {
  const count = data.samples.length;
  return {
    caption: data.verdict.text,
    columns: [
      say("step"),
      say("loss"),
      ...data.samples.map(({ label }, i) => say("{0}, {1}, start {2}", say(data.axis.label), label, i + 1)),
    ],
    rows: Array.from(data.losses, (loss, step) => [
      step,
      loss,
      ...data.samples.map((_, sample) => data.path[step * count + sample] ?? Number.NaN),
    ]),
  };
}
