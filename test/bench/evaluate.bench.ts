/**
 * A focal loss: the time from nothing to its first value, and for a value with its gradient, here and in real
 * Keras. Keras runs where LOSS_LENS_PYTHON names a Python that has it; its import counts for its first value,
 * as Node's start counts for ours. Needs `npm run build`.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { defaultLimits, type EvaluateRequest } from "../../src/evaluate/evaluation.ts";
import type { Answer } from "../../src/evaluate/evaluator.ts";
import { answer } from "../../src/evaluate/run/evaluate.ts";
import { createEvaluatorClient, type EvaluatorClient } from "../../src/evaluate/service/client.ts";
import { nativePort, threadPort } from "../../src/evaluate/service/node-ports.ts";
import type { Port } from "../../src/evaluate/service/protocol.ts";
import { CHECKOUT } from "../host/checkout.ts";
import { nativeAddon } from "../host/native-addon.ts";
import { latencyOf } from "./latency.ts";
import { printWanted } from "./wanted.ts";
import { inWords, medianOf, runWhole } from "./whole-process.ts";

const text = `from keras import ops


def focal(y_true, y_pred, gamma=2.0, alpha=0.25):
    p = ops.clip(y_pred, 1e-7, 1 - 1e-7)
    cross_entropy = -(y_true * ops.log(p) + (1 - y_true) * ops.log(1 - p))
    p_t = y_true * p + (1 - y_true) * (1 - p)
    weight = alpha * y_true + (1 - alpha) * (1 - y_true)
    return ops.mean(weight * ops.power(1 - p_t, gamma) * cross_entropy, axis=-1)
`;
const sizes = [64, 1024, 40_000, 1_000_000] as const;

const folder = mkdtempSync(join(tmpdir(), "loss-lens-bench-"));
const lossFile = join(folder, "focal.py");
writeFileSync(lossFile, text);
afterAll(() => rmSync(folder, { recursive: true }));

function given(size: number): Pick<EvaluateRequest, "yTrue" | "yPred"> {
  const steps = Array.from({ length: size }, (_, step) => step);
  const tensor = (value: (step: number) => number) =>
    ({ data: Float32Array.from(steps, value), shape: [size / 8, 8], dtype: "float32" }) as const;
  return { yTrue: tensor((step) => step % 2), yPred: tensor((step) => 0.01 + (0.98 * (step % 97)) / 97) };
}

function request(size: number): EvaluateRequest {
  return {
    kind: "evaluate",
    source: {
      file: { path: "focal.py", text },
      imports: [],
      loss: "focal",
      keras: { version: "3.15", isKnown: true },
      parameters: {},
    },
    ...given(size),
    as: "direct",
    limits: defaultLimits,
  };
}

function requireValue(given: Answer): void {
  if (given.kind !== "evaluation" || given.gradient === null) throw new Error(JSON.stringify(given));
}

const workerScript = join(CHECKOUT, "dist/evaluate-worker.js");

function clientOf(start: () => Port): EvaluatorClient {
  return createEvaluatorClient({
    start: async () => start(),
    after: (delay, action) => {
      const timer = setTimeout(action, delay);
      return () => clearTimeout(timer);
    },
  });
}

const python = process.env.LOSS_LENS_PYTHON;
if (python === undefined) console.warn("SKIPPED: nothing is compared with Keras; LOSS_LENS_PYTHON names no Python.");
const addon = await nativeAddon();
if ("missing" in addon) console.warn(`SKIPPED: native TensorFlow is not timed, because ${addon.missing}.`);

const milliseconds = (value: number): string => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
const ratio = (keras: number, own: number): string => `${(keras / own).toFixed(keras / own < 10 ? 2 : 0)} × as fast`;

/** Median milliseconds of real Keras for a value with its gradient, by size. */
let keras: Readonly<Record<string, { readonly eager: number; readonly compiled: number }>> | undefined;

