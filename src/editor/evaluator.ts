/** The evaluator in a thread of its own: started at the first question, ended when it hangs. */

import * as vscode from "vscode";
import { createEvaluatorClient, type EvaluatorClient } from "../evaluate/service/client.ts";
import { threadPort } from "../evaluate/service/node-ports.ts";
import type { Port } from "../evaluate/service/protocol.ts";
import { isBrowser } from "./library.ts";

/**
 * `log` hears of crashes, which the person sees as a failed evaluation. `storage` is the extension's own folder, in which
 * the thread's compiled code is kept from one start to the next.
 */
export function startEvaluator(
  extension: vscode.Uri,
  storage: vscode.Uri,
  log: (line: string) => void,
): EvaluatorClient {
  const compiled = vscode.Uri.joinPath(storage, "compiled");
  let client: EvaluatorClient | undefined;
  return {
    ask(request, signal) {
      const start = async () =>
        isBrowser ? webWorkerPort(extension) : threadPort(evaluatorScript(extension).fsPath, compiled.fsPath);
      client ??= createClient(start, log, "The evaluator");
      return client.ask(request, signal);
    },
    restart: () => client?.restart(),
    dispose: () => client?.dispose(),
  };
}

/** The asking side of an evaluator that is started elsewhere. */
export function createClient(start: () => Promise<Port>, log: (line: string) => void, name: string): EvaluatorClient {
  return createEvaluatorClient({
    start,
    after: (milliseconds, action) => {
      const timer = setTimeout(action, milliseconds);
      return () => clearTimeout(timer);
    },
    onCrash: (reason) => log(`${name} ended: ${reason}`),
  });
}

/** What a thread, a web worker or a process runs. */
export function evaluatorScript(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, "dist", "evaluate-worker.js");
}

/**
 * A worker's script must be of the page's own origin, so its text goes through a blob; and it can require nothing, so the
 * library stands in front of it.
 */
async function webWorkerPort(extension: vscode.Uri): Promise<Port> {
  const [library, script] = await Promise.all(
    [vscode.Uri.joinPath(extension, "dist", "library.js"), evaluatorScript(extension)].map((file) =>
      vscode.workspace.fs.readFile(file),
    ),
  );
  const parts = [
    "const library = ((module) => { ((module, exports, require) => {",
    new Uint8Array(library!),
    "\n})(module, module.exports, undefined); return module.exports; })({ exports: {} });",
    // In a scope of its own: what the script calls `library` is another thing.
    "((require) => {",
    new Uint8Array(script!),
    "\n})(() => library);",
  ];
  const url = URL.createObjectURL(new Blob(parts, { type: "text/javascript" }));
  const worker = new Worker(url);
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => worker.addEventListener("message", (event) => listener(event.data)),
    onEnd: (listener) => worker.addEventListener("error", (event) => listener(event.message)),
    terminate: () => {
      worker.terminate();
      URL.revokeObjectURL(url);
    },
  };
}
