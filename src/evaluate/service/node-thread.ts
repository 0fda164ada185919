/** The evaluator's thread on the desktop and the command line. */

import { parentPort } from "node:worker_threads";
import { answer } from "../run/evaluate.ts";
import { isMemoryShort } from "./node-memory.ts";
import { serve } from "./serve.ts";

export function serveInThread(): void {
  const port = parentPort;
  if (port === null) throw new Error("This runs in a worker thread.");
  serve(
    {
      post: (message, transfer) => port.postMessage(message, [...transfer]),
      onMessage: (listener) => void port.on("message", listener),
    },
    "cpu",
    (request) => answer(request, { now: () => performance.now(), isMemoryShort }),
  );
}
