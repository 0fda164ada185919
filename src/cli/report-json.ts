/** `--format json`, as the contract states it. */

import { pyTorchSentence } from "../keras/other-frameworks.ts";
import { visibleJson } from "../python/visible-text.ts";
import { type CheckedFile, reportedFindings } from "./checked-file.ts";
import { positionsOf } from "./positions.ts";

export function jsonReport(files: readonly CheckedFile[]): string {
  return `${visibleJson({ version: 1, files: files.map(fileReport) })}\n`;
}

function fileReport(file: CheckedFile) {
  const { source, keras, isPyTorch } = file;
  const { spanOf } = positionsOf(source);
  return {
    path: source.path,
    keras: { version: keras.version, evidence: keras.evidence },
    ...(isPyTorch ? { notChecked: pyTorchSentence } : {}),
    findings: reportedFindings(file).map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      message: finding.message,
      ...spanOf(finding.range),
      fixes: finding.fixes.map((fix) => ({
        title: fix.title,
        preferred: fix.isPreferred,
        edits: fix.edits.map((edit) => ({ ...spanOf(edit.range), newText: edit.newText })),
      })),
    })),
  };
}
