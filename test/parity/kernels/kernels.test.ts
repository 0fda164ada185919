import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { DType } from "../../../src/evaluate/evaluation.ts";
import { PythonError, Unsupported } from "../../../src/evaluate/failure.ts";
import { add, multiply } from "../../../src/evaluate/kernels/arithmetic.ts";
import { gradientsIn } from "../../../src/evaluate/kernels/gradient.ts";
import { sum } from "../../../src/evaluate/kernels/reduction.ts";
import { read, runInScope } from "../../../src/evaluate/tape/backend.ts";
import { constant, gradientOf, isConnected, watch } from "../../../src/evaluate/tape/tape.ts";
import type { Tensor } from "../../../src/evaluate/tape/tensor.ts";

type Number = number | "NaN" | "Infinity" | "-Infinity";

interface GoldenTensor {
  readonly values: readonly Number[];
  readonly shape: readonly number[];
  readonly dtype: DType;
}

type GoldenArgument =
  | { readonly tensor: GoldenTensor; readonly watched: boolean }
  | { readonly many: readonly GoldenArgument[] }
  | { readonly plain: unknown };

interface GoldenCase {
  readonly kernel: string;
  readonly arguments: readonly GoldenArgument[];
  /** Absent where TensorFlow refuses the arguments. */
  readonly value?: GoldenTensor;
  /** One for each watched argument. */
  readonly gradients?: readonly (readonly Number[] | null)[];
  /** Of the gradients' weighted sum; a word where TensorFlow has no formula. */
  readonly second?: readonly (readonly Number[] | null)[] | "refused";
  readonly refused?: true;
}

const folder = join(import.meta.dirname, "golden");
const files = readdirSync(folder);
const modules = new Map<string, Record<string, unknown>>();
for (const file of files) {
  const name = file.replace(".json", "");
  modules.set(name, await import(`../../../src/evaluate/kernels/${name}.ts`));
}

function kernelOf(name: string): (...values: unknown[]) => unknown {
  const [file = "", rest = ""] = name.split(".");
  const [exported = "", field] = rest.split(":");
  const kernel = modules.get(file)?.[exported];
  if (typeof kernel !== "function") throw new Error(`There is no kernel ${name}`);
  if (field === undefined) return (...values) => kernel(...values);
  return (...values) => kernel(...values)[field];
}

function weighted(output: Tensor): Tensor {
  const weights = Array.from({ length: output.data.size }, (_, index) => 1 + 0.5 * (index % 3));
  return sum(multiply(output, constant(weights, output.data.shape, output.dtype)));
}

const recorded = { has: isConnected, get: isConnected };

/** The gradient of the gradients' weighted sum, which is itself on the tape; what TensorFlow.js cannot follow is said. */
function secondOf(loss: Tensor, leaves: readonly Tensor[]): (number[] | null)[] | string | undefined {
  try {
    const upstream = constant(1, [], loss.dtype);
    const gradients = gradientsIn(recorded, [{ tensor: loss, upstream }], leaves);
    const terms = gradients.filter((each) => each !== undefined).map(weighted);
    if (terms.length === 0) return undefined;
    const followed = terms.reduce(add);
    return leaves.map((leaf) => {
      const { gradient } = gradientOf(followed, leaf);
      return gradient === undefined ? null : Array.from(gradient.dataSync());
    });
  } catch (error) {
    if (error instanceof Unsupported || error instanceof PythonError) return error.message;
    throw error;
  }
}

function run({ kernel, arguments: given }: GoldenCase) {
  return runInScope({}, () => {
    const leaves: Tensor[] = [];
    const argumentOf = (argument: GoldenArgument): unknown => {
      if ("many" in argument) return argument.many.map(argumentOf);
      if ("plain" in argument) return argument.plain === "Infinity" ? Number.POSITIVE_INFINITY : argument.plain;
      const { values, shape, dtype } = argument.tensor;
      const make = argument.watched ? watch : constant;
      const made = make(values.map(Number), shape, dtype);
      if (argument.watched) leaves.push(made);
      return made;
    };
    const output = kernelOf(kernel)(...given.map(argumentOf)) as Tensor;
    const isFloating = output.data.dtype === "float32";
    const loss = isFloating ? weighted(output) : output;
    return {
      values: Array.from(read(output)),
      shape: [...output.data.shape],
      dtype: output.dtype,
      gradients: leaves.map((leaf) => {
        const { gradient } = gradientOf(loss, leaf);
        return gradient === undefined ? null : Array.from(gradient.dataSync());
      }),
      second: isFloating ? secondOf(loss, leaves) : undefined,
    };
  });
}

/** The first element that differs, in words; undefined: all agree. */
function difference(actual: readonly number[], expected: readonly Number[], room = 1e-6): string | undefined {
  if (actual.length !== expected.length) return `${actual.length} elements instead of ${expected.length}`;
  const at = actual.findIndex((value, index) => {
    const wanted = Number(expected[index]);
    if (Object.is(value, wanted) || value === wanted) return false;
    return !(Math.abs(value - wanted) <= room + 1e-5 * Math.abs(wanted));
  });
  return at < 0 ? undefined : `element ${at} is ${actual[at]} instead of ${expected[at]}`;
}

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
