import { expect, test } from "vitest";
import { readJsonArray } from "../../../src/samples/json-array.ts";

test("nested arrays give their shape, words give NaN and infinities", () => {
  expect(
    readJsonArray([
      [1, 2],
      ["NaN", "-Infinity"],
    ]),
  ).toEqual({
    data: [1, 2, Number.NaN, Number.NEGATIVE_INFINITY],
    shape: [2, 2],
    dtype: "float32",
  });
  expect(readJsonArray(3)).toEqual({ data: [3], shape: [], dtype: "float32" });
  expect(readJsonArray([[], []])).toEqual({ data: [], shape: [2, 0], dtype: "float32" });
  expect(readJsonArray([true, false]).dtype).toBe("bool");
});

test("flat data keep their shape and dtype", () => {
  expect(readJsonArray({ data: [1, 2], shape: [2, 1], dtype: "int32" })).toEqual({
    data: [1, 2],
    shape: [2, 1],
    dtype: "int32",
  });
});

test.each([
  [[[1, 2], [3]], "its rows are of unequal length"],
  [[1, [2]], "its rows are of unequal length"],
  [["one"], '"one" is not a number'],
  [[1, [[[]]]], "its rows are of unequal length"],
  [[[1], { a: [] }], "its rows are of unequal length"],
  [[{ a: [] }], "an object is not a number"],
  [[null], "null is not a number"],
  [{ data: [1], shape: [2] }, "1 numbers do not fill the shape [2]"],
  [{ data: [1], shape: [1], dtype: "float" }, /'dtype' must be float32, .*; not "float"/],
])("data that are no tensor are refused in words: %j", (given, message) => {
  expect(() => readJsonArray(given)).toThrow(message);
});

test("how deep a list goes is not for the file to say", () => {
  let deep: unknown = 1;
  for (let depth = 0; depth < 100_000; depth++) deep = [deep];
  expect(() => readJsonArray(deep)).toThrow("more than 32 dimensions");
  expect(() => readJsonArray([1, deep])).toThrow("unequal length");
  expect(() => readJsonArray({ data: [deep], shape: [1] })).toThrow("a list is not a number");
});
