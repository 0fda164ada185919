/** The kernels in float16 and bfloat16: TensorFlow's very numbers, value and gradient, or a refusal. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Unsupported } from "../../../src/evaluate/failure.ts";
import { farthest } from "../sixteen-bit.ts";
import { folder, type GoldenCase, run } from "./run-case.ts";

const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, "golden-16bit", name), "utf8"));

/** They are composed of others, and refused by the names that a loss calls them by (`operations/library/sixteen-bit.ts`). */
const refusedAbove =
  /^(?:activation\.gelu|crossentropy\.(?:l2Normalize|sigmoidCrossEntropy|weightedCrossEntropy)|reduction\.std|segment\.unsortedSegment|unary\.reciprocalNoNan|special\.erfinv)$/;

/** Eigen's powers are off by one number here and there. */
const room = (kernel: string): number => (kernel === "arithmetic.power" ? 1 : 0);

test.each(["float16", "bfloat16"] as const)("%s", (dtype) => {
  const outcomes: Readonly<Record<string, readonly (Pick<GoldenCase, "value" | "gradients"> | null)[]>> = read(
    `${dtype}.json`,
  );
  const cases = Object.entries(outcomes).flatMap(([module, list]) => {
    const own: GoldenCase[] = JSON.parse(readFileSync(join(folder, `${module}.json`), "utf8"));
    return list.map((outcome, index): GoldenCase => ({ ...own[index]!, ...(outcome ?? { refused: true }) }));
  });
  const wrong: string[] = [];
  const held = new Set<string>();
  for (const golden of [...cases, ...(read(`more-${dtype}.json`) as GoldenCase[])]) {
    const { kernel, value, gradients } = golden;
    // Those of float32 are cast by the case itself.
    if (value === undefined || value.dtype === "float32" || refusedAbove.test(kernel)) continue;
    let actual: ReturnType<typeof run>;
    try {
      actual = run(golden, dtype);
    } catch (error) {
      if (!(error instanceof Unsupported)) wrong.push(`${kernel}: ${error}`);
      continue;
    }
    held.add(kernel);
    if (actual.dtype !== value.dtype) wrong.push(`${kernel}: ${actual.dtype} instead of ${value.dtype}`);
    if (!(farthest(actual.values, value.values, dtype) <= room(kernel))) wrong.push(`${kernel}: ${actual.values}`);
    for (const [position, expected] of (gradients ?? []).entries()) {
      const gradient = actual.gradients[position] ?? null;
      const isSame =
        expected === null || gradient === null
          ? expected === gradient
          : farthest(gradient, expected, dtype) <= room(kernel);
      if (!isSame) wrong.push(`${kernel}: gradient ${position} is ${gradient} instead of ${expected}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(held.size).toBeGreaterThan(100);
});
