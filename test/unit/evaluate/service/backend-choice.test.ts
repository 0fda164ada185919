import { expect, test } from "vitest";
import { defaultLimits } from "../../../../src/evaluate/evaluation.ts";
import type { Answer, Evaluator, Request } from "../../../../src/evaluate/evaluator.ts";
import { type BackendChoice, chooseBackend } from "../../../../src/evaluate/service/backend-choice.ts";

const answerOf = (backend: string): Answer => ({
  kind: "evaluation",
  value: { data: [0], shape: [], dtype: "float32" },
  gradient: null,
  isConnected: false,
  notes: [],
  blames: [],
  log: [backend],
});

const evaluator = (answer: Answer): Evaluator => ({ ask: async () => answer });

function request(size: number): Request {
  const data = { data: new Float32Array(size), shape: [size, 1], dtype: "float32" } as const;
  const file = { path: "a.py", text: "" };
  return {
    kind: "evaluate",
    source: { file, imports: [], loss: "f", keras: { version: "3", isKnown: false }, parameters: {} },
    yTrue: data,
    yPred: data,
    as: "direct",
    limits: defaultLimits,
  };
}

async function who(choice: BackendChoice, size: number, native: Answer | undefined = answerOf("native")) {
  const backends = chooseBackend({
    cpu: evaluator(answerOf("cpu")),
    native: () => (native === undefined ? undefined : evaluator(native)),
    choice: () => choice,
  });
  return backends.ask(request(size));
}

test("auto takes native TensorFlow for large data only", async () => {
  expect(await who("auto", 100)).toMatchObject({ log: ["cpu"] });
  expect(await who("auto", 20_000)).toMatchObject({ log: ["native"] });
});

test("auto takes the built-in backend where native TensorFlow is not installed", async () => {
  const backends = chooseBackend({ cpu: evaluator(answerOf("cpu")), native: () => undefined, choice: () => "auto" });
  expect(await backends.ask(request(1e6))).toMatchObject({ log: ["cpu"] });
});

test("a choice is a choice: cpu is never native, node never the built-in one", async () => {
  expect(await who("cpu", 1e6)).toMatchObject({ log: ["cpu"] });
  expect(await who("node", 1)).toMatchObject({ log: ["native"] });
  const backends = chooseBackend({ cpu: evaluator(answerOf("cpu")), native: () => undefined, choice: () => "node" });
  expect(await backends.ask(request(1))).toMatchObject({
    failure: { kind: "unsupported", message: expect.stringContaining("Set Up Native TensorFlow") },
  });
});

test("where the native process dies, auto computes the same with the built-in backend and says so", async () => {
  const died: Answer = {
    kind: "failure",
    failure: {
      kind: "unsupported",
      message: "The evaluator ended unexpectedly: signal SIGSEGV",
      path: "a.py",
      range: undefined,
    },
  };
  expect(await who("auto", 1e6, died)).toMatchObject({
    log: ["cpu"],
    notes: [{ message: "Computed by the built-in backend. The evaluator ended unexpectedly: signal SIGSEGV" }],
  });
  expect(await who("node", 1e6, died)).toEqual(died);
});

test("what the loss itself does wrong is not asked twice", async () => {
  const wrong: Answer = {
    kind: "failure",
    failure: {
      kind: "python",
      message: "NameError: name 'x' is not defined",
      path: "a.py",
      range: { start: 0, end: 1 },
    },
  };
  expect(await who("auto", 1e6, wrong)).toEqual(wrong);
});
