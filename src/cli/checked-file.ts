/** A file of the command line, and what reading it has found out. */

import { analyzeFile, type FileAnalysis } from "../check/analyze-file.ts";
import type { RuleConfiguration } from "../check/configuration.ts";
import type { Project } from "../keras/project-files.ts";
import type { Importer } from "../losses/imported-losses.ts";
import type { Source } from "./source.ts";

export interface AnalyzedFile extends FileAnalysis {
  readonly source: Source;
}

/** What is reported of a file. */
export type CheckedFile = Pick<AnalyzedFile, "source" | "keras" | "findings" | "configurationProblems">;

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
    project,
    asked: asked && { configuration: asked, problems: [] },
    imports: importer?.from(source.path),
  });
  return { source, ...analysis };
}
