import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { DType } from "../../../src/evaluate/evaluation.ts";
import { libraryOf } from "../../../src/evaluate/operations/calls/operation.ts";
import { operations } from "../../../src/evaluate/operations/library/table.ts";
import { type GoldenNumber, runExpression } from "./run-expression.ts";

interface GoldenCase {
  /** The expression and the name of its inputs. */
  readonly e: string;
  readonly i: string;
  /** Value, shape, dtype; gradient of the sum, null for None. */
  readonly v?: readonly GoldenNumber[];
  readonly s?: readonly number[];
  readonly d?: DType;
  readonly g?: readonly GoldenNumber[] | null;
  readonly error?: string;
  readonly message?: string;
}

const folder = join(import.meta.dirname, "golden");

function readGolden<T>(name: string): T {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as T;
}

const families = readdirSync(folder)
  .map((file) => file.replace(".json", ""))
  .filter((name) => name !== "inputs")
  .sort();
const cases = new Map(families.map((family) => [family, readGolden<GoldenCase[]>(family)]));

interface Tolerance {
  readonly relative: number;
  readonly absolute: number;
}

const single: Tolerance = { relative: 1e-5, absolute: 3e-7 };
/** In chains, float32's rounding is magnified where large terms cancel. */
const chained: Tolerance = { relative: 1e-4, absolute: 2e-6 };

/** float32 rounds each step in its own order; what is larger than that is another formula. */
function isClose(actual: number, golden: number, scale: number, tolerance: Tolerance): boolean {
  if (Number.isNaN(golden)) return Number.isNaN(actual);
  if (!Number.isFinite(golden)) return actual === golden;
  return Math.abs(actual - golden) <= tolerance.relative * Math.abs(golden) + 2e-6 * scale + tolerance.absolute;
}

function differences(actual: ArrayLike<number>, golden: readonly GoldenNumber[], tolerance: Tolerance): string[] {
  const expected = golden.map(Number);
  const scale = Math.min(1, Math.max(0, ...expected.filter(Number.isFinite).map(Math.abs)));
  return expected.flatMap((value, at) => {
    const own = actual[at] ?? Number.NaN;
    return isClose(own, value, scale, tolerance) ? [] : [`[${at}] ${own} instead of ${value}`];
  });
}

function complaints(golden: GoldenCase, tolerance: Tolerance): string[] {
  const result = runExpression(golden);
  if (golden.error !== undefined) {
    if (result.kind !== "failure") return [`a value instead of ${golden.error}: ${golden.message}`];
    if (result.failure.kind === "unsupported") return [`unsupported: ${result.failure.message}`];
    return result.failure.message.startsWith(golden.error)
      ? []
      : [`${result.failure.message} instead of ${golden.error}: ${golden.message}`];
  }
  if (result.kind !== "evaluation") return [result.kind === "failure" ? result.failure.message : result.kind];
  const found: string[] = [];
  if (result.value.shape.join() !== golden.s!.join()) found.push(`shape ${result.value.shape} instead of ${golden.s}`);
  if (result.value.dtype !== golden.d) found.push(`dtype ${result.value.dtype} instead of ${golden.d}`);
  found.push(...differences(result.value.data as ArrayLike<number>, golden.v!, tolerance));
  if ((golden.g === null) !== (result.gradient === null))
    found.push(
      `gradient ${result.gradient === null ? "None" : "connected"} instead of ${golden.g === null ? "None" : "connected"}`,
    );
  else if (golden.g && result.gradient)
    found.push(
      ...differences(result.gradient.data as ArrayLike<number>, golden.g, tolerance).map((each) => `gradient ${each}`),
    );
  return found;
}

describe.each(families)("%s", (family) => {
  test("every case gives TensorFlow's value, dtype, gradient and exception", () => {
    const wrong = cases.get(family)!.flatMap((golden) => {
      const found = complaints(golden, family === "chains" ? chained : single);
      return found.length === 0 ? [] : [`${golden.e} on ${golden.i}: ${found.slice(0, 3).join("; ")}`];
    });
    expect(wrong).toEqual([]);
  });
});

/** Canonical names that the cases mention. */
function mentioned(): Set<string> {
  const names = new Set<string>();
  const aliases: Readonly<Record<string, string>> = { K: "keras.backend", ops: "keras.ops", np: "numpy" };
  for (const golden of cases.values())
    for (const { e } of golden)
      for (const [, root, rest] of e.matchAll(/(?<![\w.])(tf|K|ops|np|keras)((?:\.\w+)+)/gu)) {
        const parts = `${aliases[root!] ?? root}${rest}`.split(".");
        for (let length = parts.length; length > 1; length--) names.add(parts.slice(0, length).join("."));
      }
  return names;
}

test("every row has golden cases, in each library that has it", () => {
  const names = mentioned();
  // What a graph alone has is called in losses/cases/graph_gradients.py.
  // Keras's losses, metrics and activations have golden values of their own; `with` blocks and what no Keras of
  // today has cannot be called in an expression there, nor is the release a tensor.
  const isOwn = (name: string) =>
    !/^keras\.(losses|metrics|activations)\./u.test(name) &&
    !/name_scope$|^tf\.(init_scope|control_dependencies|device)$|check_numerics$|^tf\.experimental|\.gradients$|^numpy\.float16$|^keras\.version$/u.test(
      name,
    );
  const isGone = (name: string) => /^keras\.backend\.(size|identity|slice|_to_tensor)$/u.test(name);
  const missing = operations.flatMap((row) => {
    if (row.until !== undefined) return [];
    const own = row.names.filter((name) => isOwn(name) && !isGone(name));
    const libraries = new Set(own.map(libraryOf));
    return [...libraries].flatMap((library) => {
      const ofLibrary = own.filter((name) => libraryOf(name) === library);
      return ofLibrary.some((name) => names.has(name)) ? [] : [ofLibrary[0]!];
    });
  });
  expect(missing, "operations without a call in test/parity/operations/cases.py and its golden values").toEqual([]);
});
