import { afterAll, beforeAll, expect, test } from "vitest";
import { createProjects } from "../../../src/cli/project.ts";
import { makeWorkspace, type Workspace } from "./run-cli.ts";

let workspace: Workspace;
beforeAll(async () => {
  workspace = await makeWorkspace({
    ".vscode/settings.json": '{ "terminal.integrated.env.linux": { "KERAS_BACKEND": "jax" } }\n',
    "requirements/base.txt": "keras==3.3.3\n",
    "src/losses.py": "import keras\n",
    "torch/.env": "KERAS_BACKEND=torch\n",
    "torch/losses.py": "import keras\n",
  });
});
afterAll(() => workspace.remove());

test("a file's project is its folder and those above, up to the root", async () => {
  const { keras } = await createProjects().of(workspace.path("src/losses.py"));
  expect(keras.backend).toEqual({ backend: "jax", evidence: ".vscode/settings.json:1" });
  expect(keras.pins.map(({ evidence }) => evidence)).toEqual(["requirements/base.txt:1 keras==3.3.3"]);
});

test("what a folder says against the root's word leaves nothing certain", async () => {
  const { keras } = await createProjects().of(workspace.path("torch/losses.py"));
  expect(keras.backend).toBeUndefined();
});
