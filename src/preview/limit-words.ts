/** What stopped a loss at a limit, in the reader's language: the evaluator's thread, which has none, says it in English. */

import type { EvaluationFailure } from "../evaluate/evaluation.ts";
import { say } from "../python/say.ts";

const withValues: readonly (readonly [RegExp, (first: string, second: string) => string])[] = [
  [/^The loss took longer than (\S+) seconds\.$/, (seconds) => say("The loss took longer than {0} seconds.", seconds)],
  [/^The loss did not finish within (\S+) s\.$/, (seconds) => say("The loss did not finish within {0} s.", seconds)],
  [/^The loss took more than (\d+) steps\.$/, (steps) => say("The loss took more than {0} steps.", steps)],
  [
    /^A tensor of (\d+) elements is larger than the limit of (\d+) elements\.$/,
    (count, limit) => say("A tensor of {0} elements is larger than the limit of {1} elements.", count, limit),
  ],
  [
    /^A tensor of shape (\([\d, ]*\)) is larger than the limit of (\d+) elements\.$/,
    (shape, limit) => say("A tensor of shape {0} is larger than the limit of {1} elements.", shape, limit),
  ],
  [
    /^The values of this evaluation exceed the limit of (\d+) elements in all\.$/,
    (limit) => say("The values of this evaluation exceed the limit of {0} elements in all.", limit),
  ],
];

const withoutValues: ReadonlyMap<string, () => string> = new Map([
  ["The loss took more memory than an evaluation has.", () => say("The loss took more memory than an evaluation has.")],
  ["A string or list grew beyond ten million items.", () => say("A string or list grew beyond ten million items.")],
  ["An integer grew beyond 200,000 bits.", () => say("An integer grew beyond 200,000 bits.")],
  [
    "A key of a dict or set this long is not evaluated.",
    () => say("A key of a dict or set this long is not evaluated."),
  ],
  [
    "A search for so long a text in so long a text is not evaluated.",
    () => say("A search for so long a text in so long a text is not evaluated."),
  ],
  [
    "A product of matrices this large is not evaluated.",
    () => say("A product of matrices this large is not evaluated."),
  ],
  ["Calls are nested too deeply to be evaluated.", () => say("Calls are nested too deeply to be evaluated.")],
  ["A value grew too large to be evaluated.", () => say("A value grew too large to be evaluated.")],
  ["The evaluator did not start.", () => say("The evaluator did not start.")],
]);

/** Why a loss gave no number. What Python or Keras would raise, and what is not evaluated, keeps its own words. */
export function failureWords({ kind, message }: Pick<EvaluationFailure, "kind" | "message">): string {
  if (kind !== "limit") return message;
  for (const [pattern, words] of withValues) {
    const found = pattern.exec(message);
    if (found !== null) return words(found[1] ?? "", found[2] ?? "");
  }
  return withoutValues.get(message)?.() ?? message;
}
