/** The evaluators of the command line: a thread with the built-in backend, a process with native TensorFlow. */

import { join } from "node:path";
import { createEvaluatorClient, type EvaluatorClient } from "../evaluate/service/client.ts";
import { findAddon } from "../evaluate/service/node-addon.ts";
import { nativePort, threadPort } from "../evaluate/service/node-ports.ts";
import type { Port } from "../evaluate/service/protocol.ts";
import { UsageError } from "./failure.ts";
import { packageFolder } from "./package.ts";

const script = join(packageFolder, "dist", "evaluate-worker.js");

/** Starts at the first question: checking without running needs no TensorFlow.js. */
export function startEvaluator(complain: (line: string) => void): EvaluatorClient {
  return startClient(() => threadPort(script), complain);
}

/** Throws a `UsageError` where there is no addon. `LOSS_LENS_TFJS_ADDON` names one outside the usual places. */
export function startNativeEvaluator(complain: (line: string) => void): EvaluatorClient {
  const addon = findAddon(process.env.LOSS_LENS_TFJS_ADDON, [process.cwd(), packageFolder]);
  if (addon === undefined)
    throw new UsageError(
      "--backend node: @tensorflow/tfjs-node is not installed here (npm install @tensorflow/tfjs-node)",
    );
  return startClient(() => nativePort(script, addon), complain);
}

function startClient(open: () => Port, complain: (line: string) => void): EvaluatorClient {
  return createEvaluatorClient({
    start: async () => open(),
    after: (milliseconds, action) => {
      const timer = setTimeout(action, milliseconds);
      return () => clearTimeout(timer);
    },
    onCrash: (reason) => complain(`the evaluator ended: ${reason}`),
  });
}
