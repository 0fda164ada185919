import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { operations } from "../../../src/evaluate/operations/library/table.ts";
import type { DtypeRule, GradientEffect } from "../../../src/keras/functions/function-row.ts";
import { functionTable } from "../../../src/keras/functions/function-table.ts";
import { listed } from "../../../src/keras/functions/function-traits.ts";

interface GoldenTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
}

type GoldenArgument = GoldenTensor | readonly GoldenArgument[] | string | number | boolean | null;

interface GoldenCall {
  readonly positional: readonly GoldenArgument[];
  readonly keywords?: Readonly<Record<string, GoldenArgument>>;
  readonly result: GoldenArgument;
}

interface GoldenFunction {
  /** As Python has them, with `*` and `**`. */
  readonly parameters: readonly string[];
  readonly gradient: Readonly<Record<string, GradientEffect>>;
  readonly ofWhole?: readonly string[];
  readonly isLocal?: boolean;
  readonly calls: readonly GoldenCall[];
}

const golden: Readonly<Record<string, GoldenFunction>> = JSON.parse(
  readFileSync(join(import.meta.dirname, "golden.json"), "utf8"),
);

const isTensor = (value: GoldenArgument | undefined): value is GoldenTensor =>
  typeof value === "object" && value !== null && "shape" in value;
const tensorsOf = (value: GoldenArgument | undefined): readonly GoldenTensor[] =>
  isTensor(value) ? [value] : Array.isArray(value) ? value.flatMap(tensorsOf) : [];

const rows = functionTable.flatMap((row) => row.names.map((name) => ({ name, row })));
const measured = rows.filter(({ name }) => (golden[name]?.calls.length ?? 0) > 0);

/** Where a parameter stands among those by position. */
const placeIn = ({ parameters }: GoldenFunction, name: string): number =>
  parameters.map((each) => each.replace(/^\*+/, "")).indexOf(name);

const argumentOf = (
  of: GoldenFunction,
  { positional, keywords }: GoldenCall,
  name: string,
): GoldenArgument | undefined => keywords?.[name] ?? positional[placeIn(of, name)];

/** What today's Keras and TensorFlow lack or refuse, what a `with` block opens, what only a graph has, and what no expression can call. */
const unmeasured = new Set(
  `keras.backend.identity keras.backend.is_tensor keras.backend.logsumexp keras.backend.random_binomial
  keras.backend.size keras.backend.slice keras.backend.image_dim_ordering keras.backend._to_tensor
  keras.losses.BCE keras.losses.bce keras.losses.cosine keras.losses.cosine_proximity keras.losses.huber_loss
  keras.metrics.BCE keras.metrics.bce keras.metrics.huber_loss
  keras.backend.name_scope keras.name_scope keras.version tf.name_scope tf.init_scope tf.control_dependencies tf.device
  tf.debugging.enable_check_numerics tf.debugging.disable_check_numerics
  tf.math.linspace keras.Variable tf.Variable tf.summary.histogram tf.summary.image tf.summary.scalar tf.summary.text
  keras.losses.ctc tf.gradients keras.backend.gradients tf.__internal__.smart_cond.smart_cond tf.compat.v1.select`
    .trim()
    .split(/\s+/),
);

