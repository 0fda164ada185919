/**
 * One evaluator for two kinds of work: what a person waits for comes first, what runs in the background gives way. What
 * one has asked the other need not ask again: pictures, facts, lenses, hovers and small curves are of one run.
 */

import type { Answer, Evaluator } from "../evaluate/evaluator.ts";
import { type AnswerMemory, createAnswerMemory, rememberAnswers } from "../evaluate/service/remembered.ts";

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

  // Made with the first question: to start the extension takes nothing of the floors below.
  let memory: AnswerMemory | undefined;
  function remembering(asked: Evaluator): Evaluator {
    return {
      ask(request, signal) {
        memory ??= createAnswerMemory();
        return rememberAnswers(asked, memory).ask(request, signal);
      },
    };
  }

  const foreground: Evaluator = {
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
  };

  const background: Evaluator = {
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
  };

  return { foreground: remembering(foreground), background: remembering(background) };
}
