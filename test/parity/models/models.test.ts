/** What a file's text says of its models is what real Keras's models give to the loss (`make_golden.py`), or nothing. */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { findLosses } from "../../../src/losses/find-losses.ts";
import { indexModule } from "../../../src/losses/module-index.ts";
import { createResolver } from "../../../src/losses/resolve.ts";
import { parseModule } from "../../../src/python/parse.ts";
import { analyzeNames } from "../../../src/python/scope.ts";
import { fitLabels, modelOutput } from "../../../src/samples/file-model.ts";

/** An output for eight samples. */
interface Given {
  readonly shape: readonly (number | null)[];
  readonly low: number;
  readonly high: number;
  /** Whether each sample's numbers add up to one. */
  readonly sums: boolean;
}

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");
const golden = JSON.parse(read("golden.json")) as Readonly<Record<string, Readonly<Record<string, readonly Given[]>>>>;

interface Fitted {
  readonly shape: readonly (number | null)[];
  readonly whole: boolean;
  readonly one_hot: boolean;
}

const fits = JSON.parse(read("golden-fits.json")) as Readonly<Record<string, Fitted>>;

function lossIn(file: string, name: string) {
  const { module } = parseModule(read(`cases/${file}.py`));
  const names = analyzeNames(module);
  const index = indexModule(module);
  const { losses } = findLosses(module, names, index, createResolver(names, index));
  return losses.find((loss) => loss.name === name)!;
}

const outputIn = (file: string, name: string) => modelOutput(lossIn(file, name));

const isWithin: Readonly<Record<string, (output: Given) => boolean>> = {
  softmax: ({ sums }) => sums,
  sigmoid: ({ low, high, sums }) => low >= 0 && high <= 1 && !sums,
  tanh: ({ low, high, sums }) => low < 0 && low >= -1 && high <= 1 && !sums,
  relu: ({ low }) => low === 0,
  softplus: ({ low, high }) => low > 0 && high > 1,
  linear: ({ low, high, sums }) => low < 0 && high > 0 && !sums,
};

const all = Object.entries(golden).flatMap(([file, losses]) =>
  Object.entries(losses).map(([name, given]) => [file, name, given] as const),
);

test.each(all)("%s: %s is given what the text says", (file, name, given) => {
  const said = outputIn(file, name);
  for (const output of given) {
    if (said?.units != null) expect(said.units).toBe(output.shape.at(-1));
    if (said?.rank != null) expect(said.rank).toBe(output.shape.length);
    if (said?.activation != null) expect(isWithin[said.activation]!(output), said.activation).toBe(true);
  }
});

/** Of the other files everything can be known. */
const isOpen = (file: string): boolean => file === "unsaid" || file === "fitted";
/** Their text does not say what they are given. */
const ofAnyRank = ["of_class", "of_several"];

test.each(all.filter(([file]) => !isOpen(file)))("%s: of %s all is said", (file, name, [output]) => {
  const said = outputIn(file, name);
  expect(said?.units).toBe(output!.shape.at(-1));
  expect(said?.rank).toBe(file === "built" && ofAnyRank.includes(name) ? null : output!.shape.length);
  if (output!.sums) expect(said?.activation).toBe("softmax");
});

test("of what a text does not say, nothing is said", () => {
  const said = Object.keys(golden.unsaid!).map((name) => [name, outputIn("unsaid", name)?.units ?? null]);
  expect(said).toEqual(Object.keys(golden.unsaid!).map((name) => [name, null]));
});

test.each(Object.entries(fits))("the labels of %s are what `fit` is given", (name, { shape, whole, one_hot }) => {
  const said = fitLabels(lossIn("fitted", name));
  expect(said?.kind ?? null).toBe(one_hot ? "one-hot" : whole ? "whole" : null);
  expect(said?.width).toBe(shape.at(-1));
  if (said?.rank != null) expect(said.rank).toBe(shape.length);
});
