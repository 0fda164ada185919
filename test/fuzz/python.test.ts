/** Whatever the text, there is a module, its ranges are sound, and parsing on from an old module changes nothing. */
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Module, Node } from "../../src/python/ast.ts";
import { longestRead, type ParsedModule, parseModule } from "../../src/python/parse.ts";
import { qualifiedNames } from "../../src/python/qualified.ts";
import { analyzeNames } from "../../src/python/scope.ts";
import { childrenOf, holdsError, nodeAt, walk } from "../../src/python/walk.ts";
import { correctFiles, pageExamples, splinters } from "./python-texts.ts";
import { fuzz, spoiled } from "./target.ts";

const sample = `"""Losses."""
from __future__ import annotations
import tensorflow as tf
from keras import backend as K, ops
try:
    import numpy as np
except ImportError as error:
    np = None
%matplotlib inline
EPS = 1.e-7; ALPHA = .25

@tf.function(jit_compile=True)
def focal(y_true, y_pred, *, gamma: float = 2., **rest) -> tf.Tensor:
    # keep away from log(0)
    p = K.clip(y_pred, EPS, 1. - EPS)
    if gamma > 0 and not rest: return -K.mean((1. - p) ** gamma * y_true * K.log(p), axis=-1)
    elif rest:
        raise ValueError(f"unknown {', '.join(rest)!r:>{10}} {gamma=} {{}}" "!")
    return [x for x, *_ in zip(y_true, p) if x < 1 <= 2]

class Dice(keras.losses.Loss):
    def __init__(self, smooth=1, name="dice"):
        super().__init__(name=name)
        self.smooth = smooth
    def call(self, y_true, y_pred):
        with (tf.name_scope("a") as scope, tf.device("b")):
            total: float = ops.sum(y_true[..., None, ::2] * y_pred)
        match total:
            case {"a": [b, *c], **d} if b: pass
            case Dice(smooth=s) | s: pass
        return 1 - (lambda a, /, *b: (yield))(total) / self.smooth \\
            + 1
model.compile(loss=[focal, Dice(), lambda t, p: K.mean(t - p)], optimizer='adam')
async def run(): return await x ** 2, {**a, 'b': {1, 2}}, x[*y], b'\\x00', 0xff, 3j
`;

const noise = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.array(splinters, { maxLength: 12 }).map((parts) => parts.join("")),
  fc.array(splinters, { maxLength: 12 }).map((parts) => parts.join(" ")),
);

const place = fc.nat(sample.length);
const spliced = fc
  .tuple(place, fc.nat(80), noise)
  .map(([at, cut, put]) => sample.slice(0, at) + put + sample.slice(at + cut));
const shuffled = fc
  .array(fc.tuple(place, fc.nat(120)), { maxLength: 6 })
  .map((cuts) => cuts.map(([at, size]) => sample.slice(at, at + size)).join(""));
const text = fc.oneof(noise, spliced, shuffled, spoiled([...pageExamples, ...correctFiles], splinters));

function expectSound(module: Module): void {
  walk(module, (node: Node) => {
    const { start, end } = node.range;
    if (!(0 <= start && start <= end && end <= module.text.length)) expect.fail(`${node.kind} at ${start}–${end}`);
    for (const child of childrenOf(node)) {
      if (child.range.start < start || child.range.end > end) {
        expect.fail(`${child.kind} ${child.range.start}–${child.range.end} is not within ${node.kind} ${start}–${end}`);
      }
    }
  });
  for (const [index, { start, end }] of module.errors.entries()) {
    expect(start).toBeLessThanOrEqual(end);
    expect(end).toBeLessThanOrEqual(module.text.length);
    expect(start).toBeGreaterThanOrEqual(module.errors[index - 1]?.start ?? 0);
  }
}

fuzz("any text gives a module with ranges inside one another", { short: 500, long: 60_000 }, text, (source) => {
  const { module } = parseModule(source);
  expect(module.range).toEqual({ start: 0, end: source.length });
  expectSound(module);
});

fuzz("any names can be asked for", { short: 150, long: 10_000 }, text, (source) => {
  const { module } = parseModule(source);
  const names = analyzeNames(module);
  walk(module, (node) => {
    names.scopeOf(node);
    holdsError(module, node);
    if (node.kind === "Name") names.isUnresolved(node);
    if (node.kind === "Name" || node.kind === "Attribute") qualifiedNames(names, node);
  });
  nodeAt(module, source.length >> 1);
});

/** Reads on through a row of edits, and holds every module to the one that a fresh parse gives. */
function expectFresh(first: string, edits: readonly (readonly [at: number, cut: number, put: string])[]): void {
  let parsed: ParsedModule = parseModule(first);
  for (const [where, cut, put] of edits) {
    const { text: before } = parsed.module;
    const at = where % (before.length + 1);
    parsed = parseModule(before.slice(0, at) + put + before.slice(at + cut), parsed);
    const fresh = parseModule(parsed.module.text).module;
    if (!isDeepStrictEqual(parsed.module, fresh)) expect(parsed.module).toEqual(fresh);
  }
}

fuzz(
  "after any row of edits the module is the one that a fresh parse gives",
  { short: 100, long: 10_000 },
  fc.array(fc.tuple(fc.nat(), fc.nat(12), fc.oneof(noise, fc.constant(""))), { maxLength: 6 }),
  (edits) => expectFresh(sample, edits),
);

