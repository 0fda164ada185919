/** A file of the command line, and what reading it has found out. */

import { analyzeFile, type FileAnalysis } from "../check/analyze-file.ts";
import type { RuleConfiguration } from "../check/configuration.ts";
import type { Project } from "../keras/project-files.ts";
import type { Finding } from "../losses/finding.ts";
import type { Importer } from "../losses/imported-losses.ts";
import type { Range } from "../python/ast.ts";
import { longestRead } from "../python/parse.ts";
import type { Source } from "./source.ts";

export interface AnalyzedFile extends FileAnalysis {
  readonly source: Source;
}

/** What is reported of a file. */
export type CheckedFile = Pick<
  AnalyzedFile,
  "source" | "keras" | "findings" | "configurationProblems" | "isPyTorch" | "unreadable" | "unread"
>;

/**
 * That Python cannot read a file, as a finding of it. Editors have Python's own tools for this; on the command line
 * nobody else says it, and a file that was not read must not pass for a clean one.
 */
export const unreadableRule = {
  id: "unreadable",
  summary: "Python 3 cannot read this place, and what it is part of was not checked",
} as const;

/** That the end of a file was not read, as a finding of it, for the same reason. */
export const unreadMessage = `The file is longer than ${longestRead} characters: from here on it was not read`;

/** In order of place. */
export function reportedFindings({
  findings,
  unreadable,
  unread,
}: Pick<CheckedFile, "findings" | "unreadable" | "unread">): Finding[] {
  const own = [
    ...(unreadable === undefined ? [] : [notRead(`${unreadableRule.summary}.`, unreadable)]),
    ...(unread === undefined ? [] : [notRead(`${unreadMessage}.`, { start: unread.start, end: unread.start })]),
  ];
  return own.length === 0 ? [...findings] : [...findings, ...own].sort((a, b) => a.range.start - b.range.start);
}

function notRead(message: string, range: Range): Finding {
  return { rule: unreadableRule.id, severity: "info", message, range, fixes: [], related: [], tag: undefined };
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
