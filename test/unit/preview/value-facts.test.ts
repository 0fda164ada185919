/** What a hover says of an expression, and where what was traced is after the code has moved. */

import { describe, expect, test } from "vitest";
import type { NumberRange, Trace, TracedValue } from "../../../src/evaluate/trace-question.ts";
import { findLosses } from "../../../src/losses/find-losses.ts";
import { histogramScene } from "../../../src/preview/plot/histogram.ts";
import { renderSvg } from "../../../src/preview/plot/svg.ts";
import { darkTheme } from "../../../src/preview/plot/theme.ts";
import { moveValues, placeValues } from "../../../src/preview/values/placed-values.ts";
import { valueAt, valueFacts } from "../../../src/preview/values/value-facts.ts";
import { numberWords, rangeWords, shapeWords, valueWords } from "../../../src/preview/values/words.ts";
import type { Observations } from "../../../src/probes/observe.ts";
import { parseModule } from "../../../src/python/parse.ts";
import { analyzeNames } from "../../../src/python/scope.ts";

const numbers = (low: number, high: number, more: Partial<NumberRange> = {}): NumberRange => ({
  low,
  high,
  count: 4,
  nan: 0,
  positiveInfinity: 0,
  negativeInfinity: 0,
  ...more,
});

const traced = (more: Partial<TracedValue> = {}): TracedValue => ({
  range: { start: 0, end: 1 },
  isStored: false,
  type: "tensor",
  dtype: "float32",
  shape: [{ batches: 1 }, 1],
  numbers: numbers(0, 1),
  first: [0, 0.25, 0.5, 1],
  histogram: [1, 0, 2, 1],
  text: null,
  isConnected: true,
  isCut: false,
  gradient: numbers(-1, 2),
  ...more,
});

test("a shape names the batch, and what is not known of it", () => {
  expect(shapeWords([{ batches: 1 }, 3])).toBe("(N, 3)");
  expect(shapeWords([{ batches: 3 }])).toBe("(3N,)");
  expect(shapeWords([null, 2])).toBe("(?, 2)");
  expect(shapeWords([])).toBe("()");
});

test("a range has both ends, what is not finite among them", () => {
  expect(rangeWords(numbers(0.02, 0.98))).toBe("0.02 … 0.98");
  expect(rangeWords(numbers(2, 2))).toBe("2");
  expect(rangeWords(numbers(0, 1, { negativeInfinity: 1, nan: 2 }))).toBe("−∞ … 1, NaN");
  expect(rangeWords(numbers(Number.NaN, Number.NaN, { nan: 4 }))).toBe("NaN");
  expect(rangeWords(numbers(Number.NaN, Number.NaN, { positiveInfinity: 4 }))).toBe("∞");
  expect(rangeWords(numbers(Number.NaN, Number.NaN, { count: 0 }))).toBe("empty");
});

test("of a mask it is said how much is True, of others the dtype where it is unusual", () => {
  expect(numberWords(traced({ dtype: "bool", histogram: [1, 0, 0, 3] }))).toBe("75 % True");
  expect(numberWords(traced({ dtype: "bool", histogram: [], numbers: numbers(1, 1) }))).toBe("True");
  expect(valueWords(traced({ dtype: "int32" }))).toBe("(N, 1) int32 · 0 … 1");
  expect(valueWords(traced({ dtype: null, text: "2.0" }))).toBe("2.0");
});

describe("the gradient of an expression is said with why there is none", () => {
  test.each([
    [{}, "The loss's gradient with respect to it: −1 … 2."],
    [{ gradient: numbers(0, 0) }, "The loss's gradient with respect to it is 0 everywhere."],
    [{ gradient: numbers(0, 0, { nan: 1 }) }, "The loss's gradient with respect to it: 0, NaN."],
    [{ gradient: null }, "No gradient arrives: the loss does not use it, or not in a way that has one."],
    [{ isConnected: false, isCut: true }, "The gradient ends here: nothing before it learns through it."],
    [
      { isConnected: false, gradient: null },
      "No gradient passes: it does not depend on y_pred, or its gradient has ended before.",
    ],
  ])("%j", (more, words) => {
    expect(valueFacts(traced(more)).gradient).toBe(words);
  });

  test("of Python's own values nothing is said of it", () => {
    expect(valueFacts(traced({ type: "float", dtype: null, text: "2.0" }))).toEqual({
      kind: "float",
      numbers: "2.0",
      first: null,
      gradient: null,
    });
  });
});

