/** What can be done to the loss under the cursor, in the menu of refactorings: each leaves its numbers as they are. */

import * as vscode from "vscode";
import { migrateLoss } from "../check/migrate-loss.ts";
import type { Evaluator } from "../evaluate/evaluator.ts";
import type { ActionPlace, LossAction } from "../losses/actions/action.ts";
import { useBuiltIn } from "../losses/actions/built-in.ts";
import { actionsOfWhole } from "../losses/actions/of-whole.ts";
import { makeParameter } from "../losses/actions/parameter.ts";
import { writeWithOps } from "../losses/actions/tensorflow.ts";
import { extractTerm, splitTerms } from "../losses/actions/terms.ts";
import { findSameBuiltIn, type SameBuiltIn } from "../preview/ask/same-built-in.ts";
import type { Analyses, Analysis } from "./analyses.ts";
import { changeEverywhereCommand, isOfForm, registerChangeEverywhere } from "./change-everywhere.ts";
import { toWorkspaceEdit } from "./code-actions.ts";
import { type LossAtCursor, lossAt } from "./cursor.ts";
import type { ImportedFiles } from "./imported-files.ts";
import { readLossSource } from "./loss-source.ts";
import { newestOf } from "./newest-analysis.ts";
import { plainSentence } from "./plain-sentence.ts";
import type { Probed } from "./probed-losses.ts";
import type { Probing } from "./probing.ts";
import { readSettings } from "./settings.ts";

const { Refactor, RefactorExtract, RefactorRewrite } = vscode.CodeActionKind;

interface LossActionParts {
  readonly analyses: Analyses;
  readonly probing: Pick<Probing, "of">;
  readonly imports: Pick<ImportedFiles, "of">;
  readonly evaluator: Evaluator;
  readonly log: (line: string) => void;
}

export function provideLossActions(selector: vscode.DocumentSelector, parts: LossActionParts): vscode.Disposable {
  const { analyses, probing } = parts;
  const builtIns = recogniseBuiltIns(parts);
  return vscode.Disposable.from(
    builtIns,
    vscode.languages.registerCodeActionsProvider(
      selector,
      {
        async provideCodeActions(document, range, { only }, token) {
          if (only !== undefined && !only.intersects(Refactor)) return [];
          const analysis = await newestOf(analyses, document, token);
          const at = lossAt(analyses, document, range.start);
          if (analysis === undefined || at === undefined) return [];
          const place = placeOf(at, document, range, dataOf(probing.of(at.analysis, at.loss)));
          if (place === undefined) return [];
          const same = builtIns.of(at);
          const own = same && useBuiltIn(place, same.name);
          const actions = [...actionsAt(at, place), ...(own === undefined ? [] : [own])];
          return actions
            .map((action) => toCodeAction(action, at, same))
            .filter(({ kind }) => only === undefined || (kind !== undefined && only.contains(kind)));
        },
      },
      { providedCodeActionKinds: [RefactorExtract, RefactorRewrite] },
    ),
    registerChangeEverywhere(analyses),
  );
}

function placeOf(
  { analysis, loss }: LossAtCursor,
  document: vscode.TextDocument,
  range: vscode.Range,
  data: ActionPlace["data"],
): ActionPlace | undefined {
  // In the indent the cursor is at what the line has.
  const first = document.lineAt(range.start.line).firstNonWhitespaceCharacterIndex;
  const isBefore = range.isEmpty && range.start.character < first;
  const at = isBefore ? range.start.with({ character: first }) : range.start;
  const start = analysis.source.offsetAt(document, at);
  const end = analysis.source.offsetAt(document, isBefore ? at : range.end);
  return start === undefined || end === undefined ? undefined : { ...analysis, loss, range: { start, end }, data };
}

/** What the loss was run on, where nothing else would be run on as well. */
function dataOf(probed: Probed | undefined): ActionPlace["data"] {
  const observed = probed?.result?.kind === "observed" ? probed.result.observations : undefined;
  const id = observed?.isSure === true ? observed.set.id : undefined;
  return id === "binary" || id === "categorical" ? id : undefined;
}

function actionsAt({ analysis, loss }: LossAtCursor, place: ActionPlace): LossAction[] {
  const isSelected = place.range.start < place.range.end;
  const found = [
    isSelected ? extractTerm(place) : splitTerms(place),
    isSelected ? undefined : makeParameter(place),
    ...(isSelected ? [] : actionsOfWhole(place)),
  ].filter((action) => action !== undefined);
  const moved = isSelected ? undefined : writtenWithOps({ analysis, loss }, place);
  return moved === undefined ? found : [...found, moved];
}

