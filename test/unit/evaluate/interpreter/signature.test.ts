import { describe, expect, test } from "vitest";
import { bindArguments, parseSignature } from "../../../../src/evaluate/interpreter/signature.ts";
import type { Value } from "../../../../src/evaluate/interpreter/values.ts";

function bind(signature: string, positional: Value[], keywords: Record<string, Value> = {}) {
  const parsed = parseSignature(signature, "f");
  return bindArguments(parsed, { positional, keywords: new Map(Object.entries(keywords)) });
}

describe("binding", () => {
  test("by position, by keyword and by default", () => {
    expect(bind("x, axis=None, keepdims=False", [1n], { keepdims: true }).values).toEqual([1n, null, true]);
  });

  test("`*args` takes what is left, `**kwargs` the unknown keywords", () => {
    const bound = bind("equation, *inputs, **kwargs", ["ij->i", 1n, 2n], { optimize: "greedy" });
    expect(bound.values[1]).toEqual({ type: "tuple", items: [1n, 2n] });
    expect([...bound.keywords]).toEqual([["optimize", "greedy"]]);
  });

  test("defaults are Python literals", () => {
    const values = bind("a=-1, b=1e-05, c='VALID', d=(1, 1), e=tf.int64, f=True", []).values;
    expect(values).toEqual([
      -1n,
      1e-5,
      "VALID",
      { type: "tuple", items: [1n, 1n] },
      { type: "dtype", dtype: "int64" },
      true,
    ]);
  });
});

describe("Python's complaints", () => {
  test.each([
    ["x", [], {}, "f() missing 1 required positional argument: 'x'"],
    ["x, y", [], {}, "f() missing 2 required positional arguments: 'x' and 'y'"],
    ["x, y, z", [], {}, "f() missing 3 required positional arguments: 'x', 'y', and 'z'"],
    ["x", [1n, 2n], {}, "f() takes 1 positional argument but 2 were given"],
    ["x, y=1", [1n, 2n, 3n], {}, "f() takes from 1 to 2 positional arguments but 3 were given"],
    ["x", [1n], { y: 1n }, "f() got an unexpected keyword argument 'y'"],
    ["x", [1n], { x: 1n }, "f() got multiple values for argument 'x'"],
    ["x, *, axis", [1n], {}, "f() missing 1 required keyword-only argument: 'axis'"],
    ["where_v2(condition, x=None)", [], {}, "where_v2() missing 1 required positional argument: 'condition'"],
  ])("%s", (signature, positional, keywords, message) => {
    expect(() => bind(signature, positional as Value[], keywords as Record<string, Value>)).toThrow(message);
  });
});
