import { expect, test } from "vitest";
import { buildLoss } from "../../../../src/evaluate/build/build-loss.ts";
import type {
  Build,
  BuildFailed,
  BuildRequest,
  BuildSpecification,
  Built,
  StaticShape,
} from "../../../../src/evaluate/build-question.ts";
import { defaultLimits } from "../../../../src/evaluate/evaluation.ts";

const imports = `
import numpy as np
import tensorflow as tf
import keras
from keras import ops
from tensorflow.keras import backend as K
`;

function build(body: string, options: Partial<BuildRequest> & { readonly version?: string } = {}): Build {
  const { version = "3.15.1", ...rest } = options;
  return buildLoss({
    kind: "build",
    source: {
      file: { path: "losses.py", text: `${imports}\n${body}` },
      imports: [],
      loss: /^(?:def|class) (\w+)/mu.exec(body)![1]!,
      keras: { version, isKnown: true },
      parameters: {},
    },
    limits: defaultLimits,
    ...rest,
  });
}

function built(body: string, options: Parameters<typeof build>[1] = {}): Built {
  const found = build(body, options);
  if (found.kind !== "built") throw new Error(JSON.stringify(found));
  return found;
}

function failed(body: string, options: Parameters<typeof build>[1] = {}): BuildFailed {
  const found = build(body, options);
  if (found.kind !== "failed") throw new Error(JSON.stringify(found));
  return found;
}

const floats = (shape: StaticShape) => ({ shape, dtype: "float32" as const });
const of = (yTrue: StaticShape, yPred: StaticShape): { specifications: BuildSpecification[] } => ({
  specifications: [{ yTrue: floats(yTrue), yPred: floats(yPred) }],
});

test("a loss that builds says the static shape, dtype and connection of what it returns", () => {
  const body = "def loss(y_true, y_pred):\n    return ops.mean(ops.square(y_true - y_pred), axis=-1)\n";
  expect(built(body, of([null, 3], [null, 3]))).toMatchObject({ shape: [null], dtype: "float32", isConnected: true });
  expect(built(body, of([null, 8, 8, 2], [null, 8, 8, 2]))).toMatchObject({ shape: [null, 8, 8] });
});

test("what nothing connects to y_pred is built, without a gradient", () => {
  const body = "def loss(y_true, y_pred):\n    return ops.cast(ops.argmax(y_pred, axis=-1), 'float32')\n";
  expect(built(body)).toMatchObject({ shape: [null], isConnected: false });
});

test("an error stands at its expression, in Keras's words", () => {
  const body = "def loss(y_true, y_pred):\n    w = ops.ones(y_pred.shape)\n    return w * y_pred\n";
  expect(failed(body, of([null, 3], [null, 3])).error).toMatchObject({
    exception: "ValueError",
    message: "Cannot convert a partially known TensorShape (None, 3) to a Tensor.",
    expression: "ops.ones(y_pred.shape)",
  });
});

test("a missing method of a tensor comes with the operations that were meant", () => {
  const { error } = failed("def loss(y_true, y_pred):\n    return tf.square(y_true - y_pred).mean(axis=-1)\n");
  expect(error.message).toBe("'SymbolicTensor' object has no attribute 'mean'");
  expect(error.meant).toEqual({ K: "keras.backend.mean", ops: "keras.ops.mean", tf: "tf.reduce_mean" });
});

test("without specifications the common ones are tried, and the first that builds counts", () => {
  const found = built("def loss(y_true, y_pred):\n    assert y_pred.shape[-1] == 4\n    return y_true - y_pred\n");
  expect(found.specification.yPred.shape).toEqual([null, 4]);
});

test("an error that not all specifications share is not certain", () => {
  const body =
    "def loss(y_true, y_pred):\n    if len(y_pred.shape) == 2:\n        return y_pred.mean()\n    return y_pred.sum()\n";
  expect(failed(body).isCertain).toBe(false);
  expect(failed("def loss(y_true, y_pred):\n    return y_pred.mean()\n").isCertain).toBe(true);
});

test("(N,) beside (N, 1) becomes (N, N): it trains, and the place is told", () => {
  const body = "def loss(y_true, y_pred):\n    return ops.mean(ops.square(y_true - y_pred[:, 0]))\n";
  const { crossings } = built(body, of([null, 1], [null, 1]));
  expect(crossings).toMatchObject([{ inputs: [[null, 1], [null]], result: [null, null] }]);
  expect(`${imports}\n${body}`.slice(crossings[0]!.range.start, crossings[0]!.range.end)).toBe("y_true - y_pred[:, 0]");
});

test("the wrapper aligns the ranks of functions and not of Loss subclasses", () => {
  const body = "def loss(y_true, y_pred):\n    return ops.mean(ops.square(y_true - y_pred), axis=-1)\n";
  expect(built(body, of([null], [null, 1])).crossings).toEqual([]);
  const asClass =
    "class Own(keras.losses.Loss):\n    def call(self, y_true, y_pred):\n        return ops.mean(ops.square(y_true - y_pred), axis=-1)\n";
  expect(built(asClass, of([null], [null, 1])).crossings).toHaveLength(1);
});

test("whole-number labels are cast by Keras 3, and meet floats in Keras 2", () => {
  const body = "def loss(y_true, y_pred):\n    return K.mean(y_true * y_pred, axis=-1)\n";
  const labels = {
    specifications: [{ yTrue: { shape: [null, 3], dtype: "int64" as const }, yPred: floats([null, 3]) }],
  };
  expect(built(body, labels)).toMatchObject({ shape: [null] });
  expect(failed(body, { ...labels, version: "2.15.0" }).error).toMatchObject({
    exception: "TypeError",
    message: "Input 'y' of 'Mul' Op has type float32 that does not match type int64 of argument 'x'.",
  });
});

