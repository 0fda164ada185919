import { describe, expect, test } from "vitest";
import { defaultLimits, type NumericArray } from "../../../../../src/evaluate/evaluation.ts";
import type { Answer } from "../../../../../src/evaluate/evaluator.ts";
import { answer } from "../../../../../src/evaluate/run/evaluate.ts";

/** One value per row of y_pred from `loss`, a Python expression of y_true and y_pred, in a Keras. */
function evaluate(loss: string, version: string | undefined, yTrue: NumericArray, yPred: NumericArray): Answer {
  const text = [
    "import keras",
    "import tensorflow as tf",
    "from keras import losses",
    version?.startsWith("3") ? "" : "from keras import backend as K",
    "def loss(y_true, y_pred):",
    `    return ${loss}`,
    "",
  ].join("\n");
  return answer({
    kind: "evaluate",
    source: {
      file: { path: "loss.py", text },
      imports: [],
      loss: "loss",
      keras: { version: version ?? "3", isKnown: version !== undefined },
      parameters: {},
    },
    yTrue,
    yPred,
    as: "direct",
    limits: defaultLimits,
  });
}

const tensor = (rows: readonly (readonly number[])[]): NumericArray => ({
  data: rows.flat(),
  shape: [rows.length, rows[0]!.length],
  dtype: "float32",
});

const targets = tensor([
  [1, 0, 0],
  [0, 1, 0],
]);
const probabilities = tensor([
  [0.7, 0.2, 0.1],
  [0, 1, 0],
]);
const column: NumericArray = { data: [1, 0], shape: [2], dtype: "float32" };

function numbers(given: Answer): { value: number[]; gradient: number[] | null } {
  if (given.kind !== "evaluation") throw new Error(JSON.stringify(given));
  return {
    value: Array.from(given.value.data),
    gradient: given.gradient === null ? null : Array.from(given.gradient.data),
  };
}

function failure(given: Answer): string {
  return given.kind === "failure" ? given.failure.message : `no failure: ${JSON.stringify(numbers(given))}`;
}

describe("Keras 2's losses are those of its backend", () => {
  const pairs: readonly (readonly [string, string])[] = [
    ["losses.binary_crossentropy(y_true, y_pred)", "K.mean(K.binary_crossentropy(y_true, y_pred), axis=-1)"],
    [
      "losses.binary_crossentropy(y_true, y_pred, label_smoothing=0.2)",
      "K.mean(K.binary_crossentropy(y_true * 0.8 + 0.1, y_pred), axis=-1)",
    ],
    ["losses.categorical_crossentropy(y_true, y_pred)", "K.categorical_crossentropy(y_true, y_pred)"],
    [
      "losses.binary_focal_crossentropy(y_true, y_pred)",
      "K.mean(K.binary_focal_crossentropy(y_true, y_pred), axis=-1)",
    ],
    ["losses.cosine_similarity(y_true, y_pred)", "-K.sum(K.l2_normalize(y_true, -1) * K.l2_normalize(y_pred, -1), -1)"],
    ["losses.mse(y_true, y_pred)", "K.mean(K.square(y_true - y_pred), axis=-1)"],
    ["losses.kullback_leibler_divergence(y_true, y_pred)", "losses.KLD(y_true, y_pred)"],
    ["losses.Huber(reduction='none')(y_true, y_pred)", "losses.huber(y_true, y_pred)"],
    ["losses.MeanSquaredError(losses.Reduction.AUTO)(y_true, y_pred)", "K.mean(K.square(y_true - y_pred))"],
    ["keras.activations.hard_sigmoid(y_pred)", "K.clip(0.2 * y_pred + 0.5, 0.0, 1.0)"],
  ];
  for (const [own, reference] of pairs) {
    test(own, () => {
      const [ours, theirs] = [own, reference].map((loss) => numbers(evaluate(loss, "2.15", targets, probabilities)));
      expect(ours!.value.length).toBe(theirs!.value.length);
      for (const [at, value] of theirs!.value.entries()) expect(ours!.value[at]).toBeCloseTo(value, 6);
      for (const [at, value] of theirs!.gradient!.entries()) expect(ours!.gradient![at]).toBeCloseTo(value, 5);
    });
  }

  test("its cross-entropy adds epsilon inside the logarithm, Keras 3's does not", () => {
    const certainAndWrong = tensor([[1]]);
    const at = (version: string) =>
      numbers(
        evaluate(
          "losses.binary_crossentropy(1.0 - y_true, y_true * 0 + y_pred)",
          version,
          certainAndWrong,
          certainAndWrong,
        ),
      ).value[0]!;
    expect(at("2.15")).toBeCloseTo(15.33, 1);
    expect(at("3.15")).toBeCloseTo(15.94, 1);
  });

  test("a function of its own does not align (N,) with (N, 1)", () => {
    const given = evaluate("losses.mean_squared_error(y_true, y_pred)", "2.15", column, tensor([[0.5], [0.25]]));
    expect(numbers(given).value).toHaveLength(2);
    expect(numbers(given).value[0]).toBeCloseTo((0.25 + 0.25) / 2, 6);
    expect(numbers(given).value[1]).toBeCloseTo((0.75 ** 2 + 0.25 ** 2) / 2, 6);
  });
});

