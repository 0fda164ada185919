/** The evaluator in the caller's own thread: for the command line and tests. */

import type { Evaluator } from "../../../src/evaluate/evaluator.ts";

/** Loads TensorFlow.js at the first question. `now` is the caller's clock, in milliseconds. */
export function evaluateInProcess(now: () => number): Evaluator {
  return {
    async ask(request, signal) {
      const [{ answer }, { createLibrary }] = await Promise.all([
        import("../../../src/evaluate/run/evaluate.ts"),
        import("../../../src/evaluate/operations/library/library.ts"),
      ]);
      signal?.throwIfAborted();
      return answer(request, { library: createLibrary(), now });
    },
  };
}
