/** Tensors have few methods: which operations were meant where one of NumPy's was asked for. */

import type { BuildError } from "../build-question.ts";
import type { PythonError } from "../failure.ts";

interface Names {
  readonly K?: string;
  readonly ops?: string;
  readonly tf?: string;
}

const reduction = (name: string): Names => ({ K: name, ops: name, tf: `reduce_${name}` });
const alike = (name: string): Names => ({ K: name, ops: name, tf: name });

const operations: Readonly<Record<string, Names>> = {
  mean: reduction("mean"),
  sum: reduction("sum"),
  max: reduction("max"),
  min: reduction("min"),
  prod: reduction("prod"),
  any: reduction("any"),
  all: reduction("all"),
  std: { K: "std", ops: "std", tf: "math.reduce_std" },
  var: { K: "var", ops: "var", tf: "math.reduce_variance" },
  argmax: alike("argmax"),
  argmin: alike("argmin"),
  round: alike("round"),
  reshape: alike("reshape"),
  view: alike("reshape"),
  transpose: alike("transpose"),
  permute: { K: "permute_dimensions", ops: "transpose", tf: "transpose" },
  T: alike("transpose"),
  squeeze: alike("squeeze"),
  unsqueeze: alike("expand_dims"),
  astype: alike("cast"),
  float: alike("cast"),
  clip: { K: "clip", ops: "clip", tf: "clip_by_value" },
  clamp: { K: "clip", ops: "clip", tf: "clip_by_value" },
  flatten: { K: "flatten", ops: "ravel", tf: "reshape" },
  ravel: { K: "flatten", ops: "ravel", tf: "reshape" },
  size: { ops: "size", tf: "size", K: "shape" },
  dot: { K: "dot", ops: "matmul", tf: "matmul" },
  matmul: { K: "dot", ops: "matmul", tf: "matmul" },
  cumsum: alike("cumsum"),
  repeat: alike("repeat"),
  abs: alike("abs"),
  exp: alike("exp"),
  log: { K: "log", ops: "log", tf: "math.log" },
  sqrt: alike("sqrt"),
  square: alike("square"),
  pow: { K: "pow", ops: "power", tf: "pow" },
  sort: { ops: "sort", tf: "sort" },
  copy: { ops: "copy", tf: "identity" },
  detach: { K: "stop_gradient", ops: "stop_gradient", tf: "stop_gradient" },
};

/** The operations by canonical name; undefined where the error is another one, or no operation does the same. */
export function meantOperation(error: PythonError): BuildError["meant"] {
  if (error.exception !== "AttributeError") return undefined;
  const name = /^'?(?:SymbolicTensor|DynamicJaxprTracer|Tensor)'? object has no attribute '(\w+)'/u.exec(
    error.message,
  )?.[1];
  const found = name === undefined || !Object.hasOwn(operations, name) ? undefined : operations[name];
  if (found === undefined) return undefined;
  return {
    ...(found.K !== undefined && { K: `keras.backend.${found.K}` }),
    ...(found.ops !== undefined && { ops: `keras.ops.${found.ops}` }),
    ...(found.tf !== undefined && { tf: `tf.${found.tf}` }),
  };
}
