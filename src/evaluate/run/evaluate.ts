/** A request in, an answer out: nothing escapes, whatever the loss does. */

import { buildLoss } from "../build/build-loss.ts";
import type { EvaluateRequest, Evaluation } from "../evaluation.ts";
import type { Answer, Request } from "../evaluator.ts";
import { failureOf } from "../loading/failure-of.ts";
import { descent } from "./descent.ts";
import { series } from "./series.ts";
import { type EvaluationOptions, type Session, withSession } from "./session.ts";
import { trace } from "./trace.ts";

/** Answers a request: the number that Keras would compute, or why there is none. */
export function answer(request: Request, options: EvaluationOptions = {}): Answer {
  if (request.kind === "build") return buildLoss(request, options);
  const { source, limits } = request;
  const outcome = withSession<Answer>(source, limits, options, (session) => {
    switch (request.kind) {
      case "evaluate":
        return evaluate(request, session);
      case "series":
        return series(request, session);
      case "descent":
        return descent(request, session);
      case "trace":
        return trace(request, session);
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
