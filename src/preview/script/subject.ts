/** What a part of a script is written about, and what it adds. */

import { aboutPicture } from "../about-picture.ts";
import type { PictureQuestion } from "../ask/question.ts";
import type { CurveReading } from "../plot/curve-series.ts";
import type { PlotData } from "../plot-data.ts";
import { indented, pythonText } from "./literals.ts";
import type { ScriptLosses } from "./losses.ts";

export type ScriptQuestion = Pick<
  PictureQuestion,
  "source" | "set" | "view" | "options" | "data" | "domain" | "companions"
>;

/** What the page shows of it: its ranges are the script's. */
export interface Shown {
  readonly data: PlotData;
  readonly isLogarithmic: boolean;
  /** How the curves are read where losses are compared; as they are, where that is not said. */
  readonly reading?: Pick<CurveReading, "difference" | "isNormalized">;
}

export interface ScriptSubject {
  readonly question: ScriptQuestion;
  readonly shown: Shown;
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

/** The figure's title: the loss as it is called, perhaps with its value, then the data and the Keras that draws it. */
export function titled({ losses, question }: ScriptSubject, hasValue = false): string {
  const { set, view, options, data } = question;
  const about = aboutPicture({ set, view, options, data }).join(" · ");
  const value = hasValue ? ' + f": {np.mean(value):.6g}"' : "";
  return `figure.suptitle(${pythonText(losses.own.label)}${value} + ${pythonText(`\n${about} · Keras `)} + keras.__version__, fontsize="medium", wrap=True)`;
}
