/** Under Node: a thread has the built-in backend, a process of its own the native one. */

import { isMainThread } from "node:worker_threads";
import { serveInProcess } from "./node-native.ts";
import { serveInThread } from "./node-thread.ts";

export function serveOnNode(): void {
  if (isMainThread) serveInProcess();
  else serveInThread();
}
