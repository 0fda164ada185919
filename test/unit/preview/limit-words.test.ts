import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { failureWords } from "../../../src/preview/limit-words.ts";
import { speakIn } from "../../../src/python/say.ts";

const root = join(import.meta.dirname, "../../..");
const evaluator = join(root, "src/evaluate");

const what = /\$\{what\}/;

/** What the evaluator says at a limit, as it is written there, with values in its places. */
const said = readdirSync(evaluator, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .flatMap((path) => [
    ...readFileSync(join(evaluator, path), "utf8").matchAll(
      /(?:new LimitExceeded\(|\w+\((?:pending, )?"limit", |return (?="(?:Calls|A value) ))(["`])([A-Z].*?)\1/g,
    ),
  ])
  .map(([, , template]) => template!)
  .flatMap((template) =>
    what.test(template)
      ? ["3000 elements", "shape (3, 1000)", "shape (3000)"].map((words) => template.replace(what, words))
      : [template],
  )
  .map((template) => template.replace(/\$\{[^}]*\}/g, "2.5").replace("limit of 2.5", "limit of 2500"))
  .map((sentence) => sentence.replace("than 2.5 steps", "than 25 steps"));

afterEach(() => speakIn({}));

test("in English they are as the evaluator says them", () => {
  expect(said.length).toBeGreaterThan(12);
  for (const message of said) expect(failureWords({ kind: "limit", message })).toBe(message);
});

test.each(said.filter((message) => !/was (?:restarted|closed)/.test(message)))(
  "%s: in Chinese too, with its values",
  (message) => {
    speakIn(JSON.parse(readFileSync(join(root, "media/l10n/bundle.l10n.zh-cn.json"), "utf8")));
    const words = failureWords({ kind: "limit", message });
    expect(words).toMatch(/^[^a-z]*。$/);
    expect(words.match(/\d[\d.,]*|\([\d, ]+\)/g) ?? []).toEqual(message.match(/\d[\d.,]*\d|\d|\([\d, ]+\)/g) ?? []);
  },
);

test("what Python raises, and what nobody knows, keeps its words", () => {
  speakIn({ "The loss took more memory than an evaluation has.": "内存" });
  const message = "The loss took more memory than an evaluation has.";
  expect(failureWords({ kind: "python", message })).toBe(message);
  expect(failureWords({ kind: "limit", message })).toBe("内存");
  expect(failureWords({ kind: "limit", message: "Something else." })).toBe("Something else.");
});
