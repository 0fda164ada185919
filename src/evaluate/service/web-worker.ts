/** The evaluator's thread in the browser. */

import { answer } from "../evaluate.ts";
import { createLibrary } from "../operations/library.ts";
import { serve } from "./serve.ts";

/** What a dedicated worker has; the DOM's types describe a page. */
const scope = globalThis as unknown as {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
};

const options = { library: createLibrary(), now: () => performance.now() };

serve(
  {
    post: (message, transfer) => scope.postMessage(message, [...transfer]),
    onMessage: (listener) => scope.addEventListener("message", (event) => listener(event.data)),
  },
  "cpu",
  (request) => answer(request, options),
);
