/** The evaluator's thread in the browser. */

import { answer } from "../run/evaluate.ts";
import { serve } from "./serve.ts";

/** What a dedicated worker has; the DOM's types describe a page. */
interface WorkerScope {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
}

export function serveInWebWorker(): void {
  const scope = globalThis as unknown as WorkerScope;
  serve(
    {
      post: (message, transfer) => scope.postMessage(message, [...transfer]),
      onMessage: (listener) => scope.addEventListener("message", (event) => listener(event.data)),
    },
    "cpu",
    (request) => answer(request, { now: () => performance.now() }),
  );
}
