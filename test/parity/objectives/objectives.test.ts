import { expect, test } from "vitest";
import { defaultLimits } from "../../../src/evaluate/evaluation.ts";
import { answer } from "../../../src/evaluate/run/evaluate.ts";
import { difference } from "../losses/compare.ts";
import { readCorpus } from "../losses/corpus.ts";

const corpus = readCorpus(new URL("./", import.meta.url));

const dialects: Readonly<Record<string, string>> = {
  "k.py": "in K as Keras 1 had it",
  "k_two.py": "in K as Keras 2 had it",
  "ops.py": "in keras.ops",
  "tf.py": "in tf",
  "builtin.py": "from keras.losses",
};

for (const file of corpus.files) {
  for (const loss of file.losses) {
    test(`${loss.name} ${dialects[file.path]} has Keras's values and gradients`, () => {
      const found = loss.runs.flatMap((run) => {
        const given = answer({
          kind: "evaluate",
          source: {
            file: { path: file.path, text: file.text },
            imports: [],
            loss: loss.name,
            keras: { version: file.keras, isKnown: true },
            parameters: {},
          },
          ...corpus.input(run.input),
          as: "direct",
          limits: defaultLimits,
        });
        const why = difference(run, given, 1e-5);
        return why === undefined ? [] : [`${run.input}: ${why}`];
      });
      expect(found).toEqual([]);
    });
  }
}

test("each of the twelve objectives is there in every form", () => {
  for (const file of corpus.files) expect(file.losses.length).toBeGreaterThanOrEqual(12);
  expect(corpus.files.map((file) => file.path).sort()).toEqual(Object.keys(dialects).sort());
});
