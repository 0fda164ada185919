/** Whatever a loss does, there is an answer within its limits, a number is as many as its shape says, and no mistake is ours. */
import fc from "fast-check";
import { expect } from "vitest";
import type { EvaluateRequest, Limits } from "../../src/evaluate/evaluation.ts";
import type { Answer, Request } from "../../src/evaluate/evaluator.ts";
import { answer } from "../../src/evaluate/run/evaluate.ts";
import { correctFiles, pageExamples, splinters } from "./python-texts.ts";
import { fuzz, spoiled } from "./target.ts";

const limits: Limits = { steps: 20_000, elements: 100_000, totalElements: 400_000, milliseconds: 1_000 };

const prelude = `import itertools, functools, math
import numpy as np
import tensorflow as tf
import keras
from keras import ops
from keras import backend as K


`;

/** Expressions of everything that a loss may have at hand, right and wrong. */
const expression = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(
      ..."y_true y_pred p n s 0 1 -1 2.5 1e-7 1e400 10**6 None True 'axis' '' [] () {} self loss K ops tf np math str list dict int float len range type object Exception print __name__".split(
        " ",
      ),
      "float('nan')",
      "y_pred.shape",
      "K.epsilon()",
      "...",
    ),
    fc
      .tuple(
        fc.constantFrom(
          ..."K.mean K.sum K.square ops.abs ops.reshape ops.where tf.reduce_mean tf.cast tf.gather tf.while_loop tf.cond np.array np.ones np.dot math.log len str list sorted max sum zip map enumerate isinstance getattr setattr hasattr type repr int float bool dict set tuple iter next range functools.partial functools.reduce itertools.product itertools.chain loss keras.losses.MeanSquaredError() keras.losses.binary_crossentropy vars dir super open eval exec __import__ globals".split(
            " ",
          ),
        ),
        fc.array(fc.tuple(fc.constantFrom("", "", "", "axis=", "x=", "*", "**"), tie("any")), { maxLength: 3 }),
      )
      .map(([name, given]) => `${name}(${given.map((each) => each.join("")).join(", ")})`),
    fc
      .tuple(
        tie("any"),
        fc.constantFrom(..."+ - * / // % ** @ < == is in and or & | ^ << >> !=".split(" ")),
        tie("any"),
      )
      .map(([a, sign, b]) => `(${a} ${sign} ${b})`),
    fc.tuple(tie("any"), tie("any")).map(([a, b]) => `${a}[${b}]`),
    fc.tuple(tie("any"), fc.constantFrom("", "None", "-1"), tie("any")).map(([a, b, c]) => `${a}[..., ${b}:${c}]`),
    fc
      .tuple(
        tie("any"),
        fc.constantFrom(
          ..."shape dtype numpy() append split format __class__ __dict__ __init__ __globals__ __getattribute__ join items T mean real constructor prototype __proto__".split(
            " ",
          ),
        ),
      )
      .map(([a, name]) => `${a}.${name}`),
    fc.tuple(tie("any"), tie("any"), tie("any")).map(([a, b, c]) => `(${a} if ${b} else ${c})`),
    fc.tuple(tie("any"), tie("any")).map(([a, b]) => `[${a} for p in ${b}]`),
    fc.tuple(tie("any"), tie("any")).map(([a, b]) => `(lambda p=${a}: ${b})()`),
    fc.tuple(tie("any"), tie("any")).map(([a, b]) => `{${a}: ${b}, **{}}`),
    tie("any").map((a) => `f"{${a}!r:>4}"`),
    tie("any").map((a) => `-${a}`),
  ),
})).any;

