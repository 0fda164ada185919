/** `--format json`, as the contract states it. */

import { sharedFixes } from "../check/compose-fixes.ts";
import { pyTorchSentence } from "../keras/other-frameworks.ts";
import type { Fix } from "../losses/finding.ts";
import { visibleJson } from "../python/visible-text.ts";
import { type CheckedFile, reportedFindings } from "./checked-file.ts";
import { positionsOf } from "./positions.ts";

export function jsonReport(files: readonly CheckedFile[]): string {
  return `${visibleJson({ version: 1, files: files.map(fileReport) })}\n`;
}

function fileReport(file: CheckedFile) {
  const { source, keras, isPyTorch } = file;
  const { spanOf } = positionsOf(source);
  const shared = sharedFixes(file.findings);
  const isShared = new Set(shared.map(({ edits }) => edits));
  const written = (fix: Fix) => ({
    title: fix.title,
    preferred: fix.isPreferred,
    edits: fix.edits.map((edit) => ({ ...spanOf(edit.range), newText: edit.newText })),
  });
  return {
    path: source.path,
    keras: { version: keras.version, evidence: keras.evidence },
    ...(isPyTorch ? { notChecked: pyTorchSentence } : {}),
    ...(shared.length > 0 ? { fixes: shared.map(written) } : {}),
    findings: reportedFindings(file).map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      message: finding.message,
      ...spanOf(finding.range),
      fixes: finding.fixes.filter((fix) => !isShared.has(fix.edits)).map(written),
    })),
  };
}