describe("the table of functions", () => {
  test("has each name once", () => {
    const names = rows.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test("has every function that is evaluated", () => {
    const names = operations.flatMap((row) => row.names).filter((name) => !name.startsWith("numpy."));
    const without = names.filter((name) => listed(name) === undefined);
    expect(without, "operations of which src/keras/functions/ does not say what they do").toEqual([]);
  });

  test("was measured in every row", () => {
    const found = rows.map(({ name }) => name).filter((name) => !measured.some((each) => each.name === name));
    const without = found.filter((name) => !unmeasured.has(name));
    expect(without, "functions to be measured: test/parity/functions/make_golden.py FUNCTION").toEqual([]);
    expect([...unmeasured].filter((name) => !found.includes(name))).toEqual([]);
  });

  test("has every function that was measured", () => {
    expect(Object.keys(golden).filter((name) => listed(name) === undefined)).toEqual([]);
  });
});

test("parameters stand where Python has them", () => {
  const wrong = measured.flatMap(({ name, row }) => {
    const own = golden[name]!.parameters.filter((each) => !each.startsWith("**"));
    const places = row.parameters.map((each) => (each.isVariadic ? "*" : "") + each.name);
    return places.every((each, index) => own[index] === each) ? [] : [`${name}: ${places} instead of ${own}`];
  });
  expect(wrong).toEqual([]);
});

test("a gradient flows, is zero or is None where Keras has it so, argument by argument", () => {
  const wrong = measured.flatMap(({ name, row }) => {
    const found = golden[name]!.gradient;
    const claims = new Map(row.parameters.map((each) => [each.name, each.gradient]));
    const unclaimed = Object.entries(found).filter(([parameter, effect]) => claims.get(parameter) !== effect);
    // Branches are functions: what they return is measured by itself. Of whole numbers and booleans there is no gradient to measure: a claim that nothing flows needs none.
    const unproved = row.parameters.filter(
      (each) =>
        (each.gradient === "through" || each.gradient === "zero") &&
        found[each.name] === undefined &&
        !/^(?:true_fn|false_fn|branch_fns|pred_fn_pairs)$/.test(each.name),
    );
    return [
      ...unclaimed.map(([parameter, effect]) => `${name}(${parameter}): ${claims.get(parameter)} instead of ${effect}`),
      ...unproved.map((parameter) => `${name}(${parameter.name}): ${parameter.gradient} was never seen`),
    ];
  });
  expect(wrong).toEqual([]);
});

const kindOf = (dtype: string): string => (/float/.test(dtype) ? "float" : /int/.test(dtype) ? "int" : dtype);

/** The kinds that a rule promises for arguments of these kinds; undefined where it promises nothing. */
function promised(rule: DtypeRule, kinds: readonly string[]): string | undefined {
  if (rule === "float" || rule === "int" || rule === "bool") return rule;
  if (rule === "cast") return undefined;
  const [first] = kinds;
  if (rule === "promoted" && kinds.includes("float")) return "float";
  if (first === undefined || kinds.some((kind) => kind !== first)) return undefined;
  return first === "bool" && rule !== "same" ? undefined : first;
}

test("results have the dtypes that the rows promise", () => {
  const wrong = measured.flatMap(({ name, row }) => {
    if (row.dtype === undefined || row.result === "python") return [];
    const { calls, ofWhole } = golden[name]!;
    const operands = row.parameters.filter(({ gradient }) => gradient !== undefined && gradient !== "none");
    const listedOnes = operands.length > 0 ? operands : row.parameters.filter(({ gradient }) => gradient !== undefined);
    const fromCalls = calls.flatMap((call) => {
      const given = listedOnes.map((each) => argumentOf(golden[name]!, call, each.name));
      // A number of Python's bends to the tensors, or not: what results is not promised.
      if (row.dtype === "promoted" && given.some((each) => tensorsOf(each).length === 0)) return [];
      const expected = promised(
        row.dtype!,
        given.flatMap(tensorsOf).map(({ dtype }) => kindOf(dtype)),
      );
      if (expected === undefined || argumentOf(golden[name]!, call, "dtype") !== undefined) return [];
      return tensorsOf(call.result)
        .filter(({ dtype }) => kindOf(dtype) !== expected)
        .map(({ dtype }) => `${name}: ${expected} instead of ${dtype}`);
    });
    const ofInts = (ofWhole ?? [])
      .filter(
        (dtype) =>
          row.dtype !== "cast" &&
          row.dtype !== "promoted" &&
          kindOf(dtype) !== (promised(row.dtype!, ["int"]) ?? kindOf(dtype)),
      )
      .map((dtype) => `${name} of whole numbers: ${row.dtype} instead of ${dtype}`);
    return [...new Set([...fromCalls, ...ofInts])];
  });
  expect(wrong).toEqual([]);
});

function broadcast(shapes: readonly (readonly number[])[]): number[] {
  const rank = Math.max(0, ...shapes.map(({ length }) => length));
  return Array.from({ length: rank }, (_, axis) => {
    const sizes = shapes.map((shape) => shape[shape.length - rank + axis] ?? 1);
    return sizes.find((size) => size !== 1) ?? 1;
  });
}

test("results have the shapes that the rows promise", () => {
  const wrong = measured.flatMap(({ name, row }) => {
    const of = golden[name]!;
    if (row.shape === undefined) return [];
    if (row.shape === "elementwise" && of.isLocal === false) return [`${name}: elements see one another`];
    return of.calls.flatMap((call) => {
      const operands = row.parameters.filter(({ gradient }) => gradient !== undefined);
      const shapes = operands.flatMap((each) => tensorsOf(argumentOf(of, call, each.name))).map(({ shape }) => shape);
      const result = tensorsOf(call.result)[0]?.shape;
      const [first] = shapes;
      if (result === undefined || first === undefined) return [];
      // A condition alone gives indices, a function what it returns, and a tensor of axes is as long as it is.
      if (
        operands[0]?.name === "condition" &&
        operands.every(({ name }, at) => tensorsOf(argumentOf(of, call, name)).length === (at ? 0 : 1))
      )
        return [];
      if (operands.some((each) => argumentOf(of, call, each.name) === "function")) return [];
      if (isTensor(argumentOf(of, call, "axis")) || argumentOf(of, call, "reduction_indices") !== undefined) return [];
      const axis = argumentOf(of, call, "axis") ?? row.parameters.find((each) => each.name === "axis")?.default;
      const keeps = (argumentOf(of, call, "keepdims") ?? argumentOf(of, call, "keep_dims")) === true;
      const isAll = axis === undefined || axis === null || axis === "None";
      const axes = Array.isArray(axis) ? axis.length : 1;
      const expected: Record<NonNullable<typeof row.shape>, () => boolean> = {
        elementwise: () => result.join() === broadcast(shapes).join(),
        along: () => (axis === "flat" ? result.length === 1 : result.join() === first.join()),
        reduced: () => result.length === (keeps ? first.length : isAll ? 0 : first.length - axes),
        expanded: () => result.length === first.length + axes,
        stacked: () => result.length === first.length + 1,
        joined: () => result.length === first.length,
        given: () => true,
        flat: () => result.length === 1,
      };
      return expected[row.shape!]()
        ? []
        : [`${name}: [${result}] of ${shapes.map((shape) => `[${shape}]`)} is not ${row.shape}`];
    });
  });
  expect(wrong).toEqual([]);
});

test("what the rows call a value of Python is no tensor, and the other way about", () => {
  const wrong = measured.filter(({ name, row }) => {
    const gives = golden[name]!.calls.some(({ result }) => tensorsOf(result).length > 0 || result === "ndarray");
    return (row.result === "python") === gives;
  });
  expect(wrong.map(({ name }) => name)).toEqual([]);
});
