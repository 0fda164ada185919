/** A file of the command line, and what reading it has found out. */

import { analyzeFile, type FileAnalysis } from "../check/analyze-file.ts";
import type { RuleConfiguration } from "../check/configuration.ts";
import type { Project } from "../keras/project-files.ts";
import type { Finding } from "../losses/finding.ts";
import type { Importer } from "../losses/imported-losses.ts";
import type { Source } from "./source.ts";

export interface AnalyzedFile extends FileAnalysis {
  readonly source: Source;
}

/** What is reported of a file. */
export type CheckedFile = Pick<
  AnalyzedFile,
  "source" | "keras" | "findings" | "configurationProblems" | "isPyTorch" | "unreadable"
>;

/**
 * That Python cannot read a file, as a finding of it. Editors have Python's own tools for this; on the command line
 * nobody else says it, and a file that was not read must not pass for a clean one.
 */
export const unreadableRule = {
  id: "unreadable",
  summary: "Python 3 cannot read this place, and what it is part of was not checked",
} as const;

/** In order of place. */
export function reportedFindings({ findings, unreadable }: Pick<CheckedFile, "findings" | "unreadable">): Finding[] {
  if (unreadable === undefined) return [...findings];
  const finding: Finding = {
    rule: unreadableRule.id,
    severity: "info",
    message: `${unreadableRule.summary}.`,
    range: unreadable,
    fixes: [],
    related: [],
    tag: undefined,
  };
  return [...findings, finding].sort((a, b) => a.range.start - b.range.start);
}

/** `asked`: what the command line says has the last word. */
export function analyzeSource(
  source: Source,
  project: Project,
  asked?: RuleConfiguration,
  importer?: Importer,
): AnalyzedFile {
  const analysis = analyzeFile({
    text: source.text,
    path: source.path,
    cells: source.notebook,
    project,
    asked: asked && { configuration: asked, problems: [] },
    imports: importer?.from(source.path),
  });
  return { source, ...analysis };
}
