/** Which loss a name means: the last of that name, or the one on a line. Predictions of a column of ones and twos, targets 0. */

import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { evaluate } from "../../../src/cli/eval.ts";
import { listLosses } from "../../../src/cli/losses.ts";
import { plot } from "../../../src/cli/plot.ts";
import { makeWorkspace, run, type Workspace } from "./run-cli.ts";

const twice = `from keras import ops

def my_loss(gamma):
    def loss(y_true, y_pred):
        return ops.mean(ops.power(ops.abs(y_true - y_pred), gamma), axis=-1)
    return loss

def my_loss(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred), axis=-1)
`;

const branches = `from keras import ops

IS_NEW = True
if IS_NEW:
    def my_loss(y_true, y_pred):
        return ops.mean(y_pred * 5.0, axis=-1)
else:
    def my_loss(y_true, y_pred):
        return ops.mean(y_pred * 7.0, axis=-1)

class Trainer:
    def loss(self, y_true, y_pred):
        return ops.mean(y_pred * 2.0, axis=-1)

class Trainer:
    def loss(self, y_true, y_pred):
        return ops.mean(y_pred * 3.0, axis=-1)
`;

const cell = (source: string) => ({ cell_type: "code", metadata: {}, outputs: [], execution_count: null, source });
const notebook = JSON.stringify({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: [
    cell(
      "from keras import ops\ndef my_loss(y_true, y_pred, gamma=3.0):\n    return ops.mean(ops.power(ops.abs(y_true - y_pred), gamma), axis=-1)",
    ),
    { cell_type: "markdown", metadata: {}, source: "# Again" },
    cell("def my_loss(y_true, y_pred):\n    return ops.mean(ops.square(y_true - y_pred), axis=-1)"),
  ],
});

let workspace: Workspace;
beforeAll(async () => {
  workspace = await makeWorkspace({
    "twice.py": twice,
    "branches.py": branches,
    "again.ipynb": notebook,
    "data.json": JSON.stringify({ y_true: [[0], [0]], y_pred: [[1], [2]] }),
  });
});
afterAll(() => workspace.remove());

async function valueAt(file: string, name: string, ...more: string[]): Promise<unknown> {
  const data = workspace.path("data.json");
  const { output } = await run(evaluate, workspace.path(file), name, "--data", data, ...more);
  const { value, error } = JSON.parse(output);
  return error === undefined ? value.data : error.message;
}

describe("eval", () => {
  test.each([
    ["twice.py", "my_loss", [1, 4]],
    ["twice.py", "my_loss:8", [1, 4]],
    // A line of the body means its definition too.
    ["twice.py", "my_loss:9", [1, 4]],
    ["branches.py", "my_loss", [5, 10]],
    ["branches.py", "my_loss:5", [5, 10]],
    ["branches.py", "my_loss:8", [7, 14]],
    ["branches.py", "Trainer.loss", [3, 6]],
    ["branches.py", "Trainer.loss:12", [2, 4]],
    ["again.ipynb", "my_loss", [1, 4]],
    ["again.ipynb", "my_loss:3:1", [1, 4]],
    ["again.ipynb", "my_loss:1:2", [1, 8]],
  ])("%s %s", async (file, name, expected) => {
    expect(await valueAt(file, name)).toEqual(expected);
  });

  test("an earlier factory takes its own arguments", async () => {
    expect(await valueAt("twice.py", "my_loss:3", "--set", "gamma=3.0")).toEqual([1, 8]);
  });

  test("without data it runs on what fits that definition", async () => {
    const answers = await Promise.all(
      ["my_loss", "my_loss:3"].map((name) => run(evaluate, workspace.path("twice.py"), name, "--set", "gamma=2.0")),
    );
    // The function takes no gamma; the factory does.
    expect(answers.map(({ code }) => code)).toEqual([1, 0]);
  });

  test("a line without that loss is told, with the lines that have it", async () => {
    expect(await valueAt("twice.py", "my_loss:1")).toBe(
      `${workspace.path("twice.py")} has no loss named 'my_loss:1'; its losses: my_loss:3, my_loss:8`,
    );
    expect(await valueAt("again.ipynb", "my_loss:2:1")).toMatch(/its losses: my_loss:1:2, my_loss:3:1$/);
  });
});

async function pictureOf(file: string, name: string, ...more: string[]): Promise<string> {
  const out = workspace.path("out.svg");
  const { code, complaints } = await run(plot, workspace.path(file), name, "-o", out, ...more);
  expect([code, complaints.filter((line) => !line.includes("gamma"))]).toEqual([0, []]);
  return readFile(out, "utf8");
}

