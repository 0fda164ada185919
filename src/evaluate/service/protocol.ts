/** What crosses the border of the evaluator's thread, checked on both sides. */

import * as z from "zod/mini";
import type { Answer } from "../evaluator.ts";
import type { SentRequest } from "./sent-texts.ts";

const Asked = z.object({
  type: z.literal("ask"),
  id: z.number(),
  request: z.custom<SentRequest["request"]>((value) =>
    hasKind(value, ["evaluate", "series", "descent", "build", "trace"]),
  ),
  texts: z.array(z.tuple([z.number(), z.string()])),
  forgotten: z.array(z.number()),
});

const Answered = z.object({
  type: z.literal("answer"),
  id: z.number(),
  answer: z.custom<Answer>((value) =>
    hasKind(value, ["evaluation", "series", "descent", "trace", "built", "failed", "notBuilt", "failure"]),
  ),
});

/** The evaluator's code is loaded and waits for requests. */
const Ready = z.object({ type: z.literal("ready"), backend: z.string() });

/** The evaluator could not start: a missing native library, for example. */
const Refused = z.object({ type: z.literal("refused"), reason: z.string() });

export const ToEvaluator = Asked;
export const FromEvaluator = z.discriminatedUnion("type", [Answered, Ready, Refused]);
export type ToEvaluator = z.infer<typeof ToEvaluator>;
export type FromEvaluator = z.infer<typeof FromEvaluator>;

/** Both ends of a channel: a thread's, a web worker's, a child process's. */
export interface Port {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The other side is gone: it crashed, or its code could not be loaded. */
  onEnd(listener: (reason: string) => void): void;
  terminate(): void;
}

function hasKind(value: unknown, kinds: readonly string[]): boolean {
  return typeof value === "object" && value !== null && kinds.includes((value as { kind?: string }).kind ?? "");
}
