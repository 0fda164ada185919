import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PythonError } from "../../../src/evaluate/failure.ts";
import { difference, files, folder, type GoldenCase, run, type secondOf } from "./run-case.ts";

/** Kernels whose gradient cannot be followed. */
const notFollowed = new Set<string>();

function secondProblems({ kernel, second }: GoldenCase, actual: ReturnType<typeof secondOf>): (string | undefined)[] {
  if (typeof actual === "string") {
    notFollowed.add(kernel);
    return [];
  }
  if (second === "refused") return [`gradient of the gradient is ${actual} where TensorFlow has none`];
  return (second ?? []).map((expected, position) => {
    const gradient = actual?.[position] ?? null;
    if (expected === null || gradient === null)
      return expected === gradient ? undefined : `second ${position} is ${gradient} instead of ${expected}`;
    // Its terms nearly cancel where a curve has flattened out.
    const different = difference(gradient, expected, 1e-5);
    return different && `second ${position}: ${different}`;
  });
}

function problemsOf(golden: GoldenCase): string[] {
  if (golden.value === undefined) {
    try {
      return [`${run(golden).values} where TensorFlow refuses`];
    } catch (error) {
      return error instanceof PythonError ? [] : [String(error)];
    }
  }
  let actual: ReturnType<typeof run>;
  try {
    actual = run(golden);
  } catch (error) {
    return [String(error)];
  }
  return [
    actual.dtype === golden.value.dtype ? undefined : `dtype ${actual.dtype} instead of ${golden.value.dtype}`,
    `${actual.shape}` === `${golden.value.shape}`
      ? undefined
      : `shape ${actual.shape} instead of ${golden.value.shape}`,
    difference(actual.values, golden.value.values),
    ...(golden.gradients ?? []).map((expected, position) => {
      const gradient = actual.gradients[position];
      if (expected === null || !gradient) {
        return expected === gradient ? undefined : `gradient ${position} is ${gradient} instead of ${expected}`;
      }
      const different = difference(gradient, expected);
      return different && `gradient ${position}: ${different}`;
    }),
    ...secondProblems(golden, actual.second),
  ].filter((problem) => problem !== undefined);
}

describe.each(files)("%s", (file) => {
  const cases: GoldenCase[] = JSON.parse(readFileSync(join(folder, file), "utf8"));
  const kernels = [...new Set(cases.map(({ kernel }) => kernel))];

  test.each(kernels)("%s agrees with TensorFlow, value and gradient", (kernel) => {
    const wrong: string[] = [];
    for (const golden of cases.filter((each) => each.kernel === kernel)) {
      const problems = problemsOf(golden);
      if (problems.length > 0) wrong.push(`${problems.join("; ")} for ${JSON.stringify(golden.arguments)}`);
    }
    expect(wrong).toEqual([]);
  });
});

test("a gradient of a gradient is refused only through these", () => {
  expect([...notFollowed].sort().join(" ")).toMatchInlineSnapshot(
    `"activation.softsign convolution.convolution convolution.depthwiseConvolution crossentropy.softmaxCrossEntropy linalg.cholesky linalg.det linalg.singularValues linalg.slogdet:logAbs linalg.solve linalg.symmetricEigenvalues linalg.triangularSolve pooling.maxPool scan.cumulativeLogSumExp segment.sortedSegment segment.unsortedSegment special.besselI0 special.besselI0e special.besselI1 special.besselI1e special.digamma special.lgamma whole-division.floorMod"`,
  );
});
