/** What each expression of a loss is on its sample data: asked once for each text of a loss, and given up when nobody wants it. */

import * as vscode from "vscode";
import type { Evaluator } from "../evaluate/evaluator.ts";
import type { TracedValue } from "../evaluate/trace-question.ts";
import { extentOf } from "../losses/extent.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { askTrace, askTraceAt } from "../preview/ask/trace.ts";
import { moveValues, type PlacedValues, placeValues } from "../preview/values/placed-values.ts";
import { pointWords } from "../probes/facts.ts";
import type { Subject } from "../probes/observe.ts";
import type { Analysis } from "./analyses.ts";
import type { ImportedFiles } from "./imported-files.ts";
import { readLossSource } from "./loss-source.ts";
import type { CurvePoint } from "./preview/preview-panel.ts";
import type { Probed } from "./probed-losses.ts";
import type { Probing } from "./probing.ts";
import { readSettings } from "./settings.ts";

export interface WantedLoss {
  readonly analysis: Analysis;
  readonly loss: LossDefinition;
}

export interface LossTraces extends vscode.Disposable {
  /** Where they are in the analysed text; undefined while they are not known. */
  of(wanted: WantedLoss): PlacedValues | undefined;
  /** For someone who waits; undefined where the loss cannot be run. */
  now(wanted: WantedLoss): Promise<PlacedValues | undefined>;
  /** At one point of its picture: values where they are in the analysed text, and the point in words. */
  at(wanted: WantedLoss, point: CurvePoint): Promise<TracedPoint | undefined>;
  /** Traced one after another in the background; what is not wanted any more is given up. */
  want(losses: readonly WantedLoss[]): void;
  readonly onDidTrace: vscode.Event<void>;
}

export interface TracedPoint {
  readonly values: readonly TracedValue[];
  readonly words: string;
}

interface Kept {
  /** Of the loss, when it was traced. */
  readonly start: number;
  readonly placed: PlacedValues;
}

export function traceLosses(
  probing: Probing,
  imports: ImportedFiles,
  { foreground, background }: { readonly foreground: Evaluator; readonly background: Evaluator },
  log: (line: string) => void,
): LossTraces {
  /** A loss whose text, or what it rests on, changes is observed anew: what was observed is what was traced. */
  const kept = new WeakMap<Probed, Kept | "untraced">();
  const traced = new vscode.EventEmitter<void>();
  let queue: readonly WantedLoss[] = [];
  let running: { readonly probed: Probed; readonly controller: AbortController } | undefined;

  function of({ analysis, loss }: WantedLoss): PlacedValues | undefined {
    const probed = probing.of(analysis, loss);
    const known = probed && kept.get(probed);
    if (known === undefined || known === "untraced") return undefined;
    return moveValues(known.placed, extentOf(loss).start - known.start);
  }

  async function subjectOf(analysis: Analysis, loss: LossDefinition): Promise<Subject> {
    return {
      loss,
      module: loss.module,
      source: await readLossSource(imports, analysis, loss, {}),
      limits: readSettings(analysis.source.uri).limits,
    };
  }

  async function trace(
    { analysis, loss }: WantedLoss,
    probed: Probed,
    evaluator: Evaluator,
    signal?: AbortSignal,
  ): Promise<void> {
    if (probed.result?.kind !== "observed") {
      kept.set(probed, "untraced");
      return;
    }
    const { observations } = probed.result;
    const subject = await subjectOf(analysis, loss);
    const answer = await askTrace(subject, observations, evaluator, signal);
    if (answer.kind !== "trace") {
      log(`The values of ${loss.name} are not known: ${answer.message}`);
      kept.set(probed, "untraced");
      return;
    }
    const placed = placeValues({
      loss,
      trace: answer,
      observed: { loss: probed.loss, observations },
      path: subject.source.file.path,
      isForTraining: analysis.isForTraining(loss),
    });
    kept.set(probed, { start: extentOf(loss).start, placed });
  }

  async function work(): Promise<void> {
    if (running !== undefined) return;
    for (const wanted of queue) {
      const probed = probing.of(wanted.analysis, wanted.loss);
      if (probed === undefined || kept.has(probed)) continue;
      const controller = new AbortController();
      running = { probed, controller };
      try {
        await trace(wanted, probed, background, controller.signal);
        traced.fire();
      } catch (error) {
        if (!controller.signal.aborted) {
          log(`The values of ${wanted.loss.name} could not be had: ${error instanceof Error ? error.stack : error}`);
          kept.set(probed, "untraced");
        }
      } finally {
        running = undefined;
      }
      // What is wanted may have changed meanwhile.
      return work();
    }
  }

  return {
    of,
    async now(wanted) {
      const probed = await probing.now(wanted.analysis, wanted.loss);
      if (probed === undefined) return undefined;
      if (!kept.has(probed)) await trace(wanted, probed, foreground);
      return of(wanted);
    },
    async at({ analysis, loss }, { samples, target, x }) {
      const probed = probing.of(analysis, loss);
      if (probed?.result?.kind !== "observed") return undefined;
      const { observations } = probed.result;
      const observation = observations.targets[target];
      if (observation === undefined || samples !== observations.set.id) return undefined;
      const answer = await askTraceAt(await subjectOf(analysis, loss), observations, observation, x, foreground);
      if (answer.kind !== "trace") return undefined;
      return { values: answer.values, words: pointWords({ observation, x }, observations) };
    },
    want(losses) {
      queue = losses;
      const current = running;
      const isWanted = losses.some(({ analysis, loss }) => probing.of(analysis, loss) === current?.probed);
      if (current !== undefined && !isWanted) current.controller.abort();
      void work();
    },
    onDidTrace: traced.event,
    dispose() {
      queue = [];
      running?.controller.abort();
      traced.dispose();
    },
  };
}
