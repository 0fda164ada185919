import { expect, test } from "vitest";
import { lossClasses } from "../../../src/evaluate/operations/losses/loss-classes.ts";
import { kerasFunctions } from "../../../src/evaluate/operations/losses/loss-functions.ts";
import { readCorpus } from "./corpus.ts";

const corpus = readCorpus(new URL("./", import.meta.url));

/** What lines of the case files call, where Keras gave a value at least once. */
const lines = corpus.files
  .filter((file) => file.path.startsWith("builtin_"))
  .flatMap((file) => {
    const answered = new Set(
      file.losses.filter((loss) => loss.runs.some((run) => run.error === undefined)).map((loss) => loss.name),
    );
    return file.text.split("\n").filter((line) => answered.has(line.split(" = ")[0]!));
  });

const mentions = (module: string, last: string) =>
  lines.some((line) => new RegExp(`\\b${module}\\.${last}\\(`, "u").test(line));

test("every row of a loss, metric or activation function has golden values under one of its names", () => {
  const unproved = kerasFunctions
    .filter((row) => {
      if (row.names.includes("keras.losses.ctc")) return false;
      return !row.names.some((name) => mentions(name.split(".")[1]!, name.split(".")[2]!));
    })
    .map((row) => row.names[0]);
  expect(unproved).toEqual([]);
});

test("every loss class has golden values", () => {
  const refused = ["Loss", "CTC"];
  // Under its private name, which is the only one that it has: `field_packages.py`.
  const elsewhere = ["LossFunctionWrapper"];
  const unproved = [...lossClasses.keys()].filter(
    (name) => ![...refused, ...elsewhere].includes(name) && !mentions("losses", name),
  );
  expect(unproved).toEqual([]);
});

test("every parameter of a built-in function is given in a golden case", () => {
  const called = lines.join("\n");
  const unproved = kerasFunctions.flatMap((row) => {
    const name = row.names[0]!;
    const { parameters } = row.signatureOf(name);
    return parameters
      .filter((parameter) => parameter.fallback !== undefined)
      .filter((parameter) => !new RegExp(`\\b${parameter.name}=`, "u").test(called))
      .map((parameter) => `${name}(${parameter.name}=)`);
  });
  expect(unproved).toEqual([]);
});
