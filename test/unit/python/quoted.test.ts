import { expect, test } from "vitest";
import { onOneLine, quoted } from "../../../src/python/quoted.ts";

test("a piece of source in a message is on one line, and cut where it is longer than 40 characters", () => {
  expect(quoted("np.mean(y_pred,\n        axis=-1)")).toBe("'np.mean(y_pred, axis=-1)'");
  expect(quoted("x".repeat(40))).toBe(`'${"x".repeat(40)}'`);
  expect(quoted("x".repeat(41))).toBe(`'${"x".repeat(37)}…'`);
});

test("source on one line is cut between characters, never within one", () => {
  expect(onOneLine("a +\n  b", 5)).toBe("a + b");
  expect(onOneLine("a + bc", 5)).toBe("a + …");
  expect(onOneLine("𝑥𝑥𝑥𝑥", 3)).toBe("𝑥𝑥…");
});
