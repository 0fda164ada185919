import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { numpyResultType, resultType, type WeakType } from "../../../src/evaluate/dtype.ts";
import type { DType } from "../../../src/evaluate/evaluation.ts";

const golden: Record<"keras" | "numpy", Record<string, DType>> = JSON.parse(
  readFileSync(join(import.meta.dirname, "golden-dtypes.json"), "utf8"),
);

function promoteAll<T extends string>(expected: Record<string, DType>, promote: (a: T, b: T) => DType) {
  return Object.fromEntries(
    Object.keys(expected).map((pair) => {
      const [a, b] = pair.split(" ") as [T, T];
      return [pair, promote(a, b)];
    }),
  );
}

test("every pair of types promotes as in Keras, Python's numbers included", () => {
  expect(promoteAll<DType | WeakType>(golden.keras, resultType)).toEqual(golden.keras);
});

test("every pair of types promotes as in NumPy", () => {
  expect(promoteAll<DType>(golden.numpy, numpyResultType)).toEqual(golden.numpy);
});
