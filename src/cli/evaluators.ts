/** The evaluators of the command line: a thread with the built-in backend, a process with native TensorFlow. */

import { join, resolve } from "node:path";
import { createEvaluatorClient, type EvaluatorClient } from "../evaluate/service/client.ts";
import { findAddonOf, isAddonFile } from "../evaluate/service/node-addon.ts";
import { nativePort, threadPort } from "../evaluate/service/node-ports.ts";
import type { Port } from "../evaluate/service/protocol.ts";
import { UsageError } from "./failure.ts";
import { packageFolder } from "./package.ts";

const script = join(packageFolder, "dist", "evaluate-worker.js");

/** Starts at the first question: checking without running needs no TensorFlow.js. */
export function startEvaluator(complain: (line: string) => void): EvaluatorClient {
  return startClient(() => threadPort(script), complain);
}

/**
 * Throws a `UsageError` where there is no addon. It is the one installed with this package, or the one that the person
 * names in `LOSS_LENS_TFJS_ADDON`: what lies in the folder that is worked in is somebody else's code.
 */
export function startNativeEvaluator(complain: (line: string) => void): EvaluatorClient {
  const addon = nativeAddon(process.env.LOSS_LENS_TFJS_ADDON);
  return startClient(() => nativePort(script, addon), complain);
}

function nativeAddon(named: string | undefined): string {
  if (named !== undefined && named !== "") {
    if (isAddonFile(named)) return resolve(named);
    throw new UsageError(`--backend node: LOSS_LENS_TFJS_ADDON names '${named}', which is no file that ends in .node`);
  }
  const installed = findAddonOf(packageFolder);
  if (installed !== undefined) return installed;
  throw new UsageError(
    "--backend node: @tensorflow/tfjs-node is not installed with loss-lens; LOSS_LENS_TFJS_ADDON may name its tfjs_binding.node",
  );
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
