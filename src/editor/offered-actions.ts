/** Which quick fixes are offered for the findings under the cursor, in the order in which they stand in the menu. */

import type { FileAnalysis } from "../check/analyze-file.ts";
import { safeEdits } from "../check/compose-fixes.ts";
import { holds, silences, withProvenFixes } from "../check/fix-door.ts";
import { suppressInFile, suppressOnLine } from "../check/suppression.ts";
import type { Evidence, Finding, Fix } from "../losses/finding.ts";
import type { Edit } from "../python/edits.ts";

export type OfferedAction = {
  /** Those that it is for. */
  readonly findings: readonly Finding[];
  readonly edits: readonly Edit[];
} & (
  | { readonly kind: "fix"; readonly title: string; readonly isPreferred: boolean }
  /** "Fix all 5 of this rule". */
  /** See what a finding by running rests on: in the preview, or with one's own Keras. */
  | { readonly kind: "showEvidence" | "copyEvidence"; readonly finding: Finding; readonly evidence: Evidence }
  | { readonly kind: "fixAllOfRule"; readonly rule: string; readonly count: number }
  | { readonly kind: "ignoreOnLine" | "ignoreInFile"; readonly rule: string }
);

/** `shown` are the findings under the cursor, `all` those of the file. Each is tried first: it takes as long as a look at the file. */
export function offeredActions(
  analysis: FileAnalysis,
  shown: readonly Finding[],
  all: readonly Finding[],
): readonly OfferedAction[] {
  return [
    ...shown.flatMap((finding) => fixesOf(finding, analysis)),
    ...fixesForAllOfRule(shown, all, analysis),
    ...shown.flatMap(evidenceOf),
    ...shown.flatMap((finding) => suppressionsOf(finding, analysis)),
  ];
}

function fixesOf(finding: Finding, analysis: FileAnalysis): OfferedAction[] {
  return finding.fixes
    .filter((fix) => isProven(analysis, finding, fix))
    .map(({ title, isPreferred, edits }) => ({ kind: "fix", title, isPreferred, findings: [finding], edits }));
}

function evidenceOf(finding: Finding): OfferedAction[] {
  const { evidence } = finding;
  if (evidence === undefined) return [];
  const about = { findings: [finding], edits: [], finding, evidence };
  const copy: OfferedAction = { kind: "copyEvidence", ...about };
  // What cannot be run has no picture.
  return evidence.samples === null ? [copy] : [{ kind: "showEvidence", ...about }, copy];
}

const tried = new WeakMap<Fix, boolean>();

/** VS Code asks again with each move of the cursor. */
function isProven(analysis: FileAnalysis, finding: Finding, fix: Fix): boolean {
  let answer = tried.get(fix);
  if (answer === undefined) {
    answer = holds(analysis, finding, fix);
    tried.set(fix, answer);
  }
  return answer;
}

/** Where there are more than one in the file, and their fixes are safe. */
function fixesForAllOfRule(
  shown: readonly Finding[],
  all: readonly Finding[],
  analysis: FileAnalysis,
): OfferedAction[] {
  const rules = [...new Set(shown.map(({ rule }) => rule))];
  return rules.flatMap((rule): OfferedAction[] => {
    const same = all.filter((each) => each.rule === rule && each.fixes.some((fix) => fix.isSafe));
    if (same.length < 2) return [];
    const findings = shown.filter((finding) => finding.rule === rule);
    const edits = safeEdits(withProvenFixes(analysis, same));
    return [{ kind: "fixAllOfRule", rule, count: same.length, findings, edits }];
  });
}

function suppressionsOf(finding: Finding, analysis: FileAnalysis): OfferedAction[] {
  const { rule, range } = finding;
  const { module } = analysis.parsed;
  const make = (kind: "ignoreOnLine" | "ignoreInFile", edit: Edit): OfferedAction[] =>
    silences(analysis, rule, [edit]) ? [{ kind, rule, findings: [finding], edits: [edit] }] : [];
  return [
    ...make("ignoreOnLine", suppressOnLine(module, range, rule)),
    ...make("ignoreInFile", suppressInFile(module, rule)),
  ];
}
