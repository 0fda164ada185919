/** What a rule or a probe reports: plain data that the editor, the command line and SARIF all print. */

import type { Range } from "../python/ast.ts";
import type { Edit } from "../python/edits.ts";

export type Severity = "error" | "warning" | "info" | "hint";

export interface Fix {
  readonly title: string;
  /** In this file; they do not overlap. Equal edits of two fixes are applied once. */
  readonly edits: readonly Edit[];
  /** The one right answer. */
  readonly isPreferred: boolean;
  /** Keeps the meaning of correct code, so that "fix all" and `--fix` may apply it unasked. */
  readonly isSafe: boolean;
}

export interface RelatedPlace {
  readonly range: Range;
  readonly message: string;
  /** The other file of the workspace that it is in; without it, it is in this one. */
  readonly file?: { readonly path: string; readonly text: string };
}

/** Numbers as plain data, in row-major order. */
export interface EvidenceArray {
  readonly data: readonly number[];
  readonly shape: readonly number[];
  readonly dtype: string;
}

/** One run of the loss that shows what a finding says: a call on a batch, or the trace of a training step. */
export type EvidenceRun =
  | {
      readonly kind: "call";
      /** What is special about it: `y_true = 1, y_pred = 0`. */
      readonly label: string;
      readonly yTrue: EvidenceArray;
      readonly yPred: EvidenceArray;
      /** Values other than those that the loss is given anyway. */
      readonly parameters: Readonly<Record<string, number>>;
    }
  | {
      readonly kind: "build";
      /** A length that is not known, such as the batch's, is null. */
      readonly yTrueShape: readonly (number | null)[];
      readonly yPredShape: readonly (number | null)[];
      /** Of labels that are whole numbers; float32 where it is missing. */
      readonly yTrueDType?: string;
    };

/** With what anybody can see again what a finding by running says. */
export interface Evidence {
  readonly loss: string;
  /** Which of the definitions of that name, as a `LossReference` has it. */
  readonly definition: number | null;
  /** The sample set that it was seen on; null where none runs. */
  readonly samples: string | null;
  /** Where on its axis, for which of its targets; null where it takes a batch. */
  readonly point: { readonly target: number; readonly x: number } | null;
  readonly runs: readonly EvidenceRun[];
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly fixes: readonly Fix[];
  readonly related: readonly RelatedPlace[];
  readonly tag: "deprecated" | "unnecessary" | undefined;
  /** Of what running found. */
  readonly evidence?: Evidence;
}
