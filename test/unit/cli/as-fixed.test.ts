import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { plot } from "../../../src/cli/plot.ts";
import { makeWorkspace, run, type Workspace } from "./run-cli.ts";

const textbook = await readFile(join(import.meta.dirname, "../../../media/examples/textbook.py"), "utf8");
const withImport = `from tensorflow.keras import backend as K

def my_koss(y_true,y_pred):
    return K.mean((y_pred-y_true),axis = -1)
`;

let workspace: Workspace;
beforeAll(async () => {
  const sound = "from keras import ops\n\ndef sound(y_true, y_pred):\n    return ops.mean(y_pred - y_true, axis=-1)\n";
  const notebook = JSON.stringify({
    cells: [
      { cell_type: "markdown", source: "# A loss" },
      { cell_type: "code", source: "from keras import ops" },
      { cell_type: "code", source: "def my_koss(y_true, y_pred):\n    return K.mean(y_pred - y_true, axis=-1)" },
    ],
  });
  workspace = await makeWorkspace({
    "textbook.py": textbook,
    "import.py": withImport,
    "sound.py": sound,
    "book.ipynb": notebook,
  });
});
afterAll(() => workspace.remove());

const curvesOf = async (file: string): Promise<readonly string[]> =>
  [...(await readFile(workspace.path(file), "utf8")).matchAll(/<path [^>]*\bd="(M[^"]{100,})"/g)].map(
    (each) => each[1]!,
  );

test("a loss that lacks its import is not drawn by itself, and the next step is told", async () => {
  const { code, complaints } = await run(
    plot,
    workspace.path("textbook.py"),
    "my_koss",
    "-o",
    workspace.path("no.svg"),
  );
  expect(code).toBe(1);
  expect(complaints).toEqual([
    `${workspace.path("textbook.py")}:11:12: NameError: name 'K' is not defined`,
    "--as-fixed draws it as it will be with: Replace 'K' with 'keras.ops'",
  ]);
});

test("with --as-fixed it is drawn as its fix would have it, which is said, and the file stays as it is", async () => {
  const out = workspace.path("fixed.svg");
  const fixed = await run(plot, workspace.path("textbook.py"), "my_koss", "--as-fixed", "-o", out);
  expect(fixed.code).toBe(0);
  expect(fixed.complaints[0]).toMatch(/^Drawn as it will be with this fix: .*ops/);
  await run(plot, workspace.path("import.py"), "my_koss", "-o", workspace.path("import.svg"));
  expect((await curvesOf("fixed.svg")).length).toBeGreaterThan(0);
  expect(await curvesOf("fixed.svg")).toEqual(await curvesOf("import.svg"));
  expect(await readFile(workspace.path("textbook.py"), "utf8")).toBe(textbook);
});

test("where nothing is missing --as-fixed changes nothing", async () => {
  await run(plot, workspace.path("sound.py"), "sound", "-o", workspace.path("plain.svg"));
  const asFixed = await run(plot, workspace.path("sound.py"), "sound", "--as-fixed", "-o", workspace.path("same.svg"));
  expect(asFixed).toMatchObject({ code: 0, complaints: [] });
  expect(await readFile(workspace.path("same.svg"), "utf8")).toBe(await readFile(workspace.path("plain.svg"), "utf8"));
});

test("in a notebook the place of what is missing names the cell as the editor counts it", async () => {
  const { complaints } = await run(plot, workspace.path("book.ipynb"), "my_koss", "-o", workspace.path("no.svg"));
  expect(complaints[0]).toBe(`${workspace.path("book.ipynb")}:cell 3:2:12: NameError: name 'K' is not defined`);
});
