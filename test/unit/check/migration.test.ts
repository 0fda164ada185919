import { describe, expect, test } from "vitest";
import { checkModule, fileMigration } from "../../../src/check/check-module.ts";
import { defaultLimits, type NumericArray } from "../../../src/evaluate/evaluation.ts";
import type { Answer } from "../../../src/evaluate/evaluator.ts";
import { answer } from "../../../src/evaluate/run/evaluate.ts";
import { oldBackendFunctions } from "../../../src/keras/backend-functions.ts";
import { migrations } from "../../../src/keras/migrations.ts";
import type { Finding } from "../../../src/losses/finding.ts";
import { migrateFileTitle } from "../../../src/losses/fixes/migrate-file.ts";
import { applyEdits } from "../../../src/python/edits.ts";
import { parseModule } from "../../../src/python/parse.ts";
import { cases } from "./migration-cases.ts";

/** Calls for which no fix is offered, since none keeps their meaning, and words that the message has instead. */
const withoutFix: Readonly<Record<string, string>> = {
  "K.clip(y_pred - 0.5, 0.0, None)": "use 'ops.clip'", // which takes no None
  "K.clip(y_pred - 0.5, None, 0.1)": "use 'ops.clip'",
  "K.sparse_categorical_crossentropy(K.argmax(y_true), y_pred, True, ignore_class=0)":
    "use 'ops.sparse_categorical_crossentropy'", // which ignores no class
  "K.ctc_decode(y_pred, y_true)[1][0]": "'ops.ctc_decode', whose signature is another",
  "K.switch(K.max(y_pred, axis=-1) > 0.5, y_pred[:, :3], y_true[:, :3])": "with a condition of as many axes", // may be its batch's alone
  "K.batch_flatten(K.expand_dims(y_pred))": "use 'ops.reshape'", // the argument would be computed twice
  "K.l2_normalize(y_pred)": "use 'ops.normalize'", // which has no axis for all
  "K.constant(3, shape=(3, 4)) * y_pred": "use 'ops.convert_to_tensor'",
  "K.constant([0.5, 2.0, 0.5, 1.0], name='weights') * y_pred": "use 'ops.convert_to_tensor'",
  "K.map_fn(K.abs, y_pred, dtype='float32')": "use 'ops.map'",
  "K.bias_add(y_pred, y_true[0], data_format='channels_last')": "use 'ops.add'",
  "K.batch_dot(y_true, y_pred, axes=1)": "'ops.matmul' or 'ops.einsum'",
  "K.foldl(lambda a, b: a + b, y_pred)": "'ops.scan'",
  "K.foldr(lambda a, b: a + b, y_pred)": "'ops.scan'",
  "K.eval(y_pred)": "'ops.convert_to_numpy', outside of losses",
  "K.get_value(y_pred)": "'ops.convert_to_numpy', outside of losses",
  "K.variable(2.0) * y_pred": "'keras.Variable'",
  "K.variable(value=[1.0, 2.0, 3.0, 4.0]) * y_pred": "'keras.Variable'",
  "K.set_value(y_pred, 1.0)": "'x.assign'",
  "K.update(y_pred, 1.0)": "'x.assign'",
  "K.update_add(y_pred, 1.0)": "'x.assign_add'",
  "K.update_sub(y_pred, 1.0)": "'x.assign_sub'",
  "K.dropout(y_pred, 0.5, seed=3)": "'keras.random.dropout'", // where a seed gives the same mask on every call
  "K.binary_focal_crossentropy(y_true, y_pred)": "'keras.losses.binary_focal_crossentropy'",
  "K.categorical_focal_crossentropy(y_true, y_pred)": "'keras.losses.categorical_focal_crossentropy'",
  "K.conv1d(y_pred, y_true)": "'ops.conv'",
  "K.conv2d(y_pred, y_true)": "'ops.conv'",
  "K.conv3d(y_pred, y_true)": "'ops.conv'",
  "K.conv2d_transpose(y_pred, y_true, (1, 2, 2, 1))": "'ops.conv_transpose'",
  "K.depthwise_conv2d(y_pred, y_true)": "'ops.depthwise_conv'",
  "K.separable_conv2d(y_pred, y_true, y_true)": "'ops.separable_conv'",
  "K.pool2d(y_pred, (2, 2))": "'ops.max_pool' or 'ops.average_pool'",
  "K.pool3d(y_pred, (2, 2, 2))": "'ops.max_pool' or 'ops.average_pool'",
  "K.resize_images(y_pred, 2, 2, 'channels_last')": "'ops.image.resize'",
  "K.spatial_2d_padding(y_pred)": "'ops.pad'",
  "K.spatial_3d_padding(y_pred)": "'ops.pad'",
  "K.temporal_padding(y_pred)": "'ops.pad'",
  "K.ctc_batch_cost(y_true, y_pred, y_true, y_true)": "'ops.ctc_loss'",
  "K.rnn(step, y_pred, [])": "'keras.layers.RNN'",
  "K.name_scope('loss')": "'keras.name_scope'",
  "K.count_params(y_pred) * y_pred": "'math.prod(x.shape)'",
  "K.gradients(y_pred, y_true)": "nothing in its place",
  "K.is_sparse(y_pred)": "nothing in its place",
  "K.to_dense(y_pred)": "nothing in its place",
  "K.ctc_label_dense_to_sparse(y_true, y_pred)": "nothing in its place",
  "K.moving_average_update(y_pred, y_true, 0.9)": "nothing in its place",
  "K.resize_volumes(y_pred, 2, 2, 2, 'channels_last')": "nothing in its place",
};

