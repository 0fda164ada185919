/** One file that evaluates wherever it is started: in a web worker, in a thread, in a process of its own. */

const isBrowser = typeof process === "undefined" || process.versions?.node === undefined;

async function start(): Promise<void> {
  if (isBrowser) (await import("./web-worker.ts")).serveInWebWorker();
  else (await import("./node-worker.ts")).serveOnNode();
}

void start();
