/** "A newer request for the same view cancels the older": one abort controller for each view. */

import type { Answer, Evaluator, Request } from "../evaluation.ts";

export interface LatestOnly {
  /** Answers, or gives undefined where a newer request of the same view came first. */
  ask(view: string, request: Request): Promise<Answer | undefined>;
  cancel(view: string): void;
}

export function latestOnly(evaluator: Evaluator): LatestOnly {
  const controllers = new Map<string, AbortController>();
  const cancel = (view: string) => {
    controllers.get(view)?.abort();
    controllers.delete(view);
  };
  return {
    async ask(view, request) {
      cancel(view);
      const controller = new AbortController();
      controllers.set(view, controller);
      try {
        return await evaluator.ask(request, controller.signal);
      } catch (error) {
        if (controller.signal.aborted) return undefined;
        throw error;
      } finally {
        if (controllers.get(view) === controller) controllers.delete(view);
      }
    },
    cancel,
  };
}
