/** The scripts of all views are as kept, and what they draw with real Keras and matplotlib is what the preview shows. */

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { askPicture } from "../../../../src/preview/ask/ask.ts";
import { cornersMove } from "../../../../src/preview/plot/boxes.ts";
import { curveModel, defaultCurveOptions } from "../../../../src/preview/plot/curve.ts";
import { worstRows } from "../../../../src/preview/plot/dataset.ts";
import { descentFrames } from "../../../../src/preview/plot/descent.ts";
import type {
  BoxesData,
  CurveData,
  DatasetData,
  DescentData,
  EmbeddingData,
  MasksData,
  PlotData,
  SurfaceData,
} from "../../../../src/preview/plot-data.ts";
import { pythonScript } from "../../../../src/preview/script/python-script.ts";
import { parseModule } from "../../../../src/python/parse.ts";
import { evaluateInProcess } from "../../cli/in-process.ts";
import { type ScriptCase, scriptCases } from "./scripts.ts";

/** Some of an array's numbers with their places in it. */
type Some = readonly (readonly [number, number | string])[];

interface Axes {
  readonly title: string;
  /** From, to, along x and along y. */
  readonly range: readonly [number, number, number, number];
  readonly lines: readonly { readonly label: string; readonly x: Some; readonly y: Some }[];
  readonly maps: readonly Some[];
  readonly boxes: readonly (readonly number[])[];
  readonly dots: readonly Some[];
  readonly arrows: readonly (readonly number[])[];
}

interface Figure {
  readonly title: string;
  readonly axes: readonly Axes[];
}

const cases = await scriptCases();
const evaluator = evaluateInProcess(() => performance.now());

function drawn(name: string): Figure[] {
  return JSON.parse(readFileSync(new URL(`golden/${name}.json`, import.meta.url), "utf8")) as Figure[];
}

async function shown({ question }: ScriptCase): Promise<PlotData> {
  const answer = await askPicture(question, evaluator);
  if (answer.kind === "failure") throw new Error(answer.failure.message);
  return answer.data;
}

function expectClose(found: number | undefined, expected: number | string, tolerance = 2e-4): void {
  const wanted = Number(expected);
  if (Number.isFinite(wanted)) {
    expect(Math.abs(found! - wanted)).toBeLessThanOrEqual(tolerance * Math.max(0.05, Math.abs(wanted)));
  } else expect(found).toBe(wanted);
}

function expectSame(found: ArrayLike<number> | null, expected: Some): void {
  expect(expected.length).toBeGreaterThan(1);
  for (const [place, value] of expected) expectClose(found?.[place], value);
}

/** Every line of a script's two axes is a series of the preview. */
function expectCurves(
  { axes: [above, below] }: Figure,
  data: CurveData,
  reading: NonNullable<ScriptCase["reading"]> = { difference: null, isNormalized: false },
): void {
  const { domain, loss, gradient, series: curves } = curveModel(data, { ...defaultCurveOptions, ...reading });
  expectSame([...domain, loss.low, loss.high], [...above!.range.entries()]);
  expectSame([gradient!.low, gradient!.high], [...below!.range.slice(2).entries()]);
  const perTarget = above!.lines.length / data.targets.length;
  expect(below!.lines).toHaveLength(above!.lines.length);
  for (const [index, { label, x, y }] of above!.lines.entries()) {
    const name = label.slice(0, label.indexOf(","));
    const target = Math.floor(index / perTarget);
    const isOwn = index % perTarget === 0;
    // Where all targets give one curve the preview shows it once.
    const series = curves.find(
      (each) =>
        (isOwn ? each.role === "loss" : each.label === name) && (each.target === target || /^every /.test(each.label)),
    )!;
    let compared = 0;
    for (const [place, [, at]] of x.entries()) {
      const point = series.x.findIndex((each) => Math.abs(each - Number(at)) < 1e-6);
      // At the ends the preview has points that nearly coincide.
      if (point < 0 || place === 0 || place === x.length - 1) continue;
      compared++;
      expectClose(series.loss[point], y[place]![1]);
      expectClose(series.gradient?.[point], below!.lines[index]!.y[place]![1], 1e-3);
    }
    expect(compared).toBeGreaterThan(x.length / 3);
  }
}

function expectSurface({ axes }: Figure, data: SurfaceData): void {
  expectSame(data.loss, axes[0]!.maps[0]!);
  expectSame(data.gradientX, axes[1]!.maps[0]!);
  if (data.gradientY !== null) expectSame(data.gradientY, axes[2]!.maps[0]!);
}

const valueIn = ({ title }: Figure): number => Number(/: (\S+)\n/.exec(title)?.[1]);

