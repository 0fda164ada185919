/** Control flow of TensorFlow and Keras: branches and loops. */

import { PythonError, Unsupported } from "../failure.ts";
import { list, tuple } from "../interpreter/dict.ts";
import type { Value } from "../interpreter/values.ts";
import { readNumbers } from "../tape/backend.ts";
import { asResult, isSequence, run } from "./calls/calling-back.ts";
import { isTensor, toTensor } from "./calls/convert.ts";
import { type Call, type Operation, op } from "./calls/operation.ts";
import { integer, items } from "./calls/parameters.ts";
import { isCallable } from "./selecting.ts";

/** What a branch returned, as an eager `tf.cond` gives it: a list of one is that one. */
function unpacked(value: Value): Value {
  return isSequence(value) && value.items.length === 1 ? value.items[0]! : value;
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

export const control: readonly Operation[] = [
  op({
    names: ["tf.cond", "keras.ops.cond", "tf.__internal__.smart_cond.smart_cond", "tf.compat.v1.cond"],
    signature: {
      tf: "cond_for_tf_v2(pred, true_fn=None, false_fn=None)",
      "tf.compat.v1.cond": "pred, true_fn=None, false_fn=None, strict=False, name=None, fn1=None, fn2=None",
      ops: "pred, true_fn, false_fn",
    },
    doc: "Calls one of two functions",
    compute: (call, test, yes, no, strict, _name, first, second) => {
      const result = branched(call, test!, first ?? yes!, second ?? no!);
      return call.name === "tf.compat.v1.cond" && strict === false ? unpacked(result) : result;
    },
  }),
  op({
    names: ["tf.case"],
    signature: "pred_fn_pairs, default=None, exclusive=False, strict=False, name='case'",
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
    doc: "Repeats while a condition holds",
    compute: (call, test, body, variables, ...rest) =>
      looped(call, test!, body!, variables!, (call.library === "ops" ? rest[0] : rest[4])!),
  }),
  op({
    names: ["keras.ops.fori_loop"],
    signature: "lower, upper, body_fun, init_val",
    doc: "Repeats for each number of a range",
    compute: (call, lower, upper, body, initial) => {
      let state = asResult(call, initial!);
      for (let at = integer(lower!); at < integer(upper!); at++)
        state = run(call, body!, toTensor(BigInt(at), call.context), state);
      return state;
    },
  }),
];
