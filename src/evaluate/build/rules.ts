/** Functions that a trace treats otherwise than by computing samples: what reads values, calls back, or depends on data. */

import { PythonError, Unsupported } from "../failure.ts";
import type { SymbolicTensor } from "../interpreter/array-values.ts";
import { dict, list, tuple } from "../interpreter/dict.ts";
import type { Interpreter } from "../interpreter/machine.ts";
import { positional } from "../interpreter/natives.ts";
import { isSymbolic } from "../interpreter/tracing.ts";
import type { CallArguments, NativeFunction, Value } from "../interpreter/values.ts";
import { dtype } from "../operations/calls/parameters.ts";
import { constant, shapeOf, watch } from "../tape/tape.ts";
import { mapSymbolics, symbolicsIn } from "./samples.ts";
import { fromSamples, type Trace } from "./trace.ts";
import { newVariable } from "./unevaluated.ts";

/** What a call of a function of a library is to a rule. */
export interface TracedCall {
  readonly trace: Trace;
  readonly machine: Interpreter;
  readonly callee: NativeFunction;
  readonly args: CallArguments;
  /** Arguments by their position or by one of their names. */
  argument(position: number, ...names: string[]): Value;
  /** As the row computes it, for both batches. */
  computed(): Value;
}

type Rule = (call: TracedCall) => Value;

function lastSymbolic({ args }: TracedCall): SymbolicTensor | undefined {
  return symbolicsIn([...args.positional, ...args.keywords.values()])[0];
}

/** Reading a tensor as an array: `K.eval(x)` asks it for `.numpy()`. */
const evaluated: Rule = (call) => {
  const symbolic = lastSymbolic(call);
  if (symbolic === undefined) return call.computed();
  call.machine.getAttribute(symbolic, "numpy");
  throw call.trace.framework.asArray(symbolic);
};

const asArray: Rule = (call) => {
  const symbolic = lastSymbolic(call);
  if (symbolic === undefined) return call.computed();
  throw call.trace.framework.asArray(symbolic);
};

const intShape: Rule = (call) => {
  const shape = call.computed();
  if (call.trace.framework.knowsBatch) return shape;
  return mapSymbolics(shape, () => null);
};

/** Shapes are known of tensors whose elements are not. */
const shapeQuery: Rule = (call) => mapSymbolics(call.computed(), (each) => ({ ...each, holdsData: each.isDataShaped }));

/** How many elements there are depends on the data. */
const dataShaped =
  (isApplied: (call: TracedCall) => boolean = () => true): Rule =>
  (call) => {
    const result = call.computed();
    return isApplied(call) ? withUnknownAxis(result, 0) : result;
  };

/** The tensors of a value with an axis of unknown length. */
export function withUnknownAxis(value: Value, axis: number): Value {
  return mapSymbolics(value, (each) => ({
    ...each,
    shape: each.shape?.map((length, at) => (at === axis ? null : length)),
    isDataShaped: true,
  }));
}

const hasConditionOnly = (call: TracedCall): boolean =>
  call.argument(1, "x", "x1") === null && call.argument(2, "y", "x2") === null;

/** What an assertion says of data shows only when the graph runs. */
const assertion: Rule = (call) => {
  const symbolics = symbolicsIn([...call.args.positional, ...call.args.keywords.values()]);
  return symbolics.some((each) => each.holdsData) ? null : call.computed();
};

const madeInTrace: Rule = (call) => {
  if (call.trace.framework.name !== "tensorflow") return call.computed();
  throw newVariable();
};

/** Python code that TensorFlow runs outside of the graph: nothing is known of its result but its dtype. */
const pythonFunction: Rule = (call) => {
  const given = call.argument(2, "Tout");
  const types = given !== null && typeof given === "object" && "items" in given ? given.items : [given];
  const results = types.map((type): Value => {
    const inputs = symbolicsIn([...call.args.positional, ...call.args.keywords.values()]);
    const input = inputs.find((each) => each.samples[0].step !== undefined) ?? inputs[0];
    const shape = input === undefined ? [1] : shapeOf(input.samples[0]);
    const isConnected = call.callee.name === "tf.py_function" && input?.samples[0].step !== undefined;
    const made = dtype(type ?? "float32", "float32");
    const sample = isConnected
      ? watch(new Float32Array(input!.samples[0].data.size), shape, made)
      : constant(0, shape, made);
    return { ...fromSamples(call.trace, [sample, sample], { holdsData: true, isDataShaped: true }), shape: undefined };
  });
  return types.length === 1 && types[0] === given ? results[0]! : list(results);
};

