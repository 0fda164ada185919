/** The interpreter that the person works with: as the Python extension has it, else as a setting says, else as they choose. */

import * as vscode from "vscode";
import { readSettings } from "./settings.ts";

/** Of the API of the Python extension, what is used here. */
interface PythonExtension {
  readonly environments?: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { readonly path: string };
    resolveEnvironment(path: {
      readonly path: string;
    }): Promise<{ readonly executable: { readonly uri?: vscode.Uri } } | undefined>;
  };
}

/** Chosen in this window, where nothing says which. */
let chosen: string | undefined;

/** Undefined where the person does not choose one. */
export async function findPython(file: vscode.Uri): Promise<string | undefined> {
  const { python } = readSettings(file);
  if (python !== "") return python;
  return (await ofExtension(file)) ?? chosen ?? choose();
}

async function ofExtension(file: vscode.Uri): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<PythonExtension>("ms-python.python");
  const environments = extension && (extension.isActive ? extension.exports : await extension.activate()).environments;
  const path = environments?.getActiveEnvironmentPath(file);
  if (environments === undefined || path === undefined) return undefined;
  const resolved = await environments.resolveEnvironment(path);
  return resolved?.executable.uri?.fsPath;
}

async function choose(): Promise<string | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t("The Python that has your Keras"),
      openLabel: vscode.l10n.t("Use it"),
      canSelectMany: false,
    })) ?? [];
  chosen = uri?.fsPath;
  return chosen;
}
