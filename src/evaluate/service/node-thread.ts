/** The evaluator's thread on the desktop. */

import { parentPort } from "node:worker_threads";
import { answer } from "../evaluate.ts";
import { createLibrary } from "../operations/library.ts";
import { serve } from "./serve.ts";

const port = parentPort;
if (port === null) throw new Error("This file runs in a worker thread.");

const options = { library: createLibrary(), now: () => performance.now() };

serve(
  {
    post: (message, transfer) => port.postMessage(message, [...transfer]),
    onMessage: (listener) => void port.on("message", listener),
  },
  "cpu",
  (request) => answer(request, options),
);
