import { expect, test } from "vitest";
import { parseLiteral, readBatchSettings, readSettings, toJson } from "../../../src/cli/literals.ts";
import { writeNumbers } from "../../../src/cli/numeric-json.ts";

test("float32 numbers are written as the shortest decimal that reads back the same", () => {
  const data = Float32Array.from([0.1, 1 / 3, 1e-7, 16777216, Number.NaN, Number.NEGATIVE_INFINITY]);
  const written = writeNumbers({ data, shape: [6], dtype: "float32" });
  expect(written).toEqual([0.1, 0.33333334, 1e-7, 16777216, "NaN", "-Infinity"]);
  expect(Float32Array.from(written.slice(0, 4) as number[])).toEqual(data.slice(0, 4));
});

test("Python literals keep the difference between int and float", () => {
  expect(parseLiteral("2")).toBe(2n);
  expect(parseLiteral("2.")).toBe(2);
  expect(parseLiteral("-1e-3")).toBe(-1e-3);
  expect(parseLiteral("(1, 'a', None, [True])")).toEqual({ tuple: [1n, "a", null, [true]] });
  expect(parseLiteral("K.epsilon()")).toBeUndefined();
  expect(parseLiteral("1 +")).toBeUndefined();
});

test("--set wants a name and a literal", () => {
  expect(readSettings(["gamma=2.0", "reduction='sum'"])).toEqual({ gamma: 2, reduction: "sum" });
  expect(() => readSettings(["gamma"])).toThrow("--set takes name=value");
  expect(() => readSettings(["gamma=two"])).toThrow("--set gamma: 'two' is not a Python literal");
});

test("a batch's numbers are ints or floats as written, also inside strings that look like numbers", () => {
  const line =
    '{"path": "a1.0.py", "name": "f", "set": {"k": 2, "gamma": 2.0, "eps": 1e-7, "reduction": "sum", "w": [1, 0.5]}}';
  expect(readBatchSettings(line)).toEqual({ k: 2n, gamma: 2, eps: 1e-7, reduction: "sum", w: [1n, 0.5] });
  expect(readBatchSettings('{"path": "a.py"}')).toEqual({});
});

test("defaults are given as JSON has them", () => {
  expect(toJson(2n)).toBe(2);
  expect(toJson({ tuple: [1n, 0.5] })).toEqual([1, 0.5]);
  expect(toJson(Number.POSITIVE_INFINITY)).toBe("Infinity");
  expect(toJson(undefined)).toBeUndefined();
});
