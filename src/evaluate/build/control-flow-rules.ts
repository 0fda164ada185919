/** Functions that call back, as a trace makes of them: maps, folds, branches and loops. */

import { PythonError, Unsupported } from "../failure.ts";
import { list, tuple } from "../interpreter/dict.ts";
import { positional } from "../interpreter/natives.ts";
import { isSymbolic } from "../interpreter/tracing.ts";
import type { Value } from "../interpreter/values.ts";
import { dtype } from "../operations/calls/parameters.ts";
import { constant, shapeOf, watch } from "../tape/tape.ts";
import { mapSymbolics, symbolicsIn } from "./samples.ts";
import { fromSamples } from "./trace.ts";
import type { Rule, TracedCall } from "./traced-call.ts";

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

export const mapped: Rule = (call) => {
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

export const folded: Rule = (call) => {
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

export const branched: Rule = (call) => {
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

export const cases: Rule = (call) => {
  const pairs = call.argument(0, "pred_fn_pairs");
  if (!isSequence(pairs)) throw new Unsupported("A `tf.case` of anything but a list is not evaluated.");
  const otherwise = call.argument(1, "default");
  const branches = pairs.items.map((pair) => (isSequence(pair) ? pair.items[1]! : null));
  if (otherwise !== null) branches.push(otherwise);
  return branches.map((branch) => run(call, branch)).reduce((one, other) => merge(call, one, other));
};

export const switched: Rule = (call) => {
  const branches = call.argument(1, "branch_fns", "branches");
  if (!isSequence(branches)) throw new Unsupported("A switch of anything but a list is not evaluated.");
  const operands = call.callee.name.startsWith("keras.") ? call.args.positional.slice(2) : [];
  return branches.items.map((branch) => run(call, branch, ...operands)).reduce((one, other) => merge(call, one, other));
};

export const looped: Rule = (call) => {
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

export const counted: Rule = (call) => {
  const [lower, body, initial] = [
    call.argument(0, "lower"),
    call.argument(2, "body_fun"),
    call.argument(3, "init_val"),
  ];
  const state = asTensors(call, initial);
  return merge(call, state, run(call, body, asTensors(call, lower), state));
};

export const refusedScan: Rule = () => {
  throw new Unsupported("`keras.ops.scan` in a trace is not evaluated.");
};
