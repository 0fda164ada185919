/** One preview panel: what the person does changes its state, and every state becomes one whole snapshot. */

import * as vscode from "vscode";
import { isSameReference } from "../../losses/loss-reference.ts";
import { encodeToPage, type NextStep, readToHost, type ToHost } from "../../preview/messages.ts";
import { say } from "../../python/say.ts";
import { askForDataFile, dataFileOf, keepColumns } from "./chosen-data.ts";
import { exportPicture } from "./export.ts";
import { previewHtml, webviewOptions } from "./html.ts";
import { type KeptAnswer, withKerasAnswer } from "./keras-answer.ts";
import { takeStepOutside } from "./next-step.ts";
import { contentFor, fillPanel, type PanelContent } from "./panel-content.ts";
import { createPanelSender } from "./panel-sender.ts";
import { type PanelParts, type PreviewPanel, panelTitle } from "./preview-panel.ts";
import { revealPlace } from "./reveal.ts";
import {
  keptOf,
  nextState,
  type PanelState,
  stateAfterEdit,
  stateForData,
  stateForEvidence,
  stateForLoss,
} from "./state.ts";
import { findLoss } from "./subject.ts";
import { busyAfter, isNews, patienceFor } from "./when-to-show.ts";
import { writeParameter } from "./write-parameter.ts";

