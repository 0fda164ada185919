/**
 * The floors below the editor, which are built into a file of their own (see esbuild-library.mjs): to read it takes most
 * of the time that the extension takes to start, and nothing of it is needed before a file is looked at.
 */

import * as vscode from "vscode";

type Library = Readonly<Record<string, object>>;

export const isBrowser = typeof process === "undefined" || process.versions?.node === undefined;

let loaded: Library | undefined;

/**
 * Its modules, by their places. In a browser `fetchLibrary` comes first.
 * @public What esbuild-library.mjs writes in place of their imports calls it.
 */
export function library(): Library {
  // biome-ignore lint/correctness/useImportExtensions: built, and beside the bundle that asks for it.
  loaded ??= spoken(require("./library.js") as Library);
  return loaded;
}

/** What it says is said in the language that VS Code shows. */
function spoken(fresh: Library): Library {
  (fresh["python/say.ts"] as typeof import("../python/say.ts")).speakIn(vscode.l10n.bundle ?? {});
  return fresh;
}

/** Where nothing can be required, the file is read and evaluated as VS Code does with the extension itself. */
export async function fetchLibrary(extension: vscode.Uri): Promise<void> {
  const file = vscode.Uri.joinPath(extension, "dist", "library.js");
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const module = { exports: {} as Library };
  new Function("module", "exports", "require", text)(module, module.exports, require);
  loaded = spoken(module.exports);
}
