import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { defaultLimits, type EvaluateRequest, type Limits } from "../../../src/evaluate/evaluation.ts";
import type { Answer } from "../../../src/evaluate/evaluator.ts";
import { createEvaluatorClient, type EvaluatorClient } from "../../../src/evaluate/service/client.ts";
import { threadPort } from "../../../src/evaluate/service/node-ports.ts";
import { CHECKOUT } from "../checkout.ts";

/** Each wants more memory, or more time without a step, than there is. Were one not stopped, this process would end. */
const greedy: readonly string[] = [
  // NumPy
  "w = [np.ones(10**7) for i in range(1000)]",
  "w = np.ones(5 * 10**7)",
  "w = [np.zeros_like(np.ones(10**6)) for i in range(10**6)]",
  "w = np.arange(10**9)",
  "w = np.linspace(0, 1, 10**9)",
  "w = np.eye(10**5)",
  "w = np.diag(np.ones(10**5))",
  "w = np.tile(np.ones(10**4), 10**6)",
  "w = np.repeat(np.ones(10**4), 10**6)",
  "w = np.broadcast_to(np.ones(1), (10**5, 10**5))",
  "w = np.ones((10**5, 1)) + np.ones((1, 10**5))",
  "w = np.outer(np.ones(10**5), np.ones(10**5))",
  "w = np.matmul(np.ones((4000, 4000)), np.ones((4000, 4000)))",
  "w = np.meshgrid(np.ones(10**4), np.ones(10**4))",
  "w = np.indices((10**4, 10**4))",
  "w = np.random.rand(10**5, 10**5)",
  "w = np.full((10**5, 10**5), 1.0)",
  "w = np.bincount([10**9])",
  "w = np.tri(10**5)",
  "w = np.triu_indices(10**5)",
  "w = np.hanning(10**9)",
  "w = np.concatenate([np.ones(10**6)] * 1000)",
  "w = np.stack([np.ones(10**6)] * 1000)",
  "w = np.array(range(10**9))",
  "w = np.sort(np.ones(10**7)), np.unique(np.arange(10**7))",
  "w = str([np.ones(10**6)] * 1000)",
  // tensors
  "w = tf.range(10**9)",
  "w = tf.ones((10**5, 10**5))",
  "w = tf.constant(range(10**9))",
  "w = tf.matmul(tf.ones((4000, 4000)), tf.ones((4000, 4000)))",
  "w = [tf.ones((10**6,)) for i in range(10**6)]",
  "w = tf.tile(tf.ones((10**4,)), [10**6])",
  "w = tf.one_hot(tf.zeros((10**5,), tf.int32), 10**6)",
  "w = tf.eye(10**5)",
  "x = y_pred\n    while True: x = x + 1.0",
  "x = tf.ones((10**6,))\n    while True: x = tf.exp(x)",
  "w = ops.sum(ops.arange(10**9))",
  // what Python has itself
  "a = 1.0\n    for i in range(60): a = [a, a]\n    w = tf.constant(a)",
  "a = 1.0\n    for i in range(60): a = [a, a]\n    w = np.array(a)",
  "a = 1.0\n    for i in range(60): a = [a, a]\n    w = repr(a)",
  "a = 1.0\n    for i in range(60): a = [a, a]\n    b = 1.0\n    for i in range(60): b = [b, b]\n    w = a == b",
  "a = 1.0\n    for i in range(60): a = (a, a)\n    w = {a: 1}",
  "a = 1.0\n    for i in range(60): a = (a, a)\n    w = hash(a)",
  "a = 1.0\n    for i in range(60): a = [a, a]\n    w = ops.mean(a)",
  "a = [1]\n    while True: a = a + a",
  "a = [1]\n    while True: a += a",
  "a = [1]\n    while True: a *= 2",
  "w = [0] * 10**9",
  "w = [[0] * 10**6 for i in range(1000)]",
  "b = []\n    a = [0] * 10**5\n    while True: b.append(a[:])",
  "b = []\n    a = [0] * 10**5\n    while True: b.append(a.copy())",
  "b = []\n    a = dict.fromkeys(range(10**5))\n    while True: b.append(a.copy())",
  "b = []\n    a = set(range(10**5))\n    while True: b.append(a | {1})",
  "b = []\n    a = tuple(range(10**5))\n    while True: b.append(a + a)",
  "b = []\n    a = list(range(10**5))\n    while True: b.append(sorted(a))",
  "w = list(range(10**9))",
  "w = tuple(range(10**12))",
  "w = {i: i for i in range(10**9)}",
  "w = list(map(str, range(10**9)))",
  "w = sum(range(10**12))",
  "w = max(range(10**12))",
  "w = 10**9 in iter(range(10**12))",
  "w = list(itertools.product(range(1000), repeat=10**9))",
  "w = list(itertools.product(range(1000), repeat=5))",
  "w = list(itertools.combinations(range(40), 39)) + list(itertools.combinations(range(2000), 1000))",
  "w = list(itertools.permutations(range(100)))",
  "w = list(itertools.repeat(0))",
  "w = list(itertools.cycle([0]))",
  "w = 'x' * 10**10",
  "w = ['x' * 10**6 for i in range(10**6)]",
  "b = []\n    s = 'x' * 60000\n    while True: b.append(s.upper())",
  "b = []\n    s = 'x' * 10**6\n    while True: b.append(s.replace('x', 'yy'))",
  "s = 'ab'\n    while True: s = s.replace('a', s)",
  "s = 'x'\n    while True: s = s + s",
  "s = 'x'\n    while True: s = s.join([s, s, s])",
  "w = 'x'.ljust(10**9)",
  "w = 'x'.zfill(10**9)",
  "w = 'x'.center(10**9)",
  "w = '%1000000000d' % 1",
  "w = '{:1000000000}'.format(1)",
  "w = f'{1:0100000,}'",
  "w = '{:{}}' * 10**6",
  "w = ('a' * 10**7).find('b' + 'a' * (5 * 10**6))",
  "w = ('b' + 'a' * (5 * 10**6)) in 'a' * 10**7",
  "w = ('a' * 10**7).count('a' * (5 * 10**6) + 'b')",
  "w = ('a ' * 10**6).split(None, 10**6 - 1)",
  "w = (' ' * 10**6 + 'x' + ' ' * 10**6).strip()",
  "w = ('%(' * 10**6) % {}",
  "w = 'a'.replace('', 'x' * 10**6, 10**9)",
  "w = 2 ** 10**9",
  "w = 1 << 10**9",
  "x = 3\n    while True: x = x * x",
  "w = math.factorial(10**7)",
  "w = math.comb(10**9, 10**6)",
  "w = math.perm(10**9, 10**6)",
  "w = pow(3, 10**9)",
  "w = int('9' * 10**6)",
  "w = functools.reduce(lambda a, b: a + a, range(100), [1])",
  "raise ValueError('x' * 10**7)",
  "print('x' * 10**7)\n    for i in range(1000): print('x' * 10**6)",
  "class A:\n        def __repr__(self): return 'x' * 10**7\n    w = repr([A()] * 1000)",
  "a = []\n    for i in range(100000): a = [a]\n    w = repr(a)",
  "a = []\n    for i in range(100000): a = [a]\n    w = a == a[:]",
  "a = 0.0\n    for i in range(100000): a = [a]\n    w = tf.constant(a)",
];

