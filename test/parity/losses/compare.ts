/** Our answer beside Keras's. */

import type { NumericArray } from "../../../src/evaluate/evaluation.ts";
import type { Answer } from "../../../src/evaluate/evaluator.ts";
import { type GoldenNumber, type GoldenResult, numbers } from "./corpus.ts";

/** Why the answer is not Keras's; undefined where it is. */
export function difference(golden: GoldenResult, answer: Answer, relative: number): string | undefined {
  if (answer.kind === "failure") {
    const { kind, message } = answer.failure;
    if (golden.error === undefined) return `${kind}: ${message}`;
    // A name that no Keras has cannot be told from one that is merely not evaluated.
    if (golden.error === "AttributeError" && kind === "unsupported") return undefined;
    const isSame = kind === "python" && message.split(":")[0] === golden.error;
    return isSame ? undefined : `Keras raises ${golden.error}, here ${kind}: ${message}`;
  }
  if (golden.error !== undefined) return `Keras raises ${golden.error}, here there is a value`;
  if (answer.kind !== "evaluation") return `answered with ${answer.kind}`;
  const { value, gradient } = answer;
  if (value.shape.join() !== golden.value.shape.join())
    return `shape (${value.shape.join()}) instead of (${golden.value.shape.join()})`;
  if (value.dtype !== golden.value.dtype) return `dtype ${value.dtype} instead of ${golden.value.dtype}`;
  const values = firstDifference("value", golden.value.data, value, relative);
  if (values !== undefined) return values;
  if ((gradient === null) !== (golden.gradient === null))
    return gradient === null ? "no gradient, where Keras has one" : "a gradient, where Keras has None";
  if (gradient === null || golden.gradient === null) return undefined;
  return firstDifference("gradient", golden.gradient, gradient, relative);
}

function firstDifference(
  what: string,
  golden: readonly GoldenNumber[],
  own: NumericArray,
  relative: number,
): string | undefined {
  const wanted = numbers(golden);
  if (own.data.length !== wanted.length) return `${what} of ${own.data.length} numbers instead of ${wanted.length}`;
  const finite = wanted.filter(Number.isFinite).map(Math.abs);
  // Sums that cancel are as exact as their terms: of the size of the largest number beside them.
  const scale = Math.max(0, ...finite);
  const at = wanted.findIndex((expected, index) => !isClose(own.data[index]!, expected, relative, scale));
  if (at < 0) return undefined;
  return `${what}[${at}] is ${own.data[at]} instead of ${wanted[at]} (largest ${scale})`;
}

function isClose(actual: number, expected: number, relative: number, scale: number): boolean {
  if (Number.isNaN(expected)) return Number.isNaN(actual);
  if (!Number.isFinite(expected)) return actual === expected;
  return Math.abs(actual - expected) <= relative * Math.abs(expected) + relative * 0.1 * scale + 1e-6;
}
