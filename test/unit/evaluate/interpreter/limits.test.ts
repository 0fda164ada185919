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
  "recursion without end": body("return loss(y_true, y_pred)"),
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
