import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { DType } from "../../../src/evaluate/evaluation.ts";
import { PythonError } from "../../../src/evaluate/failure.ts";
import { multiply } from "../../../src/evaluate/kernels/arithmetic.ts";
import { sum } from "../../../src/evaluate/kernels/reduction.ts";
import { read, runInScope } from "../../../src/evaluate/tape/backend.ts";
import { constant, gradientOf, watch } from "../../../src/evaluate/tape/tape.ts";
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
    const weights = Array.from({ length: output.data.size }, (_, index) => 1 + 0.5 * (index % 3));
    const loss = isFloating ? sum(multiply(output, constant(weights, output.data.shape, output.dtype))) : output;
    return {
      values: Array.from(read(output)),
      shape: [...output.data.shape],
      dtype: output.dtype,
      gradients: leaves.map((leaf) => {
        const { gradient } = gradientOf(loss, leaf);
        return gradient === undefined ? null : Array.from(gradient.dataSync());
      }),
    };
  });
}

/** The first element that differs, in words; undefined: all agree. */
function difference(actual: readonly number[], expected: readonly Number[]): string | undefined {
  if (actual.length !== expected.length) return `${actual.length} elements instead of ${expected.length}`;
  const at = actual.findIndex((value, index) => {
    const wanted = Number(expected[index]);
    if (Object.is(value, wanted) || value === wanted) return false;
    return !(Math.abs(value - wanted) <= 1e-6 + 1e-5 * Math.abs(wanted));
  });
  return at < 0 ? undefined : `element ${at} is ${actual[at]} instead of ${expected[at]}`;
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