const text = `from keras import ops
def my_loss(y_true, y_pred):
    error = y_pred - y_true
    return ops.mean(ops.square(error), axis=-1)
`;

function lossIn(whole: string) {
  const { module } = parseModule(whole);
  return findLosses(module, analyzeNames(module)).losses[0]!;
}

const at = (part: string, from = 0) => {
  const start = text.indexOf(part, from);
  return { start, end: start + part.length };
};

describe("the value at a place", () => {
  const error = traced({ range: at("y_pred - y_true"), first: [1] });
  const stored = traced({ range: at("error"), isStored: true, first: [2] });
  const square = traced({ range: at("ops.square(error)"), first: [3] });
  const read = traced({ range: at("y_pred", text.indexOf("error")), first: [4] });
  const values = [read, error, stored, square];
  const found = (part: string, into = 0, from = 0) => valueAt(lossIn(text), values, at(part, from).start + into)?.value;

  test("is that of the smallest expression around it of which one is known", () => {
    expect(found("y_pred - y_true", 7)).toBe(error);
    expect(found("error =")).toBe(stored);
    // The name of a function stands for what its call gives.
    expect(found("ops.square", 5)).toBe(square);
    expect(found("def my_loss", 6)).toBeUndefined();
    expect(found("axis=-1", 6)).toBeUndefined();
  });

  test("of a parameter is what is read under its name", () => {
    expect(found("y_pred)")).toBe(read);
    expect(found("y_true,")).toBeUndefined();
  });
});

test("what was traced stays with its loss, wherever that has moved, its problems too", () => {
  const later = `import os\n\n${text}`;
  const shift = later.length - text.length;
  const [before, now] = [lossIn(text), lossIn(later)];
  const error = { ...at("y_pred - y_true") };
  const trace: Trace = {
    kind: "trace",
    values: [traced({ range: { start: error.start + shift, end: error.end + shift } })],
    isConnected: true,
  };
  const series = {
    values: Float32Array.of(Number.NaN),
    gradients: null,
    isConnected: true,
    blames: [{ direction: "forward", path: "a.py", range: error, expression: "", value: "NaN", index: 0 }],
    blamedForValue: Int32Array.of(0),
    blamedForGradient: null,
    spread: null,
    returns: "perSample",
    dependsOnBatch: false,
    batch: 1,
  };
  const observations = {
    set: { axis: { label: "y_pred" } },
    isSure: true,
    targets: [{ target: { label: "y_true = 1", at: null }, x: [0.5], series, width: 1 }],
  } as unknown as Observations;
  const placed = placeValues({
    loss: now,
    trace,
    observed: { loss: before, observations },
    path: "a.py",
    isForTraining: true,
  });
  expect(
    placed.lines.map((line) => [later.slice(line.range.start, line.range.end), line.text, line.isProblem]),
  ).toEqual([["error = y_pred - y_true", "(N, 1) · NaN at y_pred = 0.5", true]]);
  const back = moveValues(placed, -shift);
  expect(back.values[0]!.range).toEqual(error);
  expect(text.slice(back.lines[0]!.range.start, back.lines[0]!.range.end)).toBe("error = y_pred - y_true");
  expect(moveValues(placed, 0)).toBe(placed);
});

test("a histogram shows every part that holds something, and its ends", () => {
  const scene = histogramScene("spread", { counts: [100, 0, 1], low: -2, high: 3 });
  const bars = scene.items.filter(({ kind }) => kind === "rectangle");
  expect(bars).toHaveLength(2);
  for (const bar of bars) expect(bar.kind === "rectangle" && bar.height).toBeGreaterThan(1);
  const svg = renderSvg(scene, darkTheme, { hasBackground: false, padding: 0 });
  expect(svg).toContain(">−2<");
  expect(svg).toContain(">3<");
});
