import { expect, test } from "vitest";
import { chooseFrame, toPixel } from "../../../src/preview/plot/frame.ts";
import { polesAmong, polesOf } from "../../../src/preview/plot/poles.ts";
import { traceCurve } from "../../../src/preview/plot/trace.ts";

/** A curve of `values` with the slopes that are given, and how it is drawn from -10 to 10. */
function drawn(value: (x: number) => number, slope: (x: number) => number, count = 41) {
  const x = Float32Array.from({ length: count }, (_, index) => -2 + (4 * index) / (count - 1));
  const curve = { x, loss: x.map(value), gradient: x.map(slope) };
  const frame = chooseFrame([-10, 10], "loss", 0, 200);
  const poles = polesOf(curve);
  return { poles, frame, x, trace: traceCurve(x, curve.loss, frame, poles) };
}

test.each([
  ["1 / x between two samples", (x: number) => 1 / (x - 0.05), (x: number) => -1 / (x - 0.05) ** 2, "down"],
  ["near the sample before it", (x: number) => 1 / (x - 0.01), (x: number) => -1 / (x - 0.01) ** 2, "down"],
  ["near the sample after it", (x: number) => 1 / (x - 0.09), (x: number) => -1 / (x - 0.09) ** 2, "down"],
  ["upwards", (x: number) => Math.tan(x + 0.02), (x: number) => 1 / Math.cos(x + 0.02) ** 2, "up"],
])("no line leads through a pole: %s", (_, value, slope, side) => {
  const { poles, trace, frame } = drawn(value, slope);
  expect(poles.size).toBeGreaterThan(0);
  expect(new Set(poles.values())).toEqual(new Set([side]));
  // The curve is monotonous but for its poles: no line leads the other way.
  const isAgainst = (run: readonly { y: number }[]) =>
    run.some(({ y }, index) => index > 0 && (side === "down" ? y < run[index - 1]!.y - 1e-6 : y > run[index - 1]!.y));
  expect(trace.runs.filter(isAgainst)).toEqual([]);
  const ends = trace.arrows.map(({ at, isUp }) => [at.y, isUp]);
  expect(ends).toContainEqual([toPixel(frame, frame.high), true]);
  expect(ends).toContainEqual([toPixel(frame, frame.low), false]);
});

test.each([
  ["a step", (x: number) => (x < 0.03 ? -8 : 8), () => 0],
  ["a step of a curve that slopes against it", (x: number) => (x < 0.03 ? -8 - x : 8 - x), () => -1],
  ["a cusp", (x: number) => -Math.sqrt(Math.abs(x)), (x: number) => -Math.sign(x) / (2 * Math.sqrt(Math.abs(x)))],
  ["something steep", (x: number) => 500 * (x - 0.03), () => 500],
])("%s is no pole", (_, value, slope) => {
  expect([...drawn(value, slope).poles]).toEqual([]);
});

test("a pole stays between the samples that are left", () => {
  const poles = new Map([
    [3, "up"],
    [7, "down"],
  ] as const);
  expect([...polesAmong(poles, [0, 2, 4, 6, 8])]).toEqual([
    [2, "up"],
    [4, "down"],
  ]);
  // Before the first and after the last nothing is drawn.
  expect([...polesAmong(poles, [3, 5, 6])]).toEqual([]);
});
