/** Whatever ended an evaluation, as data. */

import { inEnglish, type Sentence, sentence } from "../../python/say.ts";
import type { EvaluationFailure } from "../evaluation.ts";
import { LimitExceeded, type Place, PythonError, Unsupported } from "../failure.ts";
import type { Interpreter } from "../interpreter/machine.ts";

/** The error as data, at the innermost expression where it happened. */
export function failureOf(error: unknown, machine: Interpreter, path: string): EvaluationFailure {
  if (error instanceof Unsupported) return failure("unsupported", error.message, error.place ?? machine.place, path);
  if (error instanceof LimitExceeded) return ofLimit(error.sentence, error.place ?? machine.place, path);
  if (error instanceof PythonError) {
    const message = error.message === "" ? error.exception : `${error.exception}: ${error.message}`;
    return failure("python", message, error.place ?? machine.place, path);
  }
  if (error instanceof RangeError) return ofLimit(ownLimit(error), machine.place, path);
  const message = error instanceof Error ? error.message : String(error);
  return failure("unsupported", `The evaluator itself failed here: ${message}`, machine.place, path);
}

/** What a loss raises may hold a text of any length. */
const longestMessage = 2_000;

/** JavaScript's own limits: its stack, its longest string, its largest integer. */
function ownLimit(error: RangeError): Sentence {
  if (/call stack/i.test(error.message)) return sentence("Calls are nested too deeply to be evaluated.");
  return sentence("A value grew too large to be evaluated.");
}

function ofLimit(said: Sentence, place: Place | undefined, path: string): EvaluationFailure {
  return { ...failure("limit", inEnglish(said), place, path), sentence: said };
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
