import { describe, expect, test } from "vitest";
import { defaultLimits } from "../../../src/evaluate/evaluation.ts";
import { askPicture, type PictureResult } from "../../../src/preview/ask/ask.ts";
import { curveModel, defaultCurveOptions } from "../../../src/preview/plot/curve.ts";
import { pictureOf, tableOf } from "../../../src/preview/plot/pictures.ts";
import type { Scene } from "../../../src/preview/plot/scene.ts";
import { renderSvg } from "../../../src/preview/plot/svg.ts";
import { lightTheme } from "../../../src/preview/plot/theme.ts";
import type { PlotData, ViewId } from "../../../src/preview/plot-data.ts";
import { readDataFile } from "../../../src/samples/data-file.ts";
import { findSampleSet } from "../../../src/samples/sample-sets.ts";
import { evaluateInProcess } from "../cli/in-process.ts";

const evaluator = evaluateInProcess(() => performance.now());
const squares = "ops.mean(ops.square(y_pred - y_true), axis=-1)";

function ask(view: ViewId, set: string, body: string, csv?: string): Promise<PictureResult> {
  const text = `from keras import ops\n\ndef loss(y_true, y_pred):\n    ${body}\n`;
  const data =
    csv === undefined
      ? {}
      : {
          data: { name: "rows.csv", path: "rows.csv", result: readDataFile("rows.csv", new TextEncoder().encode(csv)) },
        };
  return askPicture(
    {
      source: {
        file: { path: "losses.py", text },
        imports: [],
        loss: "loss",
        keras: { version: "3.15", isKnown: true },
        parameters: {},
      },
      set: findSampleSet(set)!,
      view,
      options: { resolution: 24 },
      domain: null,
      companions: [],
      limits: defaultLimits,
      placeOf: (path, { start, end }) => ({ path, start, end, line: text.slice(0, start).split("\n").length }),
      ...data,
    },
    evaluator,
  );
}

async function drawn(view: ViewId, set: string, body: string, csv?: string): Promise<{ data: PlotData; scene: Scene }> {
  const answer = await ask(view, set, `return ${body}`, csv);
  if (answer.kind === "failure") throw new Error(answer.failure.message);
  const { data } = answer;
  const scene =
    pictureOf(data, { width: 600, height: 400, title: "loss" })?.scene ??
    curveModel(data.view === "classes" ? data.curve : (data as typeof data & { view: "curve" }), defaultCurveOptions)
      .scene;
  return { data, scene };
}

const texts = (scene: Scene): string[] => scene.items.flatMap((item) => (item.kind === "text" ? [item.text] : []));
const hatches = (scene: Scene) => scene.items.flatMap((item) => (item.kind === "hatch" ? [item] : []));

