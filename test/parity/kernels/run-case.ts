/** Runs a case of golden/ as its kernel, and compares what it gives. */

import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { DType } from "../../../src/evaluate/evaluation.ts";
import { PythonError, Unsupported } from "../../../src/evaluate/failure.ts";
import { add, multiply } from "../../../src/evaluate/kernels/arithmetic.ts";
import { backInSixteenBits, gradientsIn } from "../../../src/evaluate/kernels/gradient.ts";
import { sum } from "../../../src/evaluate/kernels/reduction.ts";
import { read, runInScope } from "../../../src/evaluate/tape/backend.ts";
import { constant, gradientOf, isConnected, watch } from "../../../src/evaluate/tape/tape.ts";
import type { Tensor } from "../../../src/evaluate/tape/tensor.ts";

export type GoldenNumber = number | "NaN" | "Infinity" | "-Infinity";

interface GoldenTensor {
  readonly values: readonly GoldenNumber[];
  readonly shape: readonly number[];
  readonly dtype: DType;
}

type GoldenArgument =
  | { readonly tensor: GoldenTensor; readonly watched: boolean }
  | { readonly many: readonly GoldenArgument[] }
  | { readonly plain: unknown };

export interface GoldenCase {
  readonly kernel: string;
  readonly arguments: readonly GoldenArgument[];
  /** Absent where TensorFlow refuses the arguments. */
  readonly value?: GoldenTensor;
  /** One for each watched argument. */
  readonly gradients?: readonly (readonly GoldenNumber[] | null)[];
  /** Of the gradients' weighted sum; a word where TensorFlow has no formula. */
  readonly second?: readonly (readonly GoldenNumber[] | null)[] | "refused";
  readonly refused?: true;
}

export const folder = join(import.meta.dirname, "golden");
export const files = readdirSync(folder);
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
export function secondOf(loss: Tensor, leaves: readonly Tensor[]): (number[] | null)[] | string | undefined {
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

/** `cast`: what arguments of float32 are instead. */
export function run({ kernel, arguments: given }: Pick<GoldenCase, "kernel" | "arguments">, cast: DType = "float32") {
  return runInScope({}, () => {
    const leaves: Tensor[] = [];
    const argumentOf = (argument: GoldenArgument): unknown => {
      if ("many" in argument) return argument.many.map(argumentOf);
      if ("plain" in argument) return argument.plain === "Infinity" ? Number.POSITIVE_INFINITY : argument.plain;
      const { values, shape, dtype } = argument.tensor;
      const make = argument.watched ? watch : constant;
      const made = make(values.map(Number), shape, dtype === "float32" ? cast : dtype);
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
        const { gradient } = gradientOf(loss, leaf, { back: backInSixteenBits });
        return gradient === undefined ? null : Array.from(gradient.dataSync());
      }),
      second: isFloating ? secondOf(loss, leaves) : undefined,
    };
  });
}

/** The first element that differs, in words; undefined: all agree. */
export function difference(
  actual: readonly number[],
  expected: readonly GoldenNumber[],
  room = 1e-6,
): string | undefined {
  if (actual.length !== expected.length) return `${actual.length} elements instead of ${expected.length}`;
  const at = actual.findIndex((value, index) => {
    const wanted = Number(expected[index]);
    if (Object.is(value, wanted) || value === wanted) return false;
    return !(Math.abs(value - wanted) <= room + 1e-5 * Math.abs(wanted));
  });
  return at < 0 ? undefined : `element ${at} is ${actual[at]} instead of ${expected[at]}`;
}
