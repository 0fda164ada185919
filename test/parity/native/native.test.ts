import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { defaultLimits, type EvaluateRequest } from "../../../src/evaluate/evaluation.ts";
import type { Answer } from "../../../src/evaluate/evaluator.ts";
import { createEvaluatorClient, type EvaluatorClient } from "../../../src/evaluate/service/client.ts";
import { nativePort } from "../../../src/evaluate/service/node-ports.ts";
import { CHECKOUT } from "../../host/checkout.ts";
import { nativeAddon } from "../../host/native-addon.ts";
import { difference } from "../losses/compare.ts";
import { readCorpus } from "../losses/corpus.ts";
import { refused } from "../losses/refused.ts";

const addon = await nativeAddon();
if ("missing" in addon) {
  console.warn(`\nSKIPPED: native TensorFlow is not tested, because ${addon.missing}.\n`);
}

const script = join(CHECKOUT, "dist/evaluate-worker.js");
const crashes: string[] = [];
let pid: number | undefined;

function start(path: string): EvaluatorClient {
  return createEvaluatorClient({
    start: async () => {
      const port = nativePort(script, path);
      pid = port.pid;
      return port;
    },
    after: (milliseconds, action) => {
      const timer = setTimeout(action, milliseconds);
      return () => clearTimeout(timer);
    },
    onCrash: (reason) => crashes.push(reason),
  });
}

test("a file that is no addon is refused with its reason, and nothing is computed in its place", async () => {
  const evaluator = start(join(CHECKOUT, "package.json"));
  const answer = await evaluator.ask(request("def f(y_true, y_pred):\n    return y_pred\n", "f"));
  expect(answer).toMatchObject({ kind: "failure", failure: { message: expect.stringContaining("is not its addon") } });
  evaluator.dispose();
});

describe.skipIf("missing" in addon)("on native TensorFlow", () => {
  const corpus = readCorpus(new URL("../losses/", import.meta.url));
  let evaluator: EvaluatorClient;
  beforeAll(() => {
    evaluator = start("path" in addon ? addon.path : "");
  });
  afterAll(() => evaluator.dispose());

  for (const file of corpus.files) {
    test(`${file.path}: every loss gives Keras's value and gradient, or its error`, async () => {
      const wrong: string[] = [];
      for (const loss of file.losses) {
        for (const run of loss.runs) {
          const answer: Answer = await evaluator.ask({
            ...request(file.text, loss.name),
            source: {
              file: { path: file.path, text: file.text },
              imports: [],
              loss: loss.name,
              keras: { version: file.keras, isKnown: true },
              parameters: loss.parameters,
            },
            ...corpus.input(run.input),
          });
          const why = difference(run, answer, 1e-4);
          if (why !== undefined && !refused.includes(`${file.path} ${loss.name}`))
            wrong.push(`${loss.name} on ${run.input}: ${why}`);
        }
      }
      expect(wrong).toEqual([]);
    });
  }

  test("a process that dies is told, and the next question is answered by a new one", async () => {
    const text = "def f(y_true, y_pred):\n    while True:\n        pass\n";
    const limits = { ...defaultLimits, steps: 1e12, milliseconds: 20_000 };
    const dying = evaluator.ask({ ...request(text, "f"), limits });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    process.kill(pid!, "SIGKILL");
    expect(await dying).toMatchObject({ failure: { message: expect.stringContaining("signal SIGKILL") } });
    expect(crashes.at(-1)).toContain("SIGKILL");
    const after = await evaluator.ask(request("def f(y_true, y_pred):\n    return y_pred\n", "f"));
    expect(after.kind).toBe("evaluation");
  });
});

function request(text: string, loss: string): EvaluateRequest {
  return {
    kind: "evaluate",
    source: {
      file: { path: "a.py", text },
      imports: [],
      loss,
      keras: { version: "3", isKnown: false },
      parameters: {},
    },
    yTrue: { data: [0, 1], shape: [2, 1], dtype: "float32" },
    yPred: { data: [0.25, 0.5], shape: [2, 1], dtype: "float32" },
    as: "direct",
    limits: defaultLimits,
  };
}
