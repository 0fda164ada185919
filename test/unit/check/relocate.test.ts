import { expect, test } from "vitest";
import { inspectModule } from "../../../src/check/check-module.ts";
import { relocated } from "../../../src/check/relocate.ts";
import type { Finding } from "../../../src/losses/finding.ts";
import { parseModule } from "../../../src/python/parse.ts";

const text = `import tensorflow as tf

def log_of(x):
    return tf.math.log(x)

def my_loss(y_true, y_pred):
    error = y_true - y_pred
    return tf.sqrt(error) + log_of(y_pred)
`;

const lossIn = (of: string) =>
  inspectModule(parseModule(of).module).losses.losses.find(({ name }) => name === "my_loss")!;

/** What the finding about `part` marks in the text as it is now. */
function marked(part: string, now: string): string | undefined {
  const start = text.indexOf(part);
  const range = { start, end: start + part.length };
  const fixes = [{ title: "", isPreferred: true, isSafe: false, edits: [{ range, newText: "0" }] }];
  const finding: Finding = {
    rule: "non-finite-value",
    severity: "warning",
    message: "",
    range,
    fixes,
    related: [],
    tag: undefined,
  };
  const moved = relocated(finding, lossIn(text), lossIn(now));
  if (moved === undefined) return undefined;
  expect(moved.fixes[0]?.edits[0]?.range).toEqual(moved.range);
  return now.slice(moved.range.start, moved.range.end);
}

test("it follows its statement, whatever is written before and behind", () => {
  const now = `"""Losses."""\n${text}\nprint("done")\n`;
  expect(marked("tf.sqrt(error)", now)).toBe("tf.sqrt(error)");
  expect(marked("tf.math.log(x)", now)).toBe("tf.math.log(x)");
});

test("while the loss itself is changed, what stands before and behind the change stays", () => {
  const now = text.replace("y_true - y_pred\n", "y_pred - y_true\n");
  expect(marked("tf.sqrt(error)", now)).toBe("tf.sqrt(error)");
  expect(marked("y_true - y_pred", now)).toBeUndefined();
  expect(marked("tf.sqrt(error)", text.replace("sqrt(error)", "sqrt(error + 1e-7)"))).toBeUndefined();
});
