import { describe, expect, test } from "vitest";
import { isBackendFile, readProjectBackend } from "../../../src/keras/project-backend.ts";

function read(files: Record<string, string>): string {
  for (const path of Object.keys(files)) expect(isBackendFile(path)).toBe(true);
  const found = readProjectBackend(Object.entries(files).map(([path, text]) => ({ path, text })));
  return found ? `${found.backend} ${found.evidence}` : "nothing";
}

describe("a setting for the whole project is believed", () => {
  test.each([
    [".env", "DEBUG=1\nKERAS_BACKEND=jax\n", "jax .env:2"],
    [".env", 'export KERAS_BACKEND="torch"  # fast\r\n', "torch .env:1"],
    [".envrc", "export KERAS_BACKEND=jax\n", "jax .envrc:1"],
    ["environment.yml", "name: a\nvariables:\n  KERAS_BACKEND: jax\n", "jax environment.yml:3"],
    ["pyproject.toml", '[tool.pytest_env]\nKERAS_BACKEND = "jax"\n', "jax pyproject.toml:2"],
    ["pyproject.toml", '[tool.pytest_env]\nKERAS_BACKEND = { value = "jax" }\n', "jax pyproject.toml:2"],
    ["pyproject.toml", '[tool.pytest.ini_options]\nenv = [\n  "D:KERAS_BACKEND=torch",\n]\n', "torch pyproject.toml:3"],
    ["pyproject.toml", '[tool.pixi.activation.env]\nKERAS_BACKEND = "torch"\n', "torch pyproject.toml:2"],
    ["pyproject.toml", '[tool.poe.env]\nKERAS_BACKEND = "jax"\n', "jax pyproject.toml:2"],
    ["pyproject.toml", '[tool.hatch.envs.default.env-vars]\nKERAS_BACKEND = "jax"\n', "jax pyproject.toml:2"],
    ["pixi.toml", '[activation.env]\n# KERAS_BACKEND\nKERAS_BACKEND = "jax"\n', "jax pixi.toml:3"],
    ["mise.toml", '[env]\nKERAS_BACKEND = "torch"\n', "torch mise.toml:2"],
    ["tox.ini", "[testenv]\nsetenv =\n    KERAS_BACKEND = jax\n", "jax tox.ini:3"],
    ["pytest.ini", "[pytest]\nenv = KERAS_BACKEND=jax\n", "jax pytest.ini:2"],
    ["setup.cfg", "[tool:pytest]\nenv =\n  D:KERAS_BACKEND=jax\n", "jax setup.cfg:3"],
    ["Dockerfile", "FROM python:3.12\nENV A=1 KERAS_BACKEND=jax\n", "jax Dockerfile:2"],
    ["Dockerfile", "ENV KERAS_BACKEND torch\n", "torch Dockerfile:1"],
    [
      "compose.yaml",
      "services:\n  train:\n    build: .\n    environment:\n      - KERAS_BACKEND=jax\n",
      "jax compose.yaml:5",
    ],
    ["Makefile", "export KERAS_BACKEND := jax\n", "jax Makefile:1"],
    [
      ".vscode/settings.json",
      '{\n"terminal.integrated.env.linux": { "KERAS_BACKEND": "jax" },\n}',
      "jax .vscode/settings.json:2",
    ],
    [
      ".devcontainer/devcontainer.json",
      '{"containerEnv": {"KERAS_BACKEND": "jax"}}',
      "jax .devcontainer/devcontainer.json:1",
    ],
  ])("%s: %j", (path, text, expected) => expect(read({ [path]: text })).toBe(expected));

  test("files that agree are one", () => {
    expect(read({ ".env": "KERAS_BACKEND=jax\n", Dockerfile: "ENV KERAS_BACKEND=jax\n" })).toBe("jax .env:1");
  });
});

describe("what holds for one run of several, or is not known, says nothing", () => {
  test.each([
    [".env", "# KERAS_BACKEND=jax\n"],
    [".env", "KERAS_BACKEND=$BACKEND\n"],
    [".env", "KERAS_BACKEND=\n"],
    [".env", "KERAS_BACKEND=jax\nKERAS_BACKEND=torch\n"],
    [".env.example", "KERAS_BACKEND=jax\n"],
    ["environment-jax.yml", "variables:\n  KERAS_BACKEND: jax\n"],
    ["pyproject.toml", '[tool.hatch.envs.jax.env-vars]\nKERAS_BACKEND = "jax"\n'],
    ["pyproject.toml", '[tool.pixi.feature.jax.activation.env]\nKERAS_BACKEND = "jax"\n'],
    ["pyproject.toml", '[tool.poe.tasks]\ntest = "KERAS_BACKEND=jax pytest"\n'],
    ["pyproject.toml", '[tool.pytest_env]\nKERAS_BACKEND = "jax\n'],
    ["tox.ini", "[testenv]\nsetenv =\n    jax: KERAS_BACKEND = jax\n"],
    ["tox.ini", "[testenv:jax]\nsetenv = KERAS_BACKEND=jax\n"],
    ["Dockerfile", `ARG KERAS_BACKEND=jax\nENV KERAS_BACKEND=\${KERAS_BACKEND}\n`],
    ["Dockerfile", "RUN KERAS_BACKEND=jax pytest\n"],
    ["Dockerfile.jax", "ENV KERAS_BACKEND=jax\n"],
    ["compose.yaml", "services:\n  a:\n    image: x\n    environment:\n      KERAS_BACKEND: jax\n  b:\n    image: y\n"],
    ["Makefile", "test:\n\tKERAS_BACKEND=jax pytest\n"],
    ["Makefile", "KERAS_BACKEND ?= jax\n"],
    [".github/workflows/test.yml", "env:\n  KERAS_BACKEND: jax\n"],
    [".vscode/launch.json", '{"env": {"KERAS_BACKEND": "jax"}}'],
  ])("%s: %j", (path, text) => expect(read({ [path]: text })).toBe("nothing"));

  test("a contradiction anywhere silences all", () => {
    const env = "KERAS_BACKEND=jax\n";
    expect(read({ ".env": env, "tox.ini": "[testenv:torch]\nsetenv = KERAS_BACKEND=torch\n" })).toBe("nothing");
    expect(read({ ".env": env, ".env.torch": "KERAS_BACKEND=torch\n" })).toBe("nothing");
    expect(read({ ".env": env, ".github/workflows/t.yml": `env:\n  KERAS_BACKEND: \${{ matrix.backend }}\n` })).toBe(
      "nothing",
    );
    expect(read({ ".env": env, Makefile: "test:\n\tKERAS_BACKEND=tensorflow pytest\n" })).toBe("nothing");
    expect(read({ ".env": env, ".github/workflows/t.yml": "env:\n  KERAS_BACKEND: jax\n" })).toBe("jax .env:1");
  });
});

test("other files are not read", () => {
  for (const path of ["README.md", "src/environment.py", ".envoy", "keras.json"])
    expect(isBackendFile(path)).toBe(false);
});
