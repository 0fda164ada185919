/** A loss's own parameters as its author wrote them: `(gamma=2.0, alpha=0.25)`. */

import type { LossDefinition } from "../../losses/loss.ts";
import type { Expression } from "../../python/ast.ts";

const longestDefault = 24;

/** `values` are expressions that stand for a parameter's own: those of a call. */
export function signatureOf(
  { parameters, module }: LossDefinition,
  values: ReadonlyMap<string, Expression> = new Map(),
): string {
  if (parameters.length === 0) return "";
  const shown = parameters.map(({ name, default: own }) => {
    const given = values.get(name) ?? own;
    if (given === undefined) return name;
    const text = module.text.slice(given.range.start, given.range.end).replace(/\s+/g, " ");
    return `${name}=${text.length > longestDefault ? `${text.slice(0, longestDefault - 1)}…` : text}`;
  });
  return `(${shown.join(", ")})`;
}
