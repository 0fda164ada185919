/** A loss's own parameters as its author wrote them: `(gamma=2.0, alpha=0.25)`. */

import type { LossDefinition } from "../../losses/loss.ts";

const longestDefault = 24;

export function signatureOf({ parameters, module }: LossDefinition): string {
  if (parameters.length === 0) return "";
  const shown = parameters.map(({ name, default: given }) => {
    if (given === undefined) return name;
    const text = module.text.slice(given.range.start, given.range.end).replace(/\s+/g, " ");
    return `${name}=${text.length > longestDefault ? `${text.slice(0, longestDefault - 1)}…` : text}`;
  });
  return `(${shown.join(", ")})`;
}
