/** A limit is found where there is no language, and said in that of whoever reads it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { failureWords } from "../../../src/preview/failure-words.ts";
import { speakIn } from "../../../src/python/say.ts";
import { failureOf } from "../evaluate/interpreter/ask.ts";

const chinese = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../../media/l10n/bundle.l10n.zh-cn.json"), "utf8"),
);

const body = (lines: string) => `import tensorflow as tf\ndef loss(y_true, y_pred):\n    ${lines}\n`;

afterEach(() => speakIn({}));

test.each([
  [
    "steps",
    failureOf(body("while True: pass"), { limits: { steps: 1000 } }),
    "The loss took more than 1000 steps.",
    "该损失的执行超过 1000 步。",
  ],
  [
    "elements",
    failureOf(body("return tf.ones((3, 1000))"), { limits: { elements: 2500 } }),
    "A tensor of shape (3, 1000) is larger than the limit of 2500 elements.",
    "一个形状为 (3, 1000) 的张量超出了 2500 个元素的限制。",
  ],
  [
    "a limit of JavaScript's own",
    failureOf(body("return 10 ** 10 ** 10")),
    "An integer grew beyond 200,000 bits.",
    "某个整数超过了 200,000 位。",
  ],
] as const)("%s", (_what, failure, inEnglish, inChinese) => {
  expect(failure).toMatchObject({ kind: "limit", message: inEnglish });
  expect(failureWords(failure)).toBe(inEnglish);
  speakIn(chinese);
  // As it is after it came from another thread.
  expect(failureWords(structuredClone(failure))).toBe(inChinese);
});

test("what Python raises keeps its words", () => {
  const failure = failureOf(body("return missing"));
  speakIn(chinese);
  expect(failureWords(failure)).toBe("NameError: name 'missing' is not defined");
});
