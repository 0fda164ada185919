/** Losses that take the prediction first are asked as their file calls them. */

import { expect, test } from "vitest";
import { defaultLimits } from "../../../src/evaluate/evaluation.ts";
import { answer } from "../../../src/evaluate/run/evaluate.ts";

const loss = `import tensorflow as tf
def softmax_loss(logits, labels):
    return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits))
`;

function gradientOf(text: string): readonly number[] | null {
  const found = answer({
    kind: "evaluate",
    source: {
      file: { path: "a.py", text },
      imports: [],
      loss: "softmax_loss",
      keras: { version: "3.15", isKnown: true },
      parameters: {},
    },
    yTrue: { data: Float32Array.of(1), shape: [1, 1], dtype: "float32" },
    yPred: { data: Float32Array.of(0), shape: [1, 1], dtype: "float32" },
    as: "direct",
    limits: defaultLimits,
  });
  if (found.kind !== "evaluation") throw new Error(JSON.stringify(found));
  return found.gradient && Array.from(found.gradient.data);
}

test("the gradient is that of the logits, which stand first", () => {
  // sigmoid(0) − 1
  expect(gradientOf(loss)).toEqual([-0.5]);
});

test("Keras itself hands on the target first: what is compiled is asked so", () => {
  const compiled = `${loss}model.compile("sgd", loss=softmax_loss)\n`;
  // By the labels: minus the logit, which is 1 here.
  expect(gradientOf(compiled)).toEqual([-1]);
});