/** With the vectors a matrix whose lengths are not all known has no gradient. */
const decomposed: Rule = (call) => {
  const given = lastSymbolic(call);
  const isOfVectors = call.argument(2, "compute_uv") !== false;
  const isOpen = given?.shape === undefined || given.shape.slice(-2).includes(null);
  if (given?.samples[0].step !== undefined && isOfVectors && isOpen && call.trace.framework.name === "tensorflow")
    throw new PythonError(
      "NotImplementedError",
      "SVD gradient has not been implemented for input with unknown inner matrix shape.",
    );
  return call.computed();
};

const isSequence = (value: Value): value is Extract<Value, { type: "tuple" | "list" }> =>
  value !== null && typeof value === "object" && (value.type === "tuple" || value.type === "list");

/** Any row of what is mapped over. */
function rowOf(call: TracedCall, elements: Value): Value {
  if (isSequence(elements) && symbolicsIn([elements]).length > 0) {
    const rows = elements.items.map((each) => rowOf(call, each));
    return elements.type === "tuple" ? tuple(rows) : list(rows);
  }
  return call.machine.library.subscript(elements, 0n, call.machine);
}

/** What a function of one row gives, for as many rows as there are. */
function stackedLike(call: TracedCall, result: Value, elements: Value): Value {
  const rows = symbolicsIn([elements])[0];
  return mapSymbolics(result, (each) => {
    const samples = ([0, 1] as const).map((side) => {
      const count = rows === undefined ? 1 : (shapeOf(rows.samples[side])[0] ?? 1);
      const one = each.samples[side];
      const shape = [count, ...shapeOf(one)];
      const size = shape.reduce((product, length) => product * length, 1);
      const values = new Float32Array(size);
      return one.step === undefined ? constant(values, shape, one.dtype) : watch(values, shape, one.dtype);
    });
    const made = fromSamples(call.trace, [samples[0]!, samples[1]!], each);
    return each.shape === undefined ? { ...made, shape: undefined } : made;
  });
}

function asTensors(call: TracedCall, value: Value): Value {
  if (isSequence(value)) return { ...value, items: value.items.map((each) => asTensors(call, each)) } as Value;
  if (typeof value !== "number" && typeof value !== "bigint" && typeof value !== "boolean") return value;
  const type = typeof value === "number" ? "float32" : typeof value === "bigint" ? "int32" : "bool";
  const sample = constant(Number(value), [], type);
  return fromSamples(call.trace, [sample, sample]);
}

const run = (call: TracedCall, callee: Value, ...args: Value[]): Value =>
  asTensors(call, call.machine.call(callee, positional(...args)));

const mapped: Rule = (call) => {
  const callee = call.argument(0, "fn", "f", "function");
  const elements = call.argument(1, "elems", "xs", "elements");
  if (symbolicsIn([elements]).length === 0) throw new Unsupported("A map over no traced tensor is not evaluated.");
  const result = run(call, callee, rowOf(call, elements));
  const wanted = call.argument(-1, "fn_output_signature", "dtype");
  if (call.callee.name.endsWith("map_fn") && isSymbolic(result) && !isSequence(wanted)) {
    const first = symbolicsIn([elements])[0]!;
    const type = wanted === null ? (isSequence(elements) ? undefined : first.dtype) : dtype(wanted, result.dtype);
    if (isSequence(elements) && wanted === null) {
      throw new PythonError("ValueError", "The two structures don't have the same nested structure.");
    }
    if (type !== undefined && type !== result.dtype) {
      throw new PythonError(
        "InvalidArgumentError",
        `TensorArray dtype is ${type} but Op is trying to write dtype ${result.dtype}`,
      );
    }
  }
  return stackedLike(call, result, elements);
};