describe("whatever a loss gives is a picture of finite numbers, in every view", () => {
  const losses: Record<string, string> = {
    constant: "ops.mean(0.0 * y_pred + 3.0, axis=-1)",
    "a Python number": "1.0",
    huge: `${squares} * 1e30`,
    tiny: `${squares} * 1e-30`,
    "all NaN": "ops.mean(ops.log(-ops.square(y_pred) - 1.0), axis=-1)",
    "all infinite": "ops.mean(1.0 / (0.0 * y_pred), axis=-1) + 1e39",
    "one finite point": "ops.mean(ops.where(ops.abs(y_pred - 2.0) < 0.01, y_pred, 1e39), axis=-1)",
    "−∞ at the target": "ops.mean(ops.log(ops.abs(y_pred - y_true)), axis=-1)",
    "a map for each sample": "ops.square(y_pred - y_true)[:, :, None] * ops.ones((1, 1, 3))",
    bool: "ops.mean(y_pred, axis=-1) > 0.5",
    int: 'ops.cast(ops.round(y_pred - y_true), "int32")',
    overflowing: "ops.mean(ops.exp(ops.exp(y_pred)), axis=-1)",
  };
  for (const [set, views] of [
    ["regression", ["curve", "surface", "descent"]],
    ["categorical", ["classes"]],
    ["segmentation", ["masks"]],
    ["boxes", ["boxes"]],
    ["embedding", ["embedding"]],
    ["quantiles", ["curve", "surface", "descent"]],
  ] as const) {
    test.each(Object.entries(losses))(`${set}: %s`, async (_, body) => {
      for (const view of views) {
        // A loss that cannot take this kind of data says so; it does not fail otherwise.
        const answer = await ask(view, set, `return ${body}`);
        if (answer.kind === "failure") {
          expect(answer.failure.message).toMatch(/^\w+Error: |^[A-Z].* not evaluated/);
          continue;
        }
        const { scene, data } = await drawn(view, set, body);
        expect(renderSvg(scene, lightTheme, { hasBackground: true, padding: 0 })).not.toMatch(
          /NaN"|Infinity"|undefined/,
        );
        for (const item of scene.items) {
          for (const value of Object.values(item)) if (typeof value === "number") expect(value).not.toBeNaN();
        }
        const table = tableOf(data);
        for (const row of table.rows.slice(0, 50)) expect(row).toHaveLength(table.columns.length);
      }
    });
  }

  test.each([
    ["return", /None values not supported/],
    ["return y_pred, ops.mean(y_pred)", /Shapes of all inputs must match/],
    ['return "loss"', /not evaluated/],
    ['return {"loss": y_pred}', /dict/],
  ])("`%s` is answered in a sentence", async (body, said) => {
    for (const view of ["curve", "surface", "descent"] as const) {
      const answer = await ask(view, "regression", body);
      expect(answer.kind === "failure" && answer.failure.message).toMatch(said);
    }
  });
});

describe("what is not finite", () => {
  test("is hatched on a surface, each region with its own culprit", async () => {
    const entropy = "-ops.mean(y_true * ops.log(y_pred) + (1 - y_true) * ops.log(1 - y_pred), axis=-1)";
    const { scene } = await drawn("surface", "binary", entropy);
    const [left, right] = [...hatches(scene)].filter(({ parts }) => parts !== undefined).sort((a, b) => a.x - b.x);
    expect(left!.title).toContain("ops.log(y_pred) is −∞, line 4");
    expect(right!.title).toContain("ops.log(1 - y_pred) is −∞, line 4");
    expect(left!.blame?.place).not.toEqual(right!.blame?.place);
    expect(texts(scene).some((text) => text.includes("ops.log(y_pred) is −∞, line 4"))).toBe(true);
  });

  test("is hatched and named on curves, for each target its own", async () => {
    const { scene } = await drawn("curve", "distribution", "ops.log(y_pred[:, 1]) + ops.square(y_pred[:, 0])");
    expect(texts(scene)).toContain("NaN for log variance −1: ops.log(y_pred[:, 1])");
    expect(texts(scene)).toContain("−∞ for log variance 0: ops.log(y_pred[:, 1])");
    expect(hatches(scene).filter(({ isPainted }) => isPainted !== false).length).toBeLessThan(hatches(scene).length);
  });

  test("is hatched in the triangle of classes and on the pixels of a mask", async () => {
    const triangle = await drawn("classes", "categorical", "-ops.sum(ops.log(y_pred[:, :2]) * y_true[:, :2], axis=-1)");
    expect(hatches(triangle.scene).some(({ title }) => title.includes("ops.log(y_pred[:, :2]) is −∞"))).toBe(true);
    const mask = await drawn("masks", "segmentation", "ops.mean(ops.sqrt(y_pred - 0.3) * (1.0 - y_true), axis=-1)");
    expect(hatches(mask.scene).some(({ title }) => /^The loss is NaN at \d+ of 256 points: ops.sqrt/.test(title))).toBe(
      true,
    );
  });

  test("leaves an empty frame without numbers", async () => {
    const { scene } = await drawn("curve", "regression", "ops.mean(ops.log(-ops.square(y_pred) - 1.0), axis=-1)");
    expect(
      texts(scene)
        .filter((text) => /^[\d.]+$/.test(text))
        .every((text) => Number(text) <= 6),
    ).toBe(true);
    expect(texts(scene)).not.toContain("0.2");
  });
});

