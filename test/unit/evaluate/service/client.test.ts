import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { defaultLimits } from "../../../../src/evaluate/evaluation.ts";
import type { Answer, Request } from "../../../../src/evaluate/evaluator.ts";
import { createEvaluatorClient } from "../../../../src/evaluate/service/client.ts";
import type { Port } from "../../../../src/evaluate/service/protocol.ts";

/** An evaluator at the other end of a port, whose answers the test gives by hand. */
interface Far {
  readonly port: Port;
  readonly asked: { id: number; request: Request }[];
  say(message: unknown): void;
  end(reason: string): void;
  isTerminated: boolean;
}

function farEnd(): Far {
  let listener: (message: unknown) => void = () => {};
  let onEnd: (reason: string) => void = () => {};
  const far: Far = {
    asked: [],
    isTerminated: false,
    say: (message) => listener(message),
    end: (reason) => onEnd(reason),
    port: {
      post: (message) => far.asked.push(message as { id: number; request: Request }),
      onMessage: (given) => {
        listener = given;
      },
      onEnd: (given) => {
        onEnd = given;
      },
      terminate: () => {
        far.isTerminated = true;
      },
    },
  };
  return far;
}

const scalar = (value: number): Answer => ({
  kind: "evaluation",
  value: { data: [value], shape: [], dtype: "float32" },
  gradient: null,
  isConnected: false,
  notes: [],
  blames: [],
  log: [],
});

const request = (loss: string): Request => ({
  kind: "evaluate",
  source: {
    file: { path: "a.py", text: "" },
    imports: [],
    loss,
    keras: { version: "3", isKnown: false },
    parameters: {},
  },
  yTrue: { data: [0], shape: [1], dtype: "float32" },
  yPred: { data: [0], shape: [1], dtype: "float32" },
  as: "direct",
  limits: { ...defaultLimits, milliseconds: 1000 },
});

let far: Far[];
const crashes: string[] = [];
const open = () =>
  createEvaluatorClient({
    start: async () => {
      const end = farEnd();
      far.push(end);
      return end.port;
    },
    after: (milliseconds, action) => {
      const timer = setTimeout(action, milliseconds);
      return () => clearTimeout(timer);
    },
    onCrash: (reason) => crashes.push(reason),
  });

/** The evaluator started last, once it is there and has said that it is ready. */
async function ready(): Promise<Far> {
  await vi.advanceTimersByTimeAsync(0);
  const last = far.at(-1)!;
  last.say({ type: "ready", backend: "cpu" });
  await vi.advanceTimersByTimeAsync(0);
  return last;
}

beforeEach(() => {
  vi.useFakeTimers();
  far = [];
  crashes.length = 0;
});
afterEach(() => vi.useRealTimers());

test("a request is sent once the evaluator is ready, and its answer comes back", async () => {
  const answer = open().ask(request("a"));
  const end = await ready();
  end.say({ type: "answer", id: end.asked[0]!.id, answer: scalar(4) });
  expect(await answer).toEqual(scalar(4));
});

test("a loss that does not finish ends in a limit failure, and the next request is answered by a new evaluator", async () => {
  const client = open();
  const stuck = client.ask(request("stuck"));
  const next = client.ask(request("next"));
  const first = await ready();
  await vi.advanceTimersByTimeAsync(4000);
  expect(await stuck).toMatchObject({ kind: "failure", failure: { kind: "limit", path: "a.py" } });
  expect(first.isTerminated).toBe(true);
  const second = await ready();
  expect(second).not.toBe(first);
  second.say({ type: "answer", id: second.asked[0]!.id, answer: scalar(2) });
  expect(await next).toEqual(scalar(2));
});

test("an aborted request that still waits is never sent", async () => {
  const client = open();
  const first = client.ask(request("first"));
  const controller = new AbortController();
  const second = client.ask(request("second"), controller.signal);
  controller.abort(new Error("superseded"));
  await expect(second).rejects.toThrow("superseded");
  const end = await ready();
  end.say({ type: "answer", id: end.asked[0]!.id, answer: scalar(1) });
  await first;
  await vi.advanceTimersByTimeAsync(0);
  expect(end.asked.map((asked) => asked.request.source.loss)).toEqual(["first"]);
});

/** What a request that was given up answers. */
const givenUp = (answer: Promise<Answer>): Promise<unknown> => answer.catch((error: unknown) => String(error));

test("a running request that is abandoned does not hold up the next one for long", async () => {
  const client = open();
  const controller = new AbortController();
  const old = givenUp(client.ask(request("slow"), controller.signal));
  const first = await ready();
  controller.abort();
  const fresh = client.ask(request("fresh"));
  expect(await old).toMatch(/abort/i);
  await vi.advanceTimersByTimeAsync(200);
  expect(first.isTerminated).toBe(true);
  const second = await ready();
  second.say({ type: "answer", id: second.asked[0]!.id, answer: scalar(3) });
  expect(await fresh).toEqual(scalar(3));
});

