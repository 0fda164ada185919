/**
 * The evaluator on native TensorFlow, in a process of its own: a crash of native code ends the
 * process and nothing else. Started with the path of the addon (`tfjs_binding.node`).
 */

import { createRequire } from "node:module";
import { join } from "node:path";
import { coreOfTfjsNode } from "tfjs-node:core";
import * as tf from "@tensorflow/tfjs-core";
import { answer } from "../run/evaluate.ts";
import { isAddonFile } from "./node-addon.ts";
import { isMemoryShort } from "./node-memory.ts";
import type { FromEvaluator } from "./protocol.ts";
import { serve } from "./serve.ts";

/** What the bundle of @tensorflow/tfjs-node's sources, `tfjs-node.js`, exports. */
interface TfjsNode {
  readonly NodeJSKernelBackend: new (binding: unknown, packageName: string) => tf.KernelBackend;
}

function say(message: FromEvaluator): void {
  process.send?.(message);
}

/** Makes native TensorFlow the backend of everything that follows; throws where the addon does not load. */
async function useNativeBackend(addon: string | undefined): Promise<void> {
  if (addon === undefined) throw new Error("the path of the addon is missing");
  // Anything else would be run as JavaScript.
  if (!isAddonFile(addon)) throw new Error(`${addon} is not its addon`);
  const load = createRequire(import.meta.filename);
  const binding: unknown = load(addon);
  // Its kernels register themselves with this very core, not with a copy of their own.
  Object.assign(globalThis, { coreOfTfjsNode });
  const { NodeJSKernelBackend } = load(join(import.meta.dirname, "tfjs-node.js")) as TfjsNode;
  tf.registerBackend("tensorflow", () => new NodeJSKernelBackend(binding, "@tensorflow/tfjs-node"), 3);
  // A backend that cannot be made is passed over in silence for the next best one.
  if (!(await tf.setBackend("tensorflow"))) throw new Error(`${addon} is not its addon`);
}

export function serveInProcess(): void {
  // Without its parent there is nobody to answer.
  process.on("disconnect", () => process.exit(0));
  useNativeBackend(process.argv[2]).then(
    () =>
      serve({ post: say, onMessage: (listener) => void process.on("message", listener) }, "node", (request) =>
        answer(request, { now: () => performance.now(), isMemoryShort }),
      ),
    (error: unknown) => {
      const reason = error instanceof Error ? error.message.split("\n")[0]! : String(error);
      say({ type: "refused", reason: `Native TensorFlow does not load: ${reason}` });
    },
  );
}
