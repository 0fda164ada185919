import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { defaultLimits } from "../../src/evaluate/evaluation.ts";
import { answer } from "../../src/evaluate/run/evaluate.ts";
import { findLosses } from "../../src/losses/find-losses.ts";
import { parseModule } from "../../src/python/parse.ts";
import { analyzeNames } from "../../src/python/scope.ts";
import { difference } from "../parity/losses/compare.ts";
import { type GoldenArray, type GoldenRun, numbers } from "../parity/losses/corpus.ts";

interface Snippet {
  readonly prefix: readonly string[];
  readonly body: readonly string[];
  readonly description: string;
}

interface Case {
  readonly form: "function" | "factory" | "class";
  readonly inputs: readonly string[];
}

interface Golden {
  readonly name: string;
  readonly text: string;
  readonly runs: readonly GoldenRun[];
}

type Inputs = Record<string, { yTrue: GoldenArray; yPred: GoldenArray }[]>;

function read<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8")) as T;
}

const snippets = Object.entries(read<Record<string, Snippet>>("snippets/keras-losses.json"));
const cases = read<Record<string, Case>>("test/parity/snippets/cases.json");
const golden = read<Record<string, Golden>>("test/parity/snippets/golden/snippets.json");
const inputs = read<Inputs>("test/parity/snippets/golden/inputs.json");

const placeholder = /\$\{(?<number>\d+):(?<value>[^{}]*)\}|\$\{(?<choice>\d+)\|(?<values>[^}]*)\|\}|\$(?<bare>\d+)/gu;

/** What the editor inserts, with the defaults kept; `pick` says which of a choice's values. */
function expand(body: readonly string[], pick = 0): string {
  return body.join("\n").replace(placeholder, (...match) => {
    const groups = match.at(-1) as Record<string, string | undefined>;
    if (groups.values !== undefined) {
      const values = groups.values.split(",");
      return values[Math.min(pick, values.length - 1)]!;
    }
    return groups.value ?? "";
  });
}

function choices(body: readonly string[]): number {
  const counts = [...body.join("\n").matchAll(/\|([^}]*)\|\}/gu)].map((match) => match[1]!.split(",").length);
  return Math.max(1, ...counts);
}

const importLines: Readonly<Record<string, string>> = {
  ops: "import keras\nfrom keras import ops\n",
  K: "from tensorflow.keras import backend as K\n",
  tf: "import tensorflow as tf\n",
};

function withImports(expanded: string): string {
  const dialect = expanded.includes("tf.") ? "tf" : /\bK\./u.test(expanded) ? "K" : "ops";
  const keras = dialect === "K" && expanded.includes("keras.") ? "from tensorflow import keras\n" : "";
  return `${keras}${importLines[dialect]}\n\n${expanded}\n`;
}

describe.each(snippets)("snippet: %s", (_title, snippet) => {
  const [first] = snippet.prefix as [string, ...string[]];

  test("expands, with each of its choices, to Python without an error", () => {
    for (let pick = 0; pick < choices(snippet.body); pick++) {
      const text = expand(snippet.body, pick);
      expect(text).not.toMatch(/\$/u);
      expect(parseModule(withImports(text)).module.errors).toEqual([]);
    }
  });

  test("has a description, and prefixes that begin with `loss-`", () => {
    expect(snippet.description.length).toBeGreaterThan(10);
    for (const prefix of snippet.prefix) expect(prefix).toMatch(/^loss-[a-z0-9-]+$/u);
  });

  const known = cases[first];
  if (known === undefined || golden[first] === undefined) return;

  test("is the text that real Keras ran, and defines a loss of the stated form", () => {
    const { text, name } = golden[first]!;
    expect(withImports(expand(snippet.body))).toBe(text);
    const tree = parseModule(text).module;
    const found = findLosses(tree, analyzeNames(tree)).losses.find((loss) => loss.name === name);
    expect(found?.form).toBe(known.form);
  });

  test("gives Keras's value and gradient", () => {
    const { text, name, runs } = golden[first]!;
    expect(runs.length).toBeGreaterThan(0);
    const found = runs.flatMap((run) => {
      const [kind, index] = run.input.split("/") as [string, string];
      const pair = inputs[kind]![Number(index)]!;
      const array = ({ data, shape, dtype }: GoldenArray) => ({ data: numbers(data), shape, dtype });
      const given = answer({
        kind: "evaluate",
        source: {
          file: { path: "snippet.py", text },
          imports: [],
          loss: name,
          keras: { version: "3.15", isKnown: true },
          parameters: {},
        },
        yTrue: array(pair.yTrue),
        yPred: array(pair.yPred),
        as: "direct",
        limits: defaultLimits,
      });
      const why = difference(run, given, 1e-4);
      return why === undefined ? [] : [`${run.input}: ${why}`];
    });
    expect(found).toEqual([]);
  });
});

/** What imports, compiles or loads, and defines no loss. */
const ofNoLoss = /^loss-(?:import|compile|load)(?:-|$)/u;

test("each snippet of a loss is held to real Keras", () => {
  const ofLosses = snippets.map(([, { prefix }]) => prefix[0]!).filter((first) => !ofNoLoss.test(first));
  const unnamed = ofLosses.filter((first) => cases[first] === undefined);
  expect(unnamed, "snippets that test/parity/snippets/cases.json does not name").toEqual([]);
  const unmade = Object.keys(cases).filter((first) => golden[first] === undefined);
  expect(unmade, "snippets whose golden values test/parity/snippets/make_golden.py has to make").toEqual([]);
});

test("no prefix is used twice", () => {
  const prefixes = snippets.flatMap(([, snippet]) => snippet.prefix);
  expect(prefixes.filter((prefix, at) => prefixes.indexOf(prefix) !== at)).toEqual([]);
});

test("each of the twelve objectives is there for K, keras.ops and tf", () => {
  const prefixes = new Set(snippets.flatMap(([, snippet]) => snippet.prefix));
  const objectives = "mse mae mape msle squared-hinge hinge cce scce bce kl poisson cosine".split(" ");
  for (const objective of objectives)
    for (const suffix of ["", "-k", "-tf"]) expect(prefixes).toContain(`loss-${objective}${suffix}`);
});
