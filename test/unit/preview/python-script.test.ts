import { expect, test } from "vitest";
import { defaultLimits } from "../../../src/evaluate/evaluation.ts";
import { pythonLiteral, pythonScript } from "../../../src/preview/ask/python-script.ts";
import type { PictureQuestion } from "../../../src/preview/ask/question.ts";
import { parseModule } from "../../../src/python/parse.ts";
import { sampleSets } from "../../../src/samples/sample-sets.ts";

const question = (set: (typeof sampleSets)[number]): PictureQuestion => ({
  source: {
    file: { path: 'C:\\my "losses".py', text: "" },
    imports: [],
    loss: "focal_loss",
    keras: { version: "3", isKnown: true },
    parameters: { gamma: 2, alpha: 1n, name: null },
  },
  set,
  view: "curve",
  options: {},
  domain: null,
  companions: [],
  limits: defaultLimits,
  placeOf: () => null,
});

test("every script is Python, whatever the path and the parameters", () => {
  const scripts = sampleSets.flatMap((set) =>
    (["function", "factory", "class"] as const).map((form) => pythonScript(question(set), form)),
  );
  const written = scripts.filter((script) => script !== undefined);
  expect(written.length).toBeGreaterThan(15);
  for (const script of written) expect(parseModule(script).module.errors).toEqual([]);
});

test("a factory is called before, a function with its parameters", () => {
  const set = sampleSets.find(({ id }) => id === "binary")!;
  expect(pythonScript(question(set), "factory")).toContain("loss = loss(gamma=2.0, alpha=1, name=None)");
  expect(pythonScript(question(set), "function")).toContain("prediction, gamma=2.0, alpha=1, name=None)");
});

test("literals are written as Python writes them", () => {
  expect([1n, 1, 0.5, true, null, "a'b", { tuple: [1n] }, [1, Number.NaN]].map(pythonLiteral)).toEqual([
    "1",
    "1.0",
    "0.5",
    "True",
    "None",
    '"a\'b"',
    "(1,)",
    '[1.0, float("nan")]',
  ]);
});
