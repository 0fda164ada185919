import { expect, test } from "vitest";
import { failureOf, values } from "./ask.ts";

const body = (lines: string) => `import math\nimport tensorflow as tf\ndef loss(y_true, y_pred):\n    ${lines}\n`;

const endless: Readonly<Record<string, string>> = {
  "an endless loop": body("while True: pass"),
  "a power that fills the memory": body("return 10 ** 10 ** 10"),
  "a factorial without end": body("return math.factorial(10 ** 9)"),
  "a tensor that fills the memory": body("return tf.ones((100000, 100000))"),
  "a list that doubles": body("x = [1]\n    while True: x = x + x"),
  "a string that doubles": body("x = 'a'\n    while True: x += x"),
  "a sum over a trillion numbers": body("return sum(range(10 ** 12))"),
  "a replacement that multiplies": body("x = 'a' * 1000000\n    return len(x.replace('a', x))"),
  "a generator inside itself without end": body("def g():\n        yield from g()\n    return list(g())"),
  "nested comprehension loops": body("return [0 for a in range(10 ** 6) for b in range(10 ** 6)]"),
};

for (const [what, text] of Object.entries(endless)) {
  test(`${what} ends in a limit error, and the next request is answered`, () => {
    const start = performance.now();
    const failure = failureOf(text);
    expect(failure.kind).toBe("limit");
    // Bounded work, not a tight measure: the machine may be busy.
    expect(performance.now() - start).toBeLessThan(8000);
    expect(values(body("return y_pred * 2"))).toEqual([1, 0.5]);
  });
}

test("recursion without end ends at Python's limit, or before it where the stack does, and the next request is answered", () => {
  // How deep the stack goes depends on the thread, and on how much of the interpreter is compiled by then.
  const failure = failureOf(body("return loss(y_true, y_pred)"));
  expect(failure.message).toMatch(/maximum recursion depth exceeded|nested too deeply/);
  expect(values(body("return y_pred * 2"))).toEqual([1, 0.5]);
});

test("time is limited by the caller's clock", () => {
  const failure = failureOf(body("while True: pass"), { limits: { milliseconds: 20, steps: 1_000_000_000 } });
  expect(failure).toMatchObject({ kind: "limit", message: "The loss took longer than 0.02 seconds." });
});

test("try does not catch a limit, nor what is not evaluated", () => {
  const text = body("try:\n        while True: pass\n    except BaseException:\n        return y_pred");
  expect(failureOf(text).kind).toBe("limit");
  const refused = body("try:\n        return open('x')\n    except BaseException:\n        return y_pred");
  expect(failureOf(refused)).toMatchObject({ kind: "unsupported", message: "`open` is not evaluated." });
});

test("recursion within Python's limit is no error", () => {
  const text =
    "def f(n):\n    return 0 if n == 0 else 1 + f(n - 1)\n\ndef loss(y_true, y_pred):\n    return y_pred * f(300)\n";
  expect(values(text)).toEqual([150, 75]);
});

const numpy = (lines: string) => `import numpy as np\nimport itertools\n${body(lines)}`;

/** What once took the process's memory, each ended before it is made. */
const refusedBefore: Readonly<Record<string, string>> = {
  "arrays of NumPy, many": numpy("return [np.ones(10**7) for i in range(1000)]"),
  "an array of NumPy, large": numpy("return np.ones(5 * 10**7)"),
  "a range of NumPy": numpy("return np.arange(10**9)"),
  "a broadcast of NumPy": numpy("return np.ones((10**5, 1)) + np.ones((1, 10**5))"),
  "a range as a tensor": body("return tf.constant(range(10**9))"),
  "an identity of Keras": `import keras\n${body("return keras.ops.eye(10**5)")}`,
  "a list that holds another twice, sixty times": body(
    "a = 1.0\n    for i in range(60): a = [a, a]\n    return tf.constant(a)",
  ),
  "a tuple that holds another twice, as a key": body("a = 1.0\n    for i in range(60): a = (a, a)\n    return {a: 1}"),
  "copies that are kept": body("b = []\n    a = (0,) * 10**5\n    while True: b.append(a + a)"),
  "texts that are kept": body("b = []\n    s = 'x' * 60000\n    while True: b.append(s.upper())"),
  "a search that would look at each place from each": body("return ('a' * 10**7).find('b' + 'a' * (5 * 10**6))"),
  "ways of choosing that lead nowhere": numpy(
    "return list(itertools.combinations(range(40), 39))[:0] or list(itertools.combinations(range(60), 30))",
  ),
};

for (const [what, text] of Object.entries(refusedBefore)) {
  test(`${what}: a limit error`, () => {
    expect(failureOf(text).kind).toBe("limit");
  });
}

test("a format with grouping fills its width as Python does, however wide", () => {
  const text = body(
    "return y_pred * 0.0 + (1.0 if f'{1234:012,}' == '0,000,001,234' and len(f'{1:0100000,}') == 100001 else 0.0)",
  );
  expect(values(text)).toEqual([1, 1]);
});

test("words are split, stripped and replaced as Python does it", () => {
  const text = body(
    [
      "ok = '  a b  c  '.split(None, 1) == ['a', 'b  c  '] and '  a b  c  '.rsplit(None, 1) == ['  a b', 'c']",
      "ok = ok and 'xxabxx'.strip('x') == 'ab' and 'ab'.replace('', '-') == '-a-b-' and 'ab'.replace('', '-', 2) == '-a-b'",
      "ok = ok and 'aaa'.replace('a', 'b', 2) == 'bba' and ' a '.lstrip() == 'a ' and '-]^'.strip('^-]') == ''",
      "ok = ok and 'a\\U0001f600' < 'a\\U0001f601' and 'a\\ue000' < 'a\\U0001f600' and 'ab' < 'abc'",
      "return y_pred * 0.0 + (1.0 if ok else 0.0)",
    ].join("\n    "),
  );
  expect(values(text)).toEqual([1, 1]);
});