test("a fixed batch that the loss names is no error, a mismatch for every batch is one", () => {
  const fixed = "def loss(y_true, y_pred):\n    return tf.ones((32, 1)) * (y_true - y_pred)\n";
  expect(built(fixed, of([null, 3], [null, 3])).shape).toEqual([32, 3]);
  const never = "def loss(y_true, y_pred):\n    return tf.reduce_sum(y_true, axis=-1) * y_pred\n";
  expect(failed(never, of([null, 3], [null, 3])).error.message).toBe("Incompatible shapes: [?] vs. [?,3]");
});

test("a mismatch of triplets is told without trying batches for which there is no room", () => {
  const triplets = "rows[:, None, None] * rows[None, :, None] * rows[None, None, :]";
  const body = `def loss(y_true, y_pred):\n    rows = tf.reshape(y_true, [-1])\n    return ${triplets} * y_pred[:, :1, None]\n`;
  expect(failed(body, of([null, 3], [null, 3])).error.message).toBe("Incompatible shapes: [?,?,?] vs. [?,1,1]");
});

test("the axis in a message is none of the batch's size, whatever size a batch is tried with", () => {
  const body = `
def loss(y_true, y_pred):
    least = tf.reduce_max(y_pred, axis=[1, 2], keepdims=True)
    return tf.squeeze(tf.reduce_sum(tf.abs(tf.reduce_mean(y_true, axis=[1, 2]) - least), axis=-1), axis=[1, 2])
`;
  expect(failed(body, of([null, 16, 16, 1], [null, 16, 16, 1])).error.message).toBe(
    "Can not squeeze dim[2], expected a dimension of 1, got 2",
  );
});

test("AutoGraph makes an `if` on a tensor legal in tf.keras before Keras 3, and where tf.function stands", () => {
  const body = "def loss(y_true, y_pred):\n    x = K.mean(y_pred)\n    if x > 0:\n        x = x * 2.0\n    return x\n";
  expect(failed(body).error.exception).toBe("OperatorNotAllowedInGraphError");
  expect(built(body, { version: "2.15.0" }).shape).toEqual([]);
  expect(built(`@tf.function\n${body}`).shape).toEqual([]);
});

test("JAX traces with the batch's size, and refuses values and tf.*", () => {
  const onJax = { framework: "jax" as const };
  const value = "def loss(y_true, y_pred):\n    return y_pred[:, int(y_true[0, 0])]\n";
  expect(failed(value, onJax).error.exception).toBe("ConcretizationTypeError");
  const test = "def loss(y_true, y_pred):\n    if ops.mean(y_pred) > 0:\n        return y_pred\n    return y_true\n";
  expect(failed(test, onJax).error.exception).toBe("TracerBoolConversionError");
  const tensorflow = "def loss(y_true, y_pred):\n    return tf.reduce_mean(tf.square(y_true - y_pred))\n";
  expect(failed(tensorflow, onJax).error.exception).toBe("TracerArrayConversionError");
  const item = "def loss(y_true, y_pred):\n    w = ops.ones_like(y_pred)\n    w[0] = 2.0\n    return w * y_pred\n";
  expect(failed(item, onJax).error.message).toMatch(/^JAX arrays are immutable/u);
  for (const legal of [
    "def loss(y_true, y_pred):\n    w = np.ones(y_pred.shape)\n    return ops.sum(w * y_pred) / len(y_pred)\n",
    "def loss(y_true, y_pred):\n    return ((y_true - y_pred) ** 2).mean(axis=-1)\n",
    "def loss(y_true, y_pred):\n    return sum(ops.mean(row) for row in y_true - y_pred)\n",
    "def loss(y_true, y_pred):\n    return ops.mean(ops.cast(y_true, 'int32') * y_pred, axis=-1)\n",
    "def loss(y_true, y_pred):\n    return np.mean(y_true - y_pred)\n",
  ]) {
    expect(built(legal, onJax).isConnected).toBe(true);
  }
});

test("PyTorch runs on values: only what its gradient forbids is known", () => {
  const onTorch = { framework: "torch" as const };
  const numpy = "def loss(y_true, y_pred):\n    return ops.mean(y_pred.numpy())\n";
  expect(failed(numpy, onTorch).error.message).toMatch(/^Can't call numpy\(\) on Tensor that requires grad/u);
  const test = "def loss(y_true, y_pred):\n    if ops.mean(y_pred) > 0:\n        return y_pred\n    return y_true\n";
  expect(build(test, onTorch).kind).toBe("notBuilt");
});

test("what is not evaluated, or goes wrong before the loss is called, is no error of fit", () => {
  const complex = "def loss(y_true, y_pred):\n    return tf.math.real(tf.signal.fft(tf.cast(y_pred, tf.complex64)))\n";
  expect(build(complex).kind).toBe("notBuilt");
  const factory = "def make(gamma):\n    def loss(y_true, y_pred):\n        return gamma * y_pred\n    return loss\n";
  expect(build(factory).kind).toBe("notBuilt");
});

test("what depends on data is not taken for an error", () => {
  const body =
    "def loss(y_true, y_pred):\n    kept = tf.boolean_mask(y_pred, y_true > 0.5)\n    return tf.reshape(kept, (-1, 7))\n";
  expect(build(body).kind).toBe("notBuilt");
});

test("a loop that never ends is a limit, and no error of fit", () => {
  const body = "def loss(y_true, y_pred):\n    while True:\n        y_pred = y_pred + 1\n";
  const limits = { ...defaultLimits, steps: 5000 };
  expect(build(body, { limits })).toMatchObject({ kind: "notBuilt", failure: { kind: "limit" } });
});
