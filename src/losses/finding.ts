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

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly fixes: readonly Fix[];
  readonly related: readonly RelatedPlace[];
  readonly tag: "deprecated" | "unnecessary" | undefined;
}
