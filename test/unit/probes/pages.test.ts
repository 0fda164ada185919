import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { allProbes } from "../../../src/check/all-probes.ts";
import { allRules } from "../../../src/check/all-rules.ts";
import { type PageBlock, readPage } from "../rules/page.ts";
import { probeText } from "./probe-text.ts";

// Losses are run again and again: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000 });

const folder = new URL("../../../src/probes/", import.meta.url);
const pages = readdirSync(folder).filter((name) => name.endsWith(".md"));

test("every probe has its page, and every page its probe", () => {
  const ids = allProbes.map(({ id }) => id);
  const ofPages = pages.map((name) => name.slice(0, -3));
  expect(
    ofPages.filter((id) => !ids.includes(id)),
    "probes that are missing from src/check/all-probes.ts",
  ).toEqual([]);
  expect(
    ids.filter((id) => !ofPages.includes(id)),
    "probes without their page, src/probes/<id>.md",
  ).toEqual([]);
});

test("a probe that finds what a rule finds too has its id and its severity", () => {
  for (const probe of allProbes) {
    const rule = allRules.find(({ id }) => id === probe.id);
    if (rule !== undefined) expect(probe.severity, probe.id).toBe(rule.severity);
  }
});

/** `3: "K.log(y_pred)" non-finite-value: …`: a difference reads as one. */
function show(text: string, start: number, end: number, rule: string, message: string | undefined): string {
  const line = text.slice(0, start).split("\n").length;
  return `${line}: ${JSON.stringify(text.slice(start, end))} ${rule}${message === undefined ? "" : `: ${message}`}`;
}

async function found({ text, keras, expectations }: PageBlock): Promise<string[]> {
  const { findings } = await probeText(text, { keras });
  return findings.map(({ range: { start, end }, rule, message }) => {
    const claim = expectations.find((at) => at.start === start && at.end === end && at.rule === rule);
    // A caret line that gives the rule alone does not fix the message.
    const isFixed = claim === undefined || claim.message !== undefined;
    return show(text, start, end, rule, isFixed ? message : undefined);
  });
}

describe.each(pages)("the page %s", (name) => {
  const page = readFileSync(new URL(name, folder), "utf8");
  const blocks = readPage(page);

  test("shows code that is flagged and code that is not, and names the versions", () => {
    expect(page.startsWith(`# ${name.slice(0, -3)}\n`)).toBe(true);
    expect(blocks.some(({ role, expectations }) => role === "flagged" && expectations.length > 0)).toBe(true);
    expect(blocks.some(({ role }) => role === "not flagged")).toBe(true);
    expect(page).toContain("\n## Versions\n");
  });

  for (const block of blocks) {
    if (block.role === "flagged")
      test(`line ${block.line}: running finds what the carets mark, and nothing else`, async () => {
        const claims = block.expectations.map(({ start, end, rule, message }) =>
          show(block.text, start, end, rule, message),
        );
        expect((await found(block)).sort()).toEqual(claims.sort());
      });
    if (block.role === "not flagged")
      test(`line ${block.line}: running finds nothing`, async () => {
        expect(await found(block)).toEqual([]);
      });
  }
});
