import { writeFile } from "node:fs/promises";
import { zipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { evaluate } from "../../../src/cli/eval.ts";
import { makeWorkspace, run, type Workspace } from "./run-cli.ts";

let workspace: Workspace;
beforeAll(async () => {
  workspace = await makeWorkspace({
    "losses.py": `import tensorflow as tf
from tensorflow.keras import backend as K
from helpers import scaled

def mse(y_true, y_pred):
    return K.mean(K.square(y_pred - y_true), axis=-1)

def weighted(weight=2.0):
    def loss(y_true, y_pred):
        return weight * K.mean(K.abs(y_pred - y_true), axis=-1)
    return loss

def accuracy(y_true, y_pred):
    return K.mean(K.cast(K.equal(y_true, K.round(y_pred)), "float32"))

def endless(y_true, y_pred):
    while True:
        pass

def wrong(y_true, y_pred):
    error = y_pred - y_true
    return K.mean(eror)

def solved(y_true, y_pred):
    return tf.linalg.banded_triangular_solve(y_true, y_pred)

def with_helper(y_true, y_pred):
    return scaled(y_pred)

def infinite(y_true, y_pred):
    return K.log(y_pred) - y_true

def tilted(q):
    def distance(y, f):
        return K.mean(K.maximum(q * (y - f), (q - 1) * (y - f)), axis=-1)
    return distance

def agreement(gold, guess):
    return K.sum(gold * guess)
`,
    "helpers.py": "def scaled(x):\n    return 3 * x\n",
    "data.json": JSON.stringify({ y_true: [[1, 2]], y_pred: [[2, 5]] }),
  });
});
afterAll(() => workspace.remove());

const ask = async (name: string, ...more: string[]) => {
  const { code, output } = await run(
    evaluate,
    workspace.path("losses.py"),
    name,
    "--data",
    workspace.path("data.json"),
    ...more,
  );
  return { code, ...JSON.parse(output) };
};

test("a value comes with its shape, its dtype and the gradient of its sum", async () => {
  expect(await ask("mse")).toEqual({
    code: 0,
    version: 1,
    value: { data: [5], shape: [1], dtype: "float32" },
    gradient: { data: [1, 3], shape: [1, 2] },
    connected: true,
    notes: [],
  });
});

test("--set gives a factory its argument", async () => {
  expect((await ask("weighted")).value.data).toEqual([4]);
  expect((await ask("weighted", "--set", "weight=0.5")).value.data).toEqual([1]);
});

test("no gradient is null, not zeros", async () => {
  expect(await ask("accuracy")).toMatchObject({ code: 0, gradient: null, connected: false });
});

test("a helper of another file is read", async () => {
  expect((await ask("with_helper")).value.data).toEqual([6, 15]);
});

test("NaN and infinities are words", async () => {
  await workspace.write({ "zero.json": JSON.stringify({ y_true: [0, 0], y_pred: [0, -1] }) });
  const { output } = await run(
    evaluate,
    workspace.path("losses.py"),
    "infinite",
    "--data",
    workspace.path("zero.json"),
  );
  expect(JSON.parse(output)).toMatchObject({
    value: { data: ["-Infinity", "NaN"] },
    gradient: { data: ["Infinity", -1] },
  });
});

test("data come from the same files as a plot's; an array keeps the shape that its file gives it", async () => {
  const floats = (values: number[], shape: string): Uint8Array => {
    const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape}), }\n`;
    const start = [0x93, ...Buffer.from("NUMPY"), 1, 0, header.length, 0, ...Buffer.from(header)];
    return Uint8Array.from([...start, ...new Uint8Array(Float32Array.from(values).buffer)]);
  };
  await workspace.write({
    "rows.csv": "id,target,prediction\n7,1,2\n8,2,5\n",
    "bad.csv": "y_true,y_pred\n1,two\n",
    "bad.json": '{"y_true": [[1], 2], "y_pred": [1]}',
  });
  const archive = zipSync({ "y_true.npy": floats([1, 2], "2,"), "y_pred.npy": floats([2, 5], "2,") });
  await writeFile(workspace.path("rows.npz"), archive);
  const on = async (file: string) =>
    JSON.parse((await run(evaluate, workspace.path("losses.py"), "mse", "--data", workspace.path(file))).output).value;
  expect(await on("rows.csv")).toEqual({ data: [1, 9], shape: [2], dtype: "float32" });
  expect(await on("rows.npz")).toEqual({ data: [5], shape: [], dtype: "float32" });
  await expect(on("bad.csv")).rejects.toThrow("bad.csv: line 2 has 'two' for y_pred, which is not a number");
  await expect(on("bad.json")).rejects.toThrow("bad.json: y_true: its rows are of unequal length");
});

test("a Python error, an unknown operation and an endless loop name their place and exit with 1", async () => {
  expect(await ask("wrong")).toEqual({
    code: 1,
    version: 1,
    error: { kind: "python", message: "NameError: name 'eror' is not defined", line: 22, column: 19 },
  });
  expect(await ask("solved")).toMatchObject({ code: 1, error: { kind: "unsupported", line: 25, column: 12 } });
  expect(await ask("endless")).toMatchObject({ code: 1, error: { kind: "limit", line: 18 } });
});

test("a name that is no loss lists those that are", async () => {
  const { code, error } = await ask("mae");
  expect(code).toBe(1);
  expect(error.message).toMatch(/losses\.py has no loss named 'mae'; its losses: mse, weighted, /);
});

test("with data, what the file defines is called whatever its parameters are named", async () => {
  expect((await ask("agreement")).value.data).toEqual([12]);
  expect((await ask("tilted", "--set", "q=0.25")).value.data).toEqual([1.5]);
});

test("without data the fitting sample set is taken", async () => {
  const { output } = await run(evaluate, workspace.path("losses.py"), "mse");
  expect(JSON.parse(output).value.shape).toEqual([8]);
});

test.each([
  [["--samples", "nonsense"], "--samples takes regression, binary"],
  [["--keras", "4"], "--keras takes auto, 1, 2, 3"],
  [["--backend", "gpu"], "--backend takes cpu, node; not 'gpu'"],
  [["--wrong"], "Unknown option '--wrong'"],
  [["--data", "/nowhere.json"], "/nowhere.json: no such file or folder"],
])("%j is a usage error in one line", async (more, message) => {
  await expect(run(evaluate, workspace.path("losses.py"), "mse", ...more)).rejects.toThrow(message);
});

test("a batch answers each line in order, also those that fail, and exits with 0", async () => {
  const path = workspace.path("losses.py");
  const data = { y_true: [[1, 2]], y_pred: [[2, 5]] };
  const lines = [
    JSON.stringify({ path, name: "weighted", set: { weight: 3 }, data }),
    "not json",
    JSON.stringify({ path: workspace.path("nowhere.py"), name: "mse" }),
    JSON.stringify({ path, name: "wrong", data }),
    JSON.stringify({ path, name: "mse" }),
  ];
  await workspace.write({ "batch.jsonl": `${lines.join("\n")}\n` });
  const { code, output } = await run(evaluate, "--batch", workspace.path("batch.jsonl"));
  expect(code).toBe(0);
  const answers = output
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(answers.map((answer) => answer.value?.data ?? answer.error.message)).toEqual([
    [6],
    "the line is not valid JSON",
    `${workspace.path("nowhere.py")}: no such file or folder`,
    "NameError: name 'eror' is not defined",
    expect.any(Array),
  ]);
});
