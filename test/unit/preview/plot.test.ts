import { describe, expect, test } from "vitest";
import { curveModel, defaultCurveOptions } from "../../../src/preview/plot/curve.ts";
import { kinksOf } from "../../../src/preview/plot/curve-marks.ts";
import { worstRows } from "../../../src/preview/plot/dataset.ts";
import { chooseFrame, toPixel } from "../../../src/preview/plot/frame.ts";
import { exactFloat32, formatNumber, formatSteady, formatTicks } from "../../../src/preview/plot/numbers.ts";
import { pictureOf, tableOf } from "../../../src/preview/plot/pictures.ts";
import { type Item, type Scene, textWidth } from "../../../src/preview/plot/scene.ts";
import { renderSvg } from "../../../src/preview/plot/svg.ts";
import { curveTable, tableToCsv } from "../../../src/preview/plot/table.ts";
import { darkTheme, lightTheme } from "../../../src/preview/plot/theme.ts";
import { traceCurve } from "../../../src/preview/plot/trace.ts";
import { curveOf, focal, squaredError, unbounded, withoutGradient } from "../../page/canned.ts";
import * as views from "../../page/canned-views.ts";

const model = (data: typeof focal, changes: Partial<typeof defaultCurveOptions> = {}) =>
  curveModel(data, { ...defaultCurveOptions, ...changes });
const texts = (scene: Scene): string[] => scene.items.flatMap((item) => (item.kind === "text" ? [item.text] : []));

test("on a logarithmic scale no line leaves its frame, however small the loss becomes", () => {
  const { scene, loss } = model(focal, { isLogarithmic: true, showsGradient: false });
  const heights = scene.items.flatMap((item) =>
    item.kind === "path" && item.paint === "stroke"
      ? [...item.d.matchAll(/[ML]-?[\d.]+ (-?[\d.]+)/g)].map(([, y]) => Number(y))
      : [],
  );
  expect(heights.length).toBeGreaterThan(100);
  expect(Math.max(...heights)).toBeLessThanOrEqual(loss.bottom + 0.1);
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(loss.top - 0.1);
});

test.each([
  [520, 165],
  [380, 170],
])("in a low picture of %i × %i both charts have their height, side by side", (width, height) => {
  for (const data of [focal, squaredError, unbounded]) {
    const { scene, loss, gradient, left, right } = model(data, { width, height, isSideBySide: true });
    for (const frame of [loss, gradient!]) expect(frame.bottom - frame.top).toBeGreaterThan(height / 2.5);
    expect(right - left).toBeGreaterThan(width / 4);
    const paths = scene.items.flatMap((item) =>
      item.kind === "path" && item.paint === "stroke"
        ? [[...item.d.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const)]
        : [],
    );
    const isLoss = (path: (typeof paths)[number]) => path.every(([x]) => x <= right + 0.1);
    expect(paths.some(isLoss)).toBe(true);
    expect(paths.filter((path) => !isLoss(path)).length).toBeGreaterThan(0);
    for (const [x, y] of paths.filter((path) => !isLoss(path)).flat()) {
      expect(x).toBeGreaterThan(width / 2);
      expect(x).toBeLessThanOrEqual(width);
      expect(y).toBeLessThanOrEqual(gradient!.bottom + 0.1);
    }
  }
});

describe("the frame", () => {
  test("shows a parabola whole", () => {
    const { loss } = model(squaredError);
    expect(loss.low).toBe(0);
    expect(loss.high).toBeGreaterThanOrEqual(16);
  });

  test("cuts a pole off, so that the rest can be seen", () => {
    const values = Array.from({ length: 256 }, (_, i) => 1 / (i / 256 + 1e-7));
    expect(chooseFrame(values, "loss", 0, 100).high).toBeLessThan(30);
  });

  test("is of some height for a constant, for one value and for none", () => {
    for (const values of [[3, 3, 3], [0], [], [Number.NaN, Number.POSITIVE_INFINITY]]) {
      for (const kind of ["loss", "gradient", "log"] as const) {
        const frame = chooseFrame(values, kind, 0, 100);
        expect(frame.high).toBeGreaterThan(frame.low);
        expect(frame.ticks.length > 0).toBe(kind === "log" || values.some(Number.isFinite));
      }
    }
  });
});

