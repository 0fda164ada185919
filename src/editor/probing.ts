/** Runs losses in the background, the visible ones first, and keeps what was seen: for lenses, sparklines and hovers. */

import * as vscode from "vscode";
import type { FileAnalysis } from "../check/analyze-file.ts";
import {
  areProbesOn,
  lossesToProbe,
  mostProbed,
  probeLoss,
  unsuppressed,
  withoutRepeats,
} from "../check/probe-loss.ts";
import { relocated } from "../check/relocate.ts";
import { toldFacts } from "../check/told-facts.ts";
import type { Evaluator } from "../evaluate/evaluator.ts";
import type { Finding } from "../losses/finding.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { observeLoss } from "../probes/fitting-set.ts";
import type { Subject } from "../probes/observe.ts";
import type { Analyses, Analysis } from "./analyses.ts";
import type { ImportedFiles } from "./imported-files.ts";
import { readLossSource } from "./loss-source.ts";
import { createProbedLosses, type Probed } from "./probed-losses.ts";
import { createProbingKeys, type Given, withGiven } from "./probing-keys.ts";
import { readSettings } from "./settings.ts";

export interface Probing extends vscode.Disposable {
  /** What is known of a loss as it stands; undefined while it has not been run yet. */
  of(analysis: Analysis, loss: LossDefinition): Probed | undefined;
  /** The same, or what was known before it changed: nothing blinks while someone types. */
  latest(analysis: Analysis, loss: LossDefinition): Probed | undefined;
  /** What running the losses of a file has found, at its place in the file as it is now. */
  findingsOf(analysis: Analysis): readonly Finding[];
  /**
   * What is known of a loss as it stands, which is run before all others; undefined where probes are off. `given` are
   * values of parameters other than those that the file as a whole says.
   */
  now(analysis: Analysis, loss: LossDefinition, given?: Given): Promise<Probed | undefined>;
  /** The same, once nothing else waits to be run: it takes nobody's turn. */
  later(analysis: Analysis, loss: LossDefinition): Promise<Probed | undefined>;
  /** Runs everything anew, what was known of it forgotten. */
  again(): void;
  /** Losses of this file were run: at once where they can be seen, together with others where not. */
  readonly onDidProbe: vscode.Event<vscode.Uri>;
}

interface Task {
  readonly key: string;
  readonly analysis: Analysis;
  readonly loss: LossDefinition;
  readonly given: Given;
  readonly isVisible: boolean;
}

/** Typing must pause this long before losses are run. */
const pauseMilliseconds = 250;
/** A loss that takes longer than this for a few points is not worth waiting for in the background. */
const longestMilliseconds = 2_000;
/** Results that nobody sees are told of together, this often. */
const tellMilliseconds = 1_000;

