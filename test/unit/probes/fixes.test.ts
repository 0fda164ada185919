import { expect, test, vi } from "vitest";
import { applyEdits } from "../../../src/python/edits.ts";
import { probeText, told } from "./probe-text.ts";

// Losses are run again and again: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000 });

const head = "from tensorflow.keras import backend as K\nimport tensorflow as tf\n\n";

async function fixed(body: string): Promise<string | undefined> {
  const text = `${head}def my_loss(y_true, y_pred):\n    return ${body}\n`;
  const { findings } = await probeText(text);
  expect(findings).not.toEqual([]);
  const edits = findings[0]!.fixes[0]?.edits;
  if (edits === undefined) return undefined;
  const after = applyEdits(text, edits);
  expect(told(await probeText(after))).toEqual([]);
  return /return (.*)\n/.exec(after)![1];
}

test("one fix mends all logarithms of a loss, and what it leaves has no finding", async () => {
  expect(await fixed("-K.mean(y_true * K.log(y_pred) + (1 - y_true) * K.log(1 - y_pred), axis=-1)")).toBe(
    "-K.mean(y_true * K.log(y_pred + K.epsilon()) + (1 - y_true) * K.log(1 - y_pred + K.epsilon()), axis=-1)",
  );
});

test("roots and divisors are mended in place, in parentheses where they need some", async () => {
  expect(await fixed("K.sqrt(K.mean(K.square(y_true - y_pred), axis=-1))")).toBe(
    "K.sqrt(K.mean(K.square(y_true - y_pred), axis=-1) + K.epsilon())",
  );
  expect(await fixed("K.mean(K.abs((y_true - y_pred) / y_true), axis=-1)")).toBe(
    "K.mean(K.abs((y_true - y_pred) / (y_true + K.epsilon())), axis=-1)",
  );
});

test("what an epsilon does not mend has no fix", async () => {
  expect(await fixed("tf.norm(y_true - y_pred, axis=-1)")).toBeUndefined();
});
