/** The same trees for everyone who reads a project: here from memory, as an editor hands them over, and from a disk, as the command line does. */

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProjects } from "../../../src/cli/project.ts";
import { createProjectReader, type Folders, isProjectFile, type Project } from "../../../src/keras/project-files.ts";
import { kerasVersion } from "../../../src/keras/version.ts";
import { parseModule } from "../../../src/python/parse.ts";
import { makeWorkspace, type Workspace } from "../cli/run-cli.ts";

interface Tree {
  /** Beside a `setup.cfg` at the root, where none is in them. */
  readonly files: Readonly<Record<string, string>>;
  /** Of the loss; `losses.py` where it is missing. */
  readonly loss?: string;
  readonly says: string;
  readonly backend?: string;
}

const lock = (name: string, version: string) => `version = 1\n[[package]]\nname = "${name}"\nversion = "${version}"\n`;
const assumed = "3: assumed: nothing names a version of Keras";

const trees: Readonly<Record<string, Tree>> = {
  "requirements.txt": { files: { "requirements.txt": "keras==2.9\n" }, says: "2: requirements.txt:1 keras==2.9" },
  "requirements-dev.in": {
    files: { "requirements-dev.in": "keras==2.9\n" },
    says: "2: requirements-dev.in:1 keras==2.9",
  },
  "requirements/dev.in": {
    files: { "requirements/dev.in": "keras==2.9\n" },
    says: "2: requirements/dev.in:1 keras==2.9",
  },
  "requirements/prod.txt": {
    files: { "requirements/prod.txt": "keras==2.9\n" },
    says: "2: requirements/prod.txt:1 keras==2.9",
  },
  "sub/requirements.txt, for a file beside it": {
    files: { "sub/requirements.txt": "keras==2.9\n" },
    loss: "sub/losses.py",
    says: "2: sub/requirements.txt:1 keras==2.9",
  },
  "sub/requirements.txt, for a file deeper": {
    files: { "sub/requirements.txt": "keras==2.9\n" },
    loss: "sub/models/deep/losses.py",
    says: "2: sub/requirements.txt:1 keras==2.9",
  },
  "sub/requirements.txt says nothing of a file above": {
    files: { "sub/requirements.txt": "keras==2.9\n" },
    says: assumed,
  },
  "the nearest of two": {
    files: { "requirements.txt": "keras==3.3\n", "sub/requirements.txt": "keras==2.9\n" },
    loss: "sub/losses.py",
    says: "2: sub/requirements.txt:1 keras==2.9",
  },
  "a project within a project": {
    files: { "requirements.txt": "keras==2.9\n", "sub/setup.py": "" },
    loss: "sub/losses.py",
    says: assumed,
  },
  "conda.yml": { files: { "conda.yml": "dependencies:\n  - keras=2.9\n" }, says: "2: conda.yml:2 keras=2.9" },
  "environment.yml": {
    files: { "environment.yml": "dependencies:\n  - keras=2.9\n" },
    says: "2: environment.yml:2 keras=2.9",
  },
  "environment-gpu.yaml": {
    files: { "environment-gpu.yaml": "dependencies:\n  - pip:\n    - keras==2.9\n" },
    says: "2: environment-gpu.yaml:3 keras==2.9",
  },
  "pyproject.toml": {
    files: { "pyproject.toml": '[project]\ndependencies = ["keras==2.9"]\n' },
    says: expect.stringMatching(/^2: pyproject\.toml:2 /) as unknown as string,
  },
  "uv.lock": {
    files: { "uv.lock": lock("keras", "2.9.0") },
    says: expect.stringMatching(/^2: uv\.lock:/) as unknown as string,
  },
  "poetry.lock": {
    files: { "poetry.lock": lock("keras", "2.9.0") },
    says: expect.stringMatching(/^2: poetry\.lock:/) as unknown as string,
  },
  Pipfile: {
    files: { Pipfile: '[packages]\nkeras = "==2.9"\n' },
    says: expect.stringMatching(/^2: Pipfile:2/) as unknown as string,
  },
  "Pipfile.lock": {
    files: { "Pipfile.lock": '{ "default": { "keras": { "version": "==2.9.0" } } }\n' },
    says: expect.stringMatching(/^2: Pipfile\.lock:1/) as unknown as string,
  },
  "setup.cfg": {
    files: { "setup.cfg": "[options]\ninstall_requires =\n    keras==2.9\n" },
    says: expect.stringMatching(/^2: setup\.cfg:3/) as unknown as string,
  },
  "what is installed in .venv": {
    files: { ".venv/lib/python3.12/site-packages/keras-2.9.0.dist-info/METADATA": "Name: keras\n" },
    says: "2: .venv/lib/python3.12/site-packages/keras-2.9.0.dist-info",
  },
  "what is installed on Windows": {
    files: { "venv/Lib/site-packages/keras-2.9.0.dist-info/METADATA": "Name: keras\n" },
    loss: "src/losses.py",
    says: "2: venv/Lib/site-packages/keras-2.9.0.dist-info",
  },
  "a lock file before what is asked for": {
    files: { "requirements.txt": "keras>=3\n", "uv.lock": lock("keras", "2.9.0") },
    says: expect.stringMatching(/^2: uv\.lock:/) as unknown as string,
  },
  ".env": { files: { ".env": "KERAS_BACKEND=jax\n" }, says: assumed, backend: "jax from .env:1" },
  ".vscode/settings.json, for a file deeper": {
    files: { ".vscode/settings.json": '{ "terminal.integrated.env.linux": {\n "KERAS_BACKEND": "torch" } }\n' },
    loss: "src/losses.py",
    says: assumed,
    backend: "torch from .vscode/settings.json:2",
  },
  "a workflow that says another backend": {
    files: { ".env": "KERAS_BACKEND=jax\n", ".github/workflows/test.yml": "env:\n  KERAS_BACKEND: torch\n" },
    says: assumed,
  },
  nothing: { files: {}, says: assumed },
};

