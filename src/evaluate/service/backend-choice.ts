/** Which backend answers: the built-in one, or native TensorFlow where that is wanted, there, and faster. */

import type { BuildRequest } from "../build-question.ts";
import type { NumericArray } from "../evaluation.ts";
import type { Answer, Evaluator, Request } from "../evaluator.ts";

export type BackendChoice = "auto" | "cpu" | "node";

export interface Backends {
  readonly cpu: Evaluator;
  /** Undefined where the addon is not installed. */
  readonly native: () => Evaluator | undefined;
  readonly choice: () => BackendChoice;
}

/**
 * Elements of y_true and y_pred from which native TensorFlow is faster. Measured with a focal loss,
 * value and gradient: at 1,000 elements the built-in backend takes a third of the time, as the way to
 * the other process costs more than it saves; at 40,000 native takes an eighth.
 */
export const nativePaysFrom = 20_000;

/** Answers on the backend that the choice and the size of the data ask for. */
export function chooseBackend({ cpu, native, choice }: Backends): Evaluator {
  return {
    async ask(request, signal) {
      // A build computes with a handful of elements.
      if (request.kind === "build") return cpu.ask(request, signal);
      const chosen = choice();
      if (chosen === "cpu") return cpu.ask(request, signal);
      const evaluator = chosen === "node" || isLarge(request) ? native() : undefined;
      if (evaluator === undefined) {
        if (chosen === "node") return notInstalled(request);
        return cpu.ask(request, signal);
      }
      const answer = await evaluator.ask(request, signal);
      if (chosen === "node" || !isBackendsFault(answer)) return answer;
      return withNote(await cpu.ask(request, signal), request, answer.failure.message);
    },
  };
}

function isLarge({ yTrue, yPred }: Exclude<Request, BuildRequest>): boolean {
  return sizeOf(yTrue) + sizeOf(yPred) >= nativePaysFrom;
}

function sizeOf({ shape }: NumericArray): number {
  return shape.reduce((product, dimension) => product * dimension, 1);
}

/** Whether there is no number because of the backend, and not because of the loss. */
function isBackendsFault(answer: Answer): answer is Extract<Answer, { kind: "failure" }> {
  return (
    answer.kind === "failure" &&
    answer.failure.range === undefined &&
    /^(The evaluator (ended unexpectedly|could not be started)|Native TensorFlow does not load)/.test(
      answer.failure.message,
    )
  );
}

function notInstalled({ source }: Request): Answer {
  const message =
    'Native TensorFlow is not installed: run "Loss Lens: Set Up Native TensorFlow", or set lossLens.backend to "auto".';
  return { kind: "failure", failure: { kind: "unsupported", message, path: source.file.path, range: undefined } };
}

function withNote(answer: Answer, { source }: Request, reason: string): Answer {
  if (!("notes" in answer)) return answer;
  const message = `Computed by the built-in backend. ${reason}`;
  return { ...answer, notes: [...answer.notes, { message, path: source.file.path, range: undefined }] };
}
