/** What running losses has shown, kept by what they rest on. */

import type * as vscode from "vscode";
import { areProbesOn } from "../check/probe-loss.ts";
import type { Finding } from "../losses/finding.ts";
import type { LossDefinition } from "../losses/loss.ts";
import type { LossFact } from "../probes/facts.ts";
import type { ObservationResult } from "../probes/observe.ts";
import type { Analysis } from "./analyses.ts";
import { definitionIn } from "./probing-keys.ts";

export interface Probed {
  /** Undefined where running it went wrong by a mistake of ours. */
  readonly result: ObservationResult | undefined;
  /** Empty where the loss could not be run. */
  readonly facts: readonly LossFact[];
  /** What is wrong with it, in the file as it was when it was run. */
  readonly findings: readonly Finding[];
  readonly loss: LossDefinition;
}

export interface ProbedLosses {
  get(key: string): Probed | undefined;
  has(key: string): boolean;
  keep(key: string, result: Probed): void;
  /** What is known of a loss as it stands, or what was known before it changed. */
  latest(analysis: Analysis, loss: LossDefinition): Probed | undefined;
  /** The file is gone. */
  forget(uri: vscode.Uri): void;
  clear(): void;
}

/** Losses of which the results are kept, the oldest going first. */
const mostKept = 2_000;

export function createProbedLosses(
  keyOf: (analysis: Analysis, loss: LossDefinition) => string,
  isShown: (key: string) => boolean,
): ProbedLosses {
  const kept = new Map<string, Probed>();
  /** By file, then by name and definition. */
  const known = new Map<string, Map<string, Probed>>();
  return {
    get: (key) => kept.get(key),
    has: (key) => kept.has(key),
    keep(key, result) {
      kept.set(key, result);
      if (kept.size <= mostKept) return;
      // What is shown stays however much it is, or it would be run again and again.
      for (const old of kept.keys()) {
        if (isShown(old)) continue;
        kept.delete(old);
        return;
      }
    },
    latest(analysis, loss) {
      if (!areProbesOn(analysis)) return undefined;
      const file = analysis.source.uri.toString();
      const newest = kept.get(keyOf(analysis, loss));
      const name = `${loss.name}\0${definitionIn(analysis, loss)}`;
      if (newest === undefined) return known.get(file)?.get(name);
      let ofFile = known.get(file);
      if (ofFile === undefined) {
        ofFile = new Map();
        known.set(file, ofFile);
      }
      ofFile.set(name, newest);
      return newest;
    },
    forget: (uri) => void known.delete(uri.toString()),
    clear: () => kept.clear(),
  };
}