const folded: Rule = (call) => {
  const [callee, elements, initial] = [
    call.argument(0, "fn"),
    call.argument(1, "elems"),
    call.argument(2, "initializer"),
  ];
  const row = rowOf(call, elements);
  const state = initial === null ? row : asTensors(call, initial);
  const next = run(call, callee, state, row);
  const sum = merge(call, state, next);
  return /scan/u.test(call.callee.name) ? stackedLike(call, sum, elements) : sum;
};

/** A variable after a branch or a loop that may or may not have run. */
function merge(call: TracedCall, one: Value, other: Value): Value {
  return call.machine.tracing!.merge(one, other, call.machine);
}

const branched: Rule = (call) => {
  const test = call.argument(0, "pred");
  if (!isSymbolic(test)) return call.computed();
  const [yes, no] = [call.argument(1, "true_fn", "fn1"), call.argument(2, "false_fn", "fn2")];
  for (const [name, branch] of [
    ["true_fn", yes],
    ["false_fn", no],
  ] as const) {
    const isCallable =
      branch !== null && typeof branch === "object" && /^(?:function|native|method|class|instance)$/u.test(branch.type);
    if (!isCallable) throw new PythonError("TypeError", `'${name}' must be callable.`);
  }
  const [one, other] = [run(call, yes), run(call, no)];
  const types = [one, other].map((each) => (isSymbolic(each) ? each.dtype : undefined));
  if (types[0] !== types[1]) {
    throw new PythonError(
      "TypeError",
      "true_fn and false_fn arguments to tf.cond must have the same number, type, and overall structure of return values.",
    );
  }
  return merge(call, one, other);
};

const cases: Rule = (call) => {
  const pairs = call.argument(0, "pred_fn_pairs");
  if (!isSequence(pairs)) throw new Unsupported("A `tf.case` of anything but a list is not evaluated.");
  const otherwise = call.argument(1, "default");
  const branches = pairs.items.map((pair) => (isSequence(pair) ? pair.items[1]! : null));
  if (otherwise !== null) branches.push(otherwise);
  return branches.map((branch) => run(call, branch)).reduce((one, other) => merge(call, one, other));
};

const switched: Rule = (call) => {
  const branches = call.argument(1, "branch_fns", "branches");
  if (!isSequence(branches)) throw new Unsupported("A switch of anything but a list is not evaluated.");
  const operands = call.callee.name.startsWith("keras.") ? call.args.positional.slice(2) : [];
  return branches.items.map((branch) => run(call, branch, ...operands)).reduce((one, other) => merge(call, one, other));
};

const looped: Rule = (call) => {
  const [test, body, variables] = [call.argument(0, "cond"), call.argument(1, "body"), call.argument(2, "loop_vars")];
  let state = isSequence(variables)
    ? variables.items.map((each) => asTensors(call, each))
    : [asTensors(call, variables)];
  for (let round = 0; round < 2; round++) {
    run(call, test, ...state);
    const next = run(call, body, ...state);
    const after = isSequence(next) ? next.items : [next];
    state = state.map((each, index) => merge(call, each, after[index] ?? null));
  }
  if (!isSequence(variables)) return state[0]!;
  return variables.type === "tuple" ? tuple(state) : list(state);
};

const counted: Rule = (call) => {
  const [lower, body, initial] = [
    call.argument(0, "lower"),
    call.argument(2, "body_fun"),
    call.argument(3, "init_val"),
  ];
  const state = asTensors(call, initial);
  return merge(call, state, run(call, body, asTensors(call, lower), state));
};

const refusedScan: Rule = () => {
  throw new Unsupported("`keras.ops.scan` in a trace is not evaluated.");
};

const customObjects: Rule = () => dict();

const isFalse: Rule = () => false;

const holdsUnknown = (value: SymbolicTensor | undefined): boolean => value?.shape?.includes(null) ?? true;