const statement = fc.letrec<{ block: string }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3 },
    expression.map((a) => `p = ${a}`),
    expression.map((a) => `n, *s = ${a}`),
    expression.map((a) => `p += ${a}`),
    fc.tuple(expression, expression, expression).map(([a, b, c]) => `${a}[${b}] = ${c}`),
    fc.tuple(expression, expression).map(([a, b]) => `${a}.x = ${b}`),
    expression.map((a) => `del ${a}.append`),
    expression.map((a) => `raise ${a}`),
    expression.map((a) => `assert ${a}`),
    expression.map((a) => `return ${a}`),
    expression.map((a) => `yield ${a}`),
    expression.map((a) => `print(${a})`),
    fc.constantFrom("pass", "break", "continue", "global p", "nonlocal s", "import os", "from math import *"),
    fc.tuple(expression, tie("block")).map(([a, b]) => `if ${a}:\n${indented(b)}`),
    fc.tuple(expression, tie("block")).map(([a, b]) => `for p in ${a}:\n${indented(b)}`),
    fc.tuple(expression, tie("block")).map(([a, b]) => `while ${a}:\n${indented(b)}`),
    fc
      .tuple(tie("block"), expression, tie("block"))
      .map(([a, b, c]) => `try:\n${indented(a)}\nexcept ${b} as n:\n${indented(c)}\nfinally:\n    pass`),
    fc.tuple(expression, tie("block")).map(([a, b]) => `with ${a} as s:\n${indented(b)}`),
    fc.tuple(expression, tie("block")).map(([a, b]) => `def s(p=${a}):\n${indented(b)}`),
    fc.tuple(expression, tie("block")).map(([a, b]) => `class s(${a}):\n${indented(b)}`),
    fc.tuple(expression, tie("block")).map(([a, b]) => `match ${a}:\n    case [n, *s]:\n${indented(indented(b))}`),
    fc.tuple(tie("block"), tie("block")).map(([a, b]) => `${a}\n${b}`),
  ),
})).block;

function indented(text: string): string {
  return text.replace(/^/gm, "    ");
}

const grown = fc
  .tuple(fc.array(statement, { maxLength: 4 }), expression)
  .map(
    ([lines, result]) =>
      `${prelude}def loss(y_true, y_pred):\n${indented([...lines, `return ${result}`].join("\n"))}\n`,
  );

/** Says whether there is a number. */
function expectSound(given: Answer): boolean {
  switch (given.kind) {
    case "failure":
    case "notBuilt":
      expect(given.failure.message).not.toBe("");
      expect(given.failure.message).not.toMatch(/itself failed|is not a function|Cannot read prop|undefined|\[object/);
      return false;
    case "evaluation":
      for (const each of [given.value, given.gradient])
        if (each) expect(each.data.length).toBe(each.shape.reduce((product, size) => product * size, 1));
      return true;
    default:
      expect(given.kind).toMatch(/^(series|descent|built|failed)$/);
      return given.kind === "built";
  }
}

function question(text: string, loss: string, kind: number): Request {
  const source = {
    file: { path: "a.py", text },
    imports: [],
    loss,
    keras: { version: "3.15", isKnown: false },
    parameters: {},
  };
  if (kind % 4 === 3) return { kind: "build", source, limits };
  const yTrue: EvaluateRequest["yTrue"] = { data: [0, 1, 1, 0], shape: [2, 2], dtype: "float32" };
  const yPred: EvaluateRequest["yPred"] = { data: [0.25, 0.5, 0.75, 0], shape: [2, 2], dtype: "float32" };
  return { kind: "evaluate", source, yTrue, yPred, as: kind % 4 === 2 ? "direct" : "keras", limits };
}

function expectAnswer(text: string, loss: string, kind: number): boolean {
  return expectSound(answer(question(text, loss, kind)));
}

fuzz(
  "a loss of any statements and expressions has an answer",
  { short: 200, long: 8_000, reached: 0.005 },
  fc.tuple(grown, fc.nat(3)),
  ([text, kind]) => expectAnswer(text, "loss", kind),
);

fuzz(
  "a loss that was spoiled has an answer",
  { short: 100, long: 4_000, reached: 0.1 },
  fc.tuple(spoiled([...pageExamples, ...correctFiles], splinters), fc.nat(3), fc.nat()),
  ([text, kind, which]) => {
    const names = [...text.matchAll(/(?:def|class) (\w+)/g)].map(([, name]) => name!);
    return expectAnswer(text, names[which % Math.max(1, names.length)] ?? "loss", kind);
  },
);