/** Calls with a fix whose numbers cannot be compared here, and why. */
const notCompared: Readonly<Record<string, string>> = {
  "K.random_normal((3, 4)) * y_pred": "the two draw other numbers",
  "K.random_uniform(shape=(3, 4), minval=0.1) * y_pred": "the two draw other numbers",
  "K.truncated_normal((3, 4)) * y_pred": "the two draw other numbers",
  "K.dropout(y_pred, 0.5)": "the two draw other numbers",
  "K.random_bernoulli((3, 4), p=0.5) * y_pred": "the two draw other numbers",
};

/** Old functions that no loss calls: what they do is to sessions, models and variables. */
const outsideOfLosses = new Set([
  "batch_get_value",
  "batch_set_value",
  "random_normal_variable",
  "random_uniform_variable",
]);

const yTrue: NumericArray = { data: [0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0], shape: [3, 4], dtype: "float32" };
const yPred: NumericArray = {
  data: [0.1, 0.62, 0.2, 0.08, 0.55, 0.15, 0.25, 0.05, 0.3, 0.28, 0.02, 0.4],
  shape: [3, 4],
  dtype: "float32",
};

function loss(call: string, imported: "keras" | "tensorflow.keras"): string {
  return `from ${imported} import backend as K\n\ndef loss(y_true, y_pred):\n    return ${call}\n`;
}

function check(text: string): Finding[] {
  return checkModule(parseModule(text).module, { keras: "3" });
}

function run(text: string, version: string): Answer {
  const keras = { version, isKnown: true };
  const file = { path: "main.py", text };
  const source = { file, imports: [], loss: "loss", keras, parameters: {} };
  return answer({ kind: "evaluate", source, yTrue, yPred, as: "direct", limits: defaultLimits });
}

interface Numbers {
  readonly shape: readonly number[];
  readonly value: readonly number[];
  readonly gradient: readonly number[] | null;
}

function numbersOf(given: Answer): Numbers | string {
  if (given.kind !== "evaluation") return given.kind === "failure" ? given.failure.message : given.kind;
  const { value, gradient } = given;
  return { shape: value.shape, value: [...value.data], gradient: gradient && [...gradient.data] };
}

