/** Control flow of TensorFlow and Keras: cond, loops, maps, folds. */

import { readNumbers } from "../backend.ts";
import { PythonError, Unsupported } from "../failure.ts";
import { list, tuple } from "../interpreter/dict.ts";
import { positional } from "../interpreter/natives.ts";
import { stack, unstack } from "../kernels/join.ts";
import type { Instance, NativeClass, Value } from "../values.ts";
import { isArray, isTensor, toTensor } from "./convert.ts";
import { eagerOperands } from "./operands.ts";
import { type Call, type Operation, op } from "./operation.ts";
import { dtype, flag, integer, items } from "./parameters.ts";
import { isCallable } from "./selecting.ts";

const run = (call: Call, callee: Value, ...args: Value[]): Value => {
  call.context.step();
  return call.context.call(callee, positional(...args));
};

/** What a branch returned, as an eager `tf.cond` gives it: a list of one is that one. */
function unpacked(value: Value): Value {
  return isSequence(value) && value.items.length === 1 ? value.items[0]! : value;
}

/** Python's numbers as tensors. */
function asResult(call: Call, value: Value): Value {
  if (typeof value === "bigint" || typeof value === "number" || typeof value === "boolean" || isArray(value))
    return toTensor(value, call.context);
  return value;
}

function branched(call: Call, test: Value, yes: Value, no: Value): Value {
  for (const [name, branch] of [
    ["true_fn", yes],
    ["false_fn", no],
  ] as const)
    if (!isCallable(branch)) throw new PythonError("TypeError", `'${name}' must be callable.`);
  const isTrue = isTensor(test) ? readNumbers(test)[0] !== 0 : call.context.isTruthy(test);
  return run(call, isTrue ? yes : no);
}

function isSequence(value: Value): value is Extract<Value, { type: "list" | "tuple" }> {
  return typeof value === "object" && value !== null && (value.type === "list" || value.type === "tuple");
}

/** The rows of a tensor, or of a tuple of tensors together. */
function rowsOf(call: Call, elements: Value): Value[] {
  if (isSequence(elements) && elements.items.some((each) => isTensor(each) || isArray(each))) {
    const columns = elements.items.map((each) => unstack(toTensor(each, call.context), 0));
    const count = columns[0]?.length ?? 0;
    return Array.from({ length: count }, (_, row) => {
      const parts = columns.map((column) => column[row]!);
      return elements.type === "tuple" ? tuple(parts) : list(parts);
    });
  }
  return unstack(toTensor(elements, call.context), 0);
}

/** Results of the rows as one tensor, or a tuple of them. */
function gathered(call: Call, results: readonly Value[]): Value {
  const first = results[0];
  if (first === undefined) throw new Unsupported("A map over no elements is not evaluated");
  if (isSequence(first)) {
    const parts = first.items.map((_, index) =>
      gathered(
        call,
        results.map((each) => items(each)[index]!),
      ),
    );
    return first.type === "tuple" ? tuple(parts) : list(parts);
  }
  return stack(eagerOperands(call, "TensorListStack", results), 0);
}

function mapped(call: Call, mapper: Value, elements: Value, signature: Value): Value {
  const results = rowsOf(call, elements).map((row) => run(call, mapper, row));
  if (call.name.endsWith("map_fn")) {
    const ofInput = isTensor(elements) ? elements.dtype : undefined;
    const wanted = signature === null ? ofInput : isSequence(signature) ? undefined : dtype(signature);
    if (wanted !== undefined) requireSameType(call, wanted, results);
  }
  return gathered(call, results);
}

/** `tf.map_fn` expects the dtype that it is told, or the one that went in. */
function requireSameType(call: Call, wanted: string, results: readonly Value[]): void {
  for (const result of results) {
    if (isSequence(result))
      throw new PythonError("ValueError", "The two structures don't have the same nested structure.");
    const made = toTensor(result, call.context);
    if (made.dtype === wanted) continue;
    const names = [wanted, made.dtype].join(" but Op is trying to write dtype ");
    throw new PythonError("InvalidArgumentError", `TensorArray dtype is ${names}`);
  }
}

function folded(call: Call, folder: Value, elements: Value, initial: Value, isBackwards: boolean): Value {
  const rows = rowsOf(call, elements);
  if (isBackwards) rows.reverse();
  let sum = initial === null ? rows.shift()! : asResult(call, initial);
  for (const row of rows) sum = run(call, folder, sum, row);
  return sum;
}

