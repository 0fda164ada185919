/** The losses of open files as they are typed, and of the workspace's other files, to compare with; and their sources. */

import * as vscode from "vscode";
import type { LossSource } from "../../evaluate/evaluation.ts";
import { findAfterEdit } from "../../losses/follow-reference.ts";
import { referenceTo } from "../../losses/loss-reference.ts";
import { builtInLossSource } from "../../preview/built-in-loss.ts";
import type { ComparisonId } from "../../preview/comparison-id.ts";
import type { OfferedFile } from "../../preview/comparisons.ts";
import { placeWords } from "../../preview/place-words.ts";
import type { Analyses, Analysis } from "../analyses.ts";
import type { ImportedFiles } from "../imported-files.ts";
import { readLossSource } from "../loss-source.ts";
import { fileName } from "../python-source.ts";
import { type EarlierFiles, fileNow } from "./earlier-files.ts";

/** Open files first. */
export function offeredFiles(analyses: Analyses, workspace: readonly OfferedFile[]): OfferedFile[] {
  const open = analyses.all().map(offered);
  const isOpen = new Set(open.map(({ file }) => file));
  return [...open, ...workspace.filter(({ file }) => !isOpen.has(file))];
}

function offered({ source, losses }: Analysis): OfferedFile {
  const file = source.uri.toString();
  return {
    file,
    title: fileName(source.uri),
    losses: losses.map((loss) => {
      const at = source.locate(loss.nameRange);
      const line = (at?.range.start.line ?? 0) + 1;
      const cell = at && source.cellNumber(at.document);
      return { reference: referenceTo(file, loss, losses), place: placeWords({ line, cell }) };
    }),
  };
}

interface ComparisonParts {
  readonly analysisOf: (uri: vscode.Uri) => Promise<Analysis | undefined>;
  readonly imports: Pick<ImportedFiles, "of">;
  readonly earlier: EarlierFiles;
}

/** Undefined where the other loss is no longer there. */
export async function comparisonSource(
  id: Exclude<ComparisonId, { kind: "values" | "committed" }>,
  { analysisOf, imports, earlier }: ComparisonParts,
): Promise<LossSource | undefined> {
  if (id.kind === "builtIn") return builtInLossSource(id.name);
  const { reference } = id;
  const analysis = await analysisOf(vscode.Uri.parse(reference.file));
  if (analysis === undefined) return undefined;
  const loss = findAfterEdit(earlier.of(reference.file), fileNow(analysis), reference);
  return loss && readLossSource(imports, analysis, loss, {});
}
