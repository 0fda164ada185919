/**
 * The asking side of the border. Requests wait here, not in the evaluator: one that is aborted
 * before its turn costs nothing. Time is enforced here too: an evaluator that does not answer is
 * ended and started anew, and the next request is answered. Whatever ended it is not tried again until it changes.
 */

import { inEnglish, type Sentence, sentence } from "../../python/say.ts";
import type { EvaluationFailure } from "../evaluation.ts";
import type { Answer, Evaluator, Request } from "../evaluator.ts";
import { FromEvaluator, type Port } from "./protocol.ts";
import { rememberEnds } from "./remembered-ends.ts";
import { createTextSender } from "./sent-texts.ts";

export interface ClientOptions {
  readonly start: () => Promise<Port>;
  /** The clock of the caller. */
  readonly after: (milliseconds: number, action: () => void) => () => void;
  /** Called when the evaluator ended by itself, with its last words. */
  readonly onCrash?: (reason: string) => void;
}

export interface EvaluatorClient extends Evaluator {
  /** Ends the evaluator; the next request starts a new one. */
  restart(): void;
  dispose(): void;
}

interface Pending {
  readonly id: number;
  readonly request: Request;
  readonly resolve: (answer: Answer) => void;
  isAbandoned: boolean;
}

/** What ended an evaluation: a limit, or else words that nobody here wrote. */
type Ending = Sentence | string;

const restarted = (): Sentence => sentence("The evaluator was restarted.");

/** How much longer than its own limit a request may take: loading, sending, one long kernel. */
const graceMilliseconds = 2_000;
/** How long an abandoned request may keep the next one waiting before the evaluator is ended. */
const patienceMilliseconds = 150;
/** How Node says that a thread's memory was used up. */
const outOfMemory = /out of memory|memory limit/i;
/** How long the evaluator's code may take to load. */
const startMilliseconds = 30_000;

export function createEvaluatorClient({ start, after, onCrash }: ClientOptions): EvaluatorClient {
  const queue: Pending[] = [];
  let nextId = 1;
  let port: Port | undefined;
  let send = createTextSender();
  let isReady = false;
  let starting: object | undefined;
  let running: Pending | undefined;
  let stopTimer = () => {};
  let isDisposed = false;
  const ends = rememberEnds();

  const failureOf = ({ request }: Pending, why: Ending): EvaluationFailure => ({
    ...(typeof why === "string"
      ? { kind: "unsupported", message: why }
      : { kind: "limit", message: inEnglish(why), sentence: why }),
    path: request.source.file.path,
    range: undefined,
  });
  const failWith = (pending: Pending, why: Ending) =>
    pending.resolve({ kind: "failure", failure: failureOf(pending, why) });

  function end(): void {
    stopTimer();
    port?.terminate();
    port = undefined;
    starting = undefined;
    isReady = false;
  }

  /** Ends the evaluator and fails what it was working on. */
  function abandonEvaluator(why: Ending): void {
    const failed = running ?? (isReady ? undefined : queue.shift());
    running = undefined;
    end();
    if (failed !== undefined && !failed.isAbandoned) failWith(failed, why);
    advance();
  }

  /** The same, where what it was working on is to blame: that is not tried again. */
  function endByFault(why: Ending): void {
    if (running !== undefined) ends.remember(running.request, failureOf(running, why));
    abandonEvaluator(why);
  }

  function receive(from: Port, message: unknown): void {
    if (from !== port) return;
    const parsed = FromEvaluator.safeParse(message);
    if (!parsed.success) return;
    switch (parsed.data.type) {
      case "ready":
        isReady = true;
        stopTimer();
        advance();
        return;
      case "refused":
        onCrash?.(parsed.data.reason);
        abandonEvaluator(parsed.data.reason);
        return;
      case "answer": {
        const finished = running;
        if (finished === undefined || finished.id !== parsed.data.id) return;
        running = undefined;
        stopTimer();
        if (!finished.isAbandoned) finished.resolve(parsed.data.answer);
        advance();
      }
    }
  }

  function launch(): void {
    const launching = {};
    starting = launching;
    const stop = after(startMilliseconds, () => abandonEvaluator(sentence("The evaluator did not start.")));
    stopTimer = stop;
    start().then(
      (opened) => {
        if (starting !== launching) {
          opened.terminate();
          return;
        }
        port = opened;
        send = createTextSender();
        opened.onMessage((message) => receive(opened, message));
        opened.onEnd((reason) => {
          if (opened !== port) return;
          onCrash?.(reason);
          if (outOfMemory.test(reason)) endByFault(sentence("The loss took more memory than an evaluation has."));
          else endByFault(`The evaluator ended unexpectedly: ${reason}`);
        });
      },
      (error: unknown) => {
        if (starting !== launching) return;
        const reason = error instanceof Error ? error.message : String(error);
        onCrash?.(reason);
        abandonEvaluator(`The evaluator could not be started: ${reason}`);
      },
    );
  }

  function advance(): void {
    if (isDisposed || running !== undefined || queue.length === 0) return;
    if (starting === undefined) {
      launch();
      return;
    }
    if (!isReady || port === undefined) return;
    const pending = queue.shift()!;
    running = pending;
    const { milliseconds } = pending.request.limits;
    stopTimer = after(milliseconds + graceMilliseconds, () =>
      endByFault(sentence("The loss did not finish within {0} s.", milliseconds / 1000)),
    );
    port.post({ type: "ask", id: pending.id, ...send(pending.request) });
  }

  function abandon(pending: Pending): void {
    pending.isAbandoned = true;
    const place = queue.indexOf(pending);
    if (place >= 0) {
      queue.splice(place, 1);
    } else if (running === pending) {
      stopTimer();
      stopTimer = after(patienceMilliseconds, () => abandonEvaluator(restarted()));
    }
  }

  return {
    ask(request, signal) {
      if (isDisposed) return Promise.reject(new Error("The evaluator is disposed."));
      if (signal?.aborted) return Promise.reject(signal.reason);
      const known = ends.of(request);
      if (known !== undefined) return Promise.resolve<Answer>({ kind: "failure", failure: known });
      return new Promise<Answer>((resolve, reject) => {
        const pending: Pending = { id: nextId++, request, isAbandoned: false, resolve: settle };
        const onAbort = () => {
          abandon(pending);
          reject(signal?.reason);
        };
        function settle(answer: Answer): void {
          signal?.removeEventListener("abort", onAbort);
          resolve(answer);
        }
        signal?.addEventListener("abort", onAbort, { once: true });
        queue.push(pending);
        advance();
      });
    },
    restart() {
      ends.forget();
      if (running === undefined) end();
      else abandonEvaluator(restarted());
    },
    dispose() {
      isDisposed = true;
      const waiting = running === undefined ? queue.splice(0) : [running, ...queue.splice(0)];
      running = undefined;
      end();
      for (const pending of waiting) if (!pending.isAbandoned) failWith(pending, sentence("The evaluator was closed."));
    },
  };
}
