/** Looks into the extension host through its debugger: what it holds in memory, and what takes its time. */

import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

type Reply = { id?: number; method?: string; params?: Record<string, unknown>; result?: object; error?: object };
type Call = (method: string, params?: object) => Promise<Record<string, unknown>>;

export interface InspectedHost {
  /** Bytes of JavaScript that the host holds on to once garbage is collected. */
  heldByHost(): Promise<number>;
  /** How many typed arrays the host holds on to: every picture has some. */
  arraysInHost(): Promise<number>;
  /** Bytes that the evaluator's thread holds on to; undefined where none runs. */
  heldByEvaluator(): Promise<number | undefined>;
  /** How often the evaluator's thread was asked since this was called first. */
  asked(): Promise<number>;
  /** How long the host's thread computed without a pause while `work` went on, in milliseconds, the longest last. */
  turnsDuring(work: () => Promise<void>): Promise<number[]>;
  close(): void;
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address !== null ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

/** Connects to the extension host of a window that was opened with this port. */
export async function inspectHost(port: number): Promise<InspectedHost> {
  const socket = new WebSocket(await debuggerUrl(port));
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve, { once: true });
    socket.addEventListener("error", () => reject(new Error("The extension host's debugger refused.")), { once: true });
  });
  const workers = new Map<string, { readonly url: string; readonly receive: (reply: Reply) => void; call: Call }>();
  const host = caller((text) => socket.send(text));
  socket.addEventListener("message", ({ data }) => {
    const reply = JSON.parse(String(data)) as Reply;
    const { method, params = {} } = reply;
    if (method === "NodeWorker.attachedToWorker") {
      const sessionId = String(params.sessionId);
      const worker = caller((message) => void host.call("NodeWorker.sendMessageToWorker", { sessionId, message }));
      workers.set(sessionId, { ...worker, url: (params.workerInfo as { url: string }).url });
    } else if (method === "NodeWorker.detachedFromWorker") {
      workers.delete(String(params.sessionId));
    } else if (method === "NodeWorker.receivedMessageFromWorker") {
      workers.get(String(params.sessionId))?.receive(JSON.parse(String(params.message)) as Reply);
    } else host.receive(reply);
  });
  await host.call("NodeWorker.enable", { waitForDebuggerOnStart: false });

  const evaluator = () => [...workers.values()].find(({ url }) => url.includes("evaluate-worker"));
  return {
    heldByHost: () => held(host.call),
    async arraysInHost() {
      const expression = "Object.getPrototypeOf(Float32Array.prototype)";
      const { result } = await host.call("Runtime.evaluate", { expression });
      const prototypeObjectId = (result as { objectId: string }).objectId;
      const { objects } = await host.call("Runtime.queryObjects", { prototypeObjectId });
      const { objectId } = objects as { objectId: string };
      const count = await host.call("Runtime.callFunctionOn", {
        objectId,
        functionDeclaration: "function () { return this.length; }",
        returnByValue: true,
      });
      await host.call("Runtime.releaseObject", { objectId });
      return (count.result as { value: number }).value;
    },
    async heldByEvaluator() {
      const worker = evaluator();
      return worker && held(worker.call);
    },
    async asked() {
      const { result } = await host.call("Runtime.evaluate", { expression: countAsked, returnByValue: true });
      return (result as { value: number }).value;
    },
    async turnsDuring(work) {
      await host.call("Runtime.evaluate", { expression: watchTurns });
      await work();
      const { result } = await host.call("Runtime.evaluate", { expression: tellTurns, returnByValue: true });
      return (result as { value: number[] }).value;
    },
    close: () => socket.close(),
  };
}

const countAsked = `globalThis.asked ??= (() => {
    const { Worker } = process.getBuiltinModule("node:worker_threads");
    const { postMessage } = Worker.prototype;
    const seen = { count: 0 };
    Worker.prototype.postMessage = function (message, ...rest) {
      if (message?.type === "ask") seen.count++;
      return postMessage.call(this, message, ...rest);
    };
    return seen;
  })(); globalThis.asked.count`;

/** Between two looks of a timer lies what the thread did meanwhile; its own time, not that of others on the machine. */
const watchTurns = `globalThis.turnsSeen = []; globalThis.turnsLast = process.threadCpuUsage();
  globalThis.turnsTimer = setInterval(() => {
    const now = process.threadCpuUsage();
    globalThis.turnsSeen.push((now.user + now.system - globalThis.turnsLast.user - globalThis.turnsLast.system) / 1000);
    globalThis.turnsLast = now;
  }, 5); 0`;
const tellTurns = "clearInterval(globalThis.turnsTimer); globalThis.turnsSeen.sort((a, b) => a - b)";

/** Collected three times: what finalizers let go is garbage only then. */
async function held(call: Call): Promise<number> {
  for (let round = 0; round < 3; round++) await call("HeapProfiler.collectGarbage");
  return Number((await call("Runtime.getHeapUsage")).usedSize);
}

function caller(send: (text: string) => void): { call: Call; receive: (reply: Reply) => void } {
  const waiting = new Map<number, { resolve: (result: Record<string, unknown>) => void; reject: (e: Error) => void }>();
  let last = 0;
  return {
    call: (method, params = {}) =>
      new Promise((resolve, reject) => {
        waiting.set(++last, { resolve, reject });
        send(JSON.stringify({ id: last, method, params }));
      }),
    receive({ id, result, error }) {
      const call = id === undefined ? undefined : waiting.get(id);
      if (id === undefined || call === undefined) return;
      waiting.delete(id);
      if (error === undefined) call.resolve({ ...result });
      else call.reject(new Error(JSON.stringify(error)));
    },
  };
}

async function debuggerUrl(port: number): Promise<string> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const listed = await fetch(`http://127.0.0.1:${port}/json/list`).catch(() => undefined);
    const [target] = ((await listed?.json()) ?? []) as { webSocketDebuggerUrl: string }[];
    if (target !== undefined) return target.webSocketDebuggerUrl;
    await sleep(100);
  }
  throw new Error(`No extension host listens for a debugger on port ${port}.`);
}
