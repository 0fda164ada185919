/** Runs losses in the background, the visible ones first, and keeps what was seen: for lenses, sparklines and hovers. */

import * as vscode from "vscode";
import type { Evaluator } from "../evaluate/evaluation.ts";
import { dependencyText } from "../losses/dependencies.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { factsOf, type LossFact } from "../probes/facts.ts";
import { type ObservationResult, observeLoss } from "../probes/observe.ts";
import type { Analyses } from "./analyses.ts";
import type { Analysis } from "./analyze.ts";
import { readLossSource } from "./loss-source.ts";
import { readSettings } from "./settings.ts";

export interface Probed {
  /** Undefined where running it went wrong by a mistake of ours. */
  readonly result: ObservationResult | undefined;
  /** Empty where the loss could not be run. */
  readonly facts: readonly LossFact[];
}

export interface Probing extends vscode.Disposable {
  /** What is known of a loss as it stands; undefined while it has not been run yet. */
  of(analysis: Analysis, loss: LossDefinition): Probed | undefined;
  /** A loss of this file was run. */
  readonly onDidProbe: vscode.Event<vscode.Uri>;
}

interface Task {
  readonly key: string;
  readonly analysis: Analysis;
  readonly loss: LossDefinition;
}

/** Typing must pause this long before losses are run. */
const pauseMilliseconds = 250;
/** A loss that takes longer than this for a few points is not worth waiting for in the background. */
const longestMilliseconds = 2_000;
/** Losses of which the results are kept, the oldest going first. */
const mostKept = 2_000;

export function probeLosses(analyses: Analyses, evaluator: Evaluator, log: (line: string) => void): Probing {
  const kept = new Map<string, Probed>();
  const keys = new WeakMap<LossDefinition, string>();
  const probed = new vscode.EventEmitter<vscode.Uri>();
  /** Grows when an imported file may have changed: then keys of before mean nothing. */
  let epoch = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: { readonly key: string; readonly controller: AbortController } | undefined;
  let isDisposed = false;

  function keyOf(analysis: Analysis, loss: LossDefinition): string {
    let key = keys.get(loss);
    if (key === undefined) {
      const { version, isKnown } = analysis.keras;
      key = [analysis.source.uri.path, loss.name, version, isKnown, dependencyText(loss, analysis.names)].join("\0");
      keys.set(loss, key);
    }
    return `${epoch}\0${key}`;
  }

  /** Losses that are to be run, the next one first. */
  function tasks(): Task[] {
    const visible: Task[] = [];
    const others: Task[] = [];
    const shown = new Set(vscode.window.visibleTextEditors.map(({ document }) => analyses.of(document)));
    for (const analysis of shown) {
      if (analysis === undefined || !readSettings(analysis.source.uri).areProbesOn) continue;
      for (const loss of analysis.losses) {
        if (loss.body === undefined && loss.form !== "class") continue;
        const key = keyOf(analysis, loss);
        if (kept.has(key)) continue;
        (isVisible(analysis, loss) ? visible : others).push({ key, analysis, loss });
      }
    }
    return [...visible, ...others];
  }

  async function probe({ key, analysis, loss }: Task): Promise<void> {
    const controller = new AbortController();
    running = { key, controller };
    try {
      const limits = readSettings(analysis.source.uri).limits;
      const subject = {
        loss,
        module: loss.module,
        source: await readLossSource(analysis, loss, {}),
        limits: { ...limits, milliseconds: Math.min(limits.milliseconds, longestMilliseconds) },
      };
      const result = await observeLoss(subject, evaluator, controller.signal);
      keep(key, { result, facts: result.kind === "observed" ? factsOf(result.observations) : [] });
      probed.fire(analysis.source.uri);
    } catch (error) {
      if (controller.signal.aborted) return;
      log(`${loss.name} could not be probed: ${error instanceof Error ? error.stack : String(error)}`);
      // Not again and again: the next change of its text gives it another chance.
      keep(key, { result: undefined, facts: [] });
    } finally {
      running = undefined;
    }
  }

  function keep(key: string, result: Probed): void {
    kept.set(key, result);
    if (kept.size > mostKept) kept.delete(kept.keys().next().value!);
  }

  async function work(): Promise<void> {
    if (running !== undefined || isDisposed) return;
    const [next] = tasks();
    if (next === undefined) return;
    await probe(next);
    // A turn of the event loop between losses: typing goes first.
    if (!isDisposed) timer = setTimeout(() => void work(), 0);
  }

  function workSoon(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const current = running;
      if (current !== undefined && !tasks().some(({ key }) => key === current.key)) current.controller.abort();
      void work();
    }, pauseMilliseconds);
  }

  const subscriptions = vscode.Disposable.from(
    probed,
    analyses.onDidChange((analysis) => {
      // Another file's losses may import this one.
      if (vscode.window.visibleTextEditors.some(({ document }) => isImporter(analyses.of(document), analysis))) epoch++;
      workSoon();
    }),
    vscode.window.onDidChangeVisibleTextEditors(workSoon),
    vscode.window.onDidChangeTextEditorVisibleRanges(workSoon),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("lossLens")) workSoon();
    }),
  );
  workSoon();

  return {
    of: (analysis, loss) => kept.get(keyOf(analysis, loss)),
    onDidProbe: probed.event,
    dispose() {
      isDisposed = true;
      clearTimeout(timer);
      running?.controller.abort();
      subscriptions.dispose();
    },
  };
}

/** Whether a file names another in an import: enough to look again, not proof that it depends on it. */
function isImporter(analysis: Analysis | undefined, changed: Analysis): boolean {
  if (analysis === undefined || analysis.source.uri.toString() === changed.source.uri.toString()) return false;
  const name = changed.source.uri.path.replace(/(?:\/__init__)?\.py$/, "");
  const stem = name.slice(name.lastIndexOf("/") + 1);
  return analysis.source.text.includes(stem);
}

function isVisible({ source }: Analysis, { nameRange }: LossDefinition): boolean {
  const place = source.locate(nameRange);
  return (
    place !== undefined &&
    vscode.window.visibleTextEditors.some(
      (editor) =>
        editor.document === place.document && editor.visibleRanges.some((range) => range.contains(place.range.start)),
    )
  );
}
