/** What the parameters of a loss are given, as Python's values. */

import type { Expression, Node } from "../../python/ast.ts";
import { parseModule } from "../../python/parse.ts";
import { isStatement, walk } from "../../python/walk.ts";
import type { GivenValue, Literal } from "../evaluation.ts";
import { Unsupported } from "../failure.ts";
import { dict, list, tuple } from "../interpreter/dict.ts";
import { evaluate } from "../interpreter/expressions.ts";
import type { Interpreter, ModuleEnvironment } from "../interpreter/machine.ts";
import type { NativeClass, Value } from "../interpreter/values.ts";
import { literalOf } from "../literal.ts";
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
  const settings = found === undefined ? settingsOf(given.code) : undefined;
  if (settings !== undefined) return settings;
  if (found === undefined) throw new Unsupported(`\`${given.code}\` is not in the file any more.`);
  environment.demand(namesIn(found));
  machine.range = found.range;
  return evaluate(found, frame);
}

/** `{"gamma": 2}`, and `type("Settings", (), {"gamma": 2})` for what is asked for `settings.gamma`: of literals alone. */
function settingsOf(code: string): Value | undefined {
  const [statement] = parseModule(code).module.body;
  const expression = statement?.kind === "ExpressionStatement" ? statement.value : undefined;
  const isObject = expression?.kind === "Call" && code.startsWith("type(");
  const entries = isObject ? expression.arguments[2]?.value : expression;
  if (entries?.kind !== "Dict") return undefined;
  const pairs: [string, Value][] = [];
  for (const { key, value } of entries.entries) {
    const [name, literal] = [key && literalOf(key), literalOf(value)];
    if (typeof name !== "string" || literal === undefined) return undefined;
    pairs.push([name, literalValue(literal)]);
  }
  return isObject ? { type: "instance", class: settingsClass, attributes: new Map(pairs) } : dict(pairs);
}

const settingsClass: NativeClass = {
  type: "nativeClass",
  name: "Settings",
  bases: [],
  attributes: new Map(),
  construct: () => ({ type: "instance", class: settingsClass, attributes: new Map() }),
};

function isExpression(node: Node): node is Expression {
  return !isStatement(node) && node.kind !== "Module";
}

/** A parameter's literal as Python's value. */
export function literalValue(literal: Literal): Value {
  if (literal === null || typeof literal !== "object") return literal;
  if ("tuple" in literal) return tuple(literal.tuple.map(literalValue));
  return list(literal.map(literalValue));
}
