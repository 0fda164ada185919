/** What the parameters of a loss are given, as Python's values. */

import type { Expression, Node } from "../../python/ast.ts";
import { isStatement, walk } from "../../python/walk.ts";
import type { GivenValue, Literal } from "../evaluation.ts";
import { Unsupported } from "../failure.ts";
import { list, tuple } from "../interpreter/dict.ts";
import { evaluate } from "../interpreter/expressions.ts";
import type { Interpreter, ModuleEnvironment } from "../interpreter/machine.ts";
import type { Value } from "../interpreter/values.ts";
import { namesIn } from "./definitions.ts";

/** A literal, the value that an expression of the file has at the end of its module, or a function of Keras by its name. */
export function givenValue(machine: Interpreter, environment: ModuleEnvironment, given: GivenValue): Value {
  if (given === null || typeof given !== "object" || !("code" in given)) return literalValue(given);
  const { tree, frame } = environment;
  let found: Expression | undefined;
  walk(tree, (node) => {
    // What is evaluated stands in the file, so that what goes wrong in it has a place there.
    if (!found && isExpression(node) && tree.text.slice(node.range.start, node.range.end) === given.code) found = node;
    return found === undefined;
  });
  const known =
    found === undefined && /^keras(?:\.\w+)+$/.test(given.code)
      ? machine.library.lookup(given.code, machine.keras)
      : undefined;
  if (known !== undefined) return known;
  if (found === undefined) throw new Unsupported(`\`${given.code}\` is not in the file any more.`);
  environment.demand(namesIn(found));
  machine.range = found.range;
  return evaluate(found, frame);
}

function isExpression(node: Node): node is Expression {
  return !isStatement(node) && node.kind !== "Module";
}

/** A parameter's literal as Python's value. */
export function literalValue(literal: Literal): Value {
  if (literal === null || typeof literal !== "object") return literal;
  if ("tuple" in literal) return tuple(literal.tuple.map(literalValue));
  return list(literal.map(literalValue));
}
