/**
 * The evaluator on native TensorFlow, in a process of its own: a crash of native code ends the
 * process and nothing else. Started with the path of the addon (`tfjs_binding.node`).
 */

import { createRequire } from "node:module";
import * as tf from "@tensorflow/tfjs-core";
import { answer } from "../evaluate.ts";
import { createLibrary } from "../operations/library.ts";
import type { FromEvaluator } from "./protocol.ts";
import { serve } from "./serve.ts";

// The package's sources are bundled, not its published JavaScript; required, so that its types are not checked with ours.
const { NodeJSKernelBackend } = require("@tensorflow/tfjs-node/src/nodejs_kernel_backend") as {
  NodeJSKernelBackend: new (binding: unknown, packageName: string) => tf.KernelBackend;
};
require("@tensorflow/tfjs-node/src/register_all_kernels");

function say(message: FromEvaluator): void {
  process.send?.(message);
}

/** Makes native TensorFlow the backend of everything that follows; throws where the addon does not load. */
async function useNativeBackend(addon: string | undefined): Promise<void> {
  if (addon === undefined) throw new Error("the path of the addon is missing");
  const binding: unknown = createRequire(import.meta.filename)(addon);
  tf.registerBackend("tensorflow", () => new NodeJSKernelBackend(binding, "@tensorflow/tfjs-node"), 3);
  // A backend that cannot be made is passed over in silence for the next best one.
  if (!(await tf.setBackend("tensorflow"))) throw new Error(`${addon} is not its addon`);
}

useNativeBackend(process.argv[2]).then(
  () => {
    const options = { library: createLibrary(), now: () => performance.now() };
    serve({ post: say, onMessage: (listener) => void process.on("message", listener) }, "node", (request) =>
      answer(request, options),
    );
  },
  (error: unknown) => {
    const reason = error instanceof Error ? error.message.split("\n")[0]! : String(error);
    say({ type: "refused", reason: `Native TensorFlow does not load: ${reason}` });
  },
);

// Without its parent there is nobody to answer.
process.on("disconnect", () => process.exit(0));
