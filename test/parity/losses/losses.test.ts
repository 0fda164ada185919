import { expect, test } from "vitest";
import { answer } from "../../../src/evaluate/evaluate.ts";
import { defaultLimits, type EvaluateRequest } from "../../../src/evaluate/evaluation.ts";
import { difference } from "./compare.ts";
import { type GoldenFile, type GoldenLoss, type GoldenRun, readCorpus } from "./corpus.ts";

const corpus = readCorpus(new URL("./", import.meta.url));

/** What real losses use and we refuse, each with its reason in the answer. */
const refused: readonly string[] = [];

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

function mismatches(file: GoldenFile, as: EvaluateRequest["as"]): Mismatch[] {
  return file.losses.flatMap((loss) =>
    loss.runs.flatMap((run): Mismatch[] => {
      const golden = as === "direct" ? run : run.keras;
      if (golden === undefined || refused.includes(`${file.path} ${loss.name}`)) return [];
      const why = difference(golden, answer(request(file, loss, run, as)), 1e-4);
      return why === undefined ? [] : [{ where: `${loss.name} on ${run.input}`, why }];
    }),
  );
}

const lines = (found: readonly Mismatch[]) => found.map(({ where, why }) => `${where}: ${why}`);

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
  const found = corpus.files.flatMap((file) =>
    file.losses
      .filter((loss) =>
        loss.runs.some((run) => {
          const given = answer(request(file, loss, run, "direct"));
          return given.kind === "failure" && given.failure.kind === "unsupported";
        }),
      )
      .map((loss) => `${file.path} ${loss.name}`),
  );
  expect(found).toEqual(refused);
  expect(found.length).toBeLessThanOrEqual(corpus.files.flatMap((file) => file.losses).length / 100);
});
