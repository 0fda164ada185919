/**
 * The one door that every fix goes through before it is offered or applied: it is applied to a copy of the text, and the
 * copy is looked at. A fix that leaves what Python cannot read, that does not take its finding away, or that brings
 * another finding, is withdrawn.
 */

import type { Finding, Fix } from "../losses/finding.ts";
import { applyEdits, type Edit, withoutRepeats } from "../python/edits.ts";
import type { FileAnalysis } from "./analyze-file.ts";
import { fixesThatFit } from "./compose-fixes.ts";

/** A fix, and a finding that it is to take away. */
interface Proposal extends Fix {
  readonly rule: string;
}

/** Whether `fix` does for `finding` what it says, and no harm. Takes as long as a check of the file. */
export function holds(analysis: FileAnalysis, finding: Finding, fix: Fix): boolean {
  return stands(analysis, [{ ...fix, rule: finding.rule }]);
}

/** Whether the text after `edits` silences a finding of the rule, is read as before, and has nothing new. */
export function silences(analysis: FileAnalysis, rule: string, edits: readonly Edit[]): boolean {
  return stands(analysis, [{ title: "", isPreferred: false, isSafe: false, edits, rule }]);
}

/** Many more looks than these would take longer than reading the file is worth; what was not tried is not offered. */
const mostTrials = (text: string): number => Math.max(16, Math.min(200, Math.round(2_000_000 / (text.length + 1))));

/**
 * The findings, each with those of its fixes that hold. All that can be applied together are tried together, and only
 * where that fails in halves: in a file in which they hold it takes one look for each row of alternatives.
 */
export function withProvenFixes(analysis: FileAnalysis, findings: readonly Finding[]): readonly Finding[] {
  let trials = mostTrials(analysis.parsed.module.text);
  const proven = new Set<readonly Edit[]>();
  const tried = new Set<readonly Edit[]>();
  const most = Math.max(0, ...findings.map(({ fixes }) => fixes.length));
  for (let row = 0; row < most; row++) {
    let waiting = findings.flatMap(({ rule, fixes }): Proposal[] => {
      const fix = fixes[row];
      if (fix === undefined || tried.has(fix.edits)) return [];
      tried.add(fix.edits);
      return [{ ...fix, rule }];
    });
    while (waiting.length > 0 && trials > 0) {
      const together = fixesThatFit(waiting);
      const pending: (readonly Proposal[])[] = [together];
      for (let group = pending.pop(); group !== undefined && trials > 0; group = pending.pop()) {
        trials--;
        if (stands(analysis, group)) for (const { edits } of group) proven.add(edits);
        else if (group.length > 1) {
          const middle = group.length >> 1;
          pending.push(group.slice(middle), group.slice(0, middle));
        }
      }
      const done = new Set(together);
      waiting = waiting.filter((proposal) => !done.has(proposal));
    }
  }
  return findings.map((finding) =>
    finding.fixes.every(({ edits }) => proven.has(edits))
      ? finding
      : { ...finding, fixes: finding.fixes.filter(({ edits }) => proven.has(edits)) },
  );
}

function stands(analysis: FileAnalysis, proposals: readonly Proposal[]): boolean {
  const { module } = analysis.parsed;
  const text = applyEdits(module.text, withoutRepeats(proposals.flatMap(({ edits }) => edits)));
  const after = analysis.lookAgain(text);
  if (after.parsed.module.errors.length > module.errors.length) return false;
  const before = countByRule(analysis.findings);
  const left = countByRule(after.findings);
  const taken = countByRule(proposals);
  for (const [rule, count] of left) if (count > (before.get(rule) ?? 0)) return false;
  for (const [rule, count] of taken) {
    // What running found is not found by reading: there, that nothing new comes has to do.
    const present = before.get(rule) ?? 0;
    if (present > 0 && (left.get(rule) ?? 0) > present - Math.min(count, present)) return false;
  }
  return true;
}

function countByRule(all: readonly { readonly rule: string }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of all) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}
