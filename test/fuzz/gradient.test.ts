/** Gradients of random expressions beside finite differences of the same expressions in double precision. */

import { expect, test } from "vitest";
import { defaultLimits } from "../../src/evaluate/evaluation.ts";
import { operations } from "../../src/evaluate/operations/library/table.ts";
import { answer } from "../../src/evaluate/run/evaluate.ts";
import { carriesGradient, functionTraits } from "../../src/keras/functions/function-traits.ts";
import {
  type Doubles,
  elementwise,
  type Grown,
  mapped,
  paired,
  pairs,
  reduced,
  reductions,
  reshapings,
} from "./float64.ts";

/** A fixed sequence for each seed (mulberry32). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function pick<T>(random: () => number, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)]!;
}

const leaf: Grown = { text: "p", run: (p) => p };

/** An expression of `p`: of elements, pairs, reductions and shapes by turns. */
function grow(random: () => number, depth: number, p: Doubles): Grown {
  if (depth === 0) return leaf;
  const inner = grow(random, depth - 1, p);
  const { shape } = inner.run(p);
  const kind = random();
  if (kind < 0.4) {
    const { names, wrap, apply } = pick(random, elementwise);
    const text = wrap(pick(random, names), inner.text);
    return { text, run: (x) => mapped(inner.run(x), apply) };
  }
  if (kind < 0.65) {
    const other = grow(random, Math.floor(random() * depth), p);
    const pair = pick(random, pairs);
    if (canBroadcast(shape, other.run(p).shape)) {
      const text = pair.wrap(pick(random, pair.names), inner.text, other.text);
      return { text, run: (x) => paired(inner.run(x), other.run(x), pair.apply) };
    }
  }
  if (kind < 0.8 && shape.length > 0) {
    const { names, apply, before } = pick(random, reductions);
    const axis = Math.floor(random() * shape.length);
    const isKept = random() < 0.5;
    const written = `${pick(random, names)}(${before(inner.text)}, axis=${axis - (random() < 0.5 ? shape.length : 0)}, keepdims=${isKept ? "True" : "False"})`;
    return { text: written, run: (x) => reduced(inner.run(x), axis, isKept, apply) };
  }
  return pick(random, reshapings)(inner, shape, random);
}

function canBroadcast(left: readonly number[], right: readonly number[]): boolean {
  const rank = Math.max(left.length, right.length);
  return Array.from({ length: rank }, (_, at) => [left.at(-1 - at) ?? 1, right.at(-1 - at) ?? 1] as const).every(
    ([a, b]) => a === b || a === 1 || b === 1,
  );
}

const prelude = `import tensorflow as tf
from keras import ops
from tensorflow.keras import backend as K


def loss(t, p):
    return `;

function gradientOf(text: string, p: Doubles): ArrayLike<number> {
  const given = { data: p.data, shape: p.shape, dtype: "float32" as const };
  const result = answer({
    kind: "evaluate",
    source: {
      file: { path: "fuzz.py", text: `${prelude}${text}\n` },
      imports: [],
      loss: "loss",
      keras: { version: "3.15", isKnown: false },
      parameters: {},
    },
    yTrue: given,
    yPred: given,
    as: "direct",
    limits: defaultLimits,
  });
  if (result.kind !== "evaluation") throw new Error(`${text}: ${JSON.stringify(result)}`);
  if (result.gradient === null) throw new Error(`${text}: no gradient`);
  return result.gradient.data;
}

const sumOf = ({ data }: Doubles): number => data.reduce((left, right) => left + right, 0);

/** The slope at one element; undefined beside a kink, where two steps do not agree. */
function slope(grown: Grown, p: Doubles, at: number): number | undefined {
  const along = (step: number): number => {
    const moved = (by: number): number =>
      sumOf(grown.run({ shape: p.shape, data: p.data.map((value, each) => (each === at ? value + by : value)) }));
    return (moved(step) - moved(-step)) / (2 * step);
  };
  const [wide, narrow] = [along(1e-4), along(1e-5)];
  return Math.abs(wide - narrow) <= 1e-4 * (1 + Math.abs(narrow)) ? narrow : undefined;
}

function disagreements(seed: number): { text: string; compared: number; wrong: string[] } {
  const random = sequence(seed);
  const shape = pick(random, [[4], [2, 3], [3, 1], [2, 2, 3]]);
  const size = shape.reduce((left, right) => left * right, 1);
  // Exact in float32, so that both start from the same numbers.
  const p: Doubles = { shape, data: Array.from({ length: size }, () => Math.fround(random() * 3 - 1.5)) };
  const grown = grow(random, 2 + Math.floor(random() * 5), p);
  const values = grown.run(p).data;
  if (grown === leaf || !values.every((value) => Math.abs(value) < 1e4)) return { text: "", compared: 0, wrong: [] };
  const slopes = p.data.map((_, at) => slope(grown, p, at));
  const scale = Math.max(...slopes.map((value) => Math.abs(value ?? 0)), ...values.map(Math.abs), 1);
  const own = gradientOf(grown.text, p);
  const wrong = slopes.flatMap((expected, at) => {
    if (expected === undefined || Math.abs(own[at]! - expected) <= 2e-3 * Math.abs(expected) + 3e-4 * scale) return [];
    return [`seed ${seed}: ${grown.text} at ${at}: ${own[at]} instead of ${expected}`];
  });
  return { text: grown.text, compared: slopes.filter((value) => value !== undefined).length, wrong };
}

const seeds = Array.from({ length: 600 }, (_, index) => index + 1);

test("gradients of 600 random expressions are what finite differences say", { timeout: 120_000 }, () => {
  const results = seeds.map(disagreements);
  expect(results.flatMap(({ wrong }) => wrong)).toEqual([]);
  const compared = results.reduce((sum, each) => sum + each.compared, 0);
  expect(compared).toBeGreaterThan(2_500);
  const used = new Set(results.flatMap(({ text }) => text.match(/\b(?:tf|ops|K)\.[\w.]+/g) ?? []));
  expect(used.size).toBeGreaterThan(100);
});

test("every function in them is a row whose gradient is promised", () => {
  const promised = new Set(
    operations
      .flatMap((row) => row.names)
      .filter((name) => carriesGradient(functionTraits(name) ?? { parameters: [] })),
  );
  const written = [...elementwise, ...pairs, ...reductions].flatMap(({ names }) => names);
  const canonical = (name: string) => name.replace(/^K\./, "keras.backend.").replace(/^ops\./, "keras.ops.");
  expect(written.filter((name) => name !== "" && !promised.has(canonical(name)))).toEqual([]);
});
