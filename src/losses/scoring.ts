/** Functions that score what a model has predicted: they take arrays, and are losses only where one is used as such. */

import type { Expression, FunctionDefinition } from "../python/ast.ts";
import type { Enclosing, Placed } from "./module-index.ts";
import type { Resolver } from "./resolve.ts";
import { returnsOneValue, returnsValue } from "./returns.ts";

type Owner = Enclosing["node"];

/** Libraries of arrays and of pictures. */
const scorers = /^(?:sklearn|scipy|statsmodels|matplotlib|seaborn)\./;
const namedForArrays = /(?:^|_)(?:np|numpy)(?:_|$)/i;

/** Asks of functions that nobody hands to Keras whether they are such, or tests. */
export function scoringTest(resolver: Resolver): (node: FunctionDefinition) => boolean {
  const owners = (pattern: RegExp): ReadonlySet<Owner> => {
    const found = new Set<Owner>();
    for (const { enclosing } of resolver.callsOf(pattern))
      for (let at = enclosing; at; at = at.outer) found.add(at.node);
    return found;
  };
  let known: Record<"scoring" | "ofArrays" | "ofTensors", ReadonlySet<Owner>> | undefined;
  return (node) => {
    if (/^_{0,9}test_/.test(node.name)) return true;
    known ??= {
      scoring: new Set([...owners(scorers), ...arrayMakers(resolver)]),
      ofArrays: owners(/^numpy\./),
      ofTensors: owners(/^(?:keras|tf)\./),
    };
    if (known.scoring.has(node) && !/loss|objective/i.test(node.name)) return true;
    return namedForArrays.test(node.name) && known.ofArrays.has(node) && !known.ofTensors.has(node);
  };
}

/** Those that make arrays of what they are given: they take what a model has predicted. */
export function arrayMakers(resolver: Resolver): ReadonlySet<Owner> {
  const makers = resolver
    .callsOf(/^numpy\.(?:as)?(?:any)?array$/)
    .flatMap(({ node, enclosing }: Placed<{ readonly arguments: readonly { readonly value: Expression }[] }>) =>
      enclosing && isParameter(node.arguments[0]?.value, enclosing.node) ? [enclosing.node] : [],
    );
  return new Set(makers);
}

function isParameter(value: Expression | undefined, { kind, ...node }: Owner): boolean {
  if (value?.kind !== "Name" || kind === "ClassDefinition" || !("parameters" in node)) return false;
  return node.parameters.list.some(({ name }) => name === value.id);
}

/** What scores nothing by one number: a confusion matrix, counts that are returned together. */
export function isOneNumber(node: FunctionDefinition): boolean {
  return !/confusion/i.test(node.name) && (returnsOneValue(node) || !returnsValue(node));
}