function scanned(call: Call, folder: Value, elements: Value, initial: Value, isBackwards: boolean): Value {
  const rows = rowsOf(call, elements);
  if (isBackwards) rows.reverse();
  const results: Value[] = [];
  let sum: Value;
  if (initial === null) {
    sum = rows.shift()!;
    results.push(sum);
  } else {
    sum = asResult(call, initial);
  }
  for (const row of rows) {
    sum = run(call, folder, sum, row);
    results.push(sum);
  }
  if (isBackwards) results.reverse();
  return gathered(call, results);
}

function looped(call: Call, test: Value, body: Value, variables: Value, most: Value): Value {
  const isOne = call.library === "ops" && !isSequence(variables);
  let state: readonly Value[] = isOne ? [variables] : items(variables);
  const limit = most === null ? Number.POSITIVE_INFINITY : integer(most);
  for (let round = 0; round < limit; round++) {
    const goesOn = run(call, test, ...state);
    if (!(isTensor(goesOn) ? readNumbers(goesOn)[0] !== 0 : call.context.isTruthy(goesOn))) break;
    const next = run(call, body, ...state);
    state = isSequence(next) ? next.items : [next];
  }
  // Python's numbers stay what they are inside of an eager loop, and are tensors after it.
  state = state.map((each) => asResult(call, each));
  if (isOne) return state[0]!;
  const isTuple = call.library === "ops" || (isSequence(variables) && variables.type === "tuple");
  return isTuple ? tuple(state) : list([...state]);
}

const foldSignature = {
  tf: "fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False",
  K: "fn, elems, initializer=None, name=None",
};

