import { expect, test } from "vitest";
import { defaultLimits, type EvaluateRequest } from "../../../src/evaluate/evaluation.ts";
import { answer } from "../../../src/evaluate/run/evaluate.ts";
import { difference } from "./compare.ts";
import { type GoldenFile, type GoldenLoss, type GoldenRun, readCorpus } from "./corpus.ts";
import { refused } from "./refused.ts";

const corpus = readCorpus(new URL("./", import.meta.url));

function request(file: GoldenFile, loss: GoldenLoss, run: GoldenRun, as: EvaluateRequest["as"]): EvaluateRequest {
  return {
    kind: "evaluate",
    source: {
      file: { path: file.path, text: file.text },
      imports: [],
      loss: loss.name,
      keras: { version: file.keras, isKnown: true },
      parameters: loss.parameters,
    },
    ...corpus.input(run.input),
    as,
    limits: defaultLimits,
  };
}

interface Mismatch {
  readonly where: string;
  readonly why: string;
}

/** Losses that a direct call refused, filled by the tests of the files. */
const found = new Set<string>();

function mismatches(file: GoldenFile, as: EvaluateRequest["as"]): Mismatch[] {
  return file.losses.flatMap((loss) =>
    loss.runs.flatMap((run): Mismatch[] => {
      const golden = as === "direct" ? run : run.keras;
      if (golden === undefined) return [];
      const given = answer(request(file, loss, run, as));
      const name = `${file.path} ${loss.name}`;
      const isRefused = given.kind === "failure" && given.failure.kind === "unsupported" && golden.error === undefined;
      if (isRefused) found.add(name);
      const why = difference(golden, given, 1e-4);
      return why === undefined || (isRefused && refused.includes(name))
        ? []
        : [{ where: `${loss.name} on ${run.input}`, why }];
    }),
  );
}

const lines = (wrong: readonly Mismatch[]) => wrong.map(({ where, why }) => `${where}: ${why}`);

test("the corpus holds at least 300 losses", () => {
  expect(corpus.files.flatMap((file) => file.losses).length).toBeGreaterThanOrEqual(300);
});

for (const file of corpus.files) {
  test(`${file.path}: every loss gives Keras's value and gradient, or its error`, () => {
    expect(lines(mismatches(file, "direct"))).toEqual([]);
  });

  if (file.losses.some((loss) => loss.runs.some((run) => run.keras !== undefined))) {
    test(`${file.path}: every loss gives what Keras's own wrapper makes of it`, () => {
      expect(lines(mismatches(file, "keras"))).toEqual([]);
    });
  }
}

test("at most one loss in a hundred is refused, each of them by name", () => {
  expect([...found].sort()).toEqual([...refused].sort());
  expect(found.size).toBeLessThanOrEqual(corpus.files.flatMap((file) => file.losses).length / 100);
});
