/** Whatever can be asked of the evaluator and be answered: plain data that crosses a worker's border. */

import type { Build, BuildRequest } from "./build-question.ts";
import type {
  DescentEvaluation,
  DescentRequest,
  EvaluateRequest,
  Evaluation,
  EvaluationFailure,
  SeriesEvaluation,
  SeriesRequest,
} from "./evaluation.ts";
import type { Trace, TraceRequest } from "./trace-question.ts";

export type Request = EvaluateRequest | SeriesRequest | DescentRequest | BuildRequest | TraceRequest;

export type Answer =
  | Evaluation
  | SeriesEvaluation
  | DescentEvaluation
  | Trace
  | Build
  | { readonly kind: "failure"; readonly failure: EvaluationFailure };

/** Anything that answers requests: in this thread, in a worker, in a child process. */
export interface Evaluator {
  /** Rejects only when `signal` is aborted, with its reason; whatever a loss does is an answer. */
  ask(request: Request, signal?: AbortSignal): Promise<Answer>;
}
