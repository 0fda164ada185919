import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { summaryOf } from "../../src/keras/identifier-summaries.ts";
import { lossIdentifiersOfAnyVersion, metricIdentifiers } from "../../src/keras/identifiers.ts";
import { lossSnippets } from "../../src/losses/complete/loss-snippets.ts";
import { viewsInBatch } from "../../src/samples/batch-sets.ts";
import { classCosines, classEvidence, taughtLogits } from "../../src/samples/class-sets.ts";
import { packedSet } from "../../src/samples/packed-set.ts";
import { quantileSet } from "../../src/samples/quantile-set.ts";
import { findSampleSet, sampleSets } from "../../src/samples/sample-sets.ts";
import { targetSentence } from "../../src/samples/target-words.ts";
import { lifetimes } from "../../src/samples/vector-sets.ts";

const root = join(import.meta.dirname, "../..");
const readJson = (path: string): Record<string, string> => JSON.parse(readFileSync(join(root, path), "utf8"));
const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => ({ path, text: readFileSync(join(root, "src", path), "utf8") }));

const han = /[\u4e00-\u9fff]/;
/** Names, which are the same in every language. */
const names = new Set(["CodeLens", "Keras 1", "Keras 2", "Keras 3"]);
/** What a sentence must keep in every language: numbered places, code, commands behind links. */
const kept = (text: string) =>
  [...text.matchAll(/\{\d+\}|`[^`]*`|\(command:[^)]*\)/g)].map(([each]) => each).toSorted();
/** Half-width punctuation between Chinese characters is a typing mistake. */
const halfWidth = /[\u4e00-\u9fff][,;:?!][\u4e00-\u9fff]/;

function isSaidAlike(english: string, chinese: string): void {
  expect(kept(chinese), english).toEqual(kept(english));
  const hasWords = /\p{L}/u.test(english.replace(/\{\d+\}/g, ""));
  expect(!hasWords || han.test(chinese) || names.has(chinese), `${english} → ${chinese}`).toBe(true);
  expect(chinese).not.toMatch(halfWidth);
}

/** What the sample data and their targets are called: data themselves, which are said where they are shown. */
function sampleWords(): string[] {
  const otherwise = [
    findSampleSet("categorical")?.reshape?.([2, 3]),
    quantileSet([0.1, 0.9]),
    ...[taughtLogits, classCosines, classEvidence(0), classEvidence(1), viewsInBatch("halves")],
    ...(["value", "positive", "probability", "logit", "logits", "probabilities"] as const).map((role) =>
      packedSet([{ role: "value", name: "", width: 1 }], [{ role, width: 1 }]),
    ),
  ].filter((set) => set !== undefined);
  return [...sampleSets, ...otherwise, lifetimes].flatMap(({ title, axis, surface, gradientLabel, targets, size }) =>
    [
      ...[title, axis.label, surface?.x.label, surface?.y.label, gradientLabel, size?.label, "Loss"],
      ...targets.map(({ label }) => targetSentence(label).sentence),
    ].filter((text) => typeof text === "string" && !/^y_(?:true|pred)(?: = \{0\})?$/.test(text)),
  ) as string[];
}

/** Names and descriptions that are data, too: of the snippets, and of what Keras takes by a name. */
function listedWords(): string[] {
  const identifiers = [...lossIdentifiersOfAnyVersion, ...metricIdentifiers, "accuracy"];
  return [
    ...lossSnippets.flatMap(({ title, description }) => [title, description]),
    ...identifiers.map(summaryOf).filter((text) => text !== undefined),
  ];
}

/** A name of the sample data, or of what is drawn of them, in the place of a sentence. */
const isNamedElsewhere = (given: string): boolean =>
  /^(?:title|(?:\w+\.)*(?:axis\.label|title|size\.label|lossLabel|gradientLabel|description|summary)|sentence, number)$/.test(
    given.trim(),
  );

describe("what package.json says", () => {
  const manifest = readFileSync(join(root, "package.json"), "utf8");
  const english = readJson("package.nls.json");
  const chinese = readJson("package.nls.zh-cn.json");

  test("has its words in both languages, and no word without a place", () => {
    const used = [...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key!);
    expect([...new Set(used)].toSorted()).toEqual(Object.keys(english).toSorted());
    expect(Object.keys(chinese)).toEqual(Object.keys(english));
  });

  test.each(Object.entries(english))("%s", (key, text) => isSaidAlike(text, chinese[key]!));

  test("a person reads nothing that is written into the manifest itself, but for the rules, which speak English", () => {
    const { contributes } = JSON.parse(manifest);
    delete contributes.configuration[0].properties["lossLens.rules"].properties;
    const read = /^(title|description|markdownDescription|altText|enumItemLabels|enumDescriptions)$/;
    const found: string[] = [];
    const walk = (value: unknown, isRead: boolean): void => {
      if (typeof value === "string" && isRead && !/^%.+%$/.test(value)) found.push(value);
      if (Array.isArray(value)) for (const each of value) walk(each, isRead);
      else if (typeof value === "object" && value !== null)
        for (const [key, each] of Object.entries(value)) walk(each, read.test(key));
    };
    walk(contributes, false);
    expect(found).toEqual([]);
  });
});

describe("what the editor and the page say", () => {
  const literal = /(?:\bl10n\.t|(?<![.\w])(?:say|sentence))\(\s*"((?:[^"\\]|\\.)*)"/g;
  const said = new Set(
    sources.flatMap(({ text }) => [...text.matchAll(literal)].map(([, key]) => JSON.parse(`"${key}"`) as string)),
  );
  for (const text of [...sampleWords(), ...listedWords()]) said.add(text);
  const chinese = readJson("media/l10n/bundle.l10n.zh-cn.json");

  test("has a translation for each sentence, and none for a sentence that is not said", () => {
    expect(said.size).toBeGreaterThan(50);
    const untranslated = [...said].filter((text) => !Object.hasOwn(chinese, text));
    expect(untranslated, "sentences to be added to media/l10n/bundle.l10n.zh-cn.json").toEqual([]);
    expect(Object.keys(chinese).filter((text) => !said.has(text))).toEqual([]);
  });

  test.each([...said])("%s", (text) => isSaidAlike(text, chinese[text] ?? ""));

  test("is handed to the translation word for word, so that it can be found", () => {
    for (const { path, text } of sources) {
      if (!/l10n\.t\(|python\/say\.ts"/.test(text)) continue;
      const calls = [...text.matchAll(/(?:\bl10n\.t|(?<![.\w]|function )(?:say|sentence))\(\s*([^)]*)/g)].map(
        ([, given]) => given!,
      );
      expect(
        calls.filter((given) => !given.startsWith('"') && !isNamedElsewhere(given)),
        path,
      ).toEqual([]);
    }
  });

  test("is never handed to VS Code untranslated", () => {
    const untranslated =
      /\b(?:say(?:Information|Warning|Error|While)|ask)\(\s*["`]|\b(?:title|placeHolder|detail|label): ["`](?!Loss Lens"|\$\{)[A-Za-z]/g;
    const editor = sources.filter(({ path }) => /^(?:extension|editor\/(?:preview\/)?[\w-]+)\.ts$/.test(path));
    for (const { path, text } of editor) expect(text.match(untranslated) ?? [], path).toEqual([]);
  });

  test("ends with the full stop of its language: none is written behind what was said", () => {
    // A Python script speaks English.
    const shown = sources.filter(({ path }) => /^(?:editor|preview(?!\/script))\//.test(path));
    for (const { path, text } of shown) expect(text.match(/\}\.`/g) ?? [], path).toEqual([]);
  });

  test("names a set of samples in the reader's language, wherever it is named", () => {
    const shown = sources.filter(({ path }) => /^(?:editor|preview)\//.test(path));
    for (const { path, text } of shown) expect(text.match(/(?<!say\()\bset\.title\b/g) ?? [], path).toEqual([]);
  });

  test("is said when it is shown, not while its module is read: the language is not known then", async () => {
    vi.resetModules();
    const early: string[] = [];
    const { speakIn } = await import("../../src/python/say.ts");
    speakIn(new Proxy({}, { get: (_, english: string) => void early.push(english) }));
    const outside = /^(?:extension\.ts|editor\/|preview\/page\.ts)/;
    const saying = sources.filter(
      ({ path, text }) => /python\/say\.ts"|"\.\/say\.ts"/.test(text) && !outside.test(path),
    );
    expect(saying.length).toBeGreaterThan(50);
    for (const { path } of saying) await import(join(root, "src", path));
    expect(early).toEqual([]);
  });
});