/** The curves alone. */
const curvesIn = (svg: string): readonly string[] =>
  [...svg.matchAll(/<path [^>]*\bd="(M[^"]{200,})"/g)].map((match) => match[1]!);

describe("plot", () => {
  test("draws the last definition by its name, and each by its line", async () => {
    const [byName, last, first] = [
      await pictureOf("twice.py", "my_loss"),
      await pictureOf("twice.py", "my_loss:8"),
      await pictureOf("twice.py", "my_loss:3", "--set", "gamma=3.0"),
    ];
    expect(byName).toBe(last);
    expect(curvesIn(first).length).toBeGreaterThan(0);
    expect(curvesIn(first)).not.toEqual(curvesIn(last));
  });

  test("a loss that a later cell defines again", async () => {
    const [byName, last, first] = [
      await pictureOf("again.ipynb", "my_loss"),
      await pictureOf("again.ipynb", "my_loss:3:1"),
      await pictureOf("again.ipynb", "my_loss:1:2"),
    ];
    expect(byName).toBe(last);
    expect(curvesIn(first)).not.toEqual(curvesIn(last));
  });

  test("compares a loss with its earlier definition", async () => {
    const alone = curvesIn(await pictureOf("twice.py", "my_loss"));
    const svg = await pictureOf("twice.py", "my_loss", "--compare", "my_loss:3");
    expect(svg).toContain("my_loss:3");
    expect(curvesIn(svg).length).toBeGreaterThan(alone.length);
  });

  test("compares with the functions of keras.losses, and with no class of it", async () => {
    const out = workspace.path("out.svg");
    expect(await pictureOf("twice.py", "my_loss", "--compare", "huber")).toContain("huber");
    await expect(run(plot, workspace.path("twice.py"), "my_loss", "-o", out, "--compare", "Huber")).rejects.toThrow(
      /'Huber' is no loss of .*twice\.py and no function of keras\.losses$/,
    );
  });

  test("says which there are", async () => {
    const named = run(plot, workspace.path("twice.py"), "my_loss:4711", "-o", workspace.path("out.svg"));
    await expect(named).rejects.toThrow(/has no loss named 'my_loss:4711'; its losses: my_loss:3, my_loss:8$/);
  });
});

test("losses: each definition is run as itself", async () => {
  const broken = "from keras import ops\ndef my_loss(y_true, y_pred):\n    return ops.nothing(y_pred)\n";
  await workspace.write({
    "broken.py": `${broken}def my_loss(y_true, y_pred):\n    return ops.mean(y_pred - y_true, axis=-1)\n`,
  });
  const { output } = await run(listLosses, "--format", "json", workspace.path("broken.py"));
  const { losses } = JSON.parse(output);
  expect(losses.map((loss: { line: number; evaluable: boolean }) => [loss.line, loss.evaluable])).toEqual([
    [2, false],
    [4, true],
  ]);
});

test("losses, eval and plot without data agree on a loss that requires parameters", async () => {
  await workspace.write({
    "required.py":
      "from keras import ops\ndef tilted(q, scale):\n    def loss(y_true, y_pred):\n        e = y_true - y_pred\n        return scale * ops.mean(ops.maximum(q * e, (q - 1.0) * e), axis=-1)\n    return loss\nmodel.compile(loss=tilted(q=0.9, scale=2.0))\n",
  });
  const path = workspace.path("required.py");
  const { losses } = JSON.parse((await run(listLosses, "--format", "json", path)).output);
  expect(losses[0]).toMatchObject({ name: "tilted", evaluable: true });
  const { value, notes } = JSON.parse((await run(evaluate, path, "tilted")).output);
  expect(value.data.length).toBeGreaterThan(0);
  expect(notes).toEqual(["q = 0.9, as this file has it", "scale = 2.0, as this file has it"]);
  const given = JSON.parse((await run(evaluate, path, "tilted", "--set", "q=0.9", "--set", "scale=2.0")).output);
  expect(given).toMatchObject({ value, notes: [] });
  expect((await run(plot, path, "tilted", "-o", workspace.path("out.svg"))).code).toBe(0);
  // With data the loss is called as it stands.
  const called = await run(evaluate, path, "tilted", "--data", workspace.path("data.json"));
  expect(JSON.parse(called.output).error.message).toMatch(/^TypeError: .*missing 2 required/);
});
