/** Whatever the files around a loss hold, they name a Keras, a backend and rules, or nothing; a wrong one is told of. */
import fc from "fast-check";
import { expect } from "vitest";
import { ruleIds } from "../../src/check/all-rules.ts";
import { readPyproject, readRuleOption } from "../../src/check/configuration.ts";
import { isBackendFile, readProjectBackend } from "../../src/keras/project-backend.ts";
import { isPinFile, readPins } from "../../src/keras/project-pins.ts";
import { kerasVersion, readProject } from "../../src/keras/version.ts";
import { parseModule } from "../../src/python/parse.ts";
import { fuzz, spoiled } from "./target.ts";

const paths = [
  ..."requirements.txt requirements/dev.in requirements-gpu.txt environment.yml conda.yaml pyproject.toml uv.lock".split(
    " ",
  ),
  ..."poetry.lock Pipfile Pipfile.lock setup.cfg .env .envrc Dockerfile compose.yml docker-compose.yaml".split(" "),
  ..."tox.ini pytest.ini Makefile .vscode/settings.json .devcontainer/devcontainer.json .env.test".split(" "),
  ..."Dockerfile.gpu .github/workflows/a.yml .gitlab-ci.yml pixi.toml .mise.toml".split(" "),
];

const texts = [
  "keras==3.15.1\ntensorflow>=2.16,<3  # a comment\n-r other.txt\nkeras[extra]~=2.9; python_version < '3.9'\n",
  "name: a\ndependencies:\n  - python=3.11\n  - keras=2.9\n  - pip:\n    - tensorflow==2.15.*\nvariables:\n  KERAS_BACKEND: jax\n",
  '[project]\ndependencies = ["keras>=3", "tensorflow-cpu==2.16.1"]\n[tool.loss-lens]\nkeras = "3"\nprobes = "on"\n[tool.loss-lens.rules]\nbatch-axis = "off"\n[tool.poetry.dependencies]\nkeras = {version = "^2.9"}\n',
  '[[package]]\nname = "keras"\nversion = "3.15.1"\n\n[[package]]\nname = "tensorflow"\nversion = "2.21.0"\n',
  '{"default": {"keras": {"version": "==3.15.1"}, "tensorflow": {"version": "==2.21"}}}',
  '[packages]\nkeras = "*"\ntensorflow = "==2.15"\n',
  "[options]\ninstall_requires =\n    keras>=2,<3\n    tensorflow\n",
  "# the backend\nexport KERAS_BACKEND=jax\nKERAS_BACKEND='torch' # or\n",
  "FROM python:3.11\nENV KERAS_BACKEND=jax \\\n    A=b\nRUN KERAS_BACKEND=torch python a.py\n",
  "services:\n  train:\n    environment:\n      - KERAS_BACKEND=torch\n      KERAS_BACKEND: jax\n",
  "[testenv]\nsetenv =\n    KERAS_BACKEND = torch\n[pytest]\nenv =\n    KERAS_BACKEND=jax\n",
  "export KERAS_BACKEND := jax\ntest:\n\tKERAS_BACKEND=torch pytest\n",
  '{\n  // settings\n  "terminal.integrated.env.linux": { "KERAS_BACKEND": "jax" },\n}\n',
];

const splinters = fc.oneof(
  fc.constantFrom(
    ..."keras tensorflow KERAS_BACKEND = == >= ~= ^ , ; # [ ] { } \" ' : - * . ! $A $(b) \\ \n \r\n \t".split(" "),
    "\n  ",
    "\n[tool.loss-lens]\n",
    "9999999999999999999",
    "2.9.0rc1",
    "a".repeat(200),
    " ".repeat(200),
  ),
  fc.string({ unit: "binary", maxLength: 12 }),
);
/** Which of the texts belongs in a file of that name. */
const fitting: readonly (readonly [RegExp, number])[] = [
  [/requirements/, 0],
  [/environment|conda/, 1],
  [/pyproject|pixi|mise/, 2],
  [/lock$/, 3],
  [/Pipfile\.lock/, 4],
  [/Pipfile/, 5],
  [/setup/, 6],
  [/\.env/, 7],
  [/Docker/, 8],
  [/\.ya?ml/, 9],
  [/\.ini/, 10],
  [/Makefile/, 11],
  [/json/, 12],
];
const file = fc.constantFrom(...paths).chain((path) => {
  const own = texts[fitting.find(([pattern]) => pattern.test(path))![1]]!;
  const text = fc.oneof(
    { weight: 3, arbitrary: spoiled([own], splinters) },
    { weight: 1, arbitrary: spoiled(texts, splinters) },
  );
  return fc.record({ path: fc.constant(path), text });
});
const module = parseModule("import keras\n").module;

fuzz(
  "a project's files name versions in their places, or none",
  { short: 1500, long: 150_000, reached: 0.2 },
  fc.uniqueArray(file, { minLength: 1, maxLength: 3, selector: ({ path }) => path }),
  (files) => {
    expect(files.every(({ path }) => isPinFile(path) || isBackendFile(path))).toBe(true);
    for (const { evidence, span } of readPins(files)) {
      const place = /^(.+?):(\d+) /.exec(evidence);
      const from = files.find(({ path }) => path === place?.[1]);
      expect(from, evidence).toBeDefined();
      expect(Number(place?.[2])).toBeGreaterThan(0);
      expect(Number(place?.[2])).toBeLessThanOrEqual(from!.text.split("\n").length);
      expect(span).toBeDefined();
    }
    const backend = readProjectBackend(files);
    if (backend) expect(backend.backend).toMatch(/^(tensorflow|jax|torch|openvino|numpy)$/);
    const project = readProject(files, [".venv/lib/python3.11/site-packages/keras-3.15.1.dist-info"]);
    const { version, evidence } = kerasVersion({ module, imports: [], project });
    expect(version).toMatch(/^[123]$/);
    expect(evidence.length).toBeGreaterThan(0);
    return backend !== undefined || project.pins.length > 1;
  },
);

fuzz(
  "what a pyproject.toml asks for is taken, or told of",
  { short: 800, long: 80_000, reached: 0.1 },
  spoiled(
    texts.slice(2, 3),
    fc.oneof(splinters, fc.constantFrom("rules = 1\n", '"error"', '"of"', "keras = 2\n", "run = 'x'\n")),
  ),
  (text) => {
    const { configuration, problems } = readPyproject(text, ruleIds);
    for (const [rule, severity] of configuration.rules) {
      expect(ruleIds.has(rule)).toBe(true);
      expect(severity).toMatch(/^(error|warning|info|hint|off)$/);
    }
    for (const problem of problems) expect(problem).toMatch(/^pyproject\.toml/);
    return configuration.rules.size > 0;
  },
);

fuzz(
  "an option of rules is taken, or told of",
  { short: 400, long: 60_000, reached: 0.1 },
  spoiled(
    ["batch-axis=off,no-gradient=warning", "a=b", "=,=,,", "batch-axis = error , swapped-arguments=info"],
    splinters,
  ),
  (option) => {
    const { rules, problems } = readRuleOption(option, ruleIds);
    const parts = option.split(",").filter((part) => part.trim() !== "");
    expect(rules.size + problems.length).toBeLessThanOrEqual(parts.length);
    if (parts.length > 0) expect(rules.size + problems.length).toBeGreaterThan(0);
    for (const problem of problems) expect(problem).toMatch(/^--rules: /);
    return rules.size > 0;
  },
);
