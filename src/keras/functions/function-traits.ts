/** What the functions that losses call do, by their canonical names. */

import { lossClassNames } from "../identifiers.ts";
import { removedTensorFlowNames } from "../tensorflow1.ts";
import type { FunctionParameter, FunctionTraits } from "./function-row.ts";
import { functionTable } from "./function-table.ts";

const byName: ReadonlyMap<string, FunctionTraits> = new Map(
  functionTable.flatMap((row) => row.names.map((name): [string, FunctionTraits] => [name, row])),
);

/** Modules whose functions take tensors and give one. */
const tensorNamespace =
  /^(?:keras\.(?:ops|backend|losses|metrics|activations|random|utils|math)|tf|tf\.(?:math|nn|linalg|image|random|signal|experimental\.numpy|compat\.v1|compat\.v1\.(?:math|nn))|tensorflow_probability(?:\.\w+)*|tensorflow_addons(?:\.\w+)*)$/;

/** What is assumed of a function of those modules that the table does not know: a tensor that nothing is cut off from. */
const unlisted: FunctionTraits = {
  parameters: [],
  result: "tensor",
  dtype: undefined,
  shape: undefined,
  hasEffect: false,
};

const cache = new Map<string, FunctionTraits | undefined>();

/** The traits of a function of Keras or TensorFlow by canonical name; undefined for any other. */
export function functionTraits(canonical: string): FunctionTraits | undefined {
  if (!cache.has(canonical)) cache.set(canonical, listed(canonical) ?? assumed(canonical));
  return cache.get(canonical);
}

/** The row of a name, of whatever version; undefined where the table has none. */
export function listed(canonical: string): FunctionTraits | undefined {
  for (const name of namesToday(canonical)) {
    const found = byName.get(name);
    if (found) return found;
  }
  return undefined;
}

/** The names under which the table may have a function, the likeliest first. */
function namesToday(canonical: string): string[] {
  const name = canonical.replace(/^tf\.(?:compat\.v1\.)?keras\./u, "keras.");
  const last = /^tf\.(?:compat\.v1\.)?(.+)$/u.exec(name)?.[1];
  if (last === undefined) return [name];
  const today = removedTensorFlowNames.get(last);
  return [
    name,
    `tf.compat.v1.${last}`,
    `tf.${last}`,
    ...(today === undefined ? [] : [`tf.${today}`]),
    // `tf.losses` and `tf.metrics` are Keras's since TensorFlow 2, and NumPy's functions on tensors are as Keras's.
    ...(/^(?:losses|metrics)\.\w+$/u.test(last) ? [`keras.${last}`] : []),
    ...(last.startsWith("experimental.numpy.") ? [last.replace("experimental.numpy.", "keras.ops.")] : []),
  ];
}

function assumed(canonical: string): FunctionTraits | undefined {
  const dot = canonical.lastIndexOf(".");
  const owner = canonical.slice(0, Math.max(dot, 0)).replace(/^tf\.keras\./u, "keras.");
  const name = canonical.slice(dot + 1);
  if (!tensorNamespace.test(owner)) return undefined;
  const isLossModule = owner.endsWith("losses") || owner.endsWith("metrics");
  if (isLossModule)
    return lossClassNames.has(name) || /^[A-Z]/u.test(name) ? undefined : { ...unlisted, dtype: "float" };
  return unlisted;
}

/** The parameter that an argument is given to: by keyword, else by its place among those by position. */
export function parameterFor(
  { parameters }: FunctionTraits,
  keyword: string | undefined,
  position: number,
): FunctionParameter | undefined {
  if (keyword !== undefined) return parameters.find(({ name }) => name === keyword);
  return parameters[position] ?? parameters.find(({ isVariadic }) => isVariadic);
}

/** Where a setting stands among the parameters by position; undefined where the function has none of that name. */
export function placeOf({ parameters }: FunctionTraits, name: string): number | undefined {
  const place = parameters.findIndex((parameter) => parameter.name === name);
  return place < 0 ? undefined : place;
}

/** Whether any argument's gradient reaches the result. */
export function carriesGradient({ parameters }: Pick<FunctionTraits, "parameters">): boolean {
  return parameters.some(({ gradient }) => gradient === "through");
}
