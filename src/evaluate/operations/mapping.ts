/** Functions of each slice: maps, folds and scans. */

import { PythonError, Unsupported } from "../failure.ts";
import { list, tuple } from "../interpreter/dict.ts";
import type { Value } from "../interpreter/values.ts";
import { stack, unstack } from "../kernels/join.ts";
import { asResult, isSequence, run } from "./calls/calling-back.ts";
import { isArray, isTensor, toTensor } from "./calls/convert.ts";
import { eagerOperands } from "./calls/operands.ts";
import { type Call, type Operation, op } from "./calls/operation.ts";
import { dtype, flag, integer, items } from "./calls/parameters.ts";

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

const foldSignature = {
  tf: "fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False",
  K: "fn, elems, initializer=None, name=None",
};

export const mapping: readonly Operation[] = [
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
    doc: "A function of each slice along the first axis",
    compute: (call, mapper, elements, ...rest) => {
      const asked = call.name === "tf.map_fn" ? (rest[0] ?? rest[5]) : rest[1];
      return mapped(call, mapper!, elements!, asked ?? null);
    },
  }),
  op({
    names: ["tf.foldl", "keras.backend.foldl"],
    signature: foldSignature,
    doc: "Slices joined one by one from the first",
    compute: (call, folder, elements, initial) => folded(call, folder!, elements!, initial!, false),
  }),
  op({
    names: ["tf.foldr", "keras.backend.foldr"],
    signature: foldSignature,
    doc: "Slices joined one by one from the last",
    compute: (call, folder, elements, initial) => folded(call, folder!, elements!, initial!, true),
  }),
  op({
    names: ["tf.scan"],
    signature:
      "scan_v2(fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False, infer_shape=True, reverse=False)",
    doc: "Slices joined one by one, with all steps kept",
    compute: (call, folder, elements, initial, ...rest) => scanned(call, folder!, elements!, initial!, flag(rest[4]!)),
  }),
  op({
    names: ["keras.ops.scan"],
    signature: "f, init, xs=None, length=None, reverse=False, unroll=1",
    doc: "A function of a state and each slice: the last state and all outputs",
    compute: (call, step, initial, elements, length, reverse) => {
      if (elements === null) call.context.step(Math.max(0, integer(length!)));
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
];
