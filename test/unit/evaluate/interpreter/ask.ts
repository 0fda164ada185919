/** Asks the evaluator about a loss in a text, with small data. */

import {
  defaultLimits,
  type EvaluateRequest,
  type EvaluationFailure,
  type Limits,
  type Literal,
  type LossSource,
  type NumericArray,
  type SourceFile,
} from "../../../../src/evaluate/evaluation.ts";
import type { Answer } from "../../../../src/evaluate/evaluator.ts";
import { answer } from "../../../../src/evaluate/run/evaluate.ts";

export function column(...data: readonly number[]): NumericArray {
  return { data, shape: [data.length, 1], dtype: "float32" };
}

export interface Question {
  readonly loss?: string;
  /** Which of its definitions; the name alone where it is missing. */
  readonly definition?: number;
  readonly set?: Readonly<Record<string, Literal>>;
  readonly files?: readonly SourceFile[];
  readonly path?: string;
  readonly limits?: Partial<Limits>;
  readonly yTrue?: NumericArray;
  readonly yPred?: NumericArray;
  readonly as?: EvaluateRequest["as"];
  readonly keras?: string;
}

export function sourceOf(
  text: string,
  { loss = "loss", definition, set = {}, files = [], path = "main.py", keras = "3.15" }: Question = {},
): LossSource {
  const meant = { loss, ...(definition === undefined ? {} : { definition }) };
  return { file: { path, text }, imports: files, ...meant, keras: { version: keras, isKnown: true }, parameters: set };
}

export function limitsOf({ limits = {} }: Question): Limits {
  return { ...defaultLimits, ...limits };
}

export function ask(text: string, question: Question = {}): Answer {
  return answer(
    {
      kind: "evaluate",
      source: sourceOf(text, question),
      yTrue: question.yTrue ?? column(0, 1),
      yPred: question.yPred ?? column(0.5, 0.25),
      as: question.as ?? "direct",
      limits: limitsOf(question),
    },
    { now: () => performance.now() },
  );
}

/** The values, as plain numbers; the failure's words where there are none. */
export function values(text: string, question: Question = {}): readonly number[] | string {
  const given = ask(text, question);
  if (given.kind === "evaluation") return Array.from(given.value.data);
  return given.kind === "failure" ? `${given.failure.kind}: ${given.failure.message}` : given.kind;
}

export function failureOf(text: string, question: Question = {}): EvaluationFailure {
  const given = ask(text, question);
  if (given.kind !== "failure") throw new Error(`There is an answer: ${given.kind}`);
  return given.failure;
}
