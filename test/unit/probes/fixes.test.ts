import { expect, test, vi } from "vitest";
import { applyEdits } from "../../../src/python/edits.ts";
import { probeText, told } from "./probe-text.ts";

// Losses are run again and again: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000 });

const head = "from tensorflow.keras import backend as K\nfrom keras import ops\nimport tensorflow as tf\n\n";

/** By title, what each fix makes of the loss; none of them leaves anything to find. */
async function fixesOf(lines: string, name = "my_loss"): Promise<Record<string, string>> {
  const text = `${head}def ${name}(y_true, y_pred):\n${lines.replace(/^/gmu, "    ")}\n`;
  const { findings } = await probeText(text);
  expect(findings).not.toEqual([]);
  const fixed: Record<string, string> = {};
  for (const { title, edits, isSafe } of findings[0]!.fixes) {
    const after = applyEdits(text, edits);
    expect(told(await probeText(after))).toEqual([]);
    expect(isSafe).toBe(false);
    fixed[title] = after.slice(after.indexOf("\n    ") + 5).trimEnd();
  }
  expect(findings[0]!.fixes.map(({ isPreferred }) => isPreferred)).toEqual(
    findings[0]!.fixes.map((_, index) => index === 0),
  );
  return fixed;
}

async function fixed(body: string): Promise<string | undefined> {
  const [first] = Object.values(await fixesOf(`return ${body}`));
  return first?.replace("return ", "");
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

test("a power of a half is a root", async () => {
  expect(await fixed("K.mean(K.square(y_true - y_pred), axis=-1) ** 0.5")).toBe(
    "(K.mean(K.square(y_true - y_pred), axis=-1) + K.epsilon()) ** 0.5",
  );
});

test("a norm is written as the root that it is, in the words of the loss", async () => {
  expect(await fixed("tf.norm(y_true - y_pred, axis=-1)")).toBe(
    "tf.sqrt(tf.reduce_sum(tf.square(y_true - y_pred), axis=-1) + K.epsilon())",
  );
  expect(await fixed("ops.norm(y_true - y_pred, axis=-1)")).toBe(
    "ops.sqrt(ops.sum(ops.square(y_true - y_pred), axis=-1) + K.epsilon())",
  );
});

test("a division by what may be 0 has an epsilon or divide_no_nan, whichever passes", async () => {
  const mask = 'mask = K.cast(K.not_equal(y_true, -1), "float32")\n';
  expect(await fixesOf(`${mask}return K.sum(K.square(y_true - y_pred) * mask) / K.sum(mask)`)).toEqual({
    "Add K.epsilon() to 'K.sum(mask)'": `mask = K.cast(K.not_equal(y_true, -1), "float32")
    return K.sum(K.square(y_true - y_pred) * mask) / (K.sum(mask) + K.epsilon())`,
    "Change to 'tf.math.divide_no_nan'": `mask = K.cast(K.not_equal(y_true, -1), "float32")
    return tf.math.divide_no_nan(K.sum(K.square(y_true - y_pred) * mask), K.sum(mask))`,
  });
});

test("the branch of a where that is not taken is kept finite", async () => {
  expect(
    await fixed("tf.reduce_mean(tf.where(tf.math.is_nan(y_true), 0.0, tf.square(y_true - y_pred)), axis=-1)"),
  ).toBe(
    "tf.reduce_mean(tf.where(tf.math.is_nan(y_true), 0.0, tf.square(tf.where(tf.math.is_nan(y_true), tf.ones_like(y_true), y_true) - y_pred)), axis=-1)",
  );
});

test("a bare difference is squared, or its size taken", async () => {
  expect(await fixesOf("return K.mean(y_pred - y_true, axis=-1)")).toEqual({
    "Put 'K.square' around the difference": "return K.mean(K.square(y_pred - y_true), axis=-1)",
    "Put 'K.abs' around the difference": "return K.mean(K.abs(y_pred - y_true), axis=-1)",
  });
  expect(await fixesOf("error = y_true - y_pred\nreturn ops.mean(error, axis=-1)")).toEqual({
    "Put 'ops.square' around the difference":
      "error = ops.square(y_true - y_pred)\n    return ops.mean(error, axis=-1)",
    "Put 'ops.abs' around the difference": "error = ops.abs(y_true - y_pred)\n    return ops.mean(error, axis=-1)",
  });
});

test("a minus that is missing is put before what is returned", async () => {
  const lines = `p = K.clip(y_pred, K.epsilon(), 1 - K.epsilon())
return K.mean(y_true * K.log(p) + (1 - y_true) * K.log(1 - p), axis=-1)`;
  expect(await fixesOf(lines, "binary_loss")).toEqual({
    "Return its negative": lines.replace("return ", "    return -"),
  });
});

test("a loss of logits that rises with the logit of the true class lacks a minus", async () => {
  const classes = "ops.sum(y_true * ops.log_softmax(y_pred, axis=-1), axis=-1)";
  expect(await fixesOf(`return ${classes}`, "categorical_logits_loss")).toEqual({
    "Return its negative": `return -${classes}`,
  });
  const binary =
    "tf.reduce_mean(tf.math.log_sigmoid(y_pred) * y_true + tf.math.log_sigmoid(-y_pred) * (1 - y_true), axis=-1)";
  expect(await fixesOf(`logits = y_pred\nreturn ${binary}`, "binary_logits_loss")).toEqual({
    "Return its negative": `logits = y_pred\n    return -${binary}`,
  });
});

test("a score is taken from 1", async () => {
  const overlap = "overlap = K.sum(y_true * y_pred, axis=[1, 2, 3])";
  const score = "(2 * overlap + 1) / (K.sum(y_true, axis=[1, 2, 3]) + K.sum(y_pred, axis=[1, 2, 3]) + 1)";
  expect(await fixesOf(`${overlap}\nreturn ${score}`, "dice_loss")).toEqual({
    "Return 1 minus the score": `${overlap}\n    return 1 - (${score})`,
  });
});

test("an axis that one side has lost is kept, or given back", async () => {
  expect(await fixesOf("return K.square(y_true - K.sum(y_pred, axis=-1))")).toEqual({
    "Keep the axis: keepdims=True": "return K.square(y_true - K.sum(y_pred, axis=-1, keepdims=True))",
    "Give it its axis again: [:, None]": "return K.square(y_true - K.sum(y_pred, axis=-1)[:, None])",
  });
  expect(await fixed("tf.reduce_mean(tf.square(y_true - y_pred[:, 0]))")).toBe(
    "tf.reduce_mean(tf.square(y_true - y_pred[:, 0][:, None]))",
  );
});

test("an epsilon that rounds away becomes one that does not", async () => {
  const rest = "return -K.mean(y_true * K.log(p) + (1 - y_true) * K.log(1 - p), axis=-1)";
  expect(await fixesOf(`p = K.clip(y_pred, 1e-7, 0.999999999)\n${rest}`, "binary_loss")).toEqual({
    "Change to '1 - K.epsilon()'": `p = K.clip(y_pred, 1e-7, 1 - K.epsilon())\n    ${rest}`,
  });
});

test("what no fix mends has none", async () => {
  expect(await fixed("K.mean(K.minimum(K.abs(y_true - y_pred), 0.05), axis=-1)")).toBeUndefined();
});
