import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { allProbes } from "../../../src/check/all-probes.ts";
import { parseModule } from "../../../src/python/parse.ts";
import { walk } from "../../../src/python/walk.ts";
import { readPage } from "../rules/page.ts";
import { probeText } from "./probe-text.ts";

// Losses are run again and again: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 240_000 });

/** `<id>.flagged.py` and `<id>.silent.py`: of the losses of the one each is flagged, of the other none, by any probe. */
const folder = new URL("./cases/", import.meta.url);
const pages = new URL("../../../src/probes/", import.meta.url);
const read = (id: string, kind: "flagged" | "silent"): string =>
  readFileSync(new URL(`${id}.${kind}.py`, folder), "utf8");

/** Functions that hold none, but for what helps: `_inner`, `__init__`. */
function lossesIn(text: string): string[] {
  const names: string[] = [];
  walk(parseModule(text).module, (node) => {
    if (node.kind !== "FunctionDefinition" || node.name.startsWith("_")) return;
    let inside = -1;
    walk(node, ({ kind }) => {
      if (kind === "FunctionDefinition") inside++;
    });
    if (inside === 0) names.push(node.name);
  });
  return names;
}

test("every probe has its cases, and every case its probe", () => {
  const ids = readdirSync(folder).map((name) => name.split(".")[0]!);
  expect([...new Set(ids)].sort()).toEqual(allProbes.map(({ id }) => id).sort());
});

describe.each(allProbes.map(({ id }) => id))("%s", (id) => {
  const page = readPage(readFileSync(new URL(`${id}.md`, pages), "utf8"));
  const onPage = (role: "flagged" | "not flagged"): number =>
    page.filter((block) => block.role === role).reduce((sum, { text }) => sum + lossesIn(text).length, 0);
  const claims = page.flatMap(({ expectations }) => expectations).filter(({ rule }) => rule === id).length;

  test("has at least 10 losses that deserve it and 20 that look like it and do not", () => {
    expect(lossesIn(read(id, "flagged")).length + claims).toBeGreaterThanOrEqual(10);
    expect(lossesIn(read(id, "silent")).length + onPage("not flagged")).toBeGreaterThanOrEqual(20);
  });

  test("is found in each loss that deserves it", async () => {
    const text = read(id, "flagged");
    const { analysis, byLoss } = await probeText(text);
    const missed = analysis.losses.filter(
      ({ name }) => !name.startsWith("_") && !byLoss.get(name)?.some(({ rule }) => rule === id),
    );
    expect(missed.map(({ name }) => name)).toEqual([]);
  });

  test("is not found in what looks like it, nor is anything else", async () => {
    const { findings } = await probeText(read(id, "silent"));
    expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });
});
