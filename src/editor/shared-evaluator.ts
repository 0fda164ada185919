/** One evaluator for two kinds of work: what a person waits for comes first, what runs in the background gives way. */

import type { Answer, Evaluator } from "../evaluate/evaluation.ts";

export interface SharedEvaluator {
  readonly foreground: Evaluator;
  readonly background: Evaluator;
}

/** `make` is called at the first question. */
export function shareEvaluator(make: () => Evaluator): SharedEvaluator {
  let made: Evaluator | undefined;
  let inFront = 0;
  let behind: AbortController | undefined;
  let wake: (() => void)[] = [];

  const evaluator = (): Evaluator => {
    made ??= make();
    return made;
  };

  const idle = (): Promise<void> => new Promise((resolve) => wake.push(resolve));

  return {
    foreground: {
      async ask(request, signal) {
        inFront++;
        behind?.abort();
        try {
          return await evaluator().ask(request, signal);
        } finally {
          inFront--;
          if (inFront === 0) {
            const waiting = wake;
            wake = [];
            for (const go of waiting) go();
          }
        }
      },
    },
    background: {
      async ask(request, signal): Promise<Answer> {
        while (true) {
          signal?.throwIfAborted();
          while (inFront > 0 || behind !== undefined) {
            await idle();
            signal?.throwIfAborted();
          }
          const turn = new AbortController();
          behind = turn;
          try {
            return await evaluator().ask(request, signal ? AbortSignal.any([signal, turn.signal]) : turn.signal);
          } catch (error) {
            signal?.throwIfAborted();
            // Gave way to someone who waits: asked again once that is answered.
            if (!turn.signal.aborted) throw error;
          } finally {
            behind = undefined;
            if (inFront === 0) {
              const waiting = wake;
              wake = [];
              for (const go of waiting) go();
            }
          }
        }
      },
    },
  };
}
