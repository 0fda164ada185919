import { describe, expect, test } from "vitest";
import { findLosses } from "../../../src/losses/find-losses.ts";
import { aboutPicture, kerasWords } from "../../../src/preview/about-picture.ts";
import { calledAs } from "../../../src/preview/called-as.ts";
import { explainFailure } from "../../../src/preview/failure-words.ts";
import { evidenceWords } from "../../../src/preview/place-words.ts";
import { curveModel, defaultCurveOptions } from "../../../src/preview/plot/curve.ts";
import { comparisonPattern } from "../../../src/preview/plot/dashes.ts";
import { chooseFrame } from "../../../src/preview/plot/frame.ts";
import { withHeading } from "../../../src/preview/plot/heading.ts";
import { formatCount, formatNumber, formatSteady } from "../../../src/preview/plot/numbers.ts";
import { pictureOf } from "../../../src/preview/plot/pictures.ts";
import type { Scene } from "../../../src/preview/plot/scene.ts";
import { parseModule } from "../../../src/python/parse.ts";
import { analyzeNames } from "../../../src/python/scope.ts";
import { type ColumnChoice, readDataFile } from "../../../src/samples/data-file.ts";
import { findSampleSet } from "../../../src/samples/sample-sets.ts";
import { focal, squaredError } from "../../page/canned.ts";
import { threeClasses } from "../../page/canned-views.ts";

const texts = (scene: Scene): string[] => scene.items.flatMap((item) => (item.kind === "text" ? [item.text] : []));

function inFile(text: string) {
  const { module } = parseModule(text);
  const names = analyzeNames(module);
  const { losses, uses } = findLosses(module, names);
  return { loss: losses[0]!, uses, names };
}

describe("a loss as it is called", () => {
  const text =
    "def focal(gamma=2.0, alpha=0.25, classes=None):\n    def loss(y_true, y_pred):\n        return y_true * y_pred\n    return loss\n";

  test("has the values that are given, and those of the file", () => {
    expect(calledAs(inFile(text), {})).toBe("(gamma=2.0, alpha=0.25, classes=None)");
    expect(calledAs(inFile(text), { gamma: 3.5000001 })).toBe("(gamma=3.5, alpha=0.25, classes=None)");
    expect(calledAs(inFile(text), { classes: 3n })).toBe("(gamma=2.0, alpha=0.25, classes=3)");
  });

  test("has nothing in parentheses without parameters", () => {
    expect(calledAs(inFile("def mse(y_true, y_pred):\n    return y_true - y_pred\n"), {})).toBe("");
  });
});

test("what a picture is of: the data, the view's controls, the Keras with its evidence", () => {
  const set = findSampleSet("segmentation")!;
  const about = aboutPicture({ set, view: "masks", options: { overlap: 0.4 }, keras: "Keras 3, assumed" });
  expect(about).toEqual([set.title, "overlap 0.4", "blur, pixels 0.6", "Keras 3, assumed"]);
  const known = {
    version: "3",
    release: [3, 15],
    isKnown: true,
    evidence: "sub/requirements.txt:4 keras==3.15",
    basis: "project",
  } as const;
  expect(kerasWords(known)).toBe("Keras 3.15, from requirements.txt:4");
  expect(kerasWords({ ...known, evidence: "work/loss.ipynb:cell 5:2 from keras import ops" })).toBe(
    "Keras 3.15, from loss.ipynb, cell 5, line 2",
  );
  expect(kerasWords({ ...known, evidence: ".venv/keras-3.15.dist-info" })).toBe(
    "Keras 3.15, from keras-3.15.dist-info",
  );
  expect(kerasWords({ ...known, release: undefined, evidence: "the setting says Keras 3" })).toBe("Keras 3, as set");
  expect(kerasWords({ ...known, release: undefined, isKnown: false, evidence: "assumed: nothing" })).toBe(
    "Keras 3, assumed",
  );
});

test("what names a Keras is said in words, with the text that stands there", () => {
  expect(evidenceWords("work/loss.ipynb:cell 5:2 from keras import ops")).toBe(
    "work/loss.ipynb, cell 5, line 2: from keras import ops",
  );
  expect(evidenceWords("loss.py:3 from keras import ops")).toBe("loss.py:3 from keras import ops");
  expect(evidenceWords(".venv/keras-3.15.dist-info")).toBe(".venv/keras-3.15.dist-info");
});

test("a picture of a data file says which of its columns are target and prediction, or how many", () => {
  const set = findSampleSet("regression")!;
  const about = (csv: string, columns: Partial<ColumnChoice> = {}) => {
    const result = readDataFile("rows.csv", new TextEncoder().encode(csv), columns);
    return aboutPicture({ set, view: "data", options: {}, data: { name: "rows.csv", path: "rows.csv", result } });
  };
  const csv = "id,label,score,low,high,best\n1,0,0.5,0.1,0.9,0.4\n2,1,0.5,0.1,0.9,0.4\n";
  expect(about(csv)).toEqual(["rows.csv", "target label", "prediction score"]);
  expect(about(csv, { yTrue: ["best"], yPred: ["low", "high"] })).toEqual([
    "rows.csv",
    "target best",
    "prediction low, high",
  ]);
  expect(about(csv, { yPred: ["score", "low", "high", "best"] }).at(-1)).toBe("prediction 4 columns");
  expect(about("a,b\n1,2\n", { yTrue: [] })).toEqual(["rows.csv"]);
});

