/** All preview panels: which one shows a loss, which one follows the cursor, and when they draw anew. */

import * as vscode from "vscode";
import { readPageState } from "../preview/messages.ts";
import type { ImportedFiles } from "./imported-files.ts";
import { webviewOptions } from "./preview/html.ts";
import { createPanel, type PanelParts, type PreviewPanel, panelTitle } from "./preview/panel.ts";
import { initialState, type PanelState, restoredState } from "./preview/state.ts";

const panelType = "lossLens.preview";

export interface Panels extends vscode.Disposable {
  /** Shows a loss beside the editor: in the panel that has it, in the one that follows, or in a new one. */
  open(uri: string, loss: string): PreviewPanel;
  /** The cursor is in this loss now: a panel that is not pinned goes along. */
  follow(uri: string, loss: string): void;
  /** The panel that the person used last. */
  active(): PreviewPanel | undefined;
}

export function managePanels(parts: PanelParts & { readonly imports: ImportedFiles }): Panels {
  /** The one used last comes last. */
  let panels: PreviewPanel[] = [];

  function add(panel: vscode.WebviewPanel, state: PanelState): PreviewPanel {
    const created = createPanel(panel, state, parts);
    panels.push(created);
    created.onDidDispose(() => {
      panels = panels.filter((each) => each !== created);
    });
    panel.onDidChangeViewState(() => {
      if (panel.active) panels = [...panels.filter((each) => each !== created), created];
    });
    return created;
  }

  /** Draws anew what shows losses of this file, or compares with one of them. */
  function refreshShowing(uri: vscode.Uri): void {
    const file = uri.toString();
    for (const panel of panels) {
      const { state } = panel;
      if (state.uri === file || state.comparisons.some((id) => id.includes(`${file}#`))) panel.refresh();
    }
  }

  function refreshAll(): void {
    for (const panel of panels) panel.refresh();
  }

  const subscriptions = vscode.Disposable.from(
    parts.analyses.onDidChange(({ source }) => refreshShowing(source.uri)),
    parts.imports.onDidChange(refreshShowing),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      for (const panel of panels) if (panel.state.uri === uri.toString()) panel.refresh();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("lossLens.limits")) refreshAll();
    }),
    vscode.window.registerWebviewPanelSerializer(panelType, {
      async deserializeWebviewPanel(panel, kept) {
        panel.webview.options = webviewOptions(parts.extension);
        const state = readPageState(kept);
        // Without a state there is nothing to show: a panel that was closed before it drew anything.
        if (state === undefined) panel.dispose();
        else add(panel, restoredState(state));
      },
    }),
  );

  return {
    open(uri, loss) {
      const isOf = ({ state }: PreviewPanel) => state.uri === uri && state.loss === loss;
      const shown = panels.findLast(isOf) ?? panels.findLast(({ state }) => !state.isPinned);
      if (shown !== undefined) {
        shown.show(uri, loss);
        shown.reveal();
        return shown;
      }
      const panel = vscode.window.createWebviewPanel(
        panelType,
        panelTitle(loss),
        { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
        { ...webviewOptions(parts.extension) },
      );
      return add(panel, initialState(uri, loss));
    },
    follow(uri, loss) {
      panels.findLast(({ state }) => !state.isPinned)?.show(uri, loss);
    },
    active: () => panels.findLast(({ isActive }) => isActive) ?? panels.at(-1),
    // The panels themselves stay: when a window is reloaded, VS Code brings back those that were not disposed.
    dispose: () => subscriptions.dispose(),
  };
}