test("a late answer to an abandoned request is dropped and the next request goes out at once", async () => {
  const client = open();
  const controller = new AbortController();
  const old = givenUp(client.ask(request("slow"), controller.signal));
  const end = await ready();
  controller.abort();
  const fresh = client.ask(request("fresh"));
  expect(await old).toMatch(/abort/i);
  end.say({ type: "answer", id: end.asked[0]!.id, answer: scalar(1) });
  await vi.advanceTimersByTimeAsync(0);
  expect(end.asked.map((asked) => asked.request.source.loss)).toEqual(["slow", "fresh"]);
  end.say({ type: "answer", id: end.asked[1]!.id, answer: scalar(5) });
  expect(await fresh).toEqual(scalar(5));
  expect(end.isTerminated).toBe(false);
});

test("a crash fails the running request with the reason, and the one after it is answered", async () => {
  const client = open();
  const broken = client.ask(request("broken"));
  const end = await ready();
  const next = client.ask(request("next"));
  end.end("exit code 1");
  expect(await broken).toMatchObject({ failure: { message: "The evaluator ended unexpectedly: exit code 1" } });
  expect(crashes).toEqual(["exit code 1"]);
  const second = await ready();
  second.say({ type: "answer", id: second.asked[0]!.id, answer: scalar(7) });
  expect(await next).toEqual(scalar(7));
});

test("an evaluator that refuses to start fails the waiting request with its reason instead of trying forever", async () => {
  const client = open();
  const answer = client.ask(request("a"));
  await vi.advanceTimersByTimeAsync(0);
  far[0]!.say({ type: "refused", reason: "no native library" });
  expect(await answer).toMatchObject({ kind: "failure", failure: { message: "no native library" } });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(far).toHaveLength(1);
});

test("closed while one is at work and others wait, it answers all of them, ends the evaluator and takes no more", async () => {
  const client = open();
  const [first, second] = [client.ask(request("a")), client.ask(request("b"))];
  const end = await ready();
  client.dispose();
  for (const each of [first, second])
    expect(await each).toMatchObject({ kind: "failure", failure: { message: "The evaluator was closed." } });
  expect(end.isTerminated).toBe(true);
  end.say({ type: "answer", id: end.asked[0]!.id, answer: scalar(1) });
  end.end("late");
  await expect(client.ask(request("c"))).rejects.toThrow(/disposed/);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([far.length, crashes]).toEqual([1, []]);
});

test("closed while the evaluator starts, it ends the one that comes up then", async () => {
  const client = open();
  const asked = client.ask(request("a"));
  client.dispose();
  expect(await asked).toMatchObject({ kind: "failure" });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(far.map(({ isTerminated }) => isTerminated)).toEqual([true]);
});

test("messages that are none of the protocol's are ignored", async () => {
  const client = open();
  const answer = client.ask(request("a"));
  const end = await ready();
  end.say("hello");
  end.say({ type: "answer", id: end.asked[0]!.id, answer: { kind: "nonsense" } });
  end.say({ type: "answer", id: 999, answer: scalar(0) });
  end.say({ type: "answer", id: end.asked[0]!.id, answer: scalar(8) });
  expect(await answer).toEqual(scalar(8));
});

test("what ended the evaluator is not tried again until it changes, and others are answered", async () => {
  const client = open();
  const first = client.ask(request("greedy"));
  const waiting = client.ask(request("modest"));
  const ended = await ready();
  ended.end("Worker terminated due to reaching memory limit: JS heap out of memory");
  const failure = { kind: "limit", message: "The loss took more memory than an evaluation has.", path: "a.py" };
  expect(await first).toMatchObject({ kind: "failure", failure });
  const next = await ready();
  expect(next.asked.map((each) => each.request.source.loss)).toEqual(["modest"]);
  next.say({ type: "answer", id: next.asked[0]!.id, answer: scalar(1) });
  expect(await waiting).toEqual(scalar(1));

  expect(await client.ask(request("greedy"))).toMatchObject({ kind: "failure", failure });
  expect(next.asked).toHaveLength(1);

  const changed = { ...request("greedy"), source: { ...request("greedy").source, parameters: { n: 2n } } };
  const again = client.ask(changed);
  await vi.advanceTimersByTimeAsync(0);
  next.say({ type: "answer", id: next.asked[1]!.id, answer: scalar(2) });
  expect(await again).toEqual(scalar(2));
});

test("a loss that hung is not waited for twice, unless the evaluator is restarted by hand", async () => {
  const client = open();
  const stuck = client.ask(request("stuck"));
  await ready();
  await vi.advanceTimersByTimeAsync(4000);
  await stuck;
  expect(await client.ask(request("stuck"))).toMatchObject({
    failure: { message: expect.stringContaining("did not finish within 1 s") },
  });
  client.restart();
  const tried = client.ask(request("stuck"));
  const end = await ready();
  end.say({ type: "answer", id: end.asked[0]!.id, answer: scalar(3) });
  expect(await tried).toEqual(scalar(3));
});

test("a request that was given up is to blame for nothing", async () => {
  const client = open();
  const controller = new AbortController();
  const given = client.ask(request("slow"), controller.signal);
  await ready();
  controller.abort();
  await expect(given).rejects.toThrow();
  await vi.advanceTimersByTimeAsync(1000);
  const again = client.ask(request("slow"));
  const end = await ready();
  end.say({ type: "answer", id: end.asked[0]!.id, answer: scalar(5) });
  expect(await again).toEqual(scalar(5));
});
