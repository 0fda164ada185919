/** Calls an operation by name on plain data, without an interpreter. */

import type { KerasDialect, NumericArray } from "../../../../src/evaluate/evaluation.ts";
import type { Machine, Value } from "../../../../src/evaluate/interpreter/values.ts";
import { createLibrary } from "../../../../src/evaluate/operations/library/library.ts";
import { runInScope, toArray } from "../../../../src/evaluate/tape/backend.ts";
import { constant, gradientOf, watch } from "../../../../src/evaluate/tape/tape.ts";
import type { Tensor } from "../../../../src/evaluate/tape/tensor.ts";

export const keras3: KerasDialect = { version: "3.15", isKnown: true };
export const anyKeras: KerasDialect = { version: "3.15", isKnown: false };

export interface TestContext extends Machine {
  readonly notes: string[];
  readonly lines: string[];
}

export function testContext(keras: KerasDialect = anyKeras): TestContext {
  const notes: string[] = [];
  const lines: string[] = [];
  let seed = 7;
  return {
    keras,
    notes,
    lines,
    place: undefined,
    library: createLibrary(),
    str: String,
    path: "",
    range: undefined,
    tracing: undefined,
    depth: 0,
    handled: [],
    call(callee, args) {
      if (typeof callee === "object" && callee !== null && callee.type === "native") return callee.call(args, this);
      throw new Error("Only natives are called in these tests");
    },
    getAttribute(value, name) {
      return createLibrary().attribute(value, name, this) ?? null;
    },
    *iterate(value) {
      if (typeof value === "object" && value !== null && (value.type === "list" || value.type === "tuple"))
        yield* value.items;
    },
    isTruthy: (value) => value === true,
    note: (message) => notes.push(message),
    log: (line) => lines.push(line),
    step() {},
    allocate() {},
    random() {
      seed = (seed * 16807) % 2147483647;
      return seed / 2147483647;
    },
  };
}

export function callNamed(
  name: string,
  args: readonly Value[],
  keywords: Readonly<Record<string, Value>> = {},
  context: TestContext = testContext(),
): Value {
  const callee = createLibrary().lookup(name, context.keras);
  if (typeof callee !== "object" || callee === null || callee.type !== "native")
    throw new Error(`${name} is not found`);
  return callee.call({ positional: args, keywords: new Map(Object.entries(keywords)) }, context);
}

export function tensorOf(values: number | readonly number[] | readonly (readonly number[])[]): Tensor {
  if (typeof values === "number") return constant(values, [], "float32");
  const rows = values as readonly (number | readonly number[])[];
  const first = rows[0];
  const shape = typeof first === "object" ? [rows.length, first.length] : [rows.length];
  return constant(rows.flat() as number[], shape, "float32");
}

/** What a function of `y_pred` gives, and the gradient of its sum. */
export function evaluated(
  prediction: { readonly values: readonly number[]; readonly shape: readonly number[] },
  run: (yPred: Tensor) => Value,
): { value: NumericArray; gradient: number[] | null } {
  return runInScope({}, () => {
    const leaf = watch(prediction.values, prediction.shape, "float32");
    const result = run(leaf) as Tensor;
    const { gradient } = gradientOf(result, leaf);
    return { value: toArray(result), gradient: gradient ? Array.from(gradient.dataSync()) : null };
  });
}
