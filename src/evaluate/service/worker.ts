/** One file that evaluates wherever it is started: in a web worker, in a thread, in a process of its own. */

const isBrowser = typeof process === "undefined" || process.versions?.node === undefined;

async function start(): Promise<void> {
  if (isBrowser) {
    const { serveInWebWorker } = await import("./web-worker.ts");
    return serveInWebWorker();
  }
  const { isMainThread } = await import("node:worker_threads");
  if (!isMainThread) {
    const { serveInThread } = await import("./node-thread.ts");
    return serveInThread();
  }
  const { serveInProcess } = await import("./node-native.ts");
  return serveInProcess();
}

void start();