const modest = "def loss(y_true, y_pred):\n    return y_pred * 2\n";

const createClient = (): EvaluatorClient =>
  createEvaluatorClient({
    start: async () => threadPort(join(CHECKOUT, "dist/evaluate-worker.js")),
    after: (milliseconds, action) => {
      const timer = setTimeout(action, milliseconds);
      return () => clearTimeout(timer);
    },
  });

let client: EvaluatorClient;
beforeAll(() => {
  client = createClient();
});
afterAll(() => client.dispose());

test.each(greedy)("%s", async (lines) => {
  const text = `${imports}def loss(y_true, y_pred):\n    ${lines}\n    return ops.mean(y_true - y_pred)\n`;
  const [given, after] = await Promise.all([ask(text), ask(modest)]);
  // Some are small enough when they are not made before they are asked for; none is a mistake of ours.
  if (given.kind === "failure") expect(given.failure.message).not.toMatch(/itself failed|ended unexpectedly/);
  expect(after.kind).toBe("evaluation");
});

/** None of these looks at the clock for a while. */
const long: readonly string[] = [
  "while True: pass",
  "w = tf.matmul(tf.ones((2500, 2500)), tf.ones((2500, 2500)))",
  "w = np.matmul(np.ones((2500, 2500)), np.ones((2500, 2500)))",
  "while True: w = 'a ' * 10**6 == ' a' * 10**6 or ('a ' * 10**6).split()",
  "w = np.sort(np.random.rand(8 * 10**6))",
];

test.each(long)("superseded, it gives way: %s", async (lines) => {
  const text = `${imports}def loss(y_true, y_pred):\n    ${lines}\n    return ops.mean(y_true - y_pred)\n`;
  const controller = new AbortController();
  const endless = ask(text, { signal: controller.signal, limits: { ...defaultLimits, steps: 1_000_000_000 } });
  const given = endless.then(
    () => "answered",
    () => "given up",
  );
  const next = ask(modest);
  await new Promise((resolve) => setTimeout(resolve, 100));
  controller.abort();
  expect(await given).toBe("given up");
  expect((await next).kind).toBe("evaluation");
});

/** Milliseconds that all threads of this process have computed in half a second. */
async function computed(): Promise<number> {
  const before = process.cpuUsage();
  await new Promise((resolve) => setTimeout(resolve, 500));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

test("closed while a loop runs, as when the extension is disabled, it answers, and nothing goes on computing", async () => {
  const own = createClient();
  const limits = { ...defaultLimits, steps: 1_000_000_000, milliseconds: 120_000 };
  const endless = ask("def loss(y_true, y_pred):\n    while True: pass\n", { limits, of: own });
  await expect.poll(computed, { timeout: 30_000 }).toBeGreaterThan(100);
  own.dispose();
  expect((await endless).kind).toBe("failure");
  await expect.poll(computed, { timeout: 10_000 }).toBeLessThan(50);
});

const imports = [
  "import functools, itertools, math",
  "import numpy as np",
  "import tensorflow as tf",
  "from keras import ops",
  "",
].join("\n");

interface Asking {
  readonly signal?: AbortSignal;
  readonly limits?: Limits;
  readonly of?: EvaluatorClient;
}

function ask(text: string, { signal, limits = defaultLimits, of = client }: Asking = {}): Promise<Answer> {
  const request: EvaluateRequest = {
    kind: "evaluate",
    source: {
      file: { path: "a.py", text },
      imports: [],
      loss: "loss",
      keras: { version: "3", isKnown: false },
      parameters: {},
    },
    yTrue: { data: [0, 1], shape: [2, 1], dtype: "float32" },
    yPred: { data: [0.25, 0.5], shape: [2, 1], dtype: "float32" },
    as: "direct",
    limits,
  };
  return of.ask(request, signal);
}
