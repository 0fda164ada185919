/** What is known of a value inside a loss. */

import type { Expression, FunctionDefinition, Lambda } from "../python/ast.ts";

/** From `y_pred` to here: `connected`, `zero` (sign) or `none` (argmax, a comparison …). */
export type Connection = "connected" | "zero" | "none";

export interface FlowValue {
  readonly fromTrue: boolean;
  /** In any way, its shape and the choice of a branch included. */
  readonly fromPred: boolean;
  readonly connection: Connection;
  /** `unknown`: it may be a tensor. A `python` value is fixed before the loss runs on data. */
  readonly sort: "tensor" | "python" | "unknown";
  readonly dtype: "float" | "int" | "bool" | undefined;
  /** y_true or y_pred itself, or something of each of its elements: its first axis is the batch. */
  readonly isWhole: boolean;
  /** The expressions that cut the gradient on the way here. */
  readonly cuts: readonly Expression[];
  /** A function of this module or of the loss itself. */
  readonly callee: FunctionDefinition | Lambda | undefined;
}

/** A value that has nothing to do with the data. */
export const pythonValue: FlowValue = {
  fromTrue: false,
  fromPred: false,
  connection: "none",
  sort: "python",
  dtype: undefined,
  isWhole: false,
  cuts: [],
  callee: undefined,
};

/** A value of which nothing is known. */
export const unknownValue: FlowValue = { ...pythonValue, sort: "unknown" };

/** What results where either may be, or where both go in. */
export function join(a: FlowValue, b: FlowValue): FlowValue {
  if (a === b || b === pythonValue) return a;
  if (a === pythonValue) return b;
  return {
    fromTrue: a.fromTrue || b.fromTrue,
    fromPred: a.fromPred || b.fromPred,
    connection: better(a.connection, b.connection),
    sort: a.sort === "tensor" || b.sort === "tensor" ? "tensor" : a.sort === b.sort ? a.sort : "unknown",
    dtype: a.dtype === b.dtype ? a.dtype : undefined,
    isWhole: a.isWhole || b.isWhole,
    cuts: a.cuts.length === 0 ? b.cuts : b.cuts.length === 0 ? a.cuts : [...new Set([...a.cuts, ...b.cuts])],
    callee: a.callee ?? b.callee,
  };
}

/** All of them joined. */
export function joinAll(values: readonly FlowValue[]): FlowValue {
  return values.reduce(join, pythonValue);
}

function better(a: Connection, b: Connection): Connection {
  if (a === "connected" || b === "connected") return "connected";
  return a === "zero" || b === "zero" ? "zero" : "none";
}

/** `value`, where nothing of its gradient passes; `at` is to blame, if anything is. */
export function cut(value: FlowValue, at: Expression | undefined, connection: Connection = "none"): FlowValue {
  if (value.connection === "none") return value;
  if (connection === "zero" && value.connection === "zero") return value;
  return { ...value, connection, cuts: at && value.fromPred ? [...value.cuts, at] : value.cuts };
}

/** `value`, chosen by `control`: it depends on it, without a gradient. */
export function controlled(value: FlowValue, control: FlowValue): FlowValue {
  if (!control.fromPred && !control.fromTrue) return value;
  return {
    ...value,
    fromTrue: value.fromTrue || control.fromTrue,
    fromPred: value.fromPred || control.fromPred,
    cuts: [...new Set([...value.cuts, ...control.cuts])],
  };
}

/** Fixed before the loss runs, though it came from the data: a shape, a dtype. */
export function asPython(value: FlowValue): FlowValue {
  return {
    ...value,
    connection: "none",
    sort: "python",
    dtype: undefined,
    isWhole: false,
    cuts: [],
    callee: undefined,
  };
}
