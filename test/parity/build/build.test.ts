import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { buildLoss } from "../../../src/evaluate/build/build-loss.ts";
import type { Build, BuildSpecification } from "../../../src/evaluate/build-question.ts";
import { defaultLimits, type GivenValue, type NumericArray } from "../../../src/evaluate/evaluation.ts";
import { type Corpus, readCorpus } from "../losses/corpus.ts";
import { onlyForTheirData, unknown } from "./exceptions.ts";

/** What real Keras said: whether the loss trains, with the static shape and dtype that it returned, or what it raised. */
type Fit =
  | {
      readonly trains: boolean;
      readonly shape?: readonly (number | null)[] | null;
      readonly dtype?: string;
      readonly error?: undefined;
    }
  | { readonly error: string; readonly message: string; readonly when: "trace" | "run" };

interface Golden {
  readonly keras: string;
  readonly losses: Readonly<Record<string, Readonly<Record<string, Fit>>>>;
}

const here = new URL("./", import.meta.url);
const tensors = readCorpus(new URL("../losses/", import.meta.url));
const corpora: Readonly<Record<string, Corpus | undefined>> = {
  losses: tensors,
  objectives: readCorpus(new URL("../objectives/", import.meta.url)),
};

const stems = readdirSync(new URL("golden/", here))
  .map((name) => name.replace(".json", ""))
  .sort();

function readGolden(stem: string): Golden {
  return JSON.parse(readFileSync(new URL(`golden/${stem}.json`, here), "utf8")) as Golden;
}

function textOf(corpus: string, stem: string): string {
  const folder = corpus === "build" ? "" : `../${corpus}/`;
  return readFileSync(new URL(`${folder}cases/${stem}.py`, here), "utf8");
}

function specificationOf({ yTrue, yPred }: { yTrue: NumericArray; yPred: NumericArray }): BuildSpecification {
  // Keras hands doubles on as float32.
  const tensor = ({ shape, dtype }: NumericArray) => ({
    shape: [null, ...shape.slice(1)],
    dtype: dtype === "float64" ? ("float32" as const) : dtype,
  });
  return { yTrue: tensor(yTrue), yPred: tensor(yPred) };
}

/** `weight=3.0`, where no other golden file has the parameters. */
function parametersIn(text: string): Record<string, GivenValue> {
  const pairs = text.split(",").flatMap((pair) => (pair.includes("=") ? [pair.split("=")] : []));
  return Object.fromEntries(pairs.map(([name, value]) => [name!.trim(), Number(value)]));
}

function build(corpus: string, stem: string, keras: string, key: string, input: string): Build {
  const [name, ...rest] = key.split(" ") as [string, ...string[]];
  const known = corpora[corpus]?.files
    .find((file) => file.path === `${stem}.py`)
    ?.losses.find((loss) => loss.name === name && Object.keys(loss.parameters).every((each) => key.includes(each)));
  return buildLoss({
    kind: "build",
    source: {
      file: { path: `${stem}.py`, text: textOf(corpus, stem) },
      imports: [],
      loss: name,
      keras: { version: keras, isKnown: true },
      parameters: known?.parameters ?? parametersIn(rest.join(" ")),
    },
    specifications: [specificationOf((corpora[corpus] ?? tensors).input(input))],
    limits: defaultLimits,
  });
}

function said(found: Build): string {
  switch (found.kind) {
    case "built":
      return `${found.isConnected ? "trains" : "no gradient"} ${JSON.stringify(found.shape)} ${found.dtype}`;
    case "failed":
      return `${found.error.exception}: ${found.error.message} @ ${found.error.expression}`;
    case "notBuilt":
      return `unknown: ${found.failure.message}`;
  }
}

function wanted(fit: Fit): string {
  if (fit.error !== undefined) return `${fit.error} (${fit.when}): ${fit.message}`;
  return `${fit.trains ? "trains" : "no gradient"} ${JSON.stringify(fit.shape)} ${fit.dtype}`;
}

/** What a graph finds by static shapes is a ValueError, what shows when it runs an InvalidArgumentError. */
const isOfShapes = (exception: string): boolean => exception === "ValueError" || exception === "InvalidArgumentError";

/** The first sentence, without what a graph calls its nodes and tensors. */
function essence(message: string): string {
  return message
    .split("\n")[0]!
    .replace(/\((?:[\w/]+:\d+)\) /gu, "")
    .replace(/ \([\w/]+:\d+\)/gu, "")
    .replace(/ and with (?:computed input|input) tensors.*/su, "")
    .replace(/\s+/gu, " ")
    .split(/(?<=\.) /u)[0]!
    .replace(/ for '(?:\w+|\{\{).*/u, "")
    .replace(/\.$/u, "");
}

function agrees(found: Build, fit: Fit, hasItsWords: boolean): boolean {
  if (fit.error === undefined) {
    if (found.kind !== "built" || found.isConnected !== fit.trains) return false;
    return fit.dtype === undefined || said(found) === wanted(fit);
  }
  if (found.kind !== "failed") return false;
  const { exception, message } = found.error;
  if (!(exception === fit.error || (isOfShapes(exception) && isOfShapes(fit.error)))) return false;
  return !hasItsWords || fit.when === "run" || essence(message) === essence(fit.message);
}

test("what fit says is recorded for every loss of the corpora", () => {
  const recorded = stems
    .filter((stem) => !stem.startsWith("build-"))
    .flatMap((stem) => Object.keys(readGolden(stem).losses));
  const all = Object.values(corpora).flatMap((corpus) => corpus!.files.flatMap((file) => file.losses));
  expect(recorded.length).toBeGreaterThanOrEqual(all.length - 10);
});

const unknowns = new Set<string>();

for (const each of stems) {
  const [corpus, ...rest] = each.split("-") as [string, ...string[]];
  const stem = rest.join("-");
  test(`${corpus}/${stem}: a loss builds where fit trains it, with its shape, and fails where fit does, in its words`, () => {
    const { keras, losses } = readGolden(each);
    const wrong: string[] = [];
    for (const [key, runs] of Object.entries(losses)) {
      for (const [input, fit] of Object.entries(runs)) {
        const found = build(corpus, stem, keras, key, input);
        if (found.kind === "notBuilt" && unknown.has(`${stem} ${key}`)) {
          unknowns.add(`${stem} ${key}`);
          continue;
        }
        if (onlyForTheirData.has(`${stem} ${key} ${input}`)) continue;
        if (!agrees(found, fit, corpus === "build"))
          wrong.push(`${key} on ${input}\n  ${said(found)}\n  ${wanted(fit)}`);
      }
    }
    expect(wrong).toEqual([]);
  });
}

test("of at most one loss in a hundred it is not known whether it builds, each of them by name", () => {
  expect([...unknowns].sort()).toEqual([...unknown].sort());
});
