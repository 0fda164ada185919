/** The evaluator's side of the border: one request at a time, in order. */

import type { Answer, Request } from "../evaluator.ts";
import { type FromEvaluator, ToEvaluator } from "./protocol.ts";
import { createTextReceiver } from "./sent-texts.ts";

/** What a worker or child process hears and says. */
export interface ServerEnd {
  post(message: FromEvaluator, transfer: readonly ArrayBuffer[]): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** Answers what comes in, for as long as the thread lives. */
export function serve(end: ServerEnd, backend: string, answer: (request: Request) => Answer): void {
  const read = createTextReceiver();
  end.onMessage((message) => {
    const asked = ToEvaluator.safeParse(message);
    if (!asked.success) return;
    const { id, ...sent } = asked.data;
    const result = answer(read(sent));
    end.post({ type: "answer", id, answer: result }, buffersOf(result));
  });
  end.post({ type: "ready", backend }, []);
}

/** The buffers that may change hands instead of being copied. */
function buffersOf(answer: Answer): ArrayBuffer[] {
  const arrays =
    answer.kind === "series"
      ? [answer.values, answer.gradients]
      : answer.kind === "descent"
        ? [answer.losses, answer.path, answer.gradientNorms]
        : [];
  const buffers = new Set<ArrayBuffer>();
  for (const array of arrays) if (array !== null) buffers.add(array.buffer as ArrayBuffer);
  return [...buffers];
}