describe("the colours of a surface", () => {
  const keyOf = (scene: Scene): string[] => texts(scene).filter((text) => /^(to )?[−\d.e]+$/.test(text));

  test("cover what is drawn and no more", async () => {
    const { data, scene } = await drawn(
      "surface",
      "distribution",
      "0.5 * (y_pred[:, 1] + ops.square(y_pred[:, 0]) * ops.exp(-y_pred[:, 1]))",
    );
    if (data.view !== "surface") throw new Error(data.view);
    expect(Math.min(...data.loss)).toBeGreaterThan(-1.5);
    expect(keyOf(scene)).not.toContain("−5");
    expect(keyOf(scene).some((text) => text.startsWith("to "))).toBe(true);
  });

  test("of a constant are one colour with one number", async () => {
    const { scene } = await drawn("surface", "regression", "0.0 * y_pred[:, 0] + 7.0");
    expect(texts(scene).filter((text) => text === "7")).toHaveLength(1);
  });
});

test("each output of a quantile loss is smallest where that share of the targets lies below", async () => {
  const body = "ops.mean(ops.maximum(Q * (y_true - y_pred), (Q - 1) * (y_true - y_pred)), axis=-1)".replaceAll(
    "Q",
    "ops.convert_to_tensor([[0.1, 0.5, 0.9]])",
  );
  const { data } = await drawn("curve", "quantiles", body);
  if (data.view !== "curve") throw new Error(data.view);
  const targets = [...data.crowd!].sort((a, b) => a - b);
  for (const [index, level] of [0.1, 0.5, 0.9].entries()) {
    const { x, loss } = data.series[index]!;
    const best = x[loss.indexOf(Math.min(...loss))]!;
    const below = targets.filter((each) => each <= best + 0.03).length / targets.length;
    expect(Math.abs(below - level)).toBeLessThan(0.05);
  }
  expect(data.lossLabel).toBe("Mean loss over 25 targets");
  // A mean over the whole batch, as Keras takes it, is the same curve.
  const whole = await drawn("curve", "quantiles", `ops.mean(${body})`);
  if (whole.data.view !== "curve") throw new Error(whole.data.view);
  for (const [index, { loss, gradient }] of whole.data.series.entries()) {
    for (const [i, value] of loss.entries()) expect(value).toBeCloseTo(data.series[index]!.loss[i]!, 5);
    for (const [i, value] of gradient!.entries()) expect(value).toBeCloseTo(data.series[index]!.gradient![i]!, 5);
  }
});

describe("files of few and of many rows", () => {
  test("one row, rows without a number, and rows that are all alike", async () => {
    for (const csv of [
      "y_true,y_pred\n1,2\n",
      "y_true,y_pred\n1,nan\n2,inf\n0,1\n",
      `y_true,y_pred\n${"1,2\n".repeat(40)}`,
    ]) {
      const { scene } = await drawn("data", "regression", squares, csv);
      expect(renderSvg(scene, lightTheme, { hasBackground: true, padding: 0 })).not.toMatch(/NaN"|Infinity"/);
    }
    const odd = await drawn("data", "regression", squares, "y_true,y_pred\n1,nan\n2,inf\n0,1\n");
    expect(texts(odd.scene)).toContain("Rows by their loss; 2 NaN or infinite are left out");
  });

  test("a loss of one number for the batch is asked for some rows of a large file, and says so", async () => {
    const rows = Array.from({ length: 5001 }, (_, row) => `0,${row}`).join("\n");
    const answer = await ask(
      "data",
      "regression",
      "return ops.mean(ops.abs(y_pred - y_true))",
      `y_true,y_pred\n${rows}\n`,
    );
    if (answer.kind === "failure" || answer.data.view !== "data") throw new Error(JSON.stringify(answer));
    expect(answer.data.every).toBe(3);
    expect([...answer.data.loss.slice(0, 3)]).toEqual([0, 3, 6]);
    expect(tableOf(answer.data).rows[1]!.slice(0, 2)).toEqual([3, 3]);
    expect(answer.notes[0]!.message).toContain("of the 5001 rows one in 3 is shown");
  });
});
