/** Choosing between branches, running functions that are handed over, and taking gradients of what was computed. */

import { type FunctionRow, functions } from "./function-row.ts";

export const choosing: readonly FunctionRow[] = [
  functions("branch_index:none, branch_fns", { hasEffect: true }, { tf: "switch_case" }),
  functions("cond=, body=, loop_vars", { hasEffect: true }, { "keras.ops": "while_loop", tf: "while_loop" }),
  functions("condlist=, choicelist, default", {}, { "keras.ops": "select" }),
  functions(
    "f=",
    { result: "python", hasEffect: true },
    { "keras.ops": "custom_gradient", tf: "custom_gradient grad_pass_through recompute_grad" },
  ),
  functions("f=, init, xs", { hasEffect: true }, { "keras.ops": "scan" }),
  functions("f=, xs", { hasEffect: true }, { "keras.ops": "map" }),
  functions("fn=, elems", { hasEffect: true }, { "keras.backend": "map_fn", tf: "map_fn vectorized_map" }),
  functions("fn=, elems, initializer", { hasEffect: true }, { "keras.backend": "foldl foldr", tf: "foldl foldr scan" }),
  functions("func=, inp", { hasEffect: true }, { tf: "py_function" }),
  functions("func=, inp:none", { hasEffect: true }, { tf: "numpy_function", "tf.compat.v1": "py_func" }),
  functions("function=, elements", { hasEffect: true }, { "keras.ops": "vectorized_map" }),
  functions("index:none, branches=, *operands", { hasEffect: true }, { "keras.ops": "switch" }),
  functions("lower=, upper=, body_fun=, init_val", { hasEffect: true }, { "keras.ops": "fori_loop" }),
  functions(
    "pred:none, true_fn, false_fn",
    { hasEffect: true },
    { tf: "cond", "tf.compat.v1": "cond", "tf.__internal__.smart_cond": "smart_cond" },
  ),
  functions("pred_fn_pairs", { hasEffect: true }, { tf: "case" }),
  functions("pred:none, true_fn, false_fn", { dtype: "number", hasEffect: true }, { "keras.ops": "cond" }),
  functions("condition:none, x, y", { dtype: "same" }, { "tf.compat.v1": "select where" }),
  functions("tensors", { dtype: "same" }, { tf: "tuple" }),
  functions("condition:none, x1, x2", { dtype: "promoted", shape: "elementwise" }, { "keras.ops": "where" }),
  functions(
    "condition:none, then_expression, else_expression",
    { dtype: "same", shape: "elementwise" },
    { "keras.backend": "switch" },
  ),
  functions("condition:none, x, y", { dtype: "same", shape: "elementwise" }, { tf: "where" }),
  functions("ys, xs", {}, { tf: "gradients" }),
  functions("loss, variables", {}, { "keras.backend": "gradients" }),
];