test("the first value, from nothing", { timeout: 300_000 }, async () => {
  const data = join(folder, "data.json");
  const { yTrue, yPred } = given(64);
  const flat = ({ data: values, shape }: typeof yTrue) => ({ data: [...values], shape, dtype: "float32" });
  writeFileSync(data, JSON.stringify({ y_true: flat(yTrue), y_pred: flat(yPred) }));
  const cli = join(CHECKOUT, "dist/cli.js");
  const own = await medianOf(7, () => runWhole(process.execPath, [cli, "eval", lossFile, "focal", "--data", data]));
  expect(JSON.parse(own.output).value.shape).toEqual([8]);
  console.log(`first value and gradient: ${inWords(own)}`);
  if (python === undefined) return;
  const script = join(CHECKOUT, "test/bench/keras_loss.py");
  const theirs = await medianOf(3, () => runWhole(python, [script, lossFile]));
  console.log(
    `the same in Python with Keras: ${inWords(theirs)}; by the clock ${ratio(theirs.milliseconds, own.milliseconds)}`,
  );
  if (theirs.cpu !== undefined && own.cpu !== undefined)
    printWanted({
      what: "first value and gradient, time of processors of the whole process beside Python with Keras",
      measured: own.cpu / theirs.cpu,
      limit: 1 / 20,
      unit: "times",
      where: "Two threads start, and each reads and compiles its bundle.",
    });
  const timed = await runWhole(python, [script, lossFile, ...sizes.map(String)]);
  keras = JSON.parse(timed.output.trim().split("\n")[1]!);
  expect(keras).toBeDefined();
});

test("the first answer of a new evaluator, as after VS Code has started the extension", async () => {
  const times: number[] = [];
  for (let round = 0; round < 7; round++) {
    const evaluator = clientOf(() => threadPort(workerScript));
    const start = performance.now();
    requireValue(await evaluator.ask(request(256)));
    times.push(performance.now() - start);
    evaluator.dispose();
  }
  const median = times.sort((a, b) => a - b)[3]!;
  console.log(`first answer of a new evaluator: ${milliseconds(median)}`);
  printWanted({
    what: "first evaluation after activation",
    measured: median,
    limit: 150,
    unit: "ms",
    where:
      "A thread starts, reads its bundle and builds the tables of operations; VS Code 1.91's Node keeps no compiled code.",
  });
  expect(times).toHaveLength(7);
});

test.for(sizes)("value and gradient of %i elements", { timeout: 180_000 }, async (size) => {
  const asked = request(size);
  const cpu = await latencyOf(`cpu, ${size} elements`, () => requireValue(answer(asked)));
  const times: [string, number][] = [["cpu", cpu.p50]];
  if ("path" in addon) {
    const evaluator = clientOf(() => nativePort(workerScript, addon.path));
    requireValue(await evaluator.ask(asked));
    const native = await latencyOf(`native, ${size} elements`, async () => requireValue(await evaluator.ask(asked)));
    times.push(["native, in its process", native.p50]);
    evaluator.dispose();
  }
  const theirs = keras?.[size];
  for (const [name, own] of times) {
    const beside =
      theirs === undefined
        ? ""
        : `; Keras ${milliseconds(theirs.eager)}: ${ratio(theirs.eager, own)}; compiled ${milliseconds(theirs.compiled)}: ${ratio(theirs.compiled, own)}`;
    console.log(`${size} elements, ${name}: ${milliseconds(own)}${beside}`);
  }
});

test("building a loss with an unknown batch, without data", async () => {
  const { source, limits } = request(64);
  const { p50 } = await latencyOf("build of a focal loss", () => {
    const built = answer({ kind: "build", source, limits });
    if (built.kind !== "built") throw new Error(JSON.stringify(built));
  });
  printWanted({
    what: "building a loss symbolically",
    measured: p50,
    limit: 1,
    unit: "ms",
    where: "The module's statements run anew for each build.",
  });
});
