/** `--backend`: what computes the tensors. */

import type { Evaluator } from "../evaluate/evaluator.ts";
import { oneOf } from "./arguments.ts";
import type { Terminal } from "./terminal.ts";

/** `cpu` is built in; `node` is native TensorFlow in a process of its own. */
export function evaluatorFor(backend: string | undefined, terminal: Terminal): Evaluator {
  const chosen = oneOf("backend", backend, ["cpu", "node"], "cpu");
  return chosen === "cpu" ? terminal.evaluator() : terminal.nativeEvaluator();
}
