import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { check } from "../../../src/cli/check.ts";
import { makeWorkspace, run, type Workspace } from "./run-cli.ts";

const textbook = `def my_koss(y_true,y_pred):
\treturn K.mean((y_pred-y_true),axis = -1)

model.compile(loss=my_loss, optimizer='SGD', metrics=['accuracy'])
`;

const notebook = {
  cells: [
    { cell_type: "markdown", source: ["# Losses\n"] },
    { cell_type: "code", source: ["%matplotlib inline\n", "from keras import backend as K\n"] },
    {
      cell_type: "code",
      source: ["def my_koss(y_true, y_pred):\n", "    return K.mean(K.square(y_pred - y_true), axis=-1)"],
    },
    { cell_type: "code", source: "model.compile(loss=my_loss, optimizer='sgd')" },
  ],
  metadata: { kernelspec: { language: "python" } },
  nbformat: 4,
};

let workspace: Workspace;
beforeAll(async () => {
  workspace = await makeWorkspace({
    "textbook.py": textbook,
    "clean.py": "print('hello')\n",
    "book.ipynb": `${JSON.stringify(notebook, null, 1)}\n`,
    "binary.py": new Uint8Array([0, 1, 2]),
    "latin.py": Buffer.from(
      "# -*- coding: latin-1 -*-\n# Grüße\ndef my_koss(y_true, y_pred):\n    return K.mean(y_pred)\n",
      "latin1",
    ),
  });
});
afterAll(() => workspace.remove());

const asJson = async (...argv: string[]) => {
  const { code, output, complaints } = await run(check, "--format", "json", ...argv);
  return { code, complaints, report: JSON.parse(output) };
};

test("JSON gives each finding with its place and its fixes, as the contract says", async () => {
  const { code, report } = await asJson(workspace.path("textbook.py"));
  expect(code).toBe(1);
  expect(report.version).toBe(1);
  const [file] = report.files;
  expect(file.path).toBe(workspace.path("textbook.py"));
  expect(file.keras).toEqual({ version: "3", evidence: expect.any(String) });
  const undefinedLoss = file.findings.find((each: { rule: string }) => each.rule === "undefined-loss");
  expect(undefinedLoss).toEqual({
    rule: "undefined-loss",
    severity: "error",
    message: expect.stringContaining("Did you mean 'my_koss'?"),
    line: 4,
    column: 20,
    endLine: 4,
    endColumn: 27,
    fixes: [
      {
        title: "Change to 'my_koss'",
        preferred: true,
        edits: [{ line: 4, column: 20, endLine: 4, endColumn: 27, newText: "my_koss" }],
      },
      expect.objectContaining({ title: "Rename 'my_koss' to 'my_loss'", preferred: false }),
    ],
  });
  expect(file.findings.map((each: { rule: string }) => each.rule)).toContain("missing-backend-import");
});

test("in a notebook a finding names its cell, Markdown cells counted, and lines are the cell's own", async () => {
  const { report } = await asJson(workspace.path("book.ipynb"));
  const finding = report.files[0].findings.find((each: { rule: string }) => each.rule === "undefined-loss");
  expect(finding).toMatchObject({ cell: 3, line: 1, column: 20 });
  expect(finding.fixes[1].edits[0]).toMatchObject({ cell: 2, line: 1, column: 5, newText: "my_loss" });
});

test("a clean file exits with 0, and --fail-on decides from which severity on it is 1", async () => {
  expect((await asJson(workspace.path("clean.py"))).code).toBe(0);
  expect(
    (
      await asJson(
        "--rules",
        "undefined-loss=info,missing-backend-import=info",
        "--fail-on",
        "warning",
        workspace.path("textbook.py"),
      )
    ).code,
  ).toBe(0);
  expect(
    (
      await asJson(
        "--rules",
        "undefined-loss=info,missing-backend-import=info",
        "--fail-on",
        "info",
        workspace.path("textbook.py"),
      )
    ).code,
  ).toBe(1);
});