/** The findings' own fixes, one at a time, until there are none. */
function fixOneByOne(text: string): string {
  let current = text;
  for (let round = 0; round < 20; round++) {
    const fix = check(current)
      .filter(({ rule }) => rule === "removed-backend-function")
      .flatMap(({ fixes }) => fixes.filter(({ title }) => title !== migrateFileTitle))[0];
    if (!fix) return current;
    current = applyEdits(current, fix.edits);
  }
  throw new Error("the fixes do not come to an end");
}

const all = Object.entries(cases).flatMap(([name, calls]) => calls.map((call) => [name, call] as const));

test("every old function and every row of the migration data has its cases", () => {
  const rows = new Set(
    [...oldBackendFunctions, ...Object.keys(migrations)].filter((name) => oldBackendFunctions.has(name)),
  );
  expect([...rows].filter((name) => !Object.hasOwn(cases, name) && !outsideOfLosses.has(name))).toEqual([]);
});

test("the lists of exceptions name cases that are there", () => {
  const calls = new Set(all.map(([, call]) => call));
  expect([...Object.keys(withoutFix), ...Object.keys(notCompared)].filter((call) => !calls.has(call))).toEqual([]);
});

describe.each(all.filter(([, call]) => Object.hasOwn(withoutFix, call)))("K.%s: %s", (name, call) => {
  test("has no fix, and a message that says what there is", () => {
    const found = check(loss(call, "keras")).filter(
      ({ rule, message }) => rule === "removed-backend-function" && message.includes(`'K.${name}'`),
    );
    expect(found.map(({ message }) => message)).toEqual([expect.stringContaining(withoutFix[call]!)]);
    expect(found[0]!.fixes.filter(({ title }) => title !== migrateFileTitle)).toEqual([]);
    expect(fixOneByOne(loss(call, "keras"))).toContain(`K.${name}(`);
  });
});

describe.each(all.filter(([, call]) => !Object.hasOwn(withoutFix, call)))("K.%s: %s", (_, call) => {
  const before = loss(call, "tensorflow.keras");
  const fix = fileMigration(parseModule(before).module);
  const migrated = fix ? applyEdits(before, fix.edits) : before;

  test("is moved by one fix as by many, and nothing is left to say", () => {
    const oneByOne = fixOneByOne(loss(call, "keras"));
    expect(parseModule(oneByOne).module.errors).toEqual([]);
    const body = (text: string): string => text.slice(text.indexOf("def loss"));
    expect(body(migrated)).toBe(body(oneByOne));
    // That a comparison has no gradient was so before.
    const rulesOf = (text: string): string[] => check(text).map(({ rule }) => rule);
    expect(rulesOf(oneByOne)).toEqual(
      rulesOf(loss(call, "keras")).filter((rule) => rule !== "removed-backend-function"),
    );
    expect(oneByOne).not.toMatch(/\bK\.(?!floatx\b|epsilon\b)/);
    expect(oneByOne.includes("backend")).toBe(/\bK\./.test(oneByOne));
  });

  test.skipIf(Object.hasOwn(notCompared, call))("gives the same value and the same gradient", () => {
    const old = numbersOf(run(before, "2.15.0"));
    const now = numbersOf(run(migrated, "3.15.1"));
    if (typeof old === "string" || typeof now === "string") throw new Error(`${old} / ${now}`);
    expect(now.shape).toEqual(old.shape);
    expectClose(now.value, old.value);
    expect(now.gradient === null).toBe(old.gradient === null);
    if (now.gradient && old.gradient) expectClose(now.gradient, old.gradient);
  });
});

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  const close = (a: number, b: number): boolean => Object.is(a, b) || Math.abs(a - b) <= 1e-7 + 2e-5 * Math.abs(b);
  expect(actual.length).toBe(expected.length);
  expect(actual.filter((value, index) => !close(value, expected[index]!))).toEqual([]);
}
