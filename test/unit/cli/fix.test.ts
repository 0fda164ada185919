import { chmod, lstat, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { analyzeFile } from "../../../src/check/analyze-file.ts";
import { safeEdits } from "../../../src/check/compose-fixes.ts";
import { fixAll } from "../../../src/check/fix-all.ts";
import { check } from "../../../src/cli/check.ts";
import { analyzeSource } from "../../../src/cli/checked-file.ts";
import { fixFile } from "../../../src/cli/fix-file.ts";
import { createProjects } from "../../../src/cli/project.ts";
import { readSource } from "../../../src/cli/source.ts";
import { applyEdits } from "../../../src/python/edits.ts";
import { makeWorkspace, run, type Workspace } from "./run-cli.ts";

const old = `from keras import backend as K

def my_loss(y_true, y_pred):
    return K.mean(K.square(y_pred - y_true), axis=-1)  # größer
`;
const now = `from keras import ops

def my_loss(y_true, y_pred):
    return ops.mean(ops.square(y_pred - y_true), axis=-1)  # größer
`;

let workspace: Workspace;
beforeEach(async () => {
  workspace = await makeWorkspace({ "requirements.txt": "keras==3.15\n" });
});
afterEach(() => workspace.remove());

const read = (name: string): Promise<string> => readFile(workspace.path(name), "utf8");
const fix = (...names: string[]) => run(check, "--fix", "--no-probes", ...names.map((name) => workspace.path(name)));

describe("--fix", () => {
  test("moves every file of a folder, says so once for each, and leaves nothing lying about", async () => {
    await workspace.write({ "src/a.py": old, "src/deep/b.py": old.replaceAll("\n", "\r\n"), "src/clean.py": now });
    const { code, complaints } = await fix("src");
    expect(code).toBe(0);
    expect(await read("src/a.py")).toBe(now);
    expect(await read("src/deep/b.py")).toBe(now.replaceAll("\n", "\r\n"));
    expect(complaints.map((line) => line.replace(/^.*src/, "src"))).toEqual([
      expect.stringMatching(/^src.a\.py: fixed \(\d+ edits\)$/),
      expect.stringMatching(/^src.deep.b\.py: fixed \(\d+ edits\)$/),
    ]);
    expect(await readdir(workspace.path("src"))).toEqual(["a.py", "clean.py", "deep"]);
  });

  test('gives the text that "fix all" gives in the editor, which goes to the end in one go', async () => {
    const texts = {
      "nested.py":
        "from keras import backend as K\n\ndef f(y_true, y_pred):\n    return K.switch(K.less(y_pred, 0.0), K.mean(K.switch(y_pred > 1.0, y_pred, y_true)), K.sum(K.flatten(y_true)))\n",
      "missing.py":
        "from keras.layers import Dense\n\ndef f(y_true, y_pred):\n    return K.mean(K.square(y_pred - y_true), axis=-1)\n",
      "called.py":
        "from keras import backend as K\n\ndef f(y_true, y_pred):\n    return K.mean(K.abs(y_pred - y_true))\n\nmodel.compile(loss=f())\n",
    };
    await workspace.write(texts);
    await fix(...Object.keys(texts));
    const projects = createProjects();
    for (const [name, text] of Object.entries(texts)) {
      const file = { text, path: name, project: await projects.of(workspace.path(name)) };
      const analysis = analyzeFile(file);
      const edits = fixAll(analysis, analysis.findings);
      const all = applyEdits(text, edits);
      expect(all).not.toBe(text);
      expect(safeEdits(analyzeFile({ ...file, text: all }).findings)).toEqual([]);
      expect(await read(name)).toBe(all);
    }
  });

  test("writes through a link, which stays a link", async () => {
    await workspace.write({ "real/a.py": old });
    await symlink(workspace.path("real/a.py"), workspace.path("link.py"));
    expect((await fix("link.py")).code).toBe(0);
    expect((await lstat(workspace.path("link.py"))).isSymbolicLink()).toBe(true);
    expect(await read("real/a.py")).toBe(now);
  });

  test("follows no link inside of a folder", async () => {
    await workspace.write({ "elsewhere/a.py": old, "src/clean.py": now });
    await symlink(workspace.path("elsewhere"), workspace.path("src/folder"));
    await symlink(workspace.path("elsewhere/a.py"), workspace.path("src/file.py"));
    expect((await fix("src")).code).toBe(0);
    expect(await read("elsewhere/a.py")).toBe(old);
  });

  test("leaves a read-only file as it is, says so, reports what it holds, and fixes the others", async () => {
    await workspace.write({ "a.py": old, "b.py": old });
    await chmod(workspace.path("a.py"), 0o444);
    const { code, complaints, output } = await fix("a.py", "b.py");
    expect(code).toBe(2);
    expect(complaints[0]).toMatch(/a\.py: could not be written: it is read-only$/);
    expect(output).toContain("removed-backend-function");
    expect(await read("a.py")).toBe(old);
    expect(await read("b.py")).toBe(now);
  });

  test("keeps what was saved between reading and writing, and says so", async () => {
    await workspace.write({ "a.py": old });
    const path = workspace.path("a.py");
    const source = readSource(path);
    const checkAgain = async () => analyzeSource(readSource(path), await createProjects().of(path));
    const checked = await checkAgain();
    await writeFile(path, `${old}# saved meanwhile\n`);
    const complaints: string[] = [];
    const { isWritten, analysis } = await fixFile({ ...checked, source }, checkAgain, {
      complain: (line) => complaints.push(line),
    });
    expect(isWritten).toBe(false);
    expect(complaints).toEqual([`${path}: could not be written: it was changed meanwhile, and stays as it is now`]);
    expect(analysis.findings).not.toEqual([]);
    expect(await read("a.py")).toBe(`${old}# saved meanwhile\n`);
  });

  test("keeps a file's mode", async () => {
    await workspace.write({ "a.py": old });
    await chmod(workspace.path("a.py"), 0o751);
    await fix("a.py");
    expect((await stat(workspace.path("a.py"))).mode & 0o777).toBe(0o751);
  });

  test("keeps a file's encoding and its byte order mark", async () => {
    const latin = `# -*- coding: latin-1 -*-\n${old}`;
    await workspace.write({ "latin.py": Buffer.from(latin, "latin1"), "mark.py": `\ufeff${old}` });
    await fix("latin.py", "mark.py");
    expect((await readFile(workspace.path("latin.py"))).toString("latin1")).toBe(`# -*- coding: latin-1 -*-\n${now}`);
    expect(await read("mark.py")).toBe(`\ufeff${now}`);
  });
});

/** A notebook as tools write it that are not Jupyter's own: numbers, spaces and escapes that a parser would not keep. */
const notebook = `{
  "cells": [
    {"cell_type": "markdown", "metadata": {"weight": 1.0, "big": 12345678901234567890}, "source": ["K.mean ist gr\\u00f6\\u00dfer\\n"]},
    {"cell_type":"code","execution_count":null,"source":["%matplotlib inline\\n","from keras import backend as K"],"outputs":[{"data":{"text/plain":"1e5"},"value":1e5}]},
    {
      "cell_type": "code",
      "metadata": {},
      "source": [
        "%%time\\n",
        "def my_loss(y_true, y_pred):  # gr\\u00f6\\u00dfer\\n",
        "    return K.mean(K.square(y_pred - y_true), axis=-1)"
      ],
      "outputs": [ ]
    },
    {"cell_type": "code", "source": "%%bash\\npython -c 'K.mean'"}
  ],
  "metadata": {"kernelspec": {"language": "python"}},
  "nbformat": 4
}`;

describe("--fix in a notebook", () => {
  test("refuses bytes that are not UTF-8, as in a module, and keeps them", async () => {
    const latin = Buffer.from(notebook.replace("gr\\u00f6", "gr\u00f6"), "latin1");
    await workspace.write({ "book.ipynb": latin });
    const { code, complaints } = await fix("book.ipynb");
    expect(code).toBe(2);
    expect(complaints).toEqual([expect.stringMatching(/book\.ipynb: not valid UTF-8/)]);
    expect(await readFile(workspace.path("book.ipynb"))).toEqual(latin);
  });

  const expected = notebook
    .replace('"from keras import backend as K"', '"from keras import ops"')
    .replace("K.mean(K.square(", "ops.mean(ops.square(");

  test("changes the lines that it means, and not a byte beside them", async () => {
    await workspace.write({ "book.ipynb": notebook });
    const { code } = await fix("book.ipynb");
    expect(await read("book.ipynb")).toBe(expected);
    expect(code).toBe(0);
  });

  test("keeps a byte order mark and line endings of the file", async () => {
    await workspace.write({ "book.ipynb": `\ufeff${notebook.replaceAll("\n", "\r\n")}` });
    await fix("book.ipynb");
    expect(await read("book.ipynb")).toBe(`\ufeff${expected.replaceAll("\n", "\r\n")}`);
  });

  test("adds an import at the end of the cell that holds the others, as a line of its own", async () => {
    const kept = notebook.replace("axis=-1)", "axis=-1) + K.epsilon()");
    await workspace.write({ "book.ipynb": kept });
    await fix("book.ipynb");
    expect(JSON.parse(await read("book.ipynb")).cells[1].source).toEqual([
      "%matplotlib inline\n",
      "from keras import backend as K\n",
      "from keras import ops",
    ]);
  });

  test("writes a source that is one string as one string", async () => {
    const cell = { cell_type: "code", source: old };
    await workspace.write({ "book.ipynb": JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4 }) });
    await fix("book.ipynb");
    expect(JSON.parse(await read("book.ipynb")).cells[0].source).toBe(now);
  });
});
