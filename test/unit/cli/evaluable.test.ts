import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { evaluate } from "../../../src/cli/eval.ts";
import { listLosses } from "../../../src/cli/losses.ts";
import { plot } from "../../../src/cli/plot.ts";
import { makeWorkspace, run } from "./run-cli.ts";

const root = join(import.meta.dirname, "../../..");
const scratch = mkdtempSync(join(tmpdir(), "loss-lens-plot-"));
afterAll(() => rmSync(scratch, { recursive: true }));

interface Listed {
  readonly name: string;
  readonly line: number;
  readonly evaluable: boolean;
  readonly reason: string | null;
  readonly samples: string;
  readonly shape: readonly number[];
  readonly assumed: Readonly<Record<string, unknown>>;
  readonly facts: readonly { readonly id: string; readonly state: string; readonly text: string }[];
}

async function lossesOf(path: string): Promise<readonly Listed[]> {
  return JSON.parse((await run(listLosses, "--format", "json", path)).output).losses;
}

/** What `eval` and `plot` without data answer: a number and a picture, or the reason why there is none. */
async function answersOf(path: string, { name, line }: Listed) {
  const asked = `${name}:${line}`;
  const evaluated = await run(evaluate, path, asked);
  const plotted = await run(plot, path, asked, "-o", join(scratch, "out.svg"));
  const { error } = JSON.parse(evaluated.output);
  return {
    eval: { code: evaluated.code, reason: error?.message ?? null },
    plot: { code: plotted.code, reason: plotted.code === 0 ? null : (plotted.complaints[0] ?? "") },
  };
}

test("`losses` says what running shows, in the words of the page, with the place of the expression", async () => {
  const workspace = await makeWorkspace({
    "a.py":
      "from keras import ops\n\ndef log_loss(y_true, y_pred):\n    return -ops.mean(y_true * ops.log(y_pred) + (1 - y_true) * ops.log(1 - y_pred), axis=-1)\n",
  });
  const [loss] = await lossesOf(workspace.path("a.py"));
  expect(loss!.facts.at(-1)).toEqual({
    id: "non-finite-value",
    state: "warn",
    text: "infinite at y_pred = 0 for y_true = 1: ops.log(y_pred)",
    message: "At y_true = 1, y_pred = 0, `ops.log(y_pred)` is log(0) = -inf, and the loss is inf.",
    line: 4,
    column: 31,
  });
  expect(loss!.facts.map(({ state }) => state).slice(0, -1)).toEqual(["ok", "ok"]);
  await workspace.remove();
});

const folders = ["media/examples", "test/unit/rules/correct"];
const files = folders.flatMap((folder) =>
  readdirSync(join(root, folder))
    // Many stand there in three dialects: one is enough.
    .filter((name) => /\.(py|ipynb)$/.test(name) && !/_(backend|tf)\.py$/.test(name))
    .map((name) => `${folder}/${name}`),
);

test.each(files)("`losses`, `eval` and `plot` agree on what can be evaluated: %s", async (file) => {
  const path = join(root, file);
  for (const loss of await lossesOf(path)) {
    const answers = await answersOf(path, loss);
    const said = { name: loss.name, eval: answers.eval.code, plot: answers.plot.code };
    const expected = loss.evaluable ? 0 : 1;
    expect(said).toEqual({ name: loss.name, eval: expected, plot: expected });
    expect(answers.eval.reason).toBe(loss.reason);
    if (loss.reason !== null) expect(answers.plot.reason).toContain(loss.reason);
  }
});

