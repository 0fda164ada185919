/** What Pylance says already need not be said again. */

import * as vscode from "vscode";

export function isPylanceActive(): boolean {
  return vscode.extensions.getExtension("ms-python.vscode-pylance")?.isActive === true;
}
