/** Expressions in float16 and bfloat16: TensorFlow's very numbers, value and gradient, or a refusal. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { DType } from "../../../src/evaluate/evaluation.ts";
import { farthest } from "../sixteen-bit.ts";
import { runExpression } from "./run-expression.ts";

interface Golden {
  readonly e: string;
  readonly i: string;
  readonly v: readonly (number | string)[];
  readonly d: DType;
  readonly g: readonly (number | string)[] | null;
}

const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, name), "utf8"));

/** As TensorFlow has it but for the order in which the gradients of several uses are added up, or for Eigen's powers. */
const nearly =
  /K\.var\(ops\.add\(tf\.matmul|K\.maximum\(\(2\.0 - tf\.matmul|tf\.sigmoid\(K\.square\(|tf\.reduce_mean\(\(\(\(p - ops\.sum|tf\.reduce_sum\(tf\.subtract\(\(1e-3|ops\.multiply\(K\.exp\(tf\.nn\.relu|ops\.mean\(\(\(p - p\)|\(\(ops\.take\(p, \[2|\(ops\.maximum\(\(1e-3|(?:tf\.pow|ops\.power)\(2\.0, p\)/;
/** A zero's sign; a variable of Keras, which casts beside numbers of another type. */
const unlike = /^(?:K\.sqrt\(p\) on edge|keras\.Variable)/;

/** Numbers of float32, and gradients that nearly vanish. */
function isClose(actual: number, expected: number): boolean {
  return Object.is(actual, expected) || Math.abs(actual - expected) <= 1e-6 + 1e-5 * Math.abs(expected);
}

test.each(["float16", "bfloat16"] as const)("%s", { timeout: 120_000 }, (dtype) => {
  const wrong: string[] = [];
  let held = 0;
  for (const golden of read(`golden-16bit/${dtype}.json`) as Golden[]) {
    const at = `${golden.e} on ${golden.i}`;
    const answered = runExpression(golden, dtype);
    if (answered.kind === "failure" && answered.failure.kind === "unsupported") continue;
    if (unlike.test(at)) continue;
    if (answered.kind !== "evaluation") {
      wrong.push(`${at}: ${JSON.stringify(answered).slice(0, 200)}`);
      continue;
    }
    held += 1;
    const room = nearly.test(golden.e) ? 8 : 0;
    const { d } = golden;
    const value = Array.from(answered.value.data);
    const isValue =
      d === "float16" || d === "bfloat16"
        ? farthest(value, golden.v, d) <= room
        : value.every((each, index) => isClose(each, Number(golden.v[index])));
    if (answered.value.dtype !== golden.d || !isValue) wrong.push(`${at}: ${answered.value.dtype} ${value}`);
    const gradient = answered.gradient && Array.from(answered.gradient.data);
    const isGradient =
      gradient === null || golden.g === null
        ? gradient === golden.g
        : farthest(gradient, golden.g, dtype) <= room ||
          gradient.every((each, index) => isClose(each, Number(golden.g![index])));
    if (!isGradient) wrong.push(`${at}: gradient ${gradient} instead of ${golden.g}`);
  }
  expect(wrong).toEqual([]);
  expect(held).toBeGreaterThan(2000);
});
