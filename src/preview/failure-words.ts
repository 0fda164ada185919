/** Why a loss gave no number, in words that help: what ended an endless loop, what only a direct call raises. */

import type { EvaluationFailure } from "../evaluate/evaluation.ts";
import type { LossDefinition } from "../losses/loss.ts";
import type { Expression, Range, While } from "../python/ast.ts";
import { say, saySentence, together } from "../python/say.ts";
import { walk } from "../python/walk.ts";
import type { SampleSet } from "../samples/sample-set.ts";
import type { ChosenData } from "./ask/question.ts";
import type { NextStep } from "./messages.ts";
import type { ViewId } from "./plot-data.ts";

export interface ExplainedFailure {
  readonly message: string;
  readonly range: Range | undefined;
  readonly steps: readonly NextStep[];
}

export interface FailureSubject {
  readonly loss: LossDefinition;
  /** The loss's file, as failures name it. */
  readonly path: string;
  /** Whether y_true has whole numbers: of the samples, or of the person's own rows. */
  readonly hasWholeTargets: boolean;
  /** Whether a person chose the data. */
  readonly isChosen: boolean;
}

/** Why a loss gave no number, in one sentence. */
export function failureWords({ message, sentence }: Pick<EvaluationFailure, "message" | "sentence">): string {
  return sentence === undefined ? message : saySentence(sentence);
}

export function explainFailure(failure: EvaluationFailure, subject: FailureSubject): ExplainedFailure {
  const range = failure.path === subject.path ? failure.range : undefined;
  if (failure.kind === "limit") {
    const loop = loopAround(subject.loss, range);
    const limit = failureWords(failure);
    const message = loop === undefined ? limit : together([loopWords(loop), limit]);
    return {
      message,
      range: range ?? loop?.range,
      steps: [{ id: "openLimits", label: say("Change the limits …") }],
    };
  }
  const elsewhere: NextStep[] =
    failure.kind === "unsupported" ? [{ id: "checkWithKeras", label: say("Ask my Keras") }] : [];
  const isOfDType = failure.kind === "python" && isAboutWholeNumbers(failure.message);
  const message =
    isOfDType && subject.hasWholeTargets
      ? together([
          failure.message,
          say(
            "Only a direct call raises this, with the whole numbers that y_true has here: in fit, Keras casts y_true to the type of y_pred first.",
          ),
        ])
      : failureWords(failure);
  return {
    message,
    range,
    steps: [
      ...(subject.isChosen ? [{ id: "automaticSamples" as const, label: say("Choose the data from the loss") }] : []),
      ...elsewhere,
    ],
  };
}

/** Whether a name that is not there stands in the way: a fix may bring it. */
export function isOfMissingName({ kind, message }: EvaluationFailure): boolean {
  return kind === "python" && /^(?:Name|Attribute|Import|ModuleNotFound)Error\b/.test(message);
}

/** TensorFlow's words where an int32 tensor meets a float32 one. */
function isAboutWholeNumbers(message: string): boolean {
  return /int(?:32|64)/.test(message) && /float(?:32|64)?/.test(message);
}

/** The innermost `while` around a place, or the only one there is where no place is known. */
function loopAround({ node }: LossDefinition, range: Range | undefined): While | undefined {
  const loops: While[] = [];
  walk(node, (at) => {
    if (at.kind === "While") loops.push(at);
  });
  if (range === undefined) return loops.length === 1 ? loops[0] : undefined;
  return loops.filter((loop) => loop.range.start <= range.start && range.end <= loop.range.end).at(-1);
}

function loopWords({ test, body }: While): string {
  return isAlways(test) && !leaves(body)
    ? say("This is an endless loop: its condition is always true, and nothing leaves it.")
    : say("This loop seems endless: its condition never became false.");
}

function isAlways(test: Expression): boolean {
  return test.kind === "Constant" && (test.value === true || (typeof test.value === "bigint" && test.value !== 0n));
}

function leaves(body: While["body"]): boolean {
  let isLeft = false;
  for (const statement of body) {
    walk(statement, (at) => {
      if (at.kind === "Break" || at.kind === "Return" || at.kind === "Raise") isLeft = true;
    });
  }
  return isLeft;
}

/** Of the samples, or of the person's own rows. */
export function hasWholeTargets(view: ViewId, set: SampleSet, data: ChosenData | undefined): boolean {
  if (view !== "data" || data === undefined || data === null) return set.yTrueDType === "int32";
  return data.result.kind === "data" && data.result.data.yTrue.dtype === "int32";
}
