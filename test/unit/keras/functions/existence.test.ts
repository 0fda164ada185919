import { describe, expect, test } from "vitest";
import { supportTable } from "../../../../src/evaluate/operations/library/library.ts";
import { absenceOf, namesOfModule } from "../../../../src/keras/functions/existence.ts";
import { functionTable } from "../../../../src/keras/functions/function-table.ts";
import { meantNames } from "../../../../src/keras/functions/meant-names.ts";
import { lossIdentifiers } from "../../../../src/keras/identifiers.ts";
import { proposedNames } from "../../../../src/losses/fixes/tensor-call.ts";

/** Of a canonical name: whether any version has it. */
function isNowhere(name: string): boolean {
  const dot = name.lastIndexOf(".");
  const [module, last] = [name.slice(0, dot), name.slice(dot + 1)];
  return absenceOf(module, last, "3") === "never" && absenceOf(`tf.${module}`, last, "3") !== undefined;
}

test("the evaluator and the table of functions name nothing that no version has", () => {
  const evaluated = supportTable().flatMap(({ names }) => names);
  const described = functionTable.flatMap(({ names }) => names);
  expect([...new Set([...evaluated, ...described])].filter(isNowhere)).toEqual([]);
});

test("what fixes write in place of NumPy's functions is there", () => {
  const isAbsent = (name: string): boolean => {
    const dot = name.lastIndexOf(".");
    return absenceOf(name.slice(0, dot), name.slice(dot + 1), "3") !== undefined;
  };
  expect(proposedNames().length).toBeGreaterThan(100);
  expect(proposedNames().filter(isAbsent)).toEqual([]);
});

test("every identifier of a loss but 'Loss' is a name of one home of losses", () => {
  const homes = ["keras.losses", "tf.keras.losses"].map((module) => namesOfModule(module)!);
  expect([...lossIdentifiers].filter((name) => !homes.some((names) => names.has(name)))).toEqual(["BCE", "bce"]);
});

describe("a module lacks", () => {
  test.each([
    ["keras.losses", "mse", "3", "gone"],
    ["keras.losses", "mse", "2", undefined],
    ["tf.keras.losses", "mse", "3", undefined],
    ["tf.keras.losses", "mean_squared_error", "3", "gone"],
    ["tf.keras.losses", "mean_squared_error", "2", undefined],
    ["tf.keras.losses", "kl_divergence", "3", "gone"],
    ["keras.losses", "kl_divergence", "3", undefined],
    ["keras.losses", "dice", "2", "later"],
    ["keras.ops", "math", "3", "never"],
    ["keras.ops", "reduce_mean", "3", "never"],
    ["keras.ops.nn", "mean", "3", "never"],
    ["tf.keras.ops", "mean", "3", undefined],
    ["keras.backend", "means", "2", "never"],
    ["keras.backend", "mean", "3", "gone"],
    ["keras.backend", "lesser", "1", undefined],
    ["tf.keras.backend", "mean", "3", undefined],
    ["tf", "log", "3", "gone"],
    ["tf", "mean", "1", "never"],
    ["tf", "python", "3", undefined],
    ["tf.math", "reduce_mean", "3", undefined],
    ["nobody.knows", "mean", "3", undefined],
  ] as const)("%s.%s with Keras %s: %s", (module, name, keras, absence) => {
    expect(absenceOf(module, name, keras)).toBe(absence);
  });
});

describe("what is meant by", () => {
  test.each([
    ["keras.ops", "reduce_mean", ["keras.ops.mean"]],
    ["keras.ops", "clip_by_value", ["keras.ops.clip"]],
    ["tf", "mean", ["tf.reduce_mean"]],
    ["tf", "softmax", ["tf.nn.softmax"]],
    ["tf", "std", ["tf.math.reduce_std"]],
    ["tf.math", "clip_by_value", ["tf.clip_by_value"]],
    ["keras.ops", "mean_squared_error", ["keras.losses.mean_squared_error"]],
    ["keras.ops", "sqaure", ["keras.ops.square"]],
    ["keras.losses", "mse", ["keras.losses.mean_squared_error"]],
    ["tf.keras.losses", "mean_squared_error", ["tf.keras.losses.mse"]],
    ["keras.losses", "MeanSquareError", ["keras.losses.MeanSquaredError"]],
    ["tf.keras.backend", "absolute", ["tf.keras.backend.abs"]],
    ["keras.ops", "frobnicate", []],
  ] as const)("%s.%s", (module, name, meant) => {
    expect(meantNames(module, name, "3").map((each) => `${each.module}.${each.name}`)).toEqual(meant);
  });

  test("names all of several that are as close", () => {
    expect(meantNames("keras.ops", "arctanb", "3").map(({ name }) => name)).toEqual(["arctan", "arctan2", "arctanh"]);
  });
});
