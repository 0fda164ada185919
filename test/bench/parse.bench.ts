/** A keystroke in a file of 2,000 lines: reading it and resolving its names, beside doing so from nothing. */
import { expect, test } from "vitest";
import { type ParsedModule, parseModule } from "../../src/python/parse.ts";
import { analyzeNames } from "../../src/python/scope.ts";
import { dense as text } from "./generated-file.ts";
import { latencyOf } from "./latency.ts";

/** Types and deletes a letter at the place by turns, each time from what the last parse gave. */
function typist(at: number): () => void {
  const typed = `${text.slice(0, at)}x${text.slice(at)}`;
  let parsed: ParsedModule = parseModule(text);
  return () => {
    parsed = parseModule(parsed.module.text === text ? typed : text, parsed);
    analyzeNames(parsed.module);
  };
}

const keystrokes: readonly (readonly [string, number])[] = [
  ["in a name near the start", text.indexOf("cross_entropy = ")],
  ["in a name in the middle", text.indexOf("cross_entropy = ", text.length >> 1)],
  ["in a name near the end", text.lastIndexOf("cross_entropy = ")],
  ["that breaks a statement in the middle", text.indexOf("(weight", text.length >> 1)],
];

test.for(keystrokes)("a keystroke %s", async ([name, at]) => {
  const latency = await latencyOf(name, typist(at));
  const anew = await latencyOf("from nothing", () => analyzeNames(parseModule(text).module));
  const ratio = latency.p50 / anew.p50;
  console.log(`${name}: median ${latency.p50.toFixed(2)} ms, ${ratio.toFixed(2)} times the whole file from nothing`);
  expect(latency.samplesCount).toBeGreaterThan(0);
});

test("the whole file", async () => {
  const { module } = parseModule(text);
  const parsed = await latencyOf("parsed anew", () => parseModule(text));
  const names = await latencyOf("names alone", () => analyzeNames(module));
  console.log(`names take ${(names.p50 / parsed.p50).toFixed(2)} times what parsing takes`);
  expect(names.samplesCount).toBeGreaterThan(0);
});
