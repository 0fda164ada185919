import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { check } from "../../../src/cli/check.ts";
import { evaluate } from "../../../src/cli/eval.ts";
import { listLosses } from "../../../src/cli/losses.ts";
import { plot } from "../../../src/cli/plot.ts";
import { makeWorkspace, run, type Workspace } from "./run-cli.ts";

/** A file's name and what stands in it, written by somebody who wants the terminal or the build server to obey. */
const name = "a\u001b[2J\n::error::owned\u202e##[add-mask]x.py";
const code = `from keras import ops

def my_loss(y_true, y_pred):
    print("\u001b]0;owned\u0007 ##[error]x")
    return ops.mean(ops.square(y_true - y_pred), axis=-1)

model.compile(loss="mean_square_eror")  # \u001b[31m\u009b ##[error]\u202e
`;

let workspace: Workspace;
beforeAll(async () => {
  workspace = await makeWorkspace({ [name]: code });
});
afterAll(() => workspace.remove());

/** Nothing that a terminal acts upon, no line that a build server takes for a command. */
function expectHarmless(text: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
  expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  expect(text).not.toMatch(/^\s*::(?!(error|warning|notice) file=\/?a\\x1b)/m);
  expect(text).not.toContain("##[");
}

describe.each(["text", "json", "sarif", "github"] as const)("check --format %s", (format) => {
  test("shows control characters, and the findings all the same", async () => {
    const { output, complaints, code } = await run(check, "--format", format, "--no-probes", workspace.path(name));
    expect(code).toBe(1);
    expectHarmless(output.replaceAll(workspace.path(""), ""));
    expect(output).toContain("loss-as-string");
    expect(complaints).toEqual([]);
  });
});

test("a list of losses, an answer and a refusal are as harmless", async () => {
  const path = workspace.path(name);
  for (const format of ["text", "json"]) {
    const { output } = await run(listLosses, "--format", format, path);
    expectHarmless(output.replaceAll(workspace.path(""), ""));
    expect(output).toContain("my_loss");
  }
  const answered = await run(evaluate, path, "my_loss\u009b\u202e");
  expectHarmless(answered.output);
  expect(JSON.parse(answered.output).error.message).toContain("has no loss named 'my_loss\u009b\u202e'");
});

describe("what is not known is refused, not passed over", () => {
  const given = () => workspace.path(name);

  test("rules", async () => {
    for (const rules of ["no-such-rule=error", "__proto__=error", "missing-return=fatal"]) {
      await expect(run(check, "--rules", rules, given())).rejects.toThrow(/--rules: /);
    }
  });

  test("versions of Keras, in every command", async () => {
    for (const version of ["4", "2.x", "three", ""]) {
      await expect(run(check, "--keras", version, given())).rejects.toThrow(/--keras takes/);
      await expect(run(evaluate, given(), "my_loss", "--keras", version)).rejects.toThrow(/--keras takes/);
      const out = workspace.path("out.svg");
      await expect(run(plot, given(), "my_loss", "-o", out, "--keras", version)).rejects.toThrow(/--keras takes/);
    }
  });

  test("sample sets, in a batch too", async () => {
    const line = JSON.stringify({ path: given(), name: "my_loss", samples: "no-such-set" });
    await workspace.write({ "batch.jsonl": `${line}\n` });
    const { output } = await run(evaluate, "--batch", workspace.path("batch.jsonl"));
    expect(JSON.parse(output).error.message).toMatch(/--samples takes .*not 'no-such-set'/);
  });
});

test("a notebook whose kernel calls its language ipython is Python, one in R is not", async () => {
  const book = (language: string) =>
    JSON.stringify({
      cells: [{ cell_type: "code", source: code }],
      metadata: { language_info: { name: language } },
    });
  await workspace.write({ "i.ipynb": book("ipython"), "p.ipynb": book("Python3"), "r.ipynb": book("R") });
  for (const [file, count] of [
    ["i.ipynb", 1],
    ["p.ipynb", 1],
    ["r.ipynb", 0],
  ] as const) {
    const { output } = await run(listLosses, "--format", "json", workspace.path(file));
    expect(JSON.parse(output).losses).toHaveLength(count);
  }
});