describe("a heading", () => {
  test("stands above all that is drawn, on as many lines as it needs", () => {
    const { scene } = curveModel(focal, { ...defaultCurveOptions, width: 300 });
    const loss = "a_loss_with_a_long_name(first=1.0, second=2.0, third=3.0)";
    const headed = withHeading(scene, { loss, about: ["Binary probability", "Keras 3, assumed"] });
    const room = headed.height - scene.height;
    expect(texts(headed).slice(0, 2).join(" ")).toBe(loss);
    expect(texts(headed)).toContain("Binary probability · Keras 3, assumed");
    expect(headed.items).toHaveLength(scene.items.length + 3);
    const [before, after] = [scene, headed].map(({ items }) => items.findLast((item) => item.kind === "line")!);
    expect(after).toMatchObject({ y1: (before as { y1: number }).y1 + room });
  });

  test("moves what a map is cut to along with the map", () => {
    const { scene } = pictureOf(threeClasses, { width: 600, height: 400, title: "loss" })!;
    const raster = (from: Scene) => from.items.find((item) => item.kind === "raster")!;
    const headed = withHeading(scene, { loss: "loss", about: [] });
    const top = (from: Scene): number => Number(/^M\S+ (\S+)L/.exec(raster(from).clip!)![1]);
    expect(top(headed) - top(scene)).toBeCloseTo(raster(headed).y - raster(scene).y, 1);
  });

  test("can be left out", () => {
    const { scene } = curveModel(focal, defaultCurveOptions);
    expect(withHeading(scene, undefined)).toBe(scene);
  });
});

describe("in a comparison", () => {
  test("every loss is named, its own at the values that are shown", () => {
    const { scene } = curveModel(focal, { ...defaultCurveOptions, title: "focal_loss(gamma=3.5)" });
    expect(texts(scene)).toEqual(
      expect.arrayContaining(["focal_loss(gamma=3.5)", "binary_crossentropy", "y_true = 1"]),
    );
    expect(texts(curveModel(squaredError, defaultCurveOptions).scene)).not.toContain("Loss over y_pred");
  });

  test("strokes are told apart by lengths that differ by more than a pixel", () => {
    const patterns = [0, 1, 2, 3, 4].map(comparisonPattern);
    patterns.forEach((a, i) => {
      for (const b of patterns.slice(i + 1)) {
        const isSame = a.length === b.length && a.every((length, at) => Math.abs(length - b[at]!) <= 1.5);
        expect(isSame, `${a} and ${b}`).toBe(false);
      }
    });
  });
});

test("what must be seen is in the frame, however far it is from the rest", () => {
  const falling = [100, 20, ...Array.from({ length: 98 }, (_, i) => 1 / (i + 1))];
  expect(chooseFrame(falling, "loss", 0, 200).high).toBeLessThan(50);
  expect(chooseFrame(falling, "loss", 0, 200, falling.slice(0, 2)).high).toBeGreaterThanOrEqual(100);
});

test("large numbers have separators", () => {
  expect([12345, -1234.5, 999, 1e9].map((value) => formatNumber(value, 5))).toEqual([
    "12,345",
    "−1,234.5",
    "999",
    "1e9",
  ]);
  expect(formatSteady(12345)).toBe("12,300");
  expect(formatCount(1_000_000)).toBe("1,000,000");
});

describe("a failure", () => {
  const subject = (text: string) => ({
    loss: inFile(text).loss,
    path: "a.py",
    hasWholeTargets: false,
    isChosen: false,
  });
  const endless = "def my_loss(y_true, y_pred):\n    while True:\n        y_pred = y_pred + 1\n    return y_pred\n";
  const at = (text: string, part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length });

  test("by an endless loop says so, and leads to the limit", () => {
    const failure = {
      kind: "limit",
      message: "The loss took more than 9 steps.",
      path: "a.py",
      range: at(endless, "y_pred + 1"),
    } as const;
    const said = explainFailure(failure, subject(endless));
    expect(said.message).toBe(
      "This is an endless loop: its condition is always true, and nothing leaves it. The loss took more than 9 steps.",
    );
    expect(said.steps).toEqual([{ id: "openLimits", label: "Change the limits …" }]);
    const perhaps = endless
      .replace("True", "True")
      .replace("y_pred = y_pred + 1", "y_pred = y_pred + 1\n        if y_pred is None:\n            break");
    expect(explainFailure({ ...failure, range: at(perhaps, "y_pred + 1") }, subject(perhaps)).message).toMatch(
      /^This loop seems endless/,
    );
  });

  test("of whole numbers says that fit casts them", () => {
    const message =
      "InvalidArgumentError: cannot compute Mul as input #1 was expected to be a int32 tensor but is a float tensor";
    const failure = { kind: "python", message, path: "a.py", range: undefined } as const;
    expect(explainFailure(failure, { ...subject(endless), hasWholeTargets: true }).message).toContain(
      "in fit, Keras casts y_true",
    );
    expect(explainFailure(failure, subject(endless)).message).toBe(message);
  });

  test("on data that a person chose leads back to those that fit", () => {
    const failure = { kind: "python", message: "ValueError: no", path: "a.py", range: undefined } as const;
    expect(explainFailure(failure, { ...subject(endless), isChosen: true }).steps).toEqual([
      { id: "automaticSamples", label: "Choose the data from the loss" },
    ]);
  });
});
