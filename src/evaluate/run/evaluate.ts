/** A request in, an answer out: nothing escapes, whatever the loss does. */

import type { Answer, EvaluateRequest, Evaluation, EvaluationFailure, Request } from "../evaluation.ts";
import { LimitExceeded, type Place, PythonError, Unsupported } from "../failure.ts";
import type { Interpreter } from "../interpreter/machine.ts";
import { descent } from "./descent.ts";
import { series } from "./series.ts";
import { type EvaluationOptions, type Session, withSession } from "./session.ts";

/** Answers a request: the number that Keras would compute, or why there is none. */
export function answer(request: Request, options: EvaluationOptions = {}): Answer {
  const { source, limits } = request;
  const outcome = withSession<Answer>(source, limits, options, (session) => {
    switch (request.kind) {
      case "evaluate":
        return evaluate(request, session);
      case "series":
        return series(request, session);
      case "descent":
        return descent(request, session);
    }
  });
  if ("result" in outcome) return outcome.result;
  return { kind: "failure", failure: failureOf(outcome.error, outcome.machine, source.file.path) };
}

function evaluate(request: EvaluateRequest, session: Session): Evaluation {
  const { value, gradient } = session.call(request.yTrue, request.yPred, request.as);
  return {
    kind: "evaluation",
    value,
    gradient,
    isConnected: gradient !== null,
    notes: session.notes,
    blames: session.blames(),
    log: session.log,
  };
}

/** The error as data, at the innermost expression where it happened. */
function failureOf(error: unknown, machine: Interpreter, path: string): EvaluationFailure {
  if (error instanceof Unsupported) return failure("unsupported", error.message, error.place ?? machine.place, path);
  if (error instanceof LimitExceeded) return failure("limit", error.message, error.place ?? machine.place, path);
  if (error instanceof PythonError) {
    const message = error.message === "" ? error.exception : `${error.exception}: ${error.message}`;
    return failure("python", message, error.place ?? machine.place, path);
  }
  if (error instanceof RangeError) return failure("limit", limitMessage(error), machine.place, path);
  const message = error instanceof Error ? error.message : String(error);
  return failure("unsupported", `The evaluator itself failed here: ${message}`, machine.place, path);
}

/** What a loss raises may hold a text of any length. */
const longestMessage = 2_000;

/** JavaScript's own limits: its stack, its longest string, its largest integer. */
function limitMessage(error: RangeError): string {
  if (/call stack/i.test(error.message)) return "Calls are nested too deeply to be evaluated.";
  return "A value grew too large to be evaluated.";
}

function failure(
  kind: EvaluationFailure["kind"],
  message: string,
  place: Place | undefined,
  path: string,
): EvaluationFailure {
  const shown = message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;
  return { kind, message: shown, path: place?.path ?? path, range: place?.range };
}
