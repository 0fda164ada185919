import { type ExtensionContext, window } from "vscode";

/** Called by VS Code when the first Python file or notebook is opened. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel("Loss Lens", { log: true });
  context.subscriptions.push(log);
  log.info("Loss Lens is ready.");
}
