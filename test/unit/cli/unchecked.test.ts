import { afterAll, beforeAll, expect, test } from "vitest";
import { check } from "../../../src/cli/check.ts";
import { evaluate } from "../../../src/cli/eval.ts";
import { listLosses } from "../../../src/cli/losses.ts";
import { plot } from "../../../src/cli/plot.ts";
import { makeWorkspace, run, type Workspace } from "./run-cli.ts";

let workspace: Workspace;
const torch = `import torch
from torch import nn


class RootError(nn.Module):
    def forward(self, pred, target):
        return torch.sqrt(nn.functional.mse_loss(pred, target))


def hit_loss(y_true, y_pred):
    return (y_pred.argmax(dim=1) != y_true).float().mean()
`;
const clean =
  "from keras import ops\n\n\ndef mse(y_true, y_pred):\n    return ops.mean(ops.square(y_true - y_pred), axis=-1)\n";

beforeAll(async () => {
  workspace = await makeWorkspace({
    "torch_loss.py": torch,
    "more_torch.py": "import torch\n",
    "clean.py": clean,
    "old.py": "print 'loss'\n\n\ndef my_loss(y_true, y_pred):\n    return y_pred - y_true\n",
    "open.ipynb": JSON.stringify({
      nbformat: 4,
      metadata: { kernelspec: { language: "python", name: "python3" } },
      cells: [
        { cell_type: "code", source: ["a = 1\n"], metadata: {}, outputs: [] },
        { cell_type: "code", source: ["b = (\n"], metadata: {}, outputs: [] },
      ],
    }),
  });
});
afterAll(() => workspace.remove());

const path = (name: string) => workspace.path(name);

test("a file of PyTorch is said not to be checked, in one line, and nothing is found fault with", async () => {
  const { code, output, complaints } = await run(check, path("torch_loss.py"));
  expect({ code, output, complaints }).toEqual({
    code: 0,
    output: "PyTorch losses are not checked.\n",
    complaints: [],
  });
});

test("beside other files it is counted apart, and in data it stands with its file and on standard error", async () => {
  const text = await run(check, path("torch_loss.py"), path("more_torch.py"), path("clean.py"));
  expect(text.output).toBe("1 file checked, nothing found. PyTorch losses are not checked: 2 files have them.\n");
  const json = await run(check, "--format", "json", path("torch_loss.py"), path("clean.py"));
  const { files } = JSON.parse(json.output);
  expect(files.map((file: { notChecked?: string }) => file.notChecked)).toEqual([
    "PyTorch losses are not checked",
    undefined,
  ]);
  expect(json.complaints).toEqual(["PyTorch losses are not checked"]);
});

test("its losses are not listed, evaluated or plotted, and no word of TensorFlow is said of them", async () => {
  const listed = await run(listLosses, path("torch_loss.py"));
  expect(listed.output).toBe("PyTorch losses are not checked\n");
  const evaluated = await run(evaluate, path("torch_loss.py"), "hit_loss");
  expect(evaluated.code).toBe(1);
  expect(JSON.parse(evaluated.output).error).toEqual({
    kind: "unsupported",
    message: "PyTorch losses are not checked",
  });
  await expect(run(plot, path("torch_loss.py"), "hit_loss", "-o", path("out.svg"))).rejects.toThrow(
    "PyTorch losses are not checked",
  );
});

test("a file that Python 3 cannot read is told at its place, once, and is not called clean", async () => {
  const { code, output } = await run(check, path("old.py"));
  expect(code).toBe(1);
  expect(output).toMatch(/old\.py:1:\d+: info: Python 3 cannot read this place/);
  expect(output.match(/cannot read/g)).toHaveLength(1);
  expect(output).not.toContain("nothing found");
  const json = JSON.parse((await run(check, "--format", "json", path("old.py"))).output);
  expect(json.files[0].findings).toContainEqual(
    expect.objectContaining({ rule: "unreadable", severity: "info", line: 1, fixes: [] }),
  );
  const sarif = JSON.parse((await run(check, "--format", "sarif", path("old.py"))).output);
  const [{ tool, results }] = sarif.runs;
  const { ruleIndex } = results.find(({ ruleId }: { ruleId: string }) => ruleId === "unreadable");
  expect(tool.driver.rules[ruleIndex]).toMatchObject({ id: "unreadable", defaultConfiguration: { level: "note" } });
});

test("in a notebook it is told with its cell, and the list of losses tells it too", async () => {
  const { code, output } = await run(check, path("open.ipynb"));
  expect(code).toBe(1);
  expect(output).toMatch(/open\.ipynb:cell 2:1:\d+: info: Python 3 cannot read this place/);
  const listed = await run(listLosses, path("old.py"));
  expect(listed.complaints).toEqual([expect.stringMatching(/old\.py:1:\d+: Python 3 cannot read this place/)]);
});
