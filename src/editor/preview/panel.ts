/** One preview panel: what the person does changes its state, and every state becomes one whole snapshot. */

import * as vscode from "vscode";
import type { Evaluator } from "../../evaluate/evaluation.ts";
import { encodeToPage, readToHost, type Snapshot, type ToHost, type ToPage } from "../../preview/messages.ts";
import type { Analyses } from "../analyses.ts";
import { exportPicture } from "./export.ts";
import { previewHtml, webviewOptions } from "./html.ts";
import { drawPicture, type Picture } from "./picture.ts";
import { revealPlace } from "./reveal.ts";
import { nextState, type PanelState, stateForLoss } from "./state.ts";
import { writeParameter } from "./write-parameter.ts";

export const panelType = "lossLens.preview";

export interface PreviewPanel extends vscode.Disposable {
  readonly state: PanelState;
  /** Shows another loss, where the panel is not pinned to its own. */
  follow(uri: string, loss: string): void;
  /** Draws anew: the code, the settings or a saved file changed. */
  refresh(): void;
  reveal(): void;
  readonly onDidDispose: vscode.Event<void>;
}

export interface PanelParts {
  readonly extension: vscode.Uri;
  readonly analyses: Analyses;
  readonly evaluator: Evaluator;
  /** The text of a file as it was when last saved; undefined where there is none. */
  readonly savedText: (uri: vscode.Uri) => string | undefined;
}

/** Work that takes longer says so. */
const busyAfterMilliseconds = 500;

export function createPanel(panel: vscode.WebviewPanel, initial: PanelState, parts: PanelParts): PreviewPanel {
  let state = initial;
  let isReady = false;
  let serial = 0;
  let working: AbortController | undefined;
  /** The last good picture, which stays while the code is broken. */
  let lastPicture: Picture | undefined;
  let lastSent: Snapshot | undefined;

  panel.webview.options = webviewOptions(parts.extension);
  panel.iconPath = vscode.Uri.joinPath(parts.extension, "media", "icon.png");

  function send(message: ToPage): void {
    void panel.webview.postMessage(encodeToPage(message));
  }

  function sendSnapshot(snapshot: Omit<Snapshot, "type" | "serial">): void {
    lastSent = { type: "snapshot", serial: ++serial, ...snapshot };
    send(lastSent);
  }

  async function draw(): Promise<void> {
    working?.abort();
    if (!isReady) return;
    const controller = new AbortController();
    working = controller;
    const asked = state;
    const timer = setTimeout(() => {
      if (lastSent !== undefined) sendSnapshot({ ...lastSent, busy: { text: "Computing …", isCancellable: true } });
    }, busyAfterMilliseconds);
    try {
      const picture = await drawPicture(asked, lastPicture, parts, controller.signal, (partial) => {
        if (working === controller) sendSnapshot(partial);
      });
      if (working !== controller) return;
      if (picture.kind === "empty") send({ type: "empty", serial: ++serial, text: picture.text });
      else {
        if (picture.snapshot.problem === null) lastPicture = picture;
        panel.title = `Loss: ${picture.snapshot.loss.name}`;
        sendSnapshot(picture.snapshot);
      }
    } catch (error) {
      // A newer question took its place, or the person pressed Cancel.
      if (!controller.signal.aborted) throw error;
      if (working === undefined && lastSent !== undefined) sendSnapshot({ ...lastSent, busy: null });
    } finally {
      clearTimeout(timer);
      if (working === controller) working = undefined;
    }
  }

  function cancel(): void {
    const controller = working;
    working = undefined;
    controller?.abort();
  }

  async function receive(message: ToHost): Promise<void> {
    switch (message.type) {
      case "ready":
        isReady = true;
        return draw();
      case "cancel":
        return cancel();
      case "reveal":
        return revealPlace(message.place, panel.viewColumn);
      case "writeParameter": {
        const analysis = parts.analyses.get(vscode.Uri.parse(state.uri));
        const isWritten =
          analysis !== undefined && (await writeParameter(analysis, state.loss, message.name, message.value));
        if (isWritten) state = nextState(state, { type: "resetParameter", name: message.name });
        else send({ type: "said", text: `${message.name} could not be written into the code` });
        return draw();
      }
      case "export": {
        const content = message.format === "python" ? (lastPicture?.python() ?? "") : message.content;
        const said = await exportPicture({ ...message, content }, vscode.Uri.parse(state.uri));
        if (said !== undefined) send({ type: "said", text: said });
        return;
      }
      case "chooseDataFile": {
        const [chosen] =
          (await vscode.window.showOpenDialog({
            title: "Data for the loss: columns or arrays y_true and y_pred",
            filters: { Data: ["csv", "json", "npy", "npz"], "All files": ["*"] },
          })) ?? [];
        if (chosen === undefined) return;
        state = { ...state, dataFile: chosen.toString(), view: "data" };
        return draw();
      }
      default:
        state = nextState(state, message);
        return draw();
    }
  }

  const disposed = new vscode.EventEmitter<void>();
  const subscriptions = vscode.Disposable.from(
    disposed,
    panel.webview.onDidReceiveMessage((data) => {
      const message = readToHost(data);
      if (message !== undefined) return receive(message);
    }),
    panel.onDidDispose(() => {
      cancel();
      disposed.fire();
      subscriptions.dispose();
    }),
  );
  panel.webview.html = previewHtml(panel.webview, parts.extension);

  return {
    get state() {
      return state;
    },
    follow(uri, loss) {
      if (state.isPinned || (state.uri === uri && state.loss === loss)) return;
      state = stateForLoss(state, uri, loss);
      lastPicture = undefined;
      void draw();
    },
    refresh: () => void draw(),
    reveal: () => panel.reveal(undefined, true),
    onDidDispose: disposed.event,
    dispose: () => panel.dispose(),
  };
}
