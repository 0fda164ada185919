import { describe, expect, test } from "vitest";
import { readAnswer } from "../../../src/preview/check-answer.ts";
import { kerasCurve } from "../../../src/preview/keras-curve.ts";
import { checkScript } from "../../../src/preview/script/check-script.ts";
import { findSampleSet } from "../../../src/samples/sample-sets.ts";

const array = (shape: readonly number[], ...data: number[]) => ({ data, shape: [...shape], dtype: "float32" as const });
const set = findSampleSet("binary")!;
const x = [0.25, 0.5];

describe("a curve of Keras's own numbers", () => {
  test("has a value and a gradient for each point and target, and blames nobody", () => {
    const targets = set.targets.map((_, index) => ({
      x,
      keras: { value: array([2], 1 + index, 2), gradient: array([2, 1], -3, Number.NaN) },
    }));
    const data = kerasCurve(set, targets)!;
    expect(data.series.map(({ loss }) => [...loss])).toEqual(set.targets.map((_, index) => [1 + index, 2]));
    expect([...data.series[0]!.gradient!]).toEqual([-3, Number.NaN]);
    expect(data.axis.domain).toEqual([...set.axis.domain]);
    expect(data.blames).toEqual([]);
  });

  test("is of each sample alone where the loss makes one number of a batch, and of the mean of its numbers", () => {
    const keras = {
      value: array([], 5),
      gradient: array([2, 1], 1, 1),
      rows: { value: array([2, 2], 1, 3, 5, 7), gradient: array([2, 1], 4, 8) },
    };
    const data = kerasCurve(
      set,
      set.targets.map(() => ({ x, keras })),
    )!;
    // All targets are alike: one curve stands for them.
    expect(data.series).toHaveLength(1);
    expect([...data.series[0]!.loss]).toEqual([2, 6]);
    expect([...data.series[0]!.gradient!]).toEqual([2, 4]);
  });

  test("is none where there are not as many numbers as points", () => {
    const keras = { value: array([], 5), gradient: null };
    expect(
      kerasCurve(
        set,
        set.targets.map(() => ({ x, keras })),
      ),
    ).toBeUndefined();
    expect(kerasCurve(set, [])).toBeUndefined();
  });
});

test("the script runs each sample where it is asked to, and the answer tells of them", () => {
  const source = {
    file: { path: "/w/losses.py", text: "def a_loss(y_true, y_pred):\n    return y_pred\n" },
    imports: [],
    loss: "a_loss",
    keras: { version: "3.15.1", isKnown: true },
    parameters: {},
  };
  expect(checkScript(source, [])).toMatch(/_ll_answer\(own_loss, _ll_data, False\)\)\n$/);
  expect(checkScript(source, [], true)).toMatch(/_ll_answer\(own_loss, _ll_data, True\)\)\n$/);
  const encoded = (shape: readonly number[], ...numbers: number[]) => ({
    shape,
    data: Buffer.from(new Float32Array(numbers).buffer).toString("base64"),
  });
  const batch = { value: encoded([], 3), gradient: null, rows: { value: encoded([2, 1], 1, 2), gradient: null } };
  const about = { python: "3.13.1", keras: "3.15.1", backend: "tensorflow", library: "2.21.0" };
  const read = readAnswer(JSON.stringify({ ...about, batches: [batch] }));
  expect(read && "batches" in read && read.batches[0]?.rows?.value).toEqual({
    shape: [2, 1],
    data: new Float32Array([1, 2]),
    dtype: "float32",
  });
});
