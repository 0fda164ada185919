/** `--format github`: workflow commands that GitHub shows as annotations in a pull request. */

import type { Severity } from "../losses/finding.ts";
import { visibleText } from "../python/visible-text.ts";
import { type CheckedFile, reportedFindings } from "./checked-file.ts";
import { positionsOf } from "./positions.ts";

const levels: Record<Severity, string> = { error: "error", warning: "warning", info: "notice", hint: "notice" };

export function githubReport(files: readonly CheckedFile[]): string {
  return files
    .flatMap((file) => {
      const { source } = file;
      const { spanOf } = positionsOf(source);
      return reportedFindings(file).map((finding) => {
        const span = spanOf(finding.range);
        // Columns may only be given for a place on one line.
        const end = span.endLine === span.line ? `,endColumn=${span.endColumn}` : `,endLine=${span.endLine}`;
        const where = `file=${property(source.path)},line=${span.line},col=${span.column}${end}`;
        return `::${levels[finding.severity]} ${where},title=${property(`Loss Lens (${finding.rule})`)}::${data(finding.message)}\n`;
      });
    })
    .join("");
}

/** A message may have several lines; anything else that would act in a log is shown. */
const data = (text: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => visibleText(line).replaceAll("%", "%25"))
    .join("%0A");
const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
