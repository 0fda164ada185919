/** What is drawn beside a loss: other losses, the loss at other values, the loss as it was last saved. */

import type * as vscode from "vscode";
import type { LossSource } from "../../evaluate/evaluation.ts";
import { findLosses } from "../../losses/find-losses.ts";
import { findAfterEdit } from "../../losses/follow-reference.ts";
import { type LossReference, referenceTo } from "../../losses/loss-reference.ts";
import type { Companion } from "../../preview/ask/question.ts";
import { comparisonLabels, type OfferedFile } from "../../preview/comparisons.ts";
import type { Snapshot } from "../../preview/messages.ts";
import { parseModule } from "../../python/parse.ts";
import { say } from "../../python/say.ts";
import { analyzeNames } from "../../python/scope.ts";
import type { Analyses } from "../analyses.ts";
import type { ImportedFiles } from "../imported-files.ts";
import type { LastCommit } from "../last-commit.ts";
import { comparisonSource, offeredFiles } from "./comparisons.ts";
import { literalsOf } from "./sliders.ts";
import type { PanelState } from "./state.ts";
import { inFile, type Subject, type SubjectParts } from "./subject.ts";

export interface CompanionParts extends SubjectParts {
  readonly analyses: Analyses;
  readonly imports: Pick<ImportedFiles, "of">;
  readonly workspaceLosses: () => readonly OfferedFile[];
  /** The text of a file as it was when last saved; undefined where there is none, or it has not changed since. */
  readonly savedText: (uri: vscode.Uri) => Promise<string | undefined>;
  readonly lastCommit: Pick<LastCommit, "changed">;
}

/** What is compared with, and the names that its curves have. */
export function labelled({ loss, comparisons }: PanelState, offered: readonly OfferedFile[]): Snapshot["comparisons"] {
  const labels = comparisonLabels(comparisons, loss, offered);
  return comparisons.map((id, index) => ({ id, label: labels[index]! }));
}

/** The loss as it was when its file was last saved, where that differs from now. */
export async function savedCompanion(
  state: PanelState,
  subject: Subject,
  source: LossSource,
  parts: CompanionParts,
): Promise<{ readonly isThere: boolean; readonly companions: readonly Companion[] }> {
  const { uri, text: newest } = subject.analysis.source;
  const text = await parts.savedText(uri);
  if (text === undefined || text === newest) return { isThere: false, companions: [] };
  const definition = definitionInSaved(state.loss, subject, text);
  if (definition === undefined) return { isThere: false, companions: [] };
  if (!state.showsSaved) return { isThere: true, companions: [] };
  const saved = { ...source, file: { ...source.file, text }, definition };
  return { isThere: true, companions: [{ id: "saved", label: say("as last saved"), role: "saved", source: saved }] };
}

/** Which of the saved file's definitions is the loss; undefined where it has none. */
function definitionInSaved({ file }: LossReference, { analysis, loss }: Subject, text: string): number | undefined {
  const { module } = parseModule(text);
  const { losses } = findLosses(module, analyzeNames(module));
  const reference = referenceTo(file, loss, analysis.losses);
  // Nothing is taken for it that was not it.
  const then = findAfterEdit(
    { text: analysis.source.text, losses: analysis.losses },
    { text, losses, isBroken: true },
    reference,
  );
  return then && (referenceTo(file, then, losses).definition ?? undefined);
}

export async function comparisonsOf(
  state: PanelState,
  subject: Subject,
  own: LossSource,
  parts: CompanionParts,
): Promise<Companion[]> {
  const companions: Companion[] = [];
  const offered = offeredFiles(parts.analyses, parts.workspaceLosses());
  for (const [index, { id, label }] of labelled(state, offered).entries()) {
    const source =
      id.kind === "values"
        ? { ...own, parameters: { ...own.parameters, ...literalsOf(inFile(subject), id.values) } }
        : id.kind === "committed"
          ? committedSource(subject, own, parts)
          : await comparisonSource(id, parts);
    if (source !== undefined) companions.push({ id: `comparison-${index}`, label, role: "comparison", source });
  }
  return companions;
}

/** The loss at the last commit, with the files that it imports as they are; undefined where it is what it was. */
export function committedSource(
  { analysis, loss }: Subject,
  own: LossSource,
  { lastCommit }: Pick<CompanionParts, "lastCommit">,
): LossSource | undefined {
  const before = lastCommit.changed(analysis, loss);
  if (before === undefined) return undefined;
  const file = { ...own.file, text: before.text };
  return { ...own, file, loss: before.loss.name, definition: before.definition };
}
