/** The tensor function of the file's own dialect that does what a function of NumPy, or of Python, does. */

import type { Call } from "../../python/ast.ts";
import type { ProposedFix, RuleContext } from "../rule.ts";

type Namespace = "ops" | "K" | "tf";

/** NumPy's name to the name in each; a missing entry has no counterpart there. */
const counterparts: Readonly<Record<string, Partial<Record<Namespace, string>>>> = {
  mean: { ops: "mean", K: "mean", tf: "reduce_mean" },
  average: { ops: "mean", K: "mean", tf: "reduce_mean" },
  sum: { ops: "sum", K: "sum", tf: "reduce_sum" },
  max: { ops: "max", K: "max", tf: "reduce_max" },
  amax: { ops: "max", K: "max", tf: "reduce_max" },
  min: { ops: "min", K: "min", tf: "reduce_min" },
  amin: { ops: "min", K: "min", tf: "reduce_min" },
  prod: { ops: "prod", K: "prod", tf: "reduce_prod" },
  abs: { ops: "abs", K: "abs", tf: "abs" },
  absolute: { ops: "abs", K: "abs", tf: "abs" },
  fabs: { ops: "abs", K: "abs", tf: "abs" },
  square: { ops: "square", K: "square", tf: "square" },
  sqrt: { ops: "sqrt", K: "sqrt", tf: "sqrt" },
  exp: { ops: "exp", K: "exp", tf: "exp" },
  log: { ops: "log", K: "log", tf: "math.log" },
  log1p: { ops: "log1p", tf: "math.log1p" },
  expm1: { ops: "expm1", tf: "math.expm1" },
  log10: { ops: "log10" },
  log2: { ops: "log2" },
  power: { ops: "power", K: "pow", tf: "pow" },
  pow: { ops: "power", K: "pow", tf: "pow" },
  sin: { ops: "sin", K: "sin", tf: "sin" },
  cos: { ops: "cos", K: "cos", tf: "cos" },
  tanh: { ops: "tanh", K: "tanh", tf: "tanh" },
  cosh: { ops: "cosh", tf: "cosh" },
  arccos: { ops: "arccos", tf: "acos" },
  acos: { ops: "arccos", tf: "acos" },
  arctan: { ops: "arctan", tf: "atan" },
  maximum: { ops: "maximum", K: "maximum", tf: "maximum" },
  minimum: { ops: "minimum", K: "minimum", tf: "minimum" },
  clip: { ops: "clip", K: "clip", tf: "clip_by_value" },
  where: { ops: "where", tf: "where" },
  sign: { ops: "sign", K: "sign", tf: "sign" },
  floor: { ops: "floor", tf: "floor" },
  round: { ops: "round", K: "round", tf: "round" },
  std: { ops: "std", K: "std", tf: "math.reduce_std" },
  var: { ops: "var", K: "var", tf: "math.reduce_variance" },
  reshape: { ops: "reshape", K: "reshape", tf: "reshape" },
  transpose: { ops: "transpose", tf: "transpose" },
  squeeze: { ops: "squeeze", tf: "squeeze" },
  expand_dims: { ops: "expand_dims", K: "expand_dims", tf: "expand_dims" },
  zeros_like: { ops: "zeros_like", K: "zeros_like", tf: "zeros_like" },
  ones_like: { ops: "ones_like", K: "ones_like", tf: "ones_like" },
  argmax: { ops: "argmax", tf: "argmax" },
  subtract: { ops: "subtract", tf: "subtract" },
  add: { ops: "add", tf: "add" },
  multiply: { ops: "multiply", tf: "multiply" },
  divide: { ops: "divide", tf: "divide" },
  dot: { ops: "dot", K: "dot" },
};

const meanings: Readonly<Record<string, Namespace>> = {
  "keras.ops": "ops",
  "tf.keras.ops": "ops",
  "keras.backend": "K",
  "tf.keras.backend": "K",
  tf: "tf",
};

export interface TensorCall {
  /** `ops.mean` */
  readonly shown: string;
  readonly fix: ProposedFix;
}

/** What says which names a file imports. */
type Importing = Pick<RuleContext, "names" | "resolver" | "keras" | "dialect">;

/** What to write for `name` in this file, with the names that it imports already. */
export function tensorCall(name: string, context: Importing, call: Call): TensorCall | undefined {
  const entry = Object.hasOwn(counterparts, name) ? counterparts[name]! : undefined;
  if (!entry) return undefined;
  // With two arrays, Python's and math's `max`, `min` and `pow` are elementwise.
  const isPair =
    (name === "max" || name === "min") &&
    call.arguments.filter((argument) => !argument.name).length === 2 &&
    call.function.kind === "Name";
  for (const { alias, namespace } of importedNamespaces(context)) {
    const counterpart = isPair ? (name === "max" ? "maximum" : "minimum") : entry[namespace];
    if (counterpart === undefined) continue;
    const shown = `${alias}.${counterpart}`;
    return {
      shown,
      fix: { title: `Replace with '${shown}'`, edits: [{ range: call.function.range, newText: shown }] },
    };
  }
  return undefined;
}

/** The file's own names for tensor functions, best first. */
export function importedNamespaces({
  names,
  resolver,
  keras,
  dialect,
}: Importing): readonly { readonly alias: string; readonly namespace: Namespace }[] {
  const found: { alias: string; namespace: Namespace }[] = [];
  for (const [alias, binding] of names.moduleScope.bindings) {
    const reference = binding.references[0];
    const site = binding.sites[0];
    if (!reference || (site?.kind !== "import" && site?.kind !== "importFrom")) continue;
    if (site.isForTypesOnly) continue;
    const qualified = resolver.qualifiedName(reference);
    const namespace = qualified === undefined ? undefined : meanings[qualified];
    // The backend of Keras 3 has no such functions.
    if (namespace === "K" && dialect === "keras" && keras.version === "3") continue;
    if (namespace) found.push({ alias, namespace });
    else if (qualified === "keras" && keras.version === "3") found.push({ alias: `${alias}.ops`, namespace: "ops" });
  }
  const order: readonly Namespace[] = ["ops", "K", "tf"];
  return found.sort((a, b) => order.indexOf(a.namespace) - order.indexOf(b.namespace));
}