describe("names follow the Keras that a file means", () => {
  test.each([
    ["losses.mse(y_true, y_pred)", "3.15", "AttributeError: module 'keras.losses' has no attribute 'mse'"],
    ["losses.dice(y_true, y_pred)", "2.15", "AttributeError: module 'keras.losses' has no attribute 'dice'"],
    ["losses.my_koss(y_true, y_pred)", "3.15", "AttributeError: module 'keras.losses' has no attribute 'my_koss'"],
    ["losses.get('my_koss')", "3.15", "ValueError: Could not interpret loss identifier: my_koss"],
    ["losses.get('my_koss')", "2.3.1", "ValueError: Unknown loss function: my_koss"],
    [
      "tf.keras.losses.kl_divergence(y_true, y_pred)",
      "3.15",
      "AttributeError: module 'keras._tf_keras.keras.losses' has no attribute 'kl_divergence'",
    ],
  ])("%s on Keras %s", (loss, version, message) => {
    expect(failure(evaluate(loss, version, targets, probabilities))).toBe(message);
  });

  test("where nothing says which Keras, old and new names are both there", () => {
    const value = numbers(
      evaluate("losses.mse(y_true, y_pred) + 0 * losses.dice(y_true, y_pred)", undefined, targets, probabilities),
    );
    expect(value.value[0]).toBeCloseTo((0.09 + 0.04 + 0.01) / 3, 6);
  });

  test("`reduction='auto'` is Keras 2's default and refused by Keras 3", () => {
    const loss = "losses.MeanAbsoluteError(reduction='auto')(y_true, y_pred)";
    expect(numbers(evaluate(loss, "2.15", targets, probabilities)).value[0]).toBeCloseTo(0.1, 6);
    expect(failure(evaluate(loss, "3.15", targets, probabilities))).toMatch(
      /^ValueError: Invalid value for argument `reduction`/u,
    );
  });

  test("`reduction='auto'` is the default where nothing says which Keras, and a note says so", () => {
    const given = evaluate(
      "losses.MeanAbsoluteError(reduction='auto')(y_true, y_pred)",
      undefined,
      targets,
      probabilities,
    );
    expect(numbers(given).value[0]).toBeCloseTo(0.1, 6);
    expect(given.kind === "evaluation" && given.notes.map((note) => note.message)).toEqual([
      "Keras 3 refuses reduction 'auto', which Keras 2 takes for 'sum_over_batch_size'",
    ]);
  });

  test("`keras.utils.losses_utils` has the names of the reductions", () => {
    const loss = "losses.MeanAbsoluteError(reduction=keras.utils.losses_utils.ReductionV2.SUM)(y_true, y_pred)";
    expect(numbers(evaluate(loss, "2.15", targets, probabilities)).value[0]).toBeGreaterThan(0.1);
  });

  test("a metric object says why it is not evaluated", () => {
    const given = evaluate("keras.metrics.AUC()(y_true, y_pred)", "3.15", targets, probabilities);
    expect(failure(given)).toBe("`keras.metrics.AUC` keeps state between batches and is not evaluated.");
  });
});
