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
  matmul: { ops: "matmul", tf: "matmul" },
  einsum: { ops: "einsum", tf: "einsum" },
  outer: { ops: "outer" },
  norm: { ops: "norm", tf: "norm" },
  det: { ops: "det", tf: "linalg.det" },
  inv: { ops: "inv", tf: "linalg.inv" },
  trace: { ops: "trace", tf: "linalg.trace" },
  stack: { ops: "stack", K: "stack", tf: "stack" },
  tile: { ops: "tile", K: "tile", tf: "tile" },
  concatenate: { ops: "concatenate" },
  cumsum: { ops: "cumsum" },
  cumprod: { ops: "cumprod" },
  median: { ops: "median" },
  sort: { ops: "sort", tf: "sort" },
  argsort: { ops: "argsort", tf: "argsort" },
  diff: { ops: "diff" },
  flip: { ops: "flip" },
  roll: { ops: "roll" },
  nan_to_num: { ops: "nan_to_num" },
  isnan: { ops: "isnan", tf: "math.is_nan" },
  isinf: { ops: "isinf", tf: "math.is_inf" },
  isfinite: { ops: "isfinite", tf: "math.is_finite" },
  equal: { ops: "equal", K: "equal", tf: "equal" },
  not_equal: { ops: "not_equal", K: "not_equal", tf: "not_equal" },
  greater: { ops: "greater", K: "greater", tf: "greater" },
  greater_equal: { ops: "greater_equal", K: "greater_equal", tf: "greater_equal" },
  less: { ops: "less", K: "less", tf: "less" },
  less_equal: { ops: "less_equal", K: "less_equal", tf: "less_equal" },
  logical_and: { ops: "logical_and", tf: "logical_and" },
  logical_or: { ops: "logical_or", tf: "logical_or" },
  logical_not: { ops: "logical_not", tf: "logical_not" },
  negative: { ops: "negative", tf: "negative" },
  reciprocal: { ops: "reciprocal", tf: "math.reciprocal" },
  ceil: { ops: "ceil", tf: "math.ceil" },
  tan: { ops: "tan", tf: "tan" },
  sinh: { ops: "sinh", tf: "sinh" },
  arcsin: { ops: "arcsin", tf: "asin" },
  asin: { ops: "arcsin", tf: "asin" },
  atan: { ops: "arctan", tf: "atan" },
  arctan2: { ops: "arctan2", tf: "atan2" },
  atan2: { ops: "arctan2", tf: "atan2" },
  arctanh: { ops: "arctanh", tf: "atanh" },
  atanh: { ops: "arctanh", tf: "atanh" },
  logaddexp: { ops: "logaddexp" },
  logsumexp: { ops: "logsumexp", tf: "reduce_logsumexp" },
  erf: { ops: "erf", tf: "math.erf" },
  expit: { ops: "sigmoid", K: "sigmoid", tf: "sigmoid" },
  lgamma: { tf: "math.lgamma" },
};

/** The names that are proposed in each, for a test that they are there. */
export function proposedNames(): readonly string[] {
  const home: Readonly<Record<Namespace, string>> = { ops: "keras.ops", K: "tf.keras.backend", tf: "tf" };
  return [...Object.values(counterparts), ...Object.values(furtherNames)].flatMap((entry) =>
    Object.entries(entry).map(([namespace, name]) => `${home[namespace as Namespace]}.${name}`),
  );
}

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

/** What code that is written for somebody calls, and nobody has in NumPy. */
const furtherNames: Readonly<Record<string, Readonly<Record<Namespace, string>>>> = {
  cast: { ops: "cast", K: "cast", tf: "cast" },
  shape: { ops: "shape", K: "shape", tf: "shape" },
  sigmoid: { ops: "sigmoid", K: "sigmoid", tf: "sigmoid" },
  softmax: { ops: "softmax", K: "softmax", tf: "nn.softmax" },
};

/** `ops.mean`, with the names that the file imports already; undefined where none of them has such a function. */
export function tensorName(name: string, context: Importing): string | undefined {
  const entry = furtherNames[name] ?? counterparts[name];
  for (const { alias, namespace } of importedNamespaces(context)) {
    const counterpart = entry?.[namespace];
    if (counterpart !== undefined) return `${alias}.${counterpart}`;
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
  // `ops` before `keras.ops`, where the file has both.
  const isLong = ({ alias }: { readonly alias: string }) => Number(alias.includes("."));
  return found.sort((a, b) => order.indexOf(a.namespace) - order.indexOf(b.namespace) || isLong(a) - isLong(b));
}
