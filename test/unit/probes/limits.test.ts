/** A loss that comes to a limit is not asked on: each further question would take as long. */
import { expect, test } from "vitest";
import type { Evaluator } from "../../../src/evaluate/evaluator.ts";
import { inThread, probeText } from "./probe-text.ts";

test.each([
  ["runs without end", "while True: pass"],
  ["makes a list that grows without end", "a = [1]\n    while True: a += a"],
])("a loss that %s is asked until the first limit", async (_, line) => {
  let limits = 0;
  let after = 0;
  const evaluator: Evaluator = {
    async ask(request, signal) {
      if (limits > 0) after++;
      const answer = await inThread.ask(request, signal);
      const failure = answer.kind === "failure" || answer.kind === "notBuilt" ? answer.failure : undefined;
      if (failure?.kind === "limit") limits++;
      return answer;
    },
  };
  const text = `from keras import ops\n\n\ndef my_loss(y_true, y_pred):\n    ${line}\n    return ops.mean(y_true - y_pred)\n`;
  const { findings } = await probeText(text, { evaluator });
  expect(findings).toEqual([]);
  expect([limits, after]).toEqual([1, 0]);
});