test("a parameter without a value is assumed alike, and told", async () => {
  const workspace = await makeWorkspace({
    "losses.py": `from keras import ops

def pinball(tau):
    def loss(y_true, y_pred):
        e = y_true - y_pred
        return ops.mean(ops.maximum(tau * e, (tau - 1.0) * e), axis=-1)
    return loss

def scaled(factor):
    def loss(y_true, y_pred):
        return factor * ops.mean(ops.square(y_true - y_pred), axis=-1)
    return loss

model.compile(loss=scaled(3.0))
`,
  });
  try {
    const path = workspace.path("losses.py");
    const [pinball, scaled] = await lossesOf(path);
    expect(pinball).toMatchObject({ evaluable: true, assumed: { tau: 0.5 }, samples: "regression", shape: [1] });
    expect(scaled).toMatchObject({ evaluable: true, assumed: {} });
    const assumed = JSON.parse((await run(evaluate, path, "pinball")).output);
    const given = JSON.parse((await run(evaluate, path, "pinball", "--set", "tau=0.5")).output);
    expect(assumed.value).toEqual(given.value);
    expect(assumed.notes).toContain("tau = 0.5 is assumed: this file gives it no value");
    expect(given.notes).toEqual([]);
    const stated = JSON.parse((await run(evaluate, path, "scaled")).output);
    expect(stated.value).toEqual(JSON.parse((await run(evaluate, path, "scaled", "--set", "factor=3.0")).output).value);
    expect(stated.notes).toEqual(["factor = 3.0, as this file has it"]);
    expect((await run(listLosses, path)).output).toContain("tau = 0.5 is assumed");
    // With data of one's own a loss is called as Python would call it: nothing is taken for what is not given.
    await workspace.write({ "data.json": '{"y_true": [[1.0]], "y_pred": [[0.0]]}' });
    const withData = await run(evaluate, path, "pinball", "--data", workspace.path("data.json"));
    expect(withData.code).toBe(1);
    expect(withData.output).toContain("missing 1 required positional argument: 'tau'");
  } finally {
    await workspace.remove();
  }
});

test("an object, settings and whole numbers are assumed alike, and told by all three", async () => {
  const workspace = await makeWorkspace({
    "losses.py": `import keras
from keras import ops

class Weighted:
    def __init__(self, weight):
        self.weight = weight

    def loss(self, y_true, y_pred):
        return self.weight * ops.mean(ops.square(y_true - y_pred), axis=-1)

def by_config(config):
    def loss(y_true, y_pred):
        return config["weight"] * ops.mean(ops.abs(y_true - y_pred) ** config["gamma"], axis=-1)
    return loss

class BySettings(keras.losses.Loss):
    def __init__(self, params):
        super().__init__()
        self.params = params

    def call(self, y_true, y_pred):
        return self.params.alpha * ops.abs(y_true - y_pred) ** self.params.gamma

def halves(anchors):
    def loss(y_true, y_pred):
        return ops.sum(y_true[:, : 2 * anchors] * ops.abs(y_true[:, 2 * anchors :] - y_pred), axis=-1)
    return loss
`,
  });
  try {
    const path = workspace.path("losses.py");
    const losses = await lossesOf(path);
    expect(losses.map(({ name, samples, shape, assumed }) => ({ name, samples, shape, assumed }))).toEqual([
      { name: "Weighted.loss", samples: "regression", shape: [1], assumed: { weight: 1 } },
      { name: "by_config", samples: "regression", shape: [1], assumed: { config: '{"weight": 1, "gamma": 2}' } },
      {
        name: "BySettings",
        samples: "regression",
        shape: [1],
        assumed: { params: 'type("Settings", (), {"alpha": 0.25, "gamma": 2})' },
      },
      { name: "halves", samples: "packed", shape: [6], assumed: { anchors: 3 } },
    ]);
    for (const { name, assumed } of losses) {
      const [parameter, value] = Object.entries(assumed)[0]!;
      const note = `${parameter} = ${value} is assumed: this file gives it no value`;
      const evaluated = await run(evaluate, path, name);
      expect([evaluated.code, JSON.parse(evaluated.output).notes]).toEqual([0, [note]]);
      const plotted = await run(plot, path, name, "-o", join(scratch, "out.svg"));
      expect([plotted.code, plotted.complaints.join("\n")]).toEqual([0, expect.stringContaining(note)]);
    }
  } finally {
    await workspace.remove();
  }
});

test("a loss that none of the sample data fit is not evaluable, whoever is asked", async () => {
  const workspace = await makeWorkspace({
    "losses.py": `from keras import ops

def wide(y_true, y_pred):
    return ops.mean(ops.reshape(y_pred, (-1, 7, 11)), axis=(1, 2))
`,
  });
  try {
    const path = workspace.path("losses.py");
    const [wide] = await lossesOf(path);
    expect(wide).toMatchObject({ evaluable: false, reason: expect.stringMatching(/reshape|shape/i) });
    const answers = await answersOf(path, wide!);
    expect([answers.eval.code, answers.plot.code]).toEqual([1, 1]);
  } finally {
    await workspace.remove();
  }
});