/** Folders of a tree that is in memory, as an editor's file system gives them. */
function inMemory(files: Readonly<Record<string, string>>): Folders {
  return {
    async list(folder) {
      const start = folder === "/" ? "/" : `${folder}/`;
      const inside = Object.keys(files).filter((path) => path.startsWith(start));
      return [...new Set(inside.map((path) => path.slice(start.length).split("/")[0]!))];
    },
    read: async (path) => files[path],
  };
}

function said({ keras }: Project): { says: string; backend: string | undefined } {
  const { module } = parseModule("");
  const { version, evidence } = kerasVersion({ module, imports: [], project: keras });
  const backend = keras.backend && `${keras.backend.backend} from ${keras.backend.evidence}`;
  return { says: `${version}: ${evidence}`, backend };
}

describe.each(Object.entries(trees))("%s", (_, { files, loss = "losses.py", says, backend }) => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await makeWorkspace({ ...files, [loss]: "import keras\n" });
  });
  afterAll(() => workspace.remove());
  const folder = `/home/me/work/${loss}`.replace(/\/[^/]*$/, "");
  const paths = Object.entries({ "setup.cfg": "", ...files, [loss]: "import keras\n" }).map(
    ([path, text]) => [`/home/me/work/${path}`, text] as const,
  );

  test("from memory", async () => {
    const reader = createProjectReader(inMemory(Object.fromEntries(paths)), "/home/me/work");
    expect(said(await reader.of(folder))).toEqual({ says, backend });
  });

  test("from a disk", async () => {
    expect(said(await createProjects().of(workspace.path(loss)))).toEqual({ says, backend });
  });

  test("every file of it is watched", () => {
    for (const path of Object.keys(files)) expect(isProjectFile(`/home/me/work/${path}`), path).toBe(true);
  });
});

describe("where no folder has a mark of a root", () => {
  const files = { "/home/me/requirements.txt": "keras==2.9\n", "/home/me/work/src/losses.py": "" };

  test("the folder that is opened is the root", async () => {
    const reader = createProjectReader(inMemory(files), "/home/me");
    expect(said(await reader.of("/home/me/work/src")).says).toBe("2: requirements.txt:1 keras==2.9");
  });

  test("a stranger's files above the file's own folder say nothing", async () => {
    for (const top of [undefined, "/home/me/work", "/home/other"])
      expect(said(await createProjectReader(inMemory(files), top).of("/home/me/work/src")).says).toBe(assumed);
  });
});

test("a root above the folder that is opened counts: someone works in a part of their project", async () => {
  const files = { "/p/.git/HEAD": "", "/p/requirements.txt": "keras==2.9\n", "/p/src/models/losses.py": "" };
  const project = await createProjectReader(inMemory(files), "/p/src").of("/p/src/models");
  expect(said(project).says).toBe("2: requirements.txt:1 keras==2.9");
});

test("each folder is listed and each file read once, for however many folders below", async () => {
  const asked: string[] = [];
  const files: Record<string, string> = { "/p/.git/HEAD": "", "/p/uv.lock": lock("keras", "2.9.0") };
  for (let i = 0; i < 20; i++) files[`/p/src/part${i}/losses.py`] = "";
  const { list, read } = inMemory(files);
  const reader = createProjectReader({
    list(folder) {
      asked.push(`list ${folder}`);
      return list(folder);
    },
    read(path) {
      asked.push(`read ${path}`);
      return read(path);
    },
  });
  const projects = await Promise.all(Array.from({ length: 20 }, (_, i) => reader.of(`/p/src/part${i}`)));
  expect(new Set(projects).size).toBe(1);
  expect(asked.length).toBe(new Set(asked).size);
  expect(asked.filter((each) => each.startsWith("read"))).toEqual(["read /p/uv.lock"]);
});
