/** Whatever an evaluator does, every question is answered once, with its own answer, and the next one is answered too. */
import fc from "fast-check";
import { expect } from "vitest";
import type { Answer, Request } from "../../src/evaluate/evaluator.ts";
import { createEvaluatorClient, type EvaluatorClient } from "../../src/evaluate/service/client.ts";
import type { Port, ToEvaluator } from "../../src/evaluate/service/protocol.ts";
import { fuzz } from "./target.ts";

/** A clock that is turned by hand. */
function createClock() {
  let now = 0;
  const timers = new Map<object, { readonly at: number; readonly action: () => void }>();
  return {
    after(milliseconds: number, action: () => void) {
      const timer = {};
      timers.set(timer, { at: now + milliseconds, action });
      return () => {
        timers.delete(timer);
      };
    },
    turn(milliseconds: number) {
      now += milliseconds;
      for (const [timer, { at, action }] of [...timers].sort(([, a], [, b]) => a.at - b.at))
        if (at <= now && timers.delete(timer)) action();
    },
  };
}

/** The far end, which does what a case says. */
interface Far {
  readonly asked: ToEvaluator[];
  say(message: unknown): void;
  end(reason: string): void;
  isTerminated: boolean;
}

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
  limits: { steps: 1000, elements: 1000, totalElements: 1000, milliseconds: 1000 },
});

/** The id comes back as the value, so that an answer is known by its question. */
const answerTo = (id: number): Answer => ({
  kind: "evaluation",
  value: { data: [id], shape: [], dtype: "float32" },
  gradient: null,
  isConnected: false,
  notes: [],
  blames: [],
  log: [],
});

const act = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("ask" as const), loss: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("abort" as const), which: fc.nat(20) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("answer" as const), which: fc.nat(6) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("ready" as const), which: fc.nat(3) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("say" as const),
      message: fc.oneof(
        fc.anything({ maxDepth: 2 }),
        fc.constantFrom<unknown>({ type: "answer", id: 1 }, { type: "refused", reason: "no" }, { type: "answer" }),
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("end" as const),
      reason: fc.constantFrom("ERR_WORKER_OUT_OF_MEMORY: memory limit", "killed", ""),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("wait" as const), time: fc.constantFrom(1, 160, 3100, 31_000) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "restart" as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: "failToStart" as const }) },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

interface Asked {
  readonly loss: number;
  readonly controller: AbortController;
  outcome: Answer | "aborted" | undefined;
}

function perform(one: Act, client: EvaluatorClient, all: Asked[], far: Far[], clock: ReturnType<typeof createClock>) {
  switch (one.kind) {
    case "ask": {
      const controller = new AbortController();
      const asked: Asked = { loss: one.loss, controller, outcome: undefined };
      all.push(asked);
      client.ask(request(`loss${one.loss}`), controller.signal).then(
        (answer) => {
          expect(asked.outcome).toBeUndefined();
          asked.outcome = answer;
        },
        () => {
          expect(controller.signal.aborted).toBe(true);
          asked.outcome = "aborted";
        },
      );
      return;
    }
    case "abort":
      all[one.which]?.controller.abort();
      return;
    case "answer": {
      // From the newest, or from one that should no longer be heard.
      const end = far.at(one.which === 0 ? 0 : -1);
      const last = end?.asked.at(one.which === 1 ? 0 : -1);
      if (last) end?.say({ type: "answer", id: last.id, answer: answerTo(last.id) });
      return;
    }
    case "ready":
      far.at(one.which === 0 ? 0 : -1)?.say({ type: "ready", backend: "cpu" });
      return;
    case "say":
      far.at(-1)?.say(one.message);
      return;
    case "end":
      far.at(-1)?.end(one.reason);
      return;
    case "wait":
      clock.turn(one.time);
      return;
    case "restart":
      client.restart();
  }
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 6; turn++) await Promise.resolve();
};

fuzz(
  "every question is settled once, and after all of them the next one is answered",
  { short: 800, long: 60_000 },
  fc.array(act, { maxLength: 25 }),
  async (acts) => {
    const clock = createClock();
    const far: Far[] = [];
    let startsThatFail = 0;
    const client = createEvaluatorClient({
      start: async (): Promise<Port> => {
        if (startsThatFail > 0) {
          startsThatFail--;
          throw new Error("no thread");
        }
        let listener: (message: unknown) => void = () => {};
        let onEnd: (reason: string) => void = () => {};
        const end: Far = {
          asked: [],
          isTerminated: false,
          say: (message) => listener(message),
          end: (reason) => onEnd(reason),
        };
        far.push(end);
        return {
          post: (message) => end.asked.push(message as ToEvaluator),
          onMessage: (given) => {
            listener = given;
          },
          onEnd: (given) => {
            onEnd = given;
          },
          terminate: () => {
            end.isTerminated = true;
          },
        };
      },
      after: clock.after,
    });
    const all: Asked[] = [];
    for (const one of acts) {
      if (one.kind === "failToStart") startsThatFail = 1;
      else perform(one, client, all, far, clock);
      await settle();
    }
    // At most one is alive, and it is the newest.
    expect(far.slice(0, -1).every((end) => end.isTerminated)).toBe(true);
    startsThatFail = 0;
    const last: Asked = { loss: -1, controller: new AbortController(), outcome: undefined };
    client.ask(request("last")).then((answer) => {
      last.outcome = answer;
    });
    for (let round = 0; round < 4 * all.length + 8 && last.outcome === undefined; round++) {
      await settle();
      const end = far.at(-1);
      end?.say({ type: "ready", backend: "cpu" });
      await settle();
      const question = end?.asked.at(-1);
      if (question) end?.say({ type: "answer", id: question.id, answer: answerTo(question.id) });
      await settle();
      clock.turn(200);
    }
    expect(last.outcome).toMatchObject({ kind: "evaluation" });
    for (const { outcome, controller } of all) {
      expect(outcome).toBeDefined();
      if (outcome === "aborted") expect(controller.signal.aborted).toBe(true);
    }
    const numbers = [...all, last].flatMap(({ outcome }) =>
      outcome !== "aborted" && outcome?.kind === "evaluation" ? [outcome.value.data[0]!] : [],
    );
    expect(new Set(numbers).size).toBe(numbers.length);
    client.dispose();
    expect(far.every((end) => end.isTerminated)).toBe(true);
  },
);
