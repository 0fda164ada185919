import { describe, expect, test } from "vitest";
import { checkModule } from "../../../src/check/check-module.ts";
import { safeEdits } from "../../../src/check/compose-fixes.ts";
import type { KerasMajor } from "../../../src/keras/version.ts";
import type { Finding, Fix } from "../../../src/losses/finding.ts";
import { applyEdits, type Edit, overlap, withoutRepeats } from "../../../src/python/edits.ts";
import { parseModule } from "../../../src/python/parse.ts";
import { readPage, rulePages, smallPages } from "./page.ts";
import { variants } from "./variants.ts";

/** Each that a file may be known to mean, and the one that is assumed. */
const versions: readonly (KerasMajor | undefined)[] = ["1", "2", "3", undefined];

const check = (text: string, keras: KerasMajor | undefined): Finding[] =>
  checkModule(parseModule(text).module, { keras });

/** A finding as it is known before and after what it quotes, and what says which Keras is meant, has changed. */
const nameOf = ({ rule, message }: Finding): string =>
  `${rule}: ${message.replace(/'.*'/gs, "'…'").replace(/^Keras 3(?: \(.*?\)|, which is assumed here,)/, "Keras 3")}`;

/** Rules whose fix takes arguments away, and what is said of them, or is about a comment itself. */
const mayLoseComments = new Set(["called-loss", "unused-suppression"]);

const pages = [
  ...rulePages.map((page) => ({ ...page, name: "the page" })),
  ...smallPages.map((page) => ({ ...page, name: "the small print" })),
];

describe.each(pages)("the fixes of $name of $rule", (page) => {
  const blocks = readPage(page.text).filter(({ role }) => role === "flagged");

  test.each(Object.keys(variants))("keep what they do not mean to change: %s", (variant) => {
    const problems = blocks.flatMap(({ text, keras, line }) => {
      const varied = variants[variant]!(text);
      // A change that the grammar does not allow here is none.
      if (parseModule(varied).module.errors.length > 0) return [];
      return problemsOf(varied, keras).map((problem) => `line ${line}: ${problem}`);
    });
    expect(problems.join("\n")).toBe("");
  });

  test.each(versions)("mend more than they break, whichever Keras the file means: %s", (keras) => {
    const problems = blocks.flatMap(({ text, line }) =>
      problemsOf(text, keras).map((problem) => `line ${line}: ${problem}`),
    );
    expect(problems.join("\n")).toBe("");
  });

  test.each(Object.keys(variants))("come to an end when all safe ones are applied: %s", (variant) => {
    for (const { text, keras } of blocks) expectAnEnd(variants[variant]!(text), keras);
  });
});

/** What is wrong with any one fix of any finding in a text. */
function problemsOf(text: string, keras: KerasMajor | undefined): string[] {
  const findings = check(text, keras);
  return findings.flatMap((finding) =>
    finding.fixes.flatMap((fix) =>
      problemsOfFix(text, finding, fix, findings, keras).map(
        (problem) => `${finding.rule}, ${JSON.stringify(fix.title)}: ${problem}`,
      ),
    ),
  );
}

function problemsOfFix(
  text: string,
  finding: Finding,
  fix: Fix,
  before: readonly Finding[],
  keras: KerasMajor | undefined,
): string[] {
  if (hasOverlap(fix.edits)) return ["its edits overlap"];
  const result = applyEdits(text, fix.edits);
  const shown = JSON.stringify(result);
  if (parseModule(result).module.errors.length > 0) return [`what it makes does not parse: ${shown}`];
  const after = check(result, keras);
  const problems: string[] = [];
  const count = (findings: readonly Finding[], name: string): number =>
    findings.filter((each) => nameOf(each) === name).length;
  if (count(after, nameOf(finding)) >= count(before, nameOf(finding)))
    problems.push(`the finding is still there: ${nameOf(finding)} in ${shown}`);
  const known = new Set(before.map(nameOf));
  for (const each of after) if (!known.has(nameOf(each))) problems.push(`a new finding: ${nameOf(each)} in ${shown}`);
  const comments: readonly string[] = commentsOf(text);
  const lost = comments.filter((comment) => !result.includes(comment));
  const isKept = lost.length === 0 && commentsOf(result).length >= comments.length;
  if (!isKept && !mayLoseComments.has(finding.rule)) problems.push(`a comment is lost: ${shown}`);
  if (text.includes("\r\n") && /(?<!\r)\n/.test(result)) problems.push(`another line ending: ${shown}`);
  if (!text.includes("\r\n") && result.includes("\r")) problems.push(`another line ending: ${shown}`);
  if (/^\t/m.test(text) && /^ +\S/m.test(result) && !/^ +\S/m.test(text)) problems.push(`spaces among tabs: ${shown}`);
  return problems;
}

/** From a hash to the end of its line; in a string too, which is as good here. */
function commentsOf(text: string): string[] {
  return [...text.matchAll(/#[^\r\n]*/g)].map(([comment]) => comment);
}

function hasOverlap(edits: readonly Edit[]): boolean {
  const distinct = withoutRepeats(edits);
  return distinct.some((edit, index) => distinct.slice(index + 1).some((other) => overlap(edit.range, other.range)));
}

function expectAnEnd(text: string, keras: KerasMajor | undefined): void {
  const wasBroken = parseModule(text).module.errors.length > 0;
  let current = text;
  for (let round = 0; ; round++) {
    const edits = safeEdits(check(current, keras));
    expect(hasOverlap(edits)).toBe(false);
    if (edits.length === 0) break;
    current = applyEdits(current, edits);
    expect(round).toBeLessThan(5);
  }
  if (!wasBroken) expect(parseModule(current).module.errors).toEqual([]);
  const imports: readonly string[] = Array.from(current.matchAll(/^(?:from|import) [^\n;#]*$/gm), ([line]) => line);
  const repeated = imports.filter((line, index) => imports.indexOf(line) !== index && !text.includes(line));
  expect(repeated).toEqual([]);
}
