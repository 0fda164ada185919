/** What a preview panel is to the rest of the editor, and what it needs of it. */

import type * as vscode from "vscode";
import type { Evidence } from "../../losses/finding.ts";
import type { LossReference } from "../../losses/loss-reference.ts";
import type { ComparisonId } from "../../preview/comparison-id.ts";
import { say } from "../../python/say.ts";
import { plainSentence } from "../plain-sentence.ts";
import type { AskKeras } from "./ask-keras.ts";
import type { ContentParts } from "./panel-content.ts";
import type { PanelState } from "./state.ts";

export interface CurvePoint {
  readonly loss: LossReference;
  /** The sample set that the curve is on. */
  readonly samples: string;
  readonly target: number;
  readonly x: number;
}

export interface PreviewPanel extends vscode.Disposable {
  readonly state: PanelState;
  readonly isActive: boolean;
  /** Where the cursor of its curve rests, on the curve of which target; undefined before it did. */
  readonly point: CurvePoint | undefined;
  /** Shows another loss, or this one; `values` are for parameters that differ from the code. */
  show(loss: LossReference, values?: Readonly<Record<string, number>>): void;
  /** Shows what a finding about its loss rests on. */
  showEvidence(evidence: Pick<Evidence, "samples" | "point">): void;
  /** Adds another loss to compare with. */
  compare(id: ComparisonId): void;
  /** An edit has moved losses that the panel shows. */
  followEdit(follow: (reference: LossReference) => LossReference): void;
  /** Shows the loss on the person's own rows. */
  showData(file: vscode.Uri): void;
  /** Somebody types in the code: until it is read anew, no error of what it was is told. */
  noteTyping(): void;
  /** Draws anew: the code, the settings or a saved file changed. */
  refresh(): void;
  reveal(): void;
  readonly onDidDispose: vscode.Event<void>;
}

export interface PanelParts extends ContentParts {
  readonly extension: vscode.Uri;
  readonly askKeras: AskKeras;
  readonly log: (line: string) => void;
}

/** What its tab says. */
export function panelTitle(loss: string): string {
  return plainSentence(say("Loss: {0}", loss));
}
