import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { check } from "../../../src/cli/check.ts";
import { readPage } from "../rules/page.ts";
import { makeWorkspace, run, type Workspace } from "./run-cli.ts";

// Losses are run again and again: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000 });

const logarithm = `from tensorflow.keras import backend as K

def log_loss(y_true, y_pred):
    return K.mean(-y_true * K.log(y_pred) - (1 - y_true) * K.log(1 - y_pred), axis=-1)
`;

/** As the probe's page has it, of the same loss. */
const sentence = readPage(readFileSync(new URL("../../../src/probes/non-finite-value.md", import.meta.url), "utf8"))
  .flatMap(({ text, expectations }) => (text.includes(logarithm.split("\n")[3]!) ? expectations : []))
  .find(({ message }) => message !== undefined)!.message!;

let workspace: Workspace;
beforeAll(async () => {
  workspace = await makeWorkspace({
    "log.py": logarithm,
    "quiet.py": logarithm.replace("axis=-1)", "axis=-1)  # loss-lens: ignore[non-finite-value]"),
    "off/pyproject.toml": "[tool.loss-lens]\nprobes = false\n",
    "off/log.py": logarithm,
    "severe/pyproject.toml": '[tool.loss-lens.rules]\nnon-finite-value = "error"\n',
    "severe/log.py": logarithm,
    "helper.py": `import tensorflow as tf\n\ndef log_of(x):\n    return tf.math.log(x)\n`,
    "uses.py": `import tensorflow as tf\nfrom helper import log_of\n\ndef binary_log_loss(y_true, y_pred):\n    return -tf.reduce_mean(y_true * log_of(y_pred) + (1 - y_true) * log_of(1 - y_pred), axis=-1)\n`,
    "forgotten.py": logarithm.replace("from tensorflow.keras import backend as K\n", "import keras\n"),
  });
});
afterAll(() => workspace.remove());

async function findings(...argv: string[]) {
  const { output, complaints, code } = await run(check, "--format", "json", ...argv);
  const [file] = JSON.parse(output).files;
  return { code, complaints, found: file.findings as { rule: string; severity: string; message: string }[] };
}

const ofRule = (rule: string, found: readonly { rule: string }[]) => found.filter((each) => each.rule === rule);

test("what running shows is a finding like any other: with its place, in every format", async () => {
  const { code, found, complaints } = await findings(workspace.path("log.py"));
  expect(found).toEqual([
    {
      rule: "non-finite-value",
      severity: "warning",
      message: sentence,
      line: 4,
      column: 29,
      endLine: 4,
      endColumn: 42,
      fixes: expect.any(Array),
    },
  ]);
  expect(code).toBe(1);
  expect(complaints).toEqual([]);
  const sarif = JSON.parse((await run(check, "--format", "sarif", workspace.path("log.py"))).output);
  expect(sarif.runs[0].results[0]).toMatchObject({ ruleId: "non-finite-value", message: { text: sentence } });
  expect(sarif.runs[0].tool.driver.rules[0].help.markdown).toMatch(/^# non-finite-value\n/);
  const github = (await run(check, "--format", "github", workspace.path("log.py"))).output;
  expect(github).toContain("::warning file=");
  expect(github).toContain(`::${sentence}`);
  expect((await run(check, workspace.path("log.py"))).output).toContain(`warning: ${sentence} [non-finite-value]`);
});

test("no loss is run with --no-probes, nor where pyproject.toml says so", async () => {
  expect((await findings("--no-probes", workspace.path("log.py"))).found).toEqual([]);
  expect((await findings(workspace.path("off/log.py"))).found).toEqual([]);
});

test("a comment on the line silences it, and severities are chosen as for what is read", async () => {
  expect((await findings(workspace.path("quiet.py"))).found).toEqual([]);
  const [severe] = (await findings(workspace.path("severe/log.py"))).found;
  expect(severe!.severity).toBe("error");
  expect((await findings("--rules", "non-finite-value=off", workspace.path("log.py"))).found).toEqual([]);
});

test("what goes wrong in another file is told of at the loss, with the place", async () => {
  const { found } = await findings(workspace.path("uses.py"));
  expect(found).toMatchObject([{ rule: "non-finite-value", line: 4, column: 5 }]);
  const { output } = await run(check, workspace.path("uses.py"));
  expect(output).toContain(`note: ${workspace.path("helper.py")}:4:12: It is computed here.`);
});

test("a loss whose file lacks an import is run as it is with it, and the finding stands in the file as it is", async () => {
  const { found } = await findings(workspace.path("forgotten.py"));
  expect(ofRule("missing-backend-import", found)).not.toEqual([]);
  expect(ofRule("non-finite-value", found)).toMatchObject([
    { line: 4, column: 29, message: expect.stringContaining("`K.log(y_pred)` is log(0)") },
  ]);
});
