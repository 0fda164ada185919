/** All preview panels: which one shows a loss, which one follows the cursor, and when they draw anew. */

import * as vscode from "vscode";
import { referenceAfterEdit } from "../losses/follow-reference.ts";
import { isSameReference, type LossReference } from "../losses/loss-reference.ts";
import { readPageState } from "../preview/messages.ts";
import type { Analysis } from "./analyses.ts";
import { panelType } from "./beside.ts";
import type { ImportedFiles } from "./imported-files.ts";
import { fileNow, keepEarlierFiles } from "./preview/earlier-files.ts";
import { webviewOptions } from "./preview/html.ts";
import { createPanel } from "./preview/panel.ts";
import { type CurvePoint, type PanelParts, type PreviewPanel, panelTitle } from "./preview/preview-panel.ts";
import { filesOf, initialState, type PanelState, restoredState } from "./preview/state.ts";
import { notebookOf } from "./python-source.ts";

export interface Panels extends vscode.Disposable {
  /**
   * Shows a loss beside the editor: in the panel that has it, in the one that follows, or in a new one. `values` are for
   * parameters that differ from the code.
   */
  open(loss: LossReference, values?: Readonly<Record<string, number>>): PreviewPanel;
  /** The cursor is in this loss now: a panel that is not pinned goes along. */
  follow(loss: LossReference): void;
  /** Draws what all panels show anew. */
  refreshAll(): void;
  /** Where the cursor rests in a picture of the loss as its file has it: its own samples, its own values. */
  pointOf(loss: LossReference): CurvePoint | undefined;
  /** The panel that the person used last. */
  active(): PreviewPanel | undefined;
}

export function managePanels(given: Omit<PanelParts, "earlier"> & { readonly imports: ImportedFiles }): Panels {
  const earlier = keepEarlierFiles();
  const parts = { ...given, earlier };
  /** The one used last comes last. */
  let panels: PreviewPanel[] = [];

  function add(panel: vscode.WebviewPanel, state: PanelState): PreviewPanel {
    const created = createPanel(panel, state, parts);
    panels.push(created);
    keepEarlier(state);
    created.onDidDispose(() => {
      panels = panels.filter((each) => each !== created);
    });
    panel.onDidChangeViewState(() => {
      if (panel.active) panels = [...panels.filter((each) => each !== created), created];
    });
    return created;
  }

  function keepEarlier(state: PanelState): void {
    for (const file of filesOf(state)) {
      const analysis = earlier.of(file) ? undefined : parts.analyses.get(vscode.Uri.parse(file));
      if (analysis !== undefined) earlier.keep(analysis);
    }
  }

  /** Losses stay what they are to their panels, wherever an edit moves them. */
  function followEdit(analysis: Analysis): void {
    const file = analysis.source.uri.toString();
    const before = earlier.of(file);
    const now = fileNow(analysis);
    const shown = panels.filter(({ state }) => filesOf(state).includes(file));
    for (const panel of shown)
      panel.followEdit((reference) =>
        reference.file === file ? referenceAfterEdit(before, now, reference) : reference,
      );
    earlier.keepOnly(new Set(panels.flatMap(({ state }) => filesOf(state))));
    if (shown.length > 0) earlier.keep(analysis);
  }

  /** Draws anew what shows losses of this file, or compares with one of them. */
  function refreshShowing(uri: vscode.Uri): void {
    const file = uri.toString();
    for (const panel of panels) {
      const { state } = panel;
      if (filesOf(state).includes(file)) panel.refresh();
    }
  }

  function refreshAll(): void {
    for (const panel of panels) panel.refresh();
  }

  const subscriptions = vscode.Disposable.from(
    parts.analyses.onDidChange((analysis) => {
      followEdit(analysis);
      refreshShowing(analysis.source.uri);
    }),
    parts.imports.onDidChange(refreshShowing),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (panels.length === 0 || contentChanges.length === 0) return;
      const file = (notebookOf(document)?.uri ?? document.uri).toString();
      for (const panel of panels) if (filesOf(panel.state).includes(file)) panel.noteTyping();
    }),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      for (const panel of panels) if (panel.state.loss.file === uri.toString()) panel.refresh();
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
    open(loss, values = {}) {
      const isOf = ({ state }: PreviewPanel) => isSameReference(state.loss, loss);
      const shown = panels.findLast(isOf) ?? panels.findLast(({ state }) => !state.isPinned);
      if (shown !== undefined) {
        shown.show(loss, values);
        shown.reveal();
        return shown;
      }
      const panel = vscode.window.createWebviewPanel(
        panelType,
        panelTitle(loss.name),
        { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
        { ...webviewOptions(parts.extension) },
      );
      return add(panel, { ...initialState(loss), parameters: values });
    },
    follow(loss) {
      panels.findLast(({ state }) => !state.isPinned)?.show(loss);
    },
    refreshAll,
    pointOf(loss) {
      const shown = panels.findLast(({ state }) => isSameReference(state.loss, loss));
      if (shown?.point === undefined || !isSameReference(shown.point.loss, loss)) return undefined;
      const { sampleSize, parameters } = shown.state;
      return sampleSize !== null || Object.keys(parameters).length > 0 ? undefined : shown.point;
    },
    active: () => panels.findLast(({ isActive }) => isActive) ?? panels.at(-1),
    // The panels themselves stay: when a window is reloaded, VS Code brings back those that were not disposed.
    dispose: () => subscriptions.dispose(),
  };
}