describe("a curve", () => {
  const frame = { scale: "linear", low: 0, high: 1, top: 0, bottom: 100, ticks: [] } as const;

  test("that leaves the frame ends at the edge in an arrow, and is never drawn flat along it", () => {
    const { runs, arrows } = traceCurve([0, 10, 20, 30, 40], [0.5, 0.9, 3, 9, 0.5], frame);
    expect(arrows.map(({ isUp }) => isUp)).toEqual([true, true]);
    expect(arrows[0]!.at.x).toBeCloseTo(10 + 10 * (0.1 / 2.1));
    for (const run of runs) {
      const along = run.filter(({ y }) => y === frame.top);
      expect(along.length).toBeLessThanOrEqual(1);
    }
  });

  test("has a gap where it is NaN, and an arrow before an infinity", () => {
    expect(traceCurve([0, 1, 2, 3, 4], [0.1, 0.2, Number.NaN, 0.3, 0.4], frame).runs).toHaveLength(2);
    const before = traceCurve([0, 1, 2], [0.1, 0.2, Number.POSITIVE_INFINITY], frame);
    expect(before.arrows).toEqual([{ at: { x: 1, y: toPixel(frame, 0.2) }, isUp: true }]);
  });
});

test("names stand on the picture, over no other name and no mark", () => {
  for (const data of [focal, squaredError, withoutGradient, unbounded]) {
    for (const width of [260, 420, 706, 1000]) {
      const { scene } = model(data, { width });
      const boxes = scene.items
        .filter((item): item is Extract<Item, { kind: "text" }> => item.kind === "text" && item.anchor === "start")
        .map((item) => ({
          text: item.text,
          left: item.x,
          right: item.x + textWidth(item.text, item.size, item.isBold),
          top: item.y - item.size,
          bottom: item.y,
        }));
      for (const a of boxes) {
        expect(a.left).toBeGreaterThanOrEqual(0);
        for (const b of boxes) {
          if (a === b) continue;
          const covers = a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
          expect(covers, `'${a.text}' and '${b.text}' at ${width}`).toBe(false);
        }
      }
    }
  }
});

test("regions without a value are shaded, and name what is to blame", () => {
  const hatches = model(focal).scene.items.filter((item) => item.kind === "hatch");
  expect(hatches.map(({ title }) => title)[0]).toBe("The loss is ∞ at 0 for y_true = 1: ops.log(y_pred) is ∞, line 17");
  expect(hatches.every(({ width }) => width >= 6)).toBe(true);
});

test("a loss without a gradient says so where the gradient would be", () => {
  expect(texts(model(withoutGradient).scene).join(" ")).toContain("No gradients provided for any variable");
});

test("a smallest value away from the target is marked, one at the target is not", () => {
  const off = curveOf(
    [-3, 3],
    [{ label: "y_true = 0", value: 0, at: 0 }],
    [{ label: "y_true = 0", target: 0, loss: (x) => (x - 1.5) ** 2, gradient: (x) => 2 * (x - 1.5) }],
  );
  expect(texts(model(off).scene)).toContain("smallest at 1.5");
  expect(texts(model(squaredError).scene).some((text) => text.startsWith("smallest"))).toBe(false);
});

test("a difference is the loss minus what it is compared with", () => {
  const { series } = model(focal, { difference: "binary_crossentropy" });
  expect(series).toHaveLength(1);
  expect(series[0]!.loss[128]).toBeCloseTo(focal.series[0]!.loss[128]! - focal.series[2]!.loss[128]!, 6);
});

test("the text alternative tells course, extremes and what is missing", () => {
  expect(model(focal).scene.description).toContain(
    "y_true = 1: the loss falls, between 0 and 1.37, smallest at 1, infinite at 1 of 257 points.",
  );
  expect(model(withoutGradient).scene.description).toContain("It has no gradient.");
});

describe("the table and its CSV", () => {
  test("hold float32 numbers that read back exactly, and quote what needs it", () => {
    for (const value of [0.1, 1 / 3, 1e-7, 16777216, Math.PI, 1.17549435e-38, 3.4028235e38]) {
      expect(Math.fround(Number(exactFloat32(Math.fround(value))))).toBe(Math.fround(value));
    }
    expect(exactFloat32(Math.fround(0.1))).toBe("0.1");
    const csv = tableToCsv({ caption: "", columns: ['a "b"', "c,d"], rows: [[Number.NaN, "None"]] });
    expect(csv).toBe('"a ""b""","c,d"\r\nNaN,None\r\n');
  });

  test("give each target its own points", () => {
    const [first, second] = squaredError.series;
    const data = { ...squaredError, series: [first!, { ...second!, x: second!.x.map((x) => x + 0.001) }] };
    const { rows } = curveTable(data);
    expect(rows).toHaveLength(2 * 257);
    expect(rows[0]!.slice(3)).toEqual(["", ""]);
  });
});

test("numbers are written out from a ten-thousandth up to a million", () => {
  expect([0.00005, 0.0001, 999_000, 1e6].map((value) => formatNumber(value))).toEqual([
    "5e−5",
    "0.0001",
    "999,000",
    "1e6",
  ]);
});

