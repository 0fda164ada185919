/** Takes a picture away: to a file that the person chooses, or to the clipboard. */

import * as vscode from "vscode";
import type { ToHost } from "../../preview/messages.ts";
import { pythonScript } from "../../preview/script/python-script.ts";
import { say } from "../../python/say.ts";
import type { PanelContent } from "./panel-content.ts";

export type Export = Extract<ToHost, { type: "export" }>;

const kinds: Record<Export["format"], () => string> = {
  svg: () => say("SVG picture"),
  png: () => say("PNG picture"),
  csv: () => say("Comma-separated values"),
  python: () => "Python",
  latex: () => "LaTeX",
};

const extensions: Record<Export["format"], string> = { svg: "svg", png: "png", csv: "csv", python: "py", latex: "tex" };

/** What to tell the person; undefined where the dialog was closed. A script is written here, all else by the page. */
export async function exportPicture(
  request: Export,
  shown: PanelContent | undefined,
  beside: vscode.Uri,
): Promise<string | undefined> {
  const { format, to, encoding } = request;
  const content = format === "python" ? scriptOf(shown, request) : request.content;
  if (content === undefined) return say("There is no Python script for this picture.");
  if (to === "clipboard") {
    // A webview puts pictures on the clipboard itself; text comes to us.
    await vscode.env.clipboard.writeText(content);
    return say("Copied.");
  }
  const ending = `.${extensions[format]}`;
  const plain = request.name.replace(/[^\w.-]+/g, "_");
  const name = plain.endsWith(ending) ? plain : plain + ending;
  const folder = vscode.workspace.getWorkspaceFolder(beside)?.uri ?? vscode.Uri.joinPath(beside, "..");
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(folder, name),
    filters: { [kinds[format]()]: [extensions[format]] },
  });
  if (target === undefined) return undefined;
  const bytes =
    encoding === "base64"
      ? Uint8Array.from(atob(content), (character) => character.charCodeAt(0))
      : new TextEncoder().encode(content);
  await vscode.workspace.fs.writeFile(target, bytes);
  return say("Saved {0}.", target.path.slice(target.path.lastIndexOf("/") + 1));
}

function scriptOf(shown: PanelContent | undefined, { isLogarithmic = false, reading }: Export): string | undefined {
  const data = shown?.snapshot.data ?? null;
  if (shown?.question === undefined || data === null) return undefined;
  // What was chosen for losses that are compared no more means nothing.
  const labels = shown.question.companions.map(({ label }) => label);
  const difference = reading?.difference != null && labels.includes(reading.difference) ? reading.difference : null;
  const isNormalized = reading?.isNormalized === true && labels.length > 0;
  return pythonScript(shown.question, { data, isLogarithmic, reading: { difference, isNormalized } });
}
