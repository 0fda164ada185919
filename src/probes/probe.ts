/** What a probe is: data, and the one question that it puts to a loss by running it. */

import type { BuildSpecification } from "../evaluate/build-question.ts";
import type { Evidence, Finding, RelatedPlace, Severity } from "../losses/finding.ts";
import type { LossDefinition, LossUse } from "../losses/loss.ts";
import type { ProposedFix } from "../losses/rule.ts";
import type { Module, Range } from "../python/ast.ts";
import type { ModuleNames } from "../python/scope.ts";
import type { SampleBatch } from "../samples/sample-sets.ts";
import type { LossRun } from "./loss-run.ts";

/** An expression of the loss's file or of one that it imports; undefined stands for the loss as a whole. */
export type ProbedPlace = { readonly path: string; readonly range: Range } | undefined;

/**
 * How sure a finding is. Certain: the loss would do this in a person's own training. Likely: it would where the data are
 * such as they may be; a step less severe. What is less than likely is a fact about the loss, and no finding.
 */
export type Certainty = "certain" | "likely";

/** Tried before it is offered. */
export interface ProbeFix extends ProposedFix {
  /** Whether it makes another loss of it, as `1 - score` does; otherwise its values stay where they were numbers. */
  readonly changesValues?: boolean;
}

/** A run that shows it. */
export type ShownRun =
  | {
      readonly label: string;
      readonly batch: SampleBatch;
      readonly parameters?: Readonly<Record<string, number>>;
      /** Where it stands on a curve. */
      readonly point?: NonNullable<Evidence["point"]>;
    }
  | {
      readonly specification: BuildSpecification;
      /** Of labels that Keras does not cast; float32 where it is missing. */
      readonly yTrueDType?: string;
    };

export interface ProbeDetails {
  readonly shown?: readonly ShownRun[];
  readonly certainty?: Certainty;
  readonly fixes?: readonly ProbeFix[];
  readonly related?: readonly RelatedPlace[];
}

/** One loss that Keras may train with, and all that is known of it by reading. */
export interface ProbeContext {
  readonly loss: LossDefinition;
  readonly module: Module;
  readonly names: ModuleNames;
  readonly uses: readonly LossUse[];
  /** Handed to Keras as a loss, a `Loss`, or named as one: not only a function that could be one. */
  readonly isSurelyLoss: boolean;
  readonly run: LossRun;
  /** The expression as the person wrote it, on one line. */
  quote(place: NonNullable<ProbedPlace>): string;
  report(place: ProbedPlace, message: string, details?: ProbeDetails): void;
}

export interface Probe {
  readonly id: Finding["rule"];
  readonly severity: Severity;
  /** One line, as the settings and the rule table show it. */
  readonly summary: string;
  ask(context: ProbeContext): Promise<void>;
}

/** States a probe. */
export function defineProbe(probe: Probe): Probe {
  return probe;
}