export function probeLosses(
  analyses: Analyses,
  imports: ImportedFiles,
  evaluator: Evaluator,
  log: (line: string) => void,
): Probing {
  const keyOf = createProbingKeys(imports);
  const kept = createProbedLosses(keyOf, (key) => shownKeys.has(key));
  const probed = new vscode.EventEmitter<vscode.Uri>();
  const untold = new Map<string, vscode.Uri>();
  const waiting = new Map<string, ((result: Probed | undefined) => void)[]>();
  /** What someone waits for, before all else. */
  let wanted: Task[] = [];
  /** What someone waits for who has time, after all else. */
  const patient: Task[] = [];
  /** What is to be run, the next one last; undefined when it has to be thought out anew. */
  let queue: Task[] | undefined;
  /** Everything in the editors that are shown, run or not. */
  let shownKeys = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let tellTimer: ReturnType<typeof setTimeout> | undefined;
  let running: { readonly key: string; readonly controller: AbortController } | undefined;
  let isDisposed = false;

  function thinkOut(): Task[] {
    const visible: Task[] = [];
    const others: Task[] = [];
    shownKeys = new Set();
    const shown = new Set(vscode.window.visibleTextEditors.map(({ document }) => analyses.of(document)));
    for (const analysis of shown) {
      if (analysis === undefined || !areProbesOn(analysis)) continue;
      for (const loss of analysis.losses.slice(0, mostProbed)) {
        const key = keyOf(analysis, loss);
        shownKeys.add(key);
        if (kept.has(key)) continue;
        const isSeen = isVisible(analysis, loss);
        (isSeen ? visible : others).push({ key, analysis, loss, given: {}, isVisible: isSeen });
      }
    }
    return [...others.reverse(), ...visible.reverse()];
  }

  function next(): Task | undefined {
    queue ??= thinkOut();
    for (const tasks of [wanted, queue, patient]) {
      for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) if (!kept.has(task.key)) return task;
    }
    return undefined;
  }

  async function probe({ key, analysis, loss, given, isVisible: isSeen }: Task): Promise<void> {
    const controller = new AbortController();
    running = { key, controller };
    try {
      const limits = readSettings(analysis.source.uri).limits;
      const subjectIn = async (looked: FileAnalysis, meant: LossDefinition): Promise<Subject> => {
        const source = { ...analysis.source, text: looked.parsed.module.text };
        return {
          loss: meant,
          module: meant.module,
          source: await readLossSource(imports, { ...looked, source }, meant, given),
          limits: { ...limits, milliseconds: Math.min(limits.milliseconds, longestMilliseconds) },
        };
      };
      const { signal } = controller;
      const result = await observeLoss(await subjectIn(analysis, loss), evaluator, signal);
      const isAsked = Object.keys(given).length === 0 && lossesToProbe(analysis).includes(loss);
      const probed = isAsked
        ? await probeLoss({ analysis, loss, evaluator, subjectOf: subjectIn, known: result, signal })
        : undefined;
      if (probed?.tooSlow !== undefined) log(`${loss.name} was not run to its end: ${probed.tooSlow.message}`);
      const findings = probed?.findings ?? [];
      const facts =
        result.kind === "observed"
          ? toldFacts(analysis, loss, result.observations, findings, analysis.source.uri.path)
          : [];
      kept.keep(key, { result, facts, findings, loss });
      tell(analysis.source.uri, isSeen);
    } catch (error) {
      if (controller.signal.aborted) {
        // It may only have given way: what is still there is run later.
        queue = undefined;
        return;
      }
      log(`${loss.name} could not be probed: ${error instanceof Error ? error.stack : String(error)}`);
      // Not again and again: the next change of its text gives it another chance.
      kept.keep(key, { result: undefined, facts: [], findings: [], loss });
    } finally {
      running = undefined;
      for (const resolve of waiting.get(key) ?? []) resolve(kept.get(key));
      waiting.delete(key);
    }
  }

  function tell(uri: vscode.Uri, isSeen: boolean): void {
    if (isSeen) {
      probed.fire(uri);
      return;
    }
    untold.set(uri.toString(), uri);
    tellTimer ??= setTimeout(() => {
      tellTimer = undefined;
      for (const each of untold.values()) probed.fire(each);
      untold.clear();
    }, tellMilliseconds);
  }

  async function work(): Promise<void> {
    timer = undefined;
    if (running !== undefined || isDisposed) return;
    const task = next();
    if (task === undefined) return;
    await probe(task);
    // A turn of the event loop between losses: typing goes first.
    if (!isDisposed) timer ??= setTimeout(() => void work(), 0);
  }

  /** After a pause, which begins anew with each call. */
  function workSoon(): void {
    queue = undefined;
    clearTimeout(timer);
    timer = setTimeout(() => {
      queue ??= thinkOut();
      const current = running;
      if (current !== undefined && !shownKeys.has(current.key) && !waiting.has(current.key)) current.controller.abort();
      void work();
    }, pauseMilliseconds);
  }

  /** Other losses are visible now. */
  function reorder(): void {
    queue = undefined;
    if (running === undefined) timer ??= setTimeout(() => void work(), 0);
  }

  const subscriptions = vscode.Disposable.from(
    probed,
    analyses.onDidChange(workSoon),
    analyses.onDidDelete(kept.forget),
    imports.onDidChange(workSoon),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      // Its analysis comes once typing pauses; until then the thread is left to whoever types.
      if (document.languageId === "python") workSoon();
    }),
    vscode.window.onDidChangeVisibleTextEditors(reorder),
    vscode.window.onDidChangeTextEditorVisibleRanges(reorder),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("lossLens")) workSoon();
    }),
  );
  workSoon();

  return {
    of: (analysis, loss) => (areProbesOn(analysis) ? kept.get(keyOf(analysis, loss)) : undefined),
    latest: kept.latest,
    findingsOf(analysis) {
      const found = analysis.losses.flatMap((loss) => {
        const probed = kept.latest(analysis, loss);
        const placed = probed?.findings.flatMap((finding) => relocated(finding, probed.loss, loss) ?? []) ?? [];
        return unsuppressed(analysis, loss, placed);
      });
      return withoutRepeats(found);
    },
    now(analysis, loss, given = {}) {
      const key = withGiven(keyOf(analysis, loss), given);
      const present = kept.get(key);
      if (!areProbesOn(analysis)) return Promise.resolve(undefined);
      if (present !== undefined) return Promise.resolve(present);
      return new Promise((resolve) => {
        waiting.set(key, [...(waiting.get(key) ?? []), resolve]);
        wanted = [...wanted, { key, analysis, loss, given, isVisible: true }];
        if (running !== undefined && !waiting.has(running.key)) running.controller.abort();
        if (running === undefined) timer ??= setTimeout(() => void work(), 0);
      });
    },
    later(analysis, loss) {
      const key = keyOf(analysis, loss);
      const present = kept.get(key);
      if (!areProbesOn(analysis) || isDisposed) return Promise.resolve(undefined);
      if (present !== undefined) return Promise.resolve(present);
      return new Promise((resolve) => {
        waiting.set(key, [...(waiting.get(key) ?? []), resolve]);
        patient.push({ key, analysis, loss, given: {}, isVisible: false });
        if (running === undefined) timer ??= setTimeout(() => void work(), 0);
      });
    },
    again() {
      kept.clear();
      workSoon();
    },
    onDidProbe: probed.event,
    dispose() {
      isDisposed = true;
      clearTimeout(timer);
      clearTimeout(tellTimer);
      running?.controller.abort();
      for (const resolves of waiting.values()) for (const resolve of resolves) resolve(undefined);
      subscriptions.dispose();
    },
  };
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
