/** Native TensorFlow for the command line: a process of its own, found in the package or in the folder of work. */

import { join } from "node:path";
import type { Evaluator } from "../evaluate/evaluation.ts";
import { createEvaluatorClient, type EvaluatorClient } from "../evaluate/service/client.ts";
import { findAddon } from "../evaluate/service/node-addon.ts";
import { nativePort } from "../evaluate/service/node-ports.ts";
import { UsageError } from "./failure.ts";
import { packageFolder } from "./package.ts";

let started: EvaluatorClient | undefined;

/** Throws a `UsageError` where there is no addon. `LOSS_LENS_TFJS_ADDON` names one outside the usual places. */
export function startNativeEvaluator(complain: (line: string) => void): Evaluator {
  const addon = findAddon(process.env.LOSS_LENS_TFJS_ADDON, [process.cwd(), packageFolder]);
  if (addon === undefined)
    throw new UsageError(
      "--backend node: @tensorflow/tfjs-node is not installed here (npm install @tensorflow/tfjs-node)",
    );
  started = createEvaluatorClient({
    start: async () => nativePort(join(packageFolder, "dist", "evaluate-native.js"), addon),
    after: (milliseconds, action) => {
      const timer = setTimeout(action, milliseconds);
      return () => clearTimeout(timer);
    },
    onCrash: (reason) => complain(`the native evaluator ended: ${reason}`),
  });
  return started;
}

/** Lets the command line end. */
export function stopNativeEvaluator(): void {
  started?.dispose();
}
