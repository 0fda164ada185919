import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findFiles } from "../../../src/cli/files.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "loss-lens-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function make(files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

const found = async (...paths: string[]) => {
  const { paths: all, problems } = await findFiles(paths.map((path) => join(folder, path)));
  return { paths: all.map((path) => path.slice(folder.length + 1)), problems };
};

test("a folder gives its Python files and notebooks, sorted, without hidden folders and environments", async () => {
  await make({
    "b.py": "",
    "a/c.ipynb": "",
    "a/notes.txt": "",
    ".hidden/d.py": "",
    "env/pyvenv.cfg": "",
    "env/lib/e.py": "",
    "node_modules/x/f.py": "",
  });
  expect((await found(".")).paths.map((path) => path.replace(/^\.\//, ""))).toEqual(["a/c.ipynb", "b.py"]);
});

test("what .gitignore names is left out, deeper files have the last word, and a file given by name is taken anyway", async () => {
  await make({
    ".git/HEAD": "",
    ".gitignore": "build/\n*_old.py\n",
    "sub/.gitignore": "!kept_old.py\n",
    "build/a.py": "",
    "b_old.py": "",
    "sub/kept_old.py": "",
    "sub/c.py": "",
  });
  expect((await found("sub")).paths).toEqual(["sub/c.py", "sub/kept_old.py"]);
  expect((await found("b_old.py")).paths).toEqual(["b_old.py"]);
});

test("a missing path is a problem in one line, and the others are still found", async () => {
  await make({ "a.py": "" });
  const { paths, problems } = await found("nowhere.py", "a.py");
  expect(paths).toEqual(["a.py"]);
  expect(problems).toEqual([`${join(folder, "nowhere.py")}: no such file or folder`]);
});

test("a file reached twice is given once", async () => {
  await make({ "a.py": "" });
  expect((await found("a.py", ".", "./a.py")).paths).toHaveLength(1);
});