export function createPanel(panel: vscode.WebviewPanel, initial: PanelState, parts: PanelParts): PreviewPanel {
  let state = initial;
  let isReady = false;
  let isDisposed = false;
  let working: AbortController | undefined;
  /** The person has cancelled the drawing that is under way. */
  let isCancelled = false;
  /** Something changed while a drawing was under way. */
  let isOutdated = false;
  let patience: ReturnType<typeof setTimeout> | undefined;
  /** What is said of the picture besides, until there is something newer to draw. */
  let explaining: AbortController | undefined;
  let lastDuration = 0;
  /** The last picture with good data, which stays while the code is broken. */
  let lastContent: PanelContent | undefined;
  let point: PreviewPanel["point"];
  /** What the person's own Keras said, while the loss is not evaluated here. */
  let keptAnswer: KeptAnswer | undefined;
  const sender = createPanelSender(
    (message) => {
      if (!isDisposed) void panel.webview.postMessage(encodeToPage(message));
    },
    () => keptOf(state),
  );

  panel.webview.options = webviewOptions(parts.extension);
  panel.iconPath = vscode.Uri.joinPath(parts.extension, "media", "icon.png");
  setTitle(initial.loss.name);

  function setTitle(loss: string): void {
    const title = panelTitle(loss);
    if (panel.title !== title) panel.title = title;
  }

  /** Draws the state as it is now; while a drawing is under way, once more after it. */
  function draw(): void {
    // A page that nobody sees is not there; it says that it is ready when it comes back.
    if (!isReady || isDisposed || !panel.visible) return;
    start();
  }

  function start(): void {
    explaining?.abort();
    if (working === undefined) {
      void drawOnce();
      return;
    }
    isOutdated = true;
    const controller = working;
    patience ??= setTimeout(() => controller.abort(), patienceFor(lastDuration));
  }

  async function drawOnce(): Promise<void> {
    const controller = new AbortController();
    working = controller;
    isOutdated = false;
    isCancelled = false;
    let hasData = false;
    const asked = state;
    const begin = Date.now();
    let isBusyShown = false;
    const busy = () => (isBusyShown ? { text: say("Computing …"), isCancellable: true } : null);
    const timer = setTimeout(() => {
      isBusyShown = true;
      sender.resend(busy());
    }, busyAfter);
    try {
      const content = await fillPanel(asked, lastContent, parts, controller.signal, (partial) => {
        if (controller.signal.aborted) return;
        const hasQuestion = partial.question !== undefined;
        if (!isNews({ hasQuestion, isDrawn: sender.last?.data != null, isBusyShown })) return;
        if (partial.question !== undefined) {
          lastContent = partial;
          hasData = true;
        }
        sender.send(partial, busy());
      });
      if (controller.signal.aborted) return;
      lastDuration = Date.now() - begin;
      if (content.kind === "empty") {
        sender.sendEmpty(content.text);
      } else {
        if (content.snapshot.problem === null) lastContent = content;
        setTitle(content.snapshot.loss.name);
        sender.sendOnceTypingRests(withKerasAnswer(content, asked, keptAnswer));
        if (!isOutdated) void explain(content, asked);
      }
    } catch (error) {
      if (controller.signal.aborted) return;
      parts.log(`The preview of ${asked.loss.name} failed: ${error instanceof Error ? error.stack : String(error)}`);
      sender.tell(say("Loss Lens made a mistake: see its output channel."));
    } finally {
      clearTimeout(timer);
      clearTimeout(patience);
      patience = undefined;
      working = undefined;
      if (isOutdated) draw();
      else if (isCancelled) sender.sendCancelled(hasData);
      else if (sender.last?.busy != null) sender.resend(null);
    }
  }

  async function explain(content: PanelContent, asked: PanelState): Promise<void> {
    if (content.explain === undefined) return;
    const controller = new AbortController();
    explaining = controller;
    try {
      const facts = await content.explain(controller.signal);
      if (controller.signal.aborted || lastContent !== content) return;
      if (JSON.stringify(facts) === JSON.stringify(content.snapshot.facts)) return;
      lastContent = { ...content, snapshot: { ...content.snapshot, facts: [...facts] } };
      sender.sendOnceTypingRests(withKerasAnswer(lastContent, asked, keptAnswer));
    } catch (error) {
      if (controller.signal.aborted) return;
      parts.log(`${asked.loss.name} could not be explained: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }

  function setState(next: PanelState): void {
    if (next === state) return;
    state = next;
    sender.noteWish();
    draw();
  }

  async function receive(message: ToHost): Promise<void> {
    switch (message.type) {
      case "ready":
        isReady = true;
        // A page that moved to another window begins anew.
        sender.resend(sender.last?.busy ?? null);
        return start();
      case "cancel":
        isOutdated = false;
        isCancelled = true;
        working?.abort();
        return;
      case "takeStep":
        return takeStep(message.id);
      case "pointAt":
        point = { ...message, loss: state.loss, samples: lastContent?.snapshot.samples.chosen ?? "" };
        return;
      case "reveal":
        return revealPlace(message.place, panel.viewColumn);
      case "writeParameter": {
        const subject = await findLoss(state, parts);
        const isWritten =
          subject.kind === "found" &&
          (await writeParameter(subject.analysis, subject.loss, message.name, message.value));
        if (isWritten) state = nextState(state, { type: "resetParameter", name: message.name });
        else sender.tell(say("{0} could not be written into the code.", message.name));
        return;
      }
      case "export": {
        const said = await exportPicture(message, lastContent, vscode.Uri.parse(state.loss.file));
        if (said !== undefined) sender.tell(said);
        return;
      }
      case "setColumns": {
        const subject = await findLoss(state, parts);
        if (subject.kind !== "found") return;
        const file = dataFileOf(state.dataFile, subject.analysis.source.uri, subject.loss.module);
        if (await keepColumns(message, file, parts.columns)) draw();
        return;
      }
      case "chooseDataFile": {
        const chosen = await askForDataFile();
        if (chosen !== undefined) setState(stateForData(state, chosen.toString()));
        return;
      }
      default:
        return setState(nextState(state, message));
    }
  }

  async function takeStep(id: NextStep["id"]): Promise<void> {
    if (id === "automaticSamples") return setState(nextState(state, { type: "setSamples", id: null }));
    if (id === "chooseDataFile") return receive({ type: "chooseDataFile" });
    if (id === "checkWithKeras") return drawKerasAnswer();
    const said = await takeStepOutside(id, parts.analyses.get(vscode.Uri.parse(state.loss.file)), sender.offeredFix);
    if (said !== undefined) sender.tell(said);
  }

  /** Only when somebody asks: it starts Python. */
  async function drawKerasAnswer(): Promise<void> {
    const asked = state;
    const answer = await parts.askKeras(asked.loss, asked);
    if (answer === undefined || isDisposed || !isSameReference(asked.loss, state.loss)) return;
    keptAnswer = { ...answer, askedFor: asked };
    // It is a curve, whatever was to be shown.
    const next = nextState(state, { type: "setView", view: "curve" });
    if (next === state) draw();
    else setState(next);
  }

  const disposed = new vscode.EventEmitter<void>();
  const subscriptions = vscode.Disposable.from(
    disposed,
    panel.webview.onDidReceiveMessage((data) => {
      const message = readToHost(data);
      if (message === undefined) return;
      receive(message).catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        parts.log(`The preview could not do '${message.type}': ${reason}`);
        sender.tell(reason);
      });
    }),
    panel.onDidDispose(() => {
      isDisposed = true;
      isOutdated = false;
      sender.dispose();
      working?.abort();
      explaining?.abort();
      disposed.fire();
      subscriptions.dispose();
    }),
  );
  panel.webview.html = previewHtml(panel.webview, parts.extension);

  return {
    get state() {
      return state;
    },
    get point() {
      return point;
    },
    get isActive() {
      return panel.active;
    },
    show(loss, values = {}) {
      const isAnother = !isSameReference(state.loss, loss);
      if (isAnother) {
        lastContent = undefined;
        sender.forget();
        setTitle(loss.name);
      }
      const next = stateForLoss(state, loss);
      const isGiven = Object.keys(values).length > 0;
      setState(isGiven ? { ...next, parameters: { ...next.parameters, ...values } } : next);
    },
    followEdit(follow) {
      const next = stateAfterEdit(state, follow);
      if (next === state) return;
      state = next;
      if (lastContent !== undefined) lastContent = contentFor(lastContent, state.loss);
    },
    showEvidence: (evidence) => setState(stateForEvidence(state, evidence)),
    compare: (id) => setState(nextState(state, { type: "addComparison", id })),
    showData: (file) => setState(stateForData(state, file.toString())),
    noteTyping: sender.noteTyping,
    refresh() {
      sender.noteReading();
      draw();
    },
    reveal: () => panel.reveal(undefined, true),
    onDidDispose: disposed.event,
    dispose: () => panel.dispose(),
  };
}