test("what cannot be read is said in a line each and exits with 2, and other files are still checked", async () => {
  const { code, complaints, report } = await asJson(
    workspace.path("binary.py"),
    workspace.path("nowhere.py"),
    workspace.path("textbook.py"),
  );
  expect(code).toBe(2);
  expect(complaints).toEqual([
    `${workspace.path("nowhere.py")}: no such file or folder`,
    `${workspace.path("binary.py")}: a binary file`,
  ]);
  expect(report.files).toHaveLength(1);
});

test("text shows the line with carets, tabs kept", async () => {
  const { output } = await run(check, workspace.path("textbook.py"));
  expect(output).toContain("  2 | \treturn K.mean((y_pred-y_true),axis = -1)\n    | \t       ^\n");
  expect(output).toMatch(/textbook\.py:4:20: error: .* \[undefined-loss\]/);
});

test("--fix applies safe fixes only, keeps what it does not touch, and reports what is left", async () => {
  await workspace.write({ "copy.py": textbook.replaceAll("\n", "\r\n") });
  const { code } = await run(check, "--fix", workspace.path("copy.py"));
  const text = await readFile(workspace.path("copy.py"), "utf8");
  expect(text.split("\r\n").length).toBe(text.split("\n").length);
  expect(text).toContain("loss=my_loss");
  expect(code).toBe(1);
});

test("a file in latin-1 keeps its encoding when it is fixed", async () => {
  await run(check, "--fix", workspace.path("latin.py"));
  const bytes = await readFile(workspace.path("latin.py"));
  expect(bytes.toString("latin1")).toContain("# Grüße\n");
});

test("what follows the name of an encoding is left aside, as by Python", async () => {
  const spelt = await makeWorkspace({
    "utf.py": "# -*- coding: utf-8-unix -*-\nname = 'Grüße'\n",
    "latin.py": Buffer.from("# -*- coding: iso-latin-1-unix -*-\nname = 'Grüße'\n", "latin1"),
    "other.py": "# -*- coding: cp1252-unix -*-\n",
  });
  expect((await run(check, spelt.path("utf.py"))).complaints).toEqual([]);
  expect((await run(check, spelt.path("latin.py"))).complaints).toEqual([]);
  expect((await run(check, spelt.path("other.py"))).complaints.join("\n")).toContain(
    "its encoding 'cp1252-unix' is not read",
  );
  await spelt.remove();
});

test("GitHub annotations escape what would end them", async () => {
  const { output } = await run(check, "--format", "github", workspace.path("textbook.py"));
  expect(output).toMatch(
    /^::error file=.*textbook\.py,line=2,col=9,endColumn=10,title=Loss Lens \(missing-backend-import\)::/m,
  );
});

test("an unknown rule, severity or option is a usage error", async () => {
  await expect(run(check, "--rules", "nonsense=error", ".")).rejects.toThrow("there is no rule 'nonsense'");
  await expect(run(check, "--rules", "undefined-loss=loud", ".")).rejects.toThrow(
    "use error, warning, info, hint, off",
  );
  await expect(run(check, "--fail-on", "never", ".")).rejects.toThrow(
    "--fail-on takes error, warning, info, hint; not 'never'",
  );
  await expect(run(check)).rejects.toThrow("give at least one file or folder");
});

test("a byte order mark is no column, and stays when the file is fixed", async () => {
  await workspace.write({ "mark.py": `\ufeff${textbook.replace("my_loss", "my_koss()")}` });
  const { report } = await asJson(workspace.path("mark.py"));
  expect(
    report.files[0].findings.map((each: { line: number; column: number }) => [each.line, each.column]),
  ).toContainEqual([2, 9]);
  await run(check, "--fix", workspace.path("mark.py"));
  expect((await readFile(workspace.path("mark.py"), "utf8")).startsWith("\ufeff")).toBe(true);
});