/** Keys, and what an editor puts by itself. */
const keys = fc.constantFrom(
  ..."x 1 . , : ( ) () [ ] ' \" # = - \\ \n \t".split(" "),
  "",
  "",
  " ",
  "    ",
  "\n    ",
  "\n        ",
  "# a\n",
  "pass\n",
);

fuzz(
  "what is typed in a file of losses is read as it stands",
  { short: 100, long: 8_000 },
  fc.tuple(fc.constantFrom(...correctFiles), fc.array(fc.tuple(fc.nat(), fc.nat(3), keys), { maxLength: 8 })),
  ([file, edits]) => expectFresh(file, edits),
);

/** Long enough to be mended: a class of many members, each after a block of comments. */
const long = `class Losses:\n${sample
  .replace(/^%.*\n/m, "")
  .replace(/"""Losses."""\nfrom __future__.*\n/, "")
  .replace(/^(?=(?:@tf|class|async))/gm, `${"# what the next one is for, and where it comes from\n".repeat(12)}\n`)
  .repeat(3)
  .replace(/^(?=.)/gm, "    ")}`;

fuzz(
  "a long statement mended after an edit is the one that a fresh parse gives",
  { short: 60, long: 1_500 },
  fc.array(fc.tuple(fc.nat(), fc.nat(3), keys), { maxLength: 5 }),
  (edits) => expectFresh(long, edits),
);

/** Members of a class, far apart: a parser that mends may take the end of one for where it was. */
const member = fc.tuple(
  fc.constantFrom(
    "    a = 1\n",
    `    def f(self):\n${"        x = 1\n".repeat(5)}`,
    "    def g(self):\n        if x:\n            y = 2\n        else:\n            z = 3\n",
    `    class B:\n        b = 1\n\n        def m(self):\n            return ${"x + ".repeat(20)}1\n`,
  ),
  fc.constantFrom("", "\n", `${" ".repeat(90)}\n`, "    # why\n".repeat(12)),
);
const shift = fc.record({ line: fc.nat(), column: fc.constantFrom(4, 8, 12, undefined) });

fuzz(
  "members that move into and out of blocks, or go, are read as they stand",
  { short: 20, long: 2_000, reached: 0.5 },
  fc.tuple(fc.array(member, { minLength: 40, maxLength: 50 }), fc.array(shift, { minLength: 4, maxLength: 12 })),
  ([members, shifts]) => {
    let parsed: ParsedModule = parseModule(`class A:\n${members.flat().join("")}`);
    let valid = 0;
    for (const { line, column } of shifts) {
      const { text: before } = parsed.module;
      const lines = before.split(/(?<=\n)/);
      const at = 1 + (line % (lines.length - 1));
      lines[at] = column === undefined ? "" : `${" ".repeat(column)}${lines[at]!.trimStart()}`;
      const next = parseModule(lines.join(""), parsed);
      const fresh = parseModule(next.module.text).module;
      if (!isDeepStrictEqual(next.module, fresh)) expect(next.module).toEqual(fresh);
      // What Python cannot read is read anew each time: it goes on from what it can.
      if (fresh.errors.length > 0) continue;
      parsed = next;
      valid++;
    }
    return valid >= shifts.length / 3;
  },
);

test("what is mended is long enough to be", () => {
  expect(long.length).toBeGreaterThan(3000);
  expect(parseModule(long).module.errors).toEqual([]);
});

test("the sample itself has no error", () => {
  expect(parseModule(sample).module.errors).toEqual([]);
});

test.each([
  ["open brackets", "(".repeat(100_000)],
  ["closed brackets", "[".repeat(50_000) + "]".repeat(50_000)],
  ["open brackets on lines of their own", "(\n".repeat(50_000)],
  ["a long sum", `x = ${Array.from({ length: 50_000 }, () => "1").join("+")}`],
  ["a long power", `x = ${Array.from({ length: 20_000 }, () => "1").join("**")}`],
  ["many signs", `x = ${"-".repeat(50_000)}1`],
  ["many nots", `x = ${"not ".repeat(20_000)}1`],
  ["a long chain of calls", `x${".f()".repeat(20_000)}`],
  ["nested lambdas", "lambda:".repeat(20_000)],
  ["nested conditionals", `x = ${"a if b else ".repeat(10_000)}c`],
  ["many elifs", `if a:\n  b\n${"elif a:\n  b\n".repeat(5_000)}`],
  ["deep blocks", Array.from({ length: 1_000 }, (_, depth) => `${" ".repeat(depth)}if a:`).join("\n")],
  ["nested f-strings", 'f"{'.repeat(5_000)],
  ["decorators", "@a\n".repeat(5_000)],
  ["quotes", "'".repeat(100_001)],
  ["zero bytes", "\0".repeat(100_000)],
  ["lone surrogates", "\ud800 = 1\n".repeat(1_000)],
])("%s are read without overflowing the stack, in good time", (_, source) => {
  const { module } = parseModule(source);
  analyzeNames(module);
  expectSound(module);
});

test("of five megabytes as much is read as is read of any file, up to a whole statement", () => {
  const { module } = parseModule(sample.repeat(Math.ceil(5_000_000 / sample.length)));
  expect(module.body.length).toBeGreaterThan(3_000);
  expect(module.unread?.start).toBeGreaterThan(longestRead - sample.length);
  expect(module.body.at(-1)!.range.end).toBeLessThanOrEqual(module.unread!.start);
  expect(module.unread?.end).toBe(module.text.length);
}, 60_000);
