/** What is written is what is computed: formulas reckoned by themselves, beside the losses run. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { defaultLimits, type NumericArray } from "../../../../src/evaluate/evaluation.ts";
import { answer } from "../../../../src/evaluate/run/evaluate.ts";
import { latexWithValues } from "../../../../src/losses/formula/latex.ts";
import { definitionsOf } from "../../../../src/losses/loss-reference.ts";
import { NotReckoned, valueOfFormula } from "./value-of-formula.ts";
import { imports, snippetText, written } from "./written.ts";

const root = join(import.meta.dirname, "../../../..");
const cases = join(root, "test/parity/losses/cases");

/** Probabilities are numbers too; 0 and 1 among the targets. */
const samples = [
  { yTrue: [1, 0, 1], yPred: [0.5, 0.2, 0.3] },
  { yTrue: [0.2, 0.5, 0.3], yPred: [0.25, 0.35, 0.4] },
];

const array = (data: readonly number[]): NumericArray => ({ data, shape: [1, data.length], dtype: "float32" });

interface Compared {
  readonly name: string;
  readonly isSame: boolean;
  readonly shown: string;
}

function compared(file: string, text: string, version: string): Compared[] {
  const all = written(text);
  return all.flatMap(({ loss, formula }) => {
    if (formula === undefined) return [];
    return samples.flatMap(({ yTrue, yPred }) => {
      const said = attempt(() => valueOfFormula(formula, { yTrue, yPred }));
      // What TensorFlow keeps finite, such as a division by 0, a formula need not.
      if (said === undefined || !Number.isFinite(said)) return [];
      const losses = all.map((each) => each.loss);
      const found = answer({
        kind: "evaluate",
        source: {
          file: { path: file, text },
          imports: [],
          loss: loss.name,
          definition: definitionsOf(losses, loss.name).indexOf(loss),
          keras: { version, isKnown: true },
          parameters: {},
        },
        yTrue: array(yTrue),
        yPred: array(yPred),
        as: "direct",
        limits: defaultLimits,
      });
      if (found.kind !== "evaluation" || found.value.data.length !== 1) return [];
      const is = Number(found.value.data[0]);
      if (!Number.isFinite(is)) return [];
      const isSame = Math.abs(said - is) <= 2e-4 * Math.max(1, Math.abs(is));
      return [{ name: `${file} ${loss.name}`, isSame, shown: `${latexWithValues(formula)}: ${said} and not ${is}` }];
    });
  });
}

function attempt(reckon: () => number): number | undefined {
  try {
    return reckon();
  } catch (error) {
    if (error instanceof NotReckoned) return undefined;
    throw error;
  }
}

const wrong = (all: readonly Compared[]) =>
  all.filter(({ isSame }) => !isSame).map(({ name, shown }) => `${name}: ${shown}`);

test("of the snippets", () => {
  const snippets = JSON.parse(readFileSync(join(root, "snippets/keras-losses.json"), "utf8")) as Record<
    string,
    { readonly body: string | readonly string[] }
  >;
  const all = Object.values(snippets).flatMap(({ body }) => compared("a.py", `${imports}${snippetText(body)}`, "3.15"));
  expect(wrong(all)).toEqual([]);
  expect(all.length).toBeGreaterThan(100);
});

test("of the losses that are held to Keras's values", () => {
  const all = readdirSync(cases)
    .filter((name) => name.endsWith(".py") && !/keras_(?:206|one)|tf_one/.test(name))
    .flatMap((name) => compared(name, readFileSync(join(cases, name), "utf8"), "3.15"));
  expect(wrong(all)).toEqual([]);
  expect(all.length).toBeGreaterThan(300);
});
