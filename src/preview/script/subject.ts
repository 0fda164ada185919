/** What a part of a script is written about, and what it adds. */

import type { PictureQuestion } from "../ask/question.ts";
import type { ScriptLosses } from "./losses.ts";

export type ScriptQuestion = Pick<
  PictureQuestion,
  "source" | "set" | "view" | "options" | "data" | "domain" | "companions"
>;

export interface ScriptSubject {
  readonly question: ScriptQuestion;
  readonly losses: ScriptLosses;
}

export interface ScriptPart {
  /** Definitions, each followed by two empty lines. */
  readonly functions: readonly string[];
  /** What draws: one call for each figure. */
  readonly calls: readonly string[];
  /** Whether it runs samples by themselves. */
  readonly needsAlone: boolean;
}
