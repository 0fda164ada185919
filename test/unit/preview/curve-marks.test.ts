import { expect, test } from "vitest";
import {
  markBoxes,
  minimumMarks,
  nearestIndex,
  smallestIndex,
  targetMarks,
} from "../../../src/preview/plot/curve-marks.ts";
import type { DrawnSeries } from "../../../src/preview/plot/curve-series.ts";
import type { Frame } from "../../../src/preview/plot/frame.ts";
import type { CurveData } from "../../../src/preview/plot-data.ts";

const frame: Frame = { scale: "linear", low: 0, high: 1, top: 0, bottom: 100, ticks: [] };
const x = Float32Array.from({ length: 41 }, (_, index) => index / 40);

function curve(loss: (x: number) => number, role: DrawnSeries["role"] = "loss"): DrawnSeries {
  return { id: "a", label: "a", role, target: 0, x, loss: x.map(loss), gradient: null };
}

function dataOf(at: number | null, crowd?: Float32Array): CurveData {
  return {
    view: "curve",
    axis: { label: "", domain: [0, 1], bounds: [0, 1] },
    lossLabel: "",
    gradientLabel: "",
    targets: [{ label: "", value: at, at }],
    series: [],
    blames: [],
    explanation: null,
    ...(crowd === undefined ? {} : { crowd }),
  };
}

const pixel = (value: number): number => value * 200;
const minima = (at: number | null, loss: (x: number) => number, crowd?: Float32Array) =>
  minimumMarks(dataOf(at, crowd), [curve(loss)], frame, pixel, 200).flatMap((item) =>
    item.kind === "text" ? [item.text] : [],
  );

test("the nearest point is the first of two that are equally near, the smallest the first of two that are equally small", () => {
  expect(nearestIndex([0, 1, 2], 0.5)).toBe(0);
  expect(nearestIndex([0, 1, 2], 1.7)).toBe(2);
  expect(smallestIndex([3, 1, 1, Number.NaN])).toBe(1);
  expect(smallestIndex([Number.NaN, Number.POSITIVE_INFINITY])).toBeUndefined();
});

test("a smallest value away from the target is marked where it is", () => {
  expect(minima(0.5, (p) => (p - 0.25) ** 2)).toEqual(["smallest at 0.25"]);
});

test("the mark points down at the curve, and its words stand above it", () => {
  const items = minimumMarks(dataOf(0.5), [curve((p) => (p - 0.25) ** 2)], frame, pixel, 200);
  const [mark, words] = items;
  // The smallest value, 0, is at the bottom of the frame.
  expect(mark?.kind === "path" && mark.d).toBe("M46 89L54 89L50 96Z");
  expect(words?.kind === "text" && words.y).toBe(85);
});

test("none is marked at the target, beside it, or where it is hardly smaller", () => {
  expect(minima(0.5, (p) => (p - 0.5) ** 2)).toEqual([]);
  // One point and a half beside it is what the points cannot tell apart.
  expect(minima(0.5, (p) => (p - 0.525) ** 2)).toEqual([]);
  expect(minima(0.5, (p) => (p - 0.55) ** 2)).toEqual(["smallest at 0.55"]);
  expect(minima(0.5, (p) => 0.0005 * Math.abs(p - 0.25))).toEqual([]);
});

test("none is marked at an end: what falls there has no smallest value", () => {
  expect(minima(0.5, (p) => p)).toEqual([]);
  expect(minima(0.5, (p) => 1 - p)).toEqual([]);
});

test("without a target there is one only over many targets", () => {
  expect(minima(null, (p) => (p - 0.25) ** 2)).toEqual([]);
  expect(minima(null, (p) => (p - 0.25) ** 2, Float32Array.of(0, 1))).toEqual(["smallest at 0.25"]);
});

test("a comparison has no marks, and what leaves the frame has none", () => {
  const low = (p: number): number => (p - 0.25) ** 2;
  expect(minimumMarks(dataOf(0.5), [curve(low, "comparison")], frame, pixel, 200)).toEqual([]);
  expect(minima(0.5, (p) => low(p) - 3)).toEqual([]);
});

test("two names at one place stand above one another", () => {
  const low = (p: number): number => (p - 0.25) ** 2;
  const items = minimumMarks(dataOf(0.5), [curve(low), curve(low)], frame, pixel, 200);
  const lines = items.flatMap((item) => (item.kind === "text" ? [item.y] : []));
  expect(lines).toHaveLength(2);
  expect(lines[0]! - lines[1]!).toBeGreaterThanOrEqual(11);
});

test("the target's ring stands on the curve, inside of the zoom and of the frame alone", () => {
  const rings = (at: number | null, zoom: [number, number], loss = (p: number): number => p) =>
    targetMarks(dataOf(at), [curve(loss)], frame, pixel, zoom);
  expect(rings(0.5, [0, 1])).toMatchObject([{ kind: "circle", x: 100, y: 50, isHollow: true }]);
  expect(rings(0.5, [0.5, 1])).toHaveLength(1);
  expect(rings(0.5, [0.6, 1])).toEqual([]);
  expect(rings(0.5, [0, 0.4])).toEqual([]);
  expect(rings(null, [0, 1])).toEqual([]);
  expect(rings(0.5, [0, 1], (p) => p + 2)).toEqual([]);
  expect(rings(0.5, [0, 1], () => Number.NaN)).toEqual([]);
});

test("names keep off rings and words over the middle, and not off the numbers of an axis", () => {
  const word = { kind: "text", x: 50, y: 30, text: "smallest", role: "text", size: 10 } as const;
  expect(markBoxes([{ ...word, anchor: "end" }])).toEqual([]);
  const [box] = markBoxes([{ ...word, anchor: "middle" }]);
  expect(box!.left).toBeGreaterThan(20);
  expect(box!.right).toBeLessThan(80);
  expect([(box!.left + box!.right) / 2, box!.top, box!.bottom]).toEqual([50, 20, 44]);
  const ring = { kind: "circle", x: 50, y: 30, radius: 3, role: "series0", isHollow: true } as const;
  expect(markBoxes([ring])).toEqual([{ left: 45, right: 55, top: 25, bottom: 35 }]);
});
