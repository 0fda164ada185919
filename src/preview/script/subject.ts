/** What a part of a script is written about, and what it adds. */

import type { PictureQuestion } from "../ask/question.ts";
import { indented } from "./literals.ts";
import type { ScriptLosses } from "./losses.ts";

export type ScriptQuestion = Pick<
  PictureQuestion,
  "source" | "set" | "view" | "options" | "data" | "domain" | "companions"
>;

export interface ScriptSubject {
  readonly question: ScriptQuestion;
  readonly losses: ScriptLosses;
}

/** A figure: the function that draws it, with what it needs beside. */
export interface ScriptPart {
  /** Definitions, each followed by two empty lines. */
  readonly functions: readonly string[];
  readonly call: string;
  /** Whether it runs samples by themselves. */
  readonly needsAlone: boolean;
}

/** `helpers` are definitions that the body calls. */
export function drawnBy(name: string, body: readonly string[], helpers: readonly string[] = []): ScriptPart {
  return {
    functions: [...helpers, `def ${name}():`, ...indented(body), "", ""],
    call: `${name}()`,
    needsAlone: body.some((line) => line.includes("each_alone(")),
  };
}
