/** The functions that a fix writes, in the words of the loss that it mends. */

import type { LossDefinition } from "../losses/loss.ts";
import type { ModuleNames } from "../python/scope.ts";

export interface Dialect {
  readonly square: string;
  readonly abs: string;
  readonly sqrt: string;
  readonly sum: string;
  /** The form that is finite where both are 0; undefined where the dialect has none. */
  readonly divideNoNan: string | undefined;
  readonly where: string | undefined;
  readonly onesLike: string;
  readonly epsilon: string;
}

/** Undefined where the file imports none that a fix could be written in. */
export function dialectIn(loss: LossDefinition, names: ModuleNames): Dialect | undefined {
  const text = loss.module.text.slice(loss.range.start, loss.range.end);
  const has = (name: string): boolean => names.moduleScope.bindings.has(name);
  const tensorflow = has("tf") ? "tf" : undefined;
  const prefixes = ["ops", "K", "tf"].filter(has);
  const own = prefixes.find((prefix) => new RegExp(`\\b${prefix}\\.`, "u").test(text)) ?? prefixes[0];
  const epsilon = has("K") ? "K.epsilon()" : "1e-7";
  if (own === undefined) return undefined;
  const isOps = own === "ops";
  return {
    square: `${own}.square`,
    abs: `${own}.abs`,
    sqrt: `${own}.sqrt`,
    sum: own === "tf" ? "tf.reduce_sum" : `${own}.sum`,
    divideNoNan: isOps ? "ops.divide_no_nan" : tensorflow && "tf.math.divide_no_nan",
    where: isOps ? "ops.where" : tensorflow && "tf.where",
    onesLike: `${own}.ones_like`,
    epsilon,
  };
}