/** From `keras.backend`, else from TensorFlow. Keras 2 has no keras.ops. */
function writtenWithOps({ analysis, loss }: LossAtCursor, place: ActionPlace): LossAction | undefined {
  if (analysis.keras.version !== "3") return undefined;
  const migrated = migrateLoss(analysis, loss);
  return migrated === undefined ? writeWithOps(place) : { kind: "migrateLoss", about: loss.name, edits: migrated };
}

function toCodeAction(action: LossAction, { analysis, loss }: LossAtCursor, same: SameBuiltIn | undefined) {
  const isNewLine = action.kind === "splitTerms" || action.kind === "extractTerm" || action.kind === "makeParameter";
  const result = new vscode.CodeAction(
    plainSentence(titleOf(action, same)),
    isNewLine ? RefactorExtract : RefactorRewrite,
  );
  // Where other files use it, they change along: that is looked up when it is chosen.
  if (isOfForm(action.kind))
    result.command = {
      command: changeEverywhereCommand,
      title: result.title,
      arguments: [analysis.source.uri.toString(), loss.name, action.kind],
    };
  else result.edit = toWorkspaceEdit(analysis.source, action.edits);
  return result;
}

function titleOf({ kind, about }: LossAction, same: SameBuiltIn | undefined): string {
  switch (kind) {
    case "splitTerms":
      return vscode.l10n.t("Split the sum into terms: {0}", about);
    case "extractTerm":
      return vscode.l10n.t("Extract into the term '{0}'", about);
    case "makeParameter":
      return vscode.l10n.t("Make it the parameter '{0}'", about);
    case "makeFactory":
      return vscode.l10n.t("Turn '{0}' into a function that takes its parameters and returns the loss", about);
    case "makeClass":
      return vscode.l10n.t("Turn into the class '{0}', which Keras can save", about);
    case "classToFactory":
      return vscode.l10n.t("Turn into the function '{0}', which takes the parameters and returns the loss", about);
    case "perSample":
      return vscode.l10n.t("Return a mean for each sample: Keras takes the mean of them");
    case "addMask":
      return vscode.l10n.t("Leave targets out: add '{0}'", about);
    case "addClassWeight":
      return vscode.l10n.t("Weigh the classes: add '{0}'", about);
    case "addLabelSmoothing":
      return vscode.l10n.t("Smooth the targets: add '{0}'", about);
    case "addFromLogits":
      return vscode.l10n.t("Take logits, too: add '{0}'", about);
    case "migrateLoss":
      return vscode.l10n.t("Write '{0}' with keras.ops", about);
    case "migrateLosses":
      return vscode.l10n.t("Write all losses with keras.ops that call TensorFlow: {0}", about);
    case "useBuiltIn":
      return vscode.l10n.t(
        "Use keras.losses.{0}: the same values and gradients on {1} points of {2} kinds of data",
        about,
        same?.points ?? 0,
        same?.sets ?? 0,
      );
  }
}

/** Asked in the background when somebody is in a loss: the menu that is opened then, or the next one, has the answer. */
function recogniseBuiltIns({ probing, imports, evaluator, log }: LossActionParts) {
  const known = new WeakMap<Probed, SameBuiltIn | "none" | "asked">();
  const controller = new AbortController();
  async function look({ analysis, loss }: { analysis: Analysis; loss: LossAtCursor["loss"] }, probed: Probed) {
    if (probed.result?.kind !== "observed") return;
    const subject = {
      loss,
      module: loss.module,
      source: await readLossSource(imports, analysis, loss, {}),
      limits: readSettings(analysis.source.uri).limits,
    };
    const same = await findSameBuiltIn(subject, probed.result.observations, evaluator, controller.signal);
    known.set(probed, same ?? "none");
  }
  return {
    /** What is known by now. */
    of(at: LossAtCursor): SameBuiltIn | undefined {
      const { analysis, loss } = at;
      const probed = probing.of(analysis, loss);
      // keras.losses is looked at as Keras 3 has it.
      if (probed === undefined || analysis.keras.version !== "3" || loss.form !== "function") return undefined;
      const answer = known.get(probed);
      if (answer === undefined) {
        known.set(probed, "asked");
        look(at, probed).catch((error: unknown) => {
          if (!controller.signal.aborted)
            log(`${loss.name} could not be compared with Keras's losses: ${String(error)}`);
        });
      }
      return typeof answer === "object" ? answer : undefined;
    },
    dispose: () => controller.abort(),
  };
}