/** Without an axis: the batch may be of one sample, so that the rank is not known. */
const squeezed: Rule = (call) => {
  const result = call.computed();
  const isOfAll = call.argument(1, "axis", "squeeze_dims") === null && !call.trace.framework.knowsBatch;
  return isOfAll && holdsUnknown(lastSymbolic(call)) ? mapSymbolics(result, withoutRank) : result;
};

const inner: Rule = (call) => {
  const isOfVectors = lastSymbolic(call)?.shape?.length === 1 && !call.trace.framework.knowsBatch;
  return isOfVectors ? mapSymbolics(call.computed(), withoutRank) : call.computed();
};

const withoutRank = (each: SymbolicTensor): SymbolicTensor => ({ ...each, shape: undefined });

const rules = new Map<string, Rule>();
const add = (rule: Rule, ...names: string[]): void => {
  for (const name of names) rules.set(name, rule);
};

add(evaluated, "keras.backend.eval", "keras.backend.get_value", "keras.backend.batch_get_value");
add(asArray, "keras.ops.convert_to_numpy");
add(() => null, "tf.get_static_value");
add(intShape, "keras.backend.int_shape");
add(
  shapeQuery,
  "tf.shape",
  "tf.rank",
  "tf.size",
  "tf.shape_n",
  "keras.backend.shape",
  "keras.backend.ndim",
  "keras.backend.size",
);
add(
  shapeQuery,
  "keras.ops.shape",
  "keras.ops.ndim",
  "keras.ops.size",
  "tf.compat.v1.shape",
  "keras.backend.count_params",
);
add(shapeQuery, "tf.zeros_like", "tf.ones_like", "keras.ops.zeros_like", "keras.ops.ones_like");
add(shapeQuery, "keras.backend.zeros_like", "keras.backend.ones_like");
add(dataShaped(hasConditionOnly), "tf.where", "tf.compat.v1.where", "keras.ops.where", "numpy.where");
add(
  dataShaped(),
  "tf.boolean_mask",
  "tf.compat.v1.boolean_mask",
  "tf.unique",
  "tf.unique_with_counts",
  "keras.ops.nonzero",
);
add(
  dataShaped(),
  "keras.ops.unique",
  "tf.dynamic_partition",
  "tf.math.segment_sum",
  "tf.math.segment_mean",
  "tf.math.bincount",
);
add(dataShaped(), "tf.image.non_max_suppression", "tf.compat.v1.where_v1");
add(squeezed, "tf.squeeze", "keras.ops.squeeze", "tf.compat.v1.squeeze");
add(inner, "keras.ops.inner");
add(madeInTrace, "tf.Variable", "keras.backend.variable", "keras.Variable");
add(pythonFunction, "tf.py_function", "tf.numpy_function", "tf.compat.v1.py_func");
add(decomposed, "tf.linalg.svd", "keras.ops.svd");
add(mapped, "tf.map_fn", "tf.vectorized_map", "keras.backend.map_fn", "keras.ops.map", "keras.ops.vectorized_map");
add(folded, "tf.foldl", "tf.foldr", "keras.backend.foldl", "keras.backend.foldr", "tf.scan");
add(branched, "tf.cond", "keras.ops.cond", "tf.__internal__.smart_cond.smart_cond", "tf.compat.v1.cond");
add(cases, "tf.case");
add(switched, "tf.switch_case", "keras.ops.switch");
add(looped, "tf.while_loop", "keras.ops.while_loop");
add(counted, "keras.ops.fori_loop");
add(refusedScan, "keras.ops.scan", "keras.ops.associative_scan");
add(customObjects, "keras.saving.get_custom_objects");
add(isFalse, "tf.executing_eagerly");

const assertions = /^tf\.(?:debugging\.)?(?:assert_\w+|Assert|check_numerics)$/u;

/** The rule of a function, where its samples do not say what a trace makes of it. */
export function ruleOf(name: string): Rule | undefined {
  const rule = rules.get(name);
  if (rule !== undefined) return rule;
  if (/^tf\.debugging\.check_numerics$/u.test(name)) return undefined;
  return assertions.test(name) && !/assert_(?:rank|shapes|type|same_float_dtype|integer|scalar)/u.test(name)
    ? assertion
    : undefined;
}
