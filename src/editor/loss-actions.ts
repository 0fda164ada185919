/** What can be done to the loss under the cursor, in the menu of refactorings: each leaves its numbers as they are. */

import * as vscode from "vscode";
import { migrateLoss } from "../check/migrate-loss.ts";
import type { Evaluator } from "../evaluate/evaluation.ts";
import type { ActionPlace, LossAction } from "../losses/actions/action.ts";
import { useBuiltIn } from "../losses/actions/built-in.ts";
import { makeFactory, usesOfFactory } from "../losses/actions/factory.ts";
import { makeParameter } from "../losses/actions/parameter.ts";
import { extractTerm, splitTerms } from "../losses/actions/terms.ts";
import { findOccurrences } from "../losses/occurrences.ts";
import { findSameBuiltIn, type SameBuiltIn } from "../preview/ask/same-built-in.ts";
import type { Edit } from "../python/edits.ts";
import { parseModule } from "../python/parse.ts";
import type { Analyses, Analysis } from "./analyses.ts";
import { toWorkspaceEdit } from "./code-actions.ts";
import { type LossAtCursor, lossAt } from "./cursor.ts";
import type { ImportedFiles } from "./imported-files.ts";
import { readLossSource } from "./loss-source.ts";
import { newestOf } from "./newest-analysis.ts";
import { plainSentence } from "./plain-sentence.ts";
import type { Probed, Probing } from "./probing.ts";
import { fileName, openSource } from "./python-source.ts";
import { sayWarning } from "./say.ts";
import { readSettings } from "./settings.ts";
import { findModules } from "./workspace-modules.ts";

const makeFactoryCommand = "lossLens.makeFactory";
const { Refactor, RefactorExtract, RefactorRewrite } = vscode.CodeActionKind;

interface LossActionParts {
  readonly analyses: Analyses;
  readonly probing: Pick<Probing, "of">;
  readonly imports: Pick<ImportedFiles, "of">;
  readonly evaluator: Evaluator;
  readonly log: (line: string) => void;
}

export function provideLossActions(selector: vscode.DocumentSelector, parts: LossActionParts): vscode.Disposable {
  const { analyses } = parts;
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
          const place = placeOf(at, document, range);
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
    vscode.commands.registerCommand(makeFactoryCommand, async (file: unknown, name: unknown) => {
      const analysis = typeof file === "string" ? analyses.get(vscode.Uri.parse(file)) : undefined;
      const loss = analysis?.losses.find((each) => each.name === name);
      if (analysis !== undefined && loss !== undefined) await makeFactoryEverywhere({ analysis, loss });
    }),
  );
}

function placeOf(
  { analysis, loss }: LossAtCursor,
  document: vscode.TextDocument,
  range: vscode.Range,
): ActionPlace | undefined {
  // In the indent the cursor is at what the line has.
  const first = document.lineAt(range.start.line).firstNonWhitespaceCharacterIndex;
  const isBefore = range.isEmpty && range.start.character < first;
  const at = isBefore ? range.start.with({ character: first }) : range.start;
  const start = analysis.source.offsetAt(document, at);
  const end = analysis.source.offsetAt(document, isBefore ? at : range.end);
  return start === undefined || end === undefined ? undefined : { loss, names: analysis.names, range: { start, end } };
}

function actionsAt({ analysis, loss }: LossAtCursor, place: ActionPlace): LossAction[] {
  const isSelected = place.range.start < place.range.end;
  const found = [
    isSelected ? extractTerm(place) : splitTerms(place),
    isSelected ? undefined : makeParameter(place),
    isSelected ? undefined : makeFactory(place),
  ].filter((action) => action !== undefined);
  // Keras 2 has no keras.ops.
  const migrated = isSelected || analysis.keras.version !== "3" ? undefined : migrateLoss(analysis, loss);
  return migrated === undefined ? found : [...found, { kind: "migrateLoss", about: loss.name, edits: migrated }];
}

function toCodeAction(action: LossAction, { analysis, loss }: LossAtCursor, same: SameBuiltIn | undefined) {
  const isNewLine = action.kind === "splitTerms" || action.kind === "extractTerm" || action.kind === "makeParameter";
  const result = new vscode.CodeAction(
    plainSentence(titleOf(action, same)),
    isNewLine ? RefactorExtract : RefactorRewrite,
  );
  // Where other files use it, they change along: that is looked up when it is chosen.
  if (action.kind === "makeFactory")
    result.command = {
      command: makeFactoryCommand,
      title: result.title,
      arguments: [analysis.source.uri.toString(), loss.name],
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
    case "migrateLoss":
      return vscode.l10n.t("Write '{0}' with keras.ops", about);
    case "useBuiltIn":
      return vscode.l10n.t(
        "Use keras.losses.{0}: the same values and gradients on {1} points of {2} kinds of data",
        about,
        same?.points ?? 0,
        same?.sets ?? 0,
      );
  }
}

/** Applies all of it in one step, or nothing, and then says why. */
async function makeFactoryEverywhere({ analysis, loss }: LossAtCursor): Promise<void> {
  const { source, names } = analysis;
  const action = makeFactory({ loss, names, range: loss.nameRange });
  const parameters = loss.body?.parameters.list.map(({ name }) => name);
  if (action === undefined || parameters === undefined) return;
  const token = new vscode.CancellationTokenSource().token;
  const { modules, sources, isCut } = await findModules(loss.name, source, token);
  const { found, doubts } = findOccurrences({ path: source.uri.path, name: loss.name }, modules);
  const edit = toWorkspaceEdit(source, action.edits);
  const others = new Set(found.map(({ path }) => path).filter((path) => path !== source.uri.path));
  let refused = isCut || doubts.length > 0 ? (doubts[0]?.path ?? source.uri.path) : undefined;
  for (const path of others) {
    const uri = sources.get(path)?.uri;
    const open = uri && (await openSource(uri));
    const inFile = found.filter((each) => each.path === path);
    const uses = inFile.filter(({ kind }) => kind === "use").map(({ range }) => range);
    const edits: readonly Edit[] | undefined =
      open === undefined || inFile.some(({ kind }) => kind === "string" || kind === "definition")
        ? undefined
        : usesOfFactory(parseModule(open.text).module, uses, parameters);
    if (open === undefined || edits === undefined) refused ??= path;
    else
      for (const { range, newText } of edits) {
        const place = open.locate(range);
        if (place !== undefined) edit.replace(place.document.uri, place.range, newText);
      }
  }
  if (refused !== undefined) {
    const where = fileName(source.uri.with({ path: refused }));
    void sayWarning(
      vscode.l10n.t("'{0}' stays a function: {1} uses it in a way that a factory has no form for.", loss.name, where),
    );
    return;
  }
  await vscode.workspace.applyEdit(edit);
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
