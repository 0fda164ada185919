/** Where the evaluator runs on the desktop: a thread for the built-in backend, a process for the native one. */

import { fork } from "node:child_process";
import { Worker } from "node:worker_threads";
import type { Port } from "./protocol.ts";

/**
 * A thread. `script` is the built `evaluate-worker.js`; `compiled` a folder in which Node may keep what it compiles of it,
 * where it is not the one that the process has.
 */
export function threadPort(script: string, compiled?: string): Port {
  const worker = new Worker(script, {
    ...(compiled !== undefined && { env: { ...process.env, NODE_COMPILE_CACHE: compiled } }),
    // A loss that grows without end must not take its host's memory with it.
    resourceLimits: { maxOldGenerationSizeMb: 2048 },
  });
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => void worker.on("message", listener),
    onEnd: (listener) => {
      let lastWords: string | undefined;
      worker.on("error", (error) => {
        lastWords = error instanceof Error ? error.message : String(error);
      });
      worker.on("exit", (code) => listener(lastWords ?? `exit code ${code}`));
    },
    terminate: () => {
      worker.removeAllListeners();
      // After its listeners are gone, an error while ending would be nobody's and end the host.
      worker.on("error", () => {});
      void worker.terminate();
    },
  };
}

/** A process with native TensorFlow. `script` is the built `evaluate-worker.js`. */
export function nativePort(script: string, addon: string): Port & { readonly pid: number | undefined } {
  const child = fork(script, [addon], {
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    execArgv: [],
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: "3" },
  });
  let lastWords = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString("utf8")).slice(-2000);
  });
  return {
    pid: child.pid,
    post: (message) => {
      if (child.connected) child.send(message as object);
    },
    onMessage: (listener) => void child.on("message", listener),
    onEnd: (listener) => {
      child.on("error", (error) => listener(error.message));
      child.on("exit", (code, signal) => {
        const how = signal === null ? `exit code ${code}` : `signal ${signal}`;
        const words = lastWords.trim().split("\n").at(-1) ?? "";
        listener(words === "" ? how : `${how}: ${words}`);
      });
    },
    terminate: () => {
      child.removeAllListeners();
      child.on("error", () => {});
      child.kill("SIGKILL");
    },
  };
}