function expectMasks([curves, maps]: readonly Figure[], data: MasksData): void {
  expectCurves(curves!, data.curve);
  expectClose(valueIn(maps!), data.value);
  const pixels = new Map(maps!.axes.map((axis) => [axis.title, axis.maps[0]!]));
  expectSame(data.target, pixels.get("target")!);
  expectSame(data.prediction, pixels.get("prediction")!);
  expectSame(data.gradient, pixels.get("gradient")!);
  expect(pixels.has("loss of each pixel")).toBe(data.loss !== null);
  if (data.loss !== null) expectSame(data.loss, pixels.get("loss of each pixel")!);
}

function expectBoxes([pair, surface]: readonly Figure[], data: BoxesData): void {
  expectClose(valueIn(pair!), data.value);
  const { boxes, arrows } = pair!.axes[0]!;
  for (const [index, [left, top, right, bottom]] of [data.target, data.prediction].entries()) {
    const sides = [left, top, right - left, bottom - top];
    expect(boxes[index]!.map((each) => each.toFixed(5))).toEqual(sides.map((each) => each.toFixed(5)));
  }
  // One arrow an edge, along one axis each.
  const reach = arrows.map(([toX, toY, x, y]) => toX! - x! + toY! - y!);
  const move = cornersMove(
    data.format,
    data.gradient!.map((each) => -each),
  );
  const largest = Math.max(...move.map(Math.abs));
  for (const [edge, moved] of move.entries())
    expect(Math.abs(reach[edge]!)).toBeCloseTo((0.25 * Math.abs(moved)) / largest, 4);
  expectSurface(surface!, data.surface);
}

function expectVectors([plane, curves]: readonly Figure[], data: EmbeddingData): void {
  expectClose(valueIn(plane!), data.value);
  const { arrows } = plane!.axes[0]!;
  const longest = Math.max(...data.points.map(({ pull }) => Math.hypot(...pull!)));
  for (const [index, { x, y, pull }] of data.points.entries()) {
    const [tipX, tipY] = [x + (0.4 * pull![0]) / longest, y + (0.4 * pull![1]) / longest];
    const ends = [arrows[index]!.slice(0, 2), arrows[index]!.slice(2)];
    expect(ends.some((end) => Math.hypot(end[0]! - tipX, end[1]! - tipY) < 1e-4)).toBe(true);
  }
  expectCurves(curves!, data.curve);
}

function expectDescent({ axes: [above, below] }: Figure, data: DescentData): void {
  const frames = descentFrames(data, false);
  expectSame([frames.path.low, frames.path.high], [...above!.range.slice(2).entries()]);
  expectSame([frames.loss.low, frames.loss.high], [...below!.range.slice(2).entries()]);
  expectSame(data.losses, below!.lines[0]!.y);
  const count = data.samples.length;
  for (const [sample, { y }] of above!.lines.slice(0, count).entries()) {
    for (const [step, place] of y) expect(data.path[step * count + sample]).toBeCloseTo(Number(place), 2);
  }
}

function expectRows({ axes: [histogram, scatter] }: Figure, data: DatasetData): void {
  expect(histogram!.boxes.reduce((sum, [, , , height]) => sum + height!, 0)).toBe(data.rows);
  const worst = worstRows(data.loss).flatMap((row) => [data.yPred[row]!, data.yTrue[row]!]);
  expectSame(worst, scatter!.dots[1]!);
}

function expectDrawn(figures: readonly Figure[], data: PlotData, reading: ScriptCase["reading"]): void {
  const [first, second] = figures;
  if (data.view === "curve") expectCurves(first!, data, reading);
  else if (data.view === "surface") expectSurface(first!, data);
  else if (data.view === "classes") {
    expectSame(data.simplex!.loss, first!.axes[0]!.maps[0]!);
    expectCurves(second!, data.curve);
  } else if (data.view === "masks") expectMasks(figures, data);
  else if (data.view === "boxes") expectBoxes(figures, data);
  else if (data.view === "embedding") expectVectors(figures, data);
  else if (data.view === "descent") expectDescent(first!, data);
  else expectRows(first!, data);
}

describe("the script of each view", () => {
  test.each(cases)("is as kept: $name", async (each) => {
    const { name, question, reading } = each;
    const script = pythonScript(question, {
      data: await shown(each),
      isLogarithmic: false,
      ...(reading === undefined ? {} : { reading }),
    })!;
    expect(parseModule(script).module.errors).toEqual([]);
    await expect(script).toMatchFileSnapshot(`golden/${name}.py.txt`);
  });

  test.each(cases)("draws with real Keras what the preview shows: $name", async (each) => {
    expectDrawn(drawn(each.name), await shown(each), each.reading);
  });
});