test("numbers are written short, steady, and with a real minus", () => {
  expect([0, -1.25, 0.08641, 3.2e-7, 1e9, Number.NEGATIVE_INFINITY].map((value) => formatNumber(value))).toEqual([
    "0",
    "−1.25",
    "0.0864",
    "3.2e−7",
    "1e9",
    "−∞",
  ]);
  expect(formatSteady(0.3)).toBe("0.300");
  expect(formatTicks([0, 0.25, 0.5])).toEqual(["0", "0.25", "0.5"]);
  expect(formatTicks([-1.5, 0, 1.5])).toEqual(["−1.5", "0", "1.5"]);
});

describe("every view", () => {
  const all = { ...views, focal, squaredError, withoutGradient, unbounded };
  test.each(Object.keys(all))("%s is drawn as an SVG of finite numbers, in both themes, at any width", (name) => {
    const data = all[name as keyof typeof all];
    for (const width of [240, 460, 900]) {
      const options = { width, height: 400, title: 'a <b> & "c"' };
      const scene = pictureOf(data, options)?.scene ?? model(data as typeof focal, options).scene;
      for (const theme of [lightTheme, darkTheme]) {
        const svg = renderSvg(scene, theme, { hasBackground: true, padding: 8 });
        expect(svg).not.toMatch(/NaN"|Infinity"|undefined|style=/);
        expect(svg).toContain("a &lt;b&gt; &amp; &quot;c&quot;");
      }
      expect(scene.description.length).toBeGreaterThan(5);
    }
    const table = tableOf(data);
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
  });

  test("the maps of a mask have the keys of their colours, and none is drawn of what there is not", () => {
    const told = (changes: Partial<typeof views.twoMasks>, width = 900): string[] =>
      texts(pictureOf({ ...views.twoMasks, ...changes }, { width, height: 480, title: "loss" })!.scene);
    const all = told({});
    expect(all).toEqual(
      expect.arrayContaining(["Target", "Prediction", "Loss", "Gradient", "3.84", "−0.978", "0.978"]),
    );
    expect(told({ loss: null })).not.toContain("Loss");
    expect(told({ loss: null })).toContain("Loss 0.42, one number for the whole mask");
    expect(told({ gradient: null })).not.toContain("Gradient");
    expect(told({ gradient: null }, 400).join(" ")).toContain("There is no gradient: nothing pulls");
  });

  test("the losses of a descent stand on a logarithmic scale where that is asked for", () => {
    const textsOf = (isLogarithmic: boolean): string[] =>
      pictureOf(views.downhill, { width: 800, height: 480, title: "loss", isLogarithmic })!.scene.items.flatMap(
        (item) => (item.kind === "text" ? [item.text] : []),
      );
    expect(textsOf(false)).toContain("Loss at each step");
    expect(textsOf(true)).toContain("Loss at each step, logarithmic");
    const powers = (texts: readonly string[]) => texts.filter((text) => /^(0\.0*1|1e−\d+)$/.test(text));
    expect(powers(textsOf(true)).length).toBeGreaterThan(1);
    expect(powers(textsOf(false))).toEqual([]);
  });

  test("has stops that the cursor reaches by their own pixels", () => {
    for (const data of [
      views.crossEntropySurface,
      views.twoMasks,
      views.twoBoxes,
      views.threeVectors,
      views.downhill,
    ]) {
      const { stops } = pictureOf(data, { width: 800, height: 480, title: "loss" })!;
      const column = Math.floor(stops.columns / 2);
      const row = Math.floor(stops.rows / 2);
      const stop = stops.at(column, row)!;
      expect(stop.reading.length).toBeGreaterThan(2);
      const [back] = stops.nearest(stop.x, stop.y)!;
      expect(back).toBe(column);
    }
  });
});

test("the worst rows come worst first, NaN before all", () => {
  expect(worstRows([1, 5, Number.NaN, 3, Number.POSITIVE_INFINITY], 3)).toEqual([2, 4, 1]);
});

describe("kinks", () => {
  const x = Float32Array.from({ length: 257 }, (_, i) => -2 + i / 32);
  const kinks = (gradient: (x: number) => number) => kinksOf(x, x.map(gradient)).map((index) => x[index]);

  test("are found where the gradient jumps, once each", () => {
    expect(kinks((at) => (at < 1 ? -1 : 1))).toEqual([0.96875]);
    expect(kinks((at) => Math.sign(at - 1))).toHaveLength(1);
    expect(kinks((at) => (at < 0.51 ? 0 : at < 2.51 ? 1 : -1))).toHaveLength(2);
  });

  test("are not seen in gradients that are smooth, however steep, or that bend without a jump", () => {
    expect(kinks((at) => Math.tanh(4 * at))).toEqual([]);
    expect(kinks((at) => Math.min(1, Math.max(-1, at)))).toEqual([]);
    expect(kinks((at) => -1 / (at + 2.02))).toEqual([]);
    expect(kinks(() => 1)).toEqual([]);
  });
});
