/** What the command line does with a file that it reads, for the bench to bundle. */

import { analyzeFile } from "../../src/check/analyze-file.ts";
import { withProvenFixes } from "../../src/check/fix-door.ts";
import { jsonReport } from "../../src/cli/report-json.ts";
import { textReport } from "../../src/cli/report-text.ts";
import { sourceFrom } from "../../src/cli/source.ts";

/** The length of what is reported. */
export function readAndReport(path: string, text: string): number {
  const source = sourceFrom(path, Buffer.from(text));
  const analysis = analyzeFile({ text: source.text, path, project: undefined });
  const file = { ...analysis, source, findings: withProvenFixes(analysis, analysis.findings) };
  return [jsonReport([file]), textReport([file], { hasColour: false })].join("").length;
}
