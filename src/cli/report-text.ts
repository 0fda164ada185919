/** `--format text`: each finding with the line that it is about and carets under the place. */

import { pyTorchSentence } from "../keras/other-frameworks.ts";
import type { Finding, Severity } from "../losses/finding.ts";
import { visibleCode, visibleText } from "../python/visible-text.ts";
import { type CheckedFile, reportedFindings } from "./checked-file.ts";
import { type Positions, placeWords, positionsOf, type Span } from "./positions.ts";
import { relatedSpans } from "./related-places.ts";
import type { Terminal } from "./terminal.ts";

type Style = (text: string) => string;

const codes: Record<Severity | "bold" | "dim", string> = {
  error: "31",
  warning: "33",
  info: "36",
  hint: "34",
  bold: "1",
  dim: "2",
};

export function textReport(files: readonly CheckedFile[], { hasColour }: Pick<Terminal, "hasColour">): string {
  const style = (name: keyof typeof codes): Style =>
    hasColour ? (text) => `\u001b[${codes[name]}m${text}\u001b[0m` : (text) => text;
  const blocks = files.flatMap((file) => {
    const positions = positionsOf(file.source);
    return reportedFindings(file).map((finding) => describe(file, finding, positions, style));
  });
  return `${blocks.join("\n")}${blocks.length > 0 ? "\n" : ""}${summary(files)}\n`;
}

function describe(
  { source }: CheckedFile,
  finding: Finding,
  positions: Positions,
  style: (name: keyof typeof codes) => Style,
): string {
  const span = positions.spanOf(finding.range);
  const head = `${style("bold")(placeWords(source.path, span))}: ${style(finding.severity)(finding.severity)}: ${visibleText(finding.message)} ${style("dim")(`[${finding.rule}]`)}`;
  const related = relatedSpans(finding, source, positions).map((each) =>
    style("dim")(`  note: ${placeWords(each.path, each.span)}: ${visibleText(each.message)}`),
  );
  const fixes = finding.fixes.map((fix) => style("dim")(`  fix: ${visibleText(fix.title)}`));
  return [
    head,
    ...excerpt(positions.lineText(span), span, style(finding.severity), style("dim")),
    ...related,
    ...fixes,
    "",
  ]
    .filter((line, index, lines) => line !== "" || index === lines.length - 1)
    .join("\n");
}

/** The line, and carets below it. A tab stays a tab in both, so that they line up. */
function excerpt(line: string, span: Span, mark: Style, dim: Style): string[] {
  if (line.trim() === "" || line.length > 400) return [];
  const end = span.endLine === span.line ? span.endColumn : line.length + 1;
  // Measured as they are printed: what is shown in the place of a character may be longer.
  const before = visibleCode(line.slice(0, span.column - 1)).replace(/[^\t]/g, " ");
  const carets = "^".repeat(Math.max(1, visibleCode(line.slice(span.column - 1, end - 1)).length));
  const number = String(span.line);
  const gutter = " ".repeat(number.length);
  return [`  ${dim(`${number} |`)} ${visibleCode(line)}`, `  ${dim(`${gutter} |`)} ${before}${mark(carets)}`];
}

function summary(files: readonly CheckedFile[]): string {
  const ofKeras = files.filter(({ isPyTorch }) => !isPyTorch);
  const ofPyTorch = files.length - ofKeras.length;
  if (ofPyTorch === 0) return `${outcome(files)}.`;
  return ofKeras.length === 0 ? `${notChecked(ofPyTorch)}.` : `${outcome(ofKeras)}. ${notChecked(ofPyTorch)}.`;
}

/** What was not looked at, in a sentence without its full stop. */
export function notChecked(filesOfPyTorch: number): string {
  return filesOfPyTorch === 1 ? pyTorchSentence : `${pyTorchSentence}: ${filesOfPyTorch} files have them`;
}

function outcome(files: readonly CheckedFile[]): string {
  const findings = files.flatMap(reportedFindings);
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const checked = `${files.length} ${files.length === 1 ? "file" : "files"} checked`;
  if (findings.length === 0) return `${checked}, nothing found`;
  const plural = (n: number, word: string) => `${n} ${word}${n === 1 || word === "info" ? "" : "s"}`;
  const parts = (["error", "warning", "info", "hint"] as const)
    .map((severity) => [count(severity), severity] as const)
    .filter(([n]) => n > 0)
    .map(([n, severity]) => plural(n, severity));
  return `${checked}: ${parts.join(", ")}`;
}
