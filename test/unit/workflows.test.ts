/** What GitHub and pre-commit read of this repository. No suite runs it: a file that is no YAML would be found by users. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseDocument } from "yaml";
import { bin, scripts } from "../../package.json" with { type: "json" };

const root = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const files = [
  "action.yml",
  ".pre-commit-hooks.yaml",
  ...readdirSync(join(root, ".github"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".yml"))
    .map((path) => join(".github", path)),
];

test("there is an action, a hook and what else GitHub reads", () => {
  expect(files.length).toBeGreaterThanOrEqual(7);
});

describe.each(files)("%s", (path) => {
  const text = read(path);

  test("is YAML", () => {
    const { errors, warnings } = parseDocument(text);
    expect([...errors, ...warnings].map(({ message }) => message)).toEqual([]);
  });

  test("runs only scripts that there are", () => {
    const run = [...text.matchAll(/\bnpm run ([\w:]+)/g)].map(([, script]) => script!);
    expect(run.filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
    const started = [...text.matchAll(/(?:\bnode |run: )((?:[\w.-]+\/)*[\w-]+\.mjs|\.ci\/\w+)/g)].map(
      ([, file]) => file!,
    );
    expect(started.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});

test("the action reads each of its inputs, and no other", () => {
  const text = read("action.yml");
  const { inputs } = parseDocument(text).toJS() as { inputs: Record<string, unknown> };
  const used = [...text.matchAll(/\$\{\{ inputs\.(\w+) \}\}/g)].map(([, name]) => name!);
  expect(used.toSorted()).toEqual(Object.keys(inputs).toSorted());
});

test("the hooks run the program of the package", () => {
  const hooks = parseDocument(read(".pre-commit-hooks.yaml")).toJS() as { id: string; entry: string }[];
  expect(hooks.map(({ id }) => id)).toEqual(["loss-lens", "loss-lens-fix"]);
  for (const { entry } of hooks) expect(Object.keys(bin)).toContain(entry.split(" ")[0]);
});
