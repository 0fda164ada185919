import { describe, expect, test } from "vitest";
import { allRules } from "../../../src/check/all-rules.ts";
import { checkModule } from "../../../src/check/check-module.ts";
import { readProject } from "../../../src/keras/version.ts";
import type { Finding } from "../../../src/losses/finding.ts";
import { applyEdits } from "../../../src/python/edits.ts";
import { parseModule } from "../../../src/python/parse.ts";
import { type PageBlock, readPage, readsAs, rulePages, smallPages } from "./page.ts";

type Surroundings = Pick<PageBlock, "keras" | "projectFile">;

function check(text: string, { keras, projectFile }: Surroundings): Finding[] {
  return checkModule(parseModule(text).module, { keras, project: readProject(projectFile ? [projectFile] : []) });
}

/** Findings as a page writes them, so that a difference reads as one. */
function show(
  text: string,
  findings: readonly { start: number; end: number; rule: string; message?: string }[],
): string {
  return findings
    .map(({ start, end, rule, message }) => {
      const line = text.slice(0, start).split("\n").length;
      return `${line}: ${JSON.stringify(text.slice(start, end))} ${rule}${message === undefined ? "" : `: ${message}`}`;
    })
    .join("\n");
}

test("every rule has its page, and every page its rule", () => {
  const ids = allRules.map(({ id }) => id);
  const ofPages = rulePages.map(({ rule }) => rule);
  expect(
    ofPages.filter((id) => !ids.includes(id)),
    "rules that are missing from src/check/all-rules.ts",
  ).toEqual([]);
  expect(
    ids.filter((id) => !ofPages.includes(id)),
    "rules without their page, src/rules/<rule-id>.md",
  ).toEqual([]);
});

describe.each(rulePages)("the page $rule.md", ({ rule, text: page }) => {
  const blocks = readPage(page);

  test("shows code that is flagged and code that is not, and names the versions", () => {
    expect(page.startsWith(`# ${rule}\n`)).toBe(true);
    expect(blocks.some((block) => block.role === "flagged" && block.expectations.some((at) => at.rule === rule))).toBe(
      true,
    );
    expect(blocks.some((block) => block.role === "not flagged")).toBe(true);
    expect(page).toContain("\n## Versions\n");
  });

  testBlocks(rule, blocks);
});

describe.each(smallPages)("the small print of $rule", ({ rule, text: page }) => {
  test("is of a rule, whose name it has", () => {
    expect(allRules.map(({ id }) => id)).toContain(rule);
    expect(page.startsWith(`# ${rule}\n`)).toBe(true);
  });

  testBlocks(rule, readPage(page));
});

function testBlocks(rule: string, blocks: readonly PageBlock[]): void {
  const keras = (block: PageBlock): string => (block.keras ? ` for Keras ${block.keras}` : "");
  for (const [index, block] of blocks.entries()) {
    if (block.role === "flagged") {
      test(`line ${block.line}: flags what the carets mark, and nothing else${keras(block)}`, () => {
        const findings = check(block.text, block);
        const expected = [...block.expectations].sort((a, b) => a.start - b.start || a.end - b.end);
        const found = findings.map((finding) => ({ ...finding.range, rule: finding.rule, message: finding.message }));
        // A caret line that gives the rule alone does not fix the message.
        const compared = found.map((finding) => {
          const claim = expected.find(
            (at) => at.start === finding.start && at.end === finding.end && at.rule === finding.rule,
          );
          return claim && claim.message === undefined ? { ...finding, message: undefined } : finding;
        });
        expect(show(block.text, compared)).toBe(show(block.text, expected));
      });
      const next = blocks[index + 1];
      if (next?.role === "fixed") {
        test(`line ${next.line}: is what the fixes make of it, and has no new finding`, () => {
          const result = fixOneByOne(block.text, rule, block);
          expect(readsAs(result, next.raw) ? next.raw : result).toBe(next.raw);
          const before = new Set(check(block.text, block).map((finding) => finding.rule));
          const after = check(result, block).filter((finding) => finding.rule === rule || !before.has(finding.rule));
          expect(
            show(
              result,
              after.map((at) => ({ ...at.range, ...at })),
            ),
          ).toBe("");
        });
      }
    }
    if (block.role === "not flagged") {
      test(`line ${block.line}: has no finding of any rule${keras(block)}`, () => {
        const findings = check(block.text, block);
        expect(
          show(
            block.text,
            findings.map((at) => ({ ...at.range, ...at })),
          ),
        ).toBe("");
        expect(parseModule(block.text).module.errors).toEqual([]);
      });
    }
  }
}

/** Applies the rule's first preferred fix again and again, until nothing of the rule is left to fix. */
function fixOneByOne(text: string, rule: string, surroundings: Surroundings): string {
  let current = text;
  for (let round = 0; round < 50; round++) {
    const fix = check(current, surroundings)
      .filter((finding) => finding.rule === rule)
      .flatMap((finding) => finding.fixes.filter((candidate) => candidate.isPreferred))[0];
    if (!fix) return current;
    current = applyEdits(current, fix.edits);
  }
  throw new Error(`the fixes of ${rule} do not come to an end`);
}
