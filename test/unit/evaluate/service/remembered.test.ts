import { expect, test } from "vitest";
import { defaultLimits } from "../../../../src/evaluate/evaluation.ts";
import type { Answer, Evaluator, Request } from "../../../../src/evaluate/evaluator.ts";
import { createAnswerMemory, rememberAnswers } from "../../../../src/evaluate/service/remembered.ts";

const series = (changes: object = {}, source: object = {}): Request =>
  ({
    kind: "series",
    source: {
      file: { path: "a.py", text: "def loss(y_true, y_pred): return y_pred" },
      imports: [{ path: "b.py", text: "x = 1" }],
      loss: "loss",
      keras: { version: "3.15", isKnown: true },
      parameters: { gamma: 2 },
      ...source,
    },
    yTrue: { data: Float32Array.of(0, 1), shape: [2, 1], dtype: "float32" },
    yPred: { data: Float32Array.of(0.5, 0.25), shape: [2, 1], dtype: "float32" },
    limits: defaultLimits,
    ...changes,
  }) as Request;

/** Answers with the number of the question. */
function counting(kind: "series" | "failure" = "series"): Evaluator & { asked: number } {
  const evaluator = {
    asked: 0,
    async ask() {
      evaluator.asked++;
      return { kind, number: evaluator.asked, failure: { kind: "limit" } } as unknown as Answer;
    },
  };
  return evaluator;
}

test("the same question of the same text on the same points is asked once, under whatever limits", async () => {
  const evaluator = counting();
  const memory = createAnswerMemory();
  const [a, b] = [rememberAnswers(evaluator, memory), rememberAnswers(evaluator, memory)];
  const first = await a.ask(series());
  expect(await b.ask(series())).toBe(first);
  expect(await a.ask(series({ limits: { ...defaultLimits, milliseconds: 1 } }))).toBe(first);
  expect(evaluator.asked).toBe(1);
});

test.each<[string, Request]>([
  ["another text", series({}, { file: { path: "a.py", text: "def loss(y_true, y_pred): return y_true" } })],
  ["another file", series({}, { file: { path: "c.py", text: "def loss(y_true, y_pred): return y_pred" } })],
  ["another definition", series({}, { definition: 1 })],
  ["another import", series({}, { imports: [{ path: "b.py", text: "x = 2" }] })],
  ["another Keras", series({}, { keras: { version: "2.9", isKnown: true } })],
  ["another value", series({}, { parameters: { gamma: 3 } })],
  ["an int for a float", series({}, { parameters: { gamma: 2n } })],
  ["other points", series({ yPred: { data: Float32Array.of(0.5, 0.26), shape: [2, 1], dtype: "float32" } })],
  ["another shape", series({ yPred: { data: Float32Array.of(0.5, 0.25), shape: [1, 2], dtype: "float32" } })],
  ["another question", series({ kind: "evaluate", as: "direct" })],
])("%s is another question", async (_, other) => {
  const evaluator = counting();
  const asked = rememberAnswers(evaluator);
  await asked.ask(series());
  await asked.ask(other);
  expect(evaluator.asked).toBe(2);
});

test("the same steps with another rate are another descent", async () => {
  const evaluator = counting();
  const asked = rememberAnswers(evaluator);
  const descent = (learningRate: number) => series({ kind: "descent", optimizer: "sgd", learningRate, steps: 3 });
  await asked.ask(descent(0.1));
  await asked.ask(descent(0.2));
  await asked.ask(descent(0.1));
  expect(evaluator.asked).toBe(2);
});

test("what went wrong is asked again", async () => {
  const evaluator = counting("failure");
  const asked = rememberAnswers(evaluator);
  await asked.ask(series());
  await asked.ask(series());
  expect(evaluator.asked).toBe(2);
});

test("an aborted question rejects, known or not", async () => {
  const asked = rememberAnswers(counting());
  await asked.ask(series());
  const controller = new AbortController();
  controller.abort(new Error("gone"));
  await expect(asked.ask(series(), controller.signal)).rejects.toThrow("gone");
});

test("what is kept has an end", async () => {
  const evaluator = counting();
  const asked = rememberAnswers(evaluator);
  const large = (first: number): Request => {
    const data = new Float32Array(200_000);
    data[0] = first;
    return series({ yPred: { data, shape: [200_000, first + 1], dtype: "float32" } });
  };
  for (let i = 0; i < 20; i++) await asked.ask(large(i));
  await asked.ask(large(19));
  expect(evaluator.asked).toBe(20);
  await asked.ask(large(0));
  expect(evaluator.asked).toBe(21);
});