export const control: readonly Operation[] = [
  op({
    names: ["tf.cond", "keras.ops.cond", "tf.__internal__.smart_cond.smart_cond"],
    signature: { tf: "cond_for_tf_v2(pred, true_fn=None, false_fn=None)", ops: "pred, true_fn, false_fn" },
    gradientThrough: ["true_fn", "false_fn"],
    doc: "Calls one of two functions",
    compute: (call, test, yes, no) => branched(call, test!, yes!, no!),
  }),
  op({
    names: ["tf.case"],
    signature: "pred_fn_pairs, default=None, exclusive=False, strict=False, name='case'",
    gradientThrough: ["pred_fn_pairs"],
    doc: "Calls the function of the first true condition",
    compute: (call, pairs, otherwise) => {
      for (const pair of items(pairs!)) {
        const [test, branch] = items(pair);
        if (call.context.isTruthy(test!)) return unpacked(run(call, branch!));
      }
      if (otherwise === null) throw new Unsupported("A `tf.case` in which no condition holds is not evaluated");
      return unpacked(run(call, otherwise!));
    },
  }),
  op({
    names: ["tf.switch_case", "keras.ops.switch"],
    signature: { tf: "branch_index, branch_fns, default=None, name='switch_case'", ops: "index, branches, *operands" },
    gradientThrough: ["branch_fns", "operands"],
    doc: "Calls the function of an index",
    compute: (call, index, branches, rest) => {
      const functions = items(branches!);
      const at = integer(index!);
      if (call.library === "ops")
        return run(call, functions[Math.min(Math.max(at, 0), functions.length - 1)]!, ...items(rest!));
      const otherwise = rest === null ? functions.at(-1)! : rest!;
      return run(call, functions[at] ?? otherwise);
    },
  }),
  op({
    names: ["tf.while_loop", "keras.ops.while_loop"],
    signature: {
      tf: "while_loop_v2(cond, body, loop_vars, shape_invariants=None, parallel_iterations=10, back_prop=True, swap_memory=False, maximum_iterations=None)",
      ops: "cond, body, loop_vars, maximum_iterations=None",
    },
    gradientThrough: ["loop_vars"],
    doc: "Repeats while a condition holds",
    compute: (call, test, body, variables, ...rest) =>
      looped(call, test!, body!, variables!, (call.library === "ops" ? rest[0] : rest[4])!),
  }),
  op({
    names: ["keras.ops.fori_loop"],
    signature: "lower, upper, body_fun, init_val",
    gradientThrough: ["init_val"],
    doc: "Repeats for each number of a range",
    compute: (call, lower, upper, body, initial) => {
      let state = asResult(call, initial!);
      for (let at = integer(lower!); at < integer(upper!); at++)
        state = run(call, body!, toTensor(BigInt(at), call.context), state);
      return state;
    },
  }),
  op({
    names: ["tf.map_fn", "tf.vectorized_map", "keras.backend.map_fn", "keras.ops.map", "keras.ops.vectorized_map"],
    signature: {
      "tf.map_fn":
        "map_fn_v2(fn, elems, dtype=None, parallel_iterations=None, back_prop=True, swap_memory=False, infer_shape=True, fn_output_signature=None)",
      "tf.vectorized_map": "fn, elems, fallback_to_while_loop=True, warn=True",
      K: "fn, elems, name=None, dtype=None",
      "keras.ops.map": "f, xs",
      "keras.ops.vectorized_map": "function, elements",
    },
    gradientThrough: ["elems", "xs", "elements"],
    doc: "A function of each slice along the first axis",
    compute: (call, mapper, elements, ...rest) => {
      const asked = call.name === "tf.map_fn" ? (rest[0] ?? rest[5]) : rest[1];
      return mapped(call, mapper!, elements!, asked ?? null);
    },
  }),
  op({
    names: ["tf.foldl", "keras.backend.foldl"],
    signature: foldSignature,
    gradientThrough: ["elems", "initializer"],
    doc: "Slices joined one by one from the first",
    compute: (call, folder, elements, initial) => folded(call, folder!, elements!, initial!, false),
  }),
  op({
    names: ["tf.foldr", "keras.backend.foldr"],
    signature: foldSignature,
    gradientThrough: ["elems", "initializer"],
    doc: "Slices joined one by one from the last",
    compute: (call, folder, elements, initial) => folded(call, folder!, elements!, initial!, true),
  }),
  op({
    names: ["tf.scan"],
    signature:
      "scan_v2(fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False, infer_shape=True, reverse=False)",
    gradientThrough: ["elems", "initializer"],
    doc: "Slices joined one by one, with all steps kept",
    compute: (call, folder, elements, initial, ...rest) => scanned(call, folder!, elements!, initial!, flag(rest[4]!)),
  }),
  op({
    names: ["keras.ops.scan"],
    signature: "f, init, xs=None, length=None, reverse=False, unroll=1",
    gradientThrough: ["init", "xs"],
    doc: "A function of a state and each slice: the last state and all outputs",
    compute: (call, step, initial, elements, length, reverse) => {
      const rows = elements === null ? new Array<Value>(integer(length!)).fill(null) : rowsOf(call, elements!);
      if (flag(reverse!)) rows.reverse();
      let state = asResult(call, initial!);
      const outputs: Value[] = [];
      for (const row of rows) {
        const [next, output] = items(run(call, step!, state, row));
        state = next!;
        outputs.push(output!);
      }
      if (flag(reverse!)) outputs.reverse();
      return tuple([state, outputs[0] === null ? null : gathered(call, outputs)]);
    },
  }),
  op({
    names: [
      "tf.name_scope",
      "keras.backend.name_scope",
      "keras.name_scope",
      "tf.init_scope",
      "tf.control_dependencies",
      "tf.device",
    ],
    signature: {
      tf: "name=None",
      "tf.init_scope": "",
      "tf.control_dependencies": "control_inputs",
      "tf.device": "device_name",
      K: "name",
      keras: "name, **kwargs",
    },
    doc: "A `with` block that changes nothing here",
    compute: () => scope,
  }),
  op({
    names: ["tf.group", "tf.no_op"],
    signature: { "tf.group": "*inputs, **kwargs", "tf.no_op": "name=None" },
    doc: "Nothing: its inputs have run",
    compute: () => null,
  }),
  op({
    names: ["tf.tuple"],
    signature: "tuple_v2(tensors, control_inputs=None)",
    gradientThrough: ["tensors"],
    doc: "The tensors themselves",
    compute: (_call, tensors) => list([...items(tensors!)]),
  }),
];

const scopeClass: NativeClass = {
  type: "nativeClass",
  name: "name_scope",
  bases: [],
  attributes: new Map<string, Value>(
    ["__enter__", "__exit__"].map((name) => [
      name,
      { type: "native", name, call: (args) => (name === "__enter__" ? (args.positional[0] ?? null) : null) },
    ]),
  ),
  construct: () => scope,
};

const scope: Instance = { type: "instance", class: scopeClass, attributes: new Map() };
