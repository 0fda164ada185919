/** Gives a loss another form, and its uses in all of the workspace: in one step, or not at all, and then says why. */

import * as vscode from "vscode";
import type { ActionPlace, LossAction } from "../losses/actions/action.ts";
import { type ChangedForm, editsElsewhere } from "../losses/actions/elsewhere.ts";
import { makeFactory } from "../losses/actions/factory.ts";
import { perSample } from "../losses/actions/per-sample.ts";
import { makeClass } from "../losses/actions/to-class.ts";
import { classToFactory } from "../losses/actions/to-factory.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { findOccurrences } from "../losses/occurrences.ts";
import type { Edit } from "../python/edits.ts";
import type { Analyses } from "./analyses.ts";
import { toWorkspaceEdit } from "./code-actions.ts";
import type { LossAtCursor } from "./cursor.ts";
import { fileName, openSource } from "./python-source.ts";
import { sayWarning } from "./say.ts";
import { findModules } from "./workspace-modules.ts";

export const changeEverywhereCommand = "lossLens.changeLossEverywhere";

/** Each is asked for when it is needed: none is loaded with the extension. */
const byKind: Readonly<Record<ChangedForm["kind"], (place: ActionPlace) => LossAction | undefined>> = {
  makeFactory: (place) => makeFactory(place),
  makeClass: (place) => makeClass(place),
  classToFactory: (place) => classToFactory(place),
  perSample: (place) => perSample(place),
};

/** Whether others that use the loss change along with it. */
export function isOfForm(kind: unknown): kind is ChangedForm["kind"] {
  return typeof kind === "string" && Object.hasOwn(byKind, kind);
}

export function registerChangeEverywhere(analyses: Analyses): vscode.Disposable {
  return vscode.commands.registerCommand(
    changeEverywhereCommand,
    async (file: unknown, name: unknown, kind: unknown) => {
      const analysis = typeof file === "string" ? analyses.get(vscode.Uri.parse(file)) : undefined;
      const loss = analysis?.losses.find((each) => each.name === name);
      if (analysis !== undefined && loss !== undefined && isOfForm(kind)) await change({ analysis, loss }, kind);
    },
  );
}

function formAfter(kind: ChangedForm["kind"], { about }: LossAction, { form, body }: LossDefinition): ChangedForm {
  switch (kind) {
    case "makeFactory":
      return { kind, parameters: body?.parameters.list.map(({ name }) => name) ?? [] };
    case "perSample":
      return { kind, isMade: form !== "function" };
    default:
      return { kind, newName: about };
  }
}

async function change({ analysis, loss }: LossAtCursor, kind: ChangedForm["kind"]): Promise<void> {
  const { source } = analysis;
  const action = byKind[kind]({ ...analysis, loss, range: loss.nameRange });
  if (action === undefined) return;
  const form = formAfter(kind, action, loss);
  const token = new vscode.CancellationTokenSource().token;
  const { modules, sources, isCut } = await findModules(loss.name, source, token);
  const { found, doubts } = findOccurrences({ path: source.uri.path, name: loss.name }, modules);
  const edit = toWorkspaceEdit(source, action.edits);
  const others = new Set(found.map(({ path }) => path).filter((path) => path !== source.uri.path));
  let refused = isCut || doubts.length > 0 ? (doubts[0]?.path ?? source.uri.path) : undefined;
  for (const path of others) {
    const uri = sources.get(path)?.uri;
    const open = uri && (await openSource(uri));
    const edits: readonly Edit[] | undefined =
      open &&
      editsElsewhere(
        form,
        open.text,
        found.filter((each) => each.path === path),
      );
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
      vscode.l10n.t("'{0}' stays as it is: {1} uses it in a way that has no other form.", loss.name, where),
    );
    return;
  }
  await vscode.workspace.applyEdit(edit);
}
