/** What a function's body returns, written: assignments are remembered, conditions become cases. */

import type { Expression, FunctionDefinition, Lambda, Statement } from "../../python/ast.ts";
import { qualifiedName } from "../../python/qualified.ts";
import { add, divide, isSame, multiply, powerOf, subtract } from "./arithmetic.ts";
import { plainValue, truthOf } from "./conditions.ts";
import { type Bound, type Ending, innerScope, NotWritten, type Scope, type Writing } from "./environment.ts";
import { truthOf as asTruth } from "./functions.ts";
import { symbolOf } from "./symbols.ts";
import { type Formula, type Letter, symbol } from "./tree.ts";
import { turnsIn } from "./turns.ts";

/** The body of a function, or of a lambda, in a scope that holds its parameters. */
export function writeFunctionBody(node: FunctionDefinition | Lambda, scope: Scope, writing: Writing): Formula {
  const outer = writing.turns;
  writing.turns = turnsIn(node, writing.textOf);
  try {
    if (node.kind === "Lambda") return writing.expression(node.body, scope);
    if (!node.decorators.every((each) => isTransparent(each, writing))) throw new NotWritten();
    const ending = writing.body(node.body, scope);
    if (ending === undefined || ending === "raises") throw new NotWritten();
    return ending.returned;
  } finally {
    writing.turns = outer;
  }
}

/** What a library puts around a function leaves its values as they are; what the file does may be anything. */
function isTransparent(decorator: Expression, { moduleNames }: Writing): boolean {
  const named = decorator.kind === "Call" ? decorator.function : decorator;
  const name = qualifiedName(moduleNames, named);
  return (
    name !== undefined &&
    (/^(?:staticmethod|classmethod)$/.test(name) || /^(?:tensorflow|keras|tf_keras|jax|typing)\./.test(name))
  );
}

export function writeBody(statements: readonly Statement[], scope: Scope, writing: Writing): Ending {
  for (const [at, statement] of statements.entries()) {
    if (statement.kind === "If") {
      const ending = writeIf(statement, statements.slice(at + 1), scope, writing);
      if (ending !== "goesOn") return ending;
      continue;
    }
    const ending = writeStatement(statement, scope, writing);
    if (ending !== undefined) return ending;
  }
  return undefined;
}

function writeStatement(statement: Statement, scope: Scope, writing: Writing): Ending {
  switch (statement.kind) {
    case "Return":
      if (statement.value === undefined) throw new NotWritten();
      return { returned: writing.expression(statement.value, scope) };
    case "Raise":
      return "raises";
    case "Assign":
      for (const target of statement.targets) assign(target, statement.value, scope, writing);
      return undefined;
    case "AnnotatedAssign":
      if (statement.value !== undefined) assign(statement.target, statement.value, scope, writing);
      return undefined;
    case "AugmentedAssign": {
      const combine = augmented[statement.operator];
      if (statement.target.kind !== "Name" || combine === undefined) throw new NotWritten();
      const before = writing.expression(statement.target, scope);
      bind(statement.target.id, combine(before, writing.expression(statement.value, scope)), scope, writing);
      return undefined;
    }
    case "FunctionDefinition":
      scope.names.set(statement.name, { kind: "function", node: statement, scope });
      return undefined;
    case "With":
      return writeBody(statement.body, scope, writing);
    case "ExpressionStatement":
    case "Pass":
    case "Assert":
    case "Import":
    case "ImportFrom":
    case "Delete":
    case "ClassDefinition":
      return undefined;
    default:
      throw new NotWritten();
  }
}

const augmented: Readonly<Record<string, ((left: Formula, right: Formula) => Formula) | undefined>> = {
  "+": add,
  "-": subtract,
  "*": (left, right) => multiply(left, right),
  "/": divide,
  "**": powerOf,
};

type If = Extract<Statement, { kind: "If" }>;

function writeIf(node: If, rest: readonly Statement[], scope: Scope, writing: Writing): Ending | "goesOn" {
  const known = truthOf(node.test, scope, writing);
  if (known !== undefined) return writeBody(known ? node.body : node.orElse, scope, writing) ?? "goesOn";
  const [then, otherwise] = [copyOf(scope), copyOf(scope)];
  const first = writeBody(node.body, then, writing);
  const second = writeBody(node.orElse, otherwise, writing);
  // What raises for other data is not a case of the formula.
  if (first === "raises") return second ?? takeOver(scope, otherwise);
  if (second === "raises") return first ?? takeOver(scope, then);
  const condition = asTruth(writing.expression(node.test, scope));
  if (first === undefined && second === undefined) {
    merge(condition, then, otherwise, scope, writing);
    return "goesOn";
  }
  const endings = [first ?? writeBody(rest, then, writing), second ?? writeBody(rest, otherwise, writing)] as const;
  const [one, other] = endings;
  if (one === undefined || other === undefined || one === "raises" || other === "raises") throw new NotWritten();
  return { returned: casesOf(condition, one.returned, other.returned) };
}

function casesOf(condition: Formula, then: Formula, otherwise: Formula): Formula {
  return isSame(then, otherwise) ? then : { kind: "cases", condition, value: then, otherwise };
}

function copyOf({ names, parent }: Scope): Scope {
  return { names: new Map(names), parent };
}

function takeOver(scope: Scope, branch: Scope): "goesOn" {
  for (const [name, bound] of branch.names) scope.names.set(name, bound);
  return "goesOn";
}

/** What the branches give a name differs by the condition. */
function merge(condition: Formula, then: Scope, otherwise: Scope, scope: Scope, writing: Writing): void {
  for (const name of new Set([...then.names.keys(), ...otherwise.names.keys()])) {
    const [one, other] = [then.names.get(name), otherwise.names.get(name)];
    if (one === other) continue;
    const only = one ?? other;
    if (one === undefined || other === undefined) scope.names.set(name, only!);
    else if (one.kind === "formula" && other.kind === "formula")
      bind(name, casesOf(condition, one.formula, other.formula), scope, writing);
    else throw new NotWritten();
  }
}

function assign(target: Expression, value: Expression, scope: Scope, writing: Writing): void {
  if (target.kind === "Name") {
    const bound = boundTo(value, scope, writing);
    if (bound.kind === "formula") bind(target.id, bound.formula, scope, writing);
    else scope.names.set(target.id, bound);
    return;
  }
  if (target.kind !== "Tuple" && target.kind !== "List") {
    throw new NotWritten();
  }
  const isPaired =
    (value.kind === "Tuple" || value.kind === "List") && value.elements.length === target.elements.length;
  // All of what is right is written before any name on the left has its new value.
  const taken: Letter[] = [];
  const values = isPaired ? value.elements.map((each) => boundTo(each, scope, writing)) : undefined;
  for (const [at, element] of target.elements.entries()) {
    if (element.kind !== "Name") continue;
    const bound = values?.[at];
    if (bound === undefined) {
      const primes = primesOf(element.id, scope);
      const letter = symbolOf(element.id, { primes, isTensor: true });
      scope.names.set(element.id, { kind: "formula", formula: letter });
      taken.push(letter);
    } else if (bound.kind === "formula") bind(element.id, bound.formula, scope, writing);
    else scope.names.set(element.id, bound);
  }
  if (values === undefined) writing.unpack(taken, value);
}

function boundTo(value: Expression, scope: Scope, writing: Writing): Bound {
  if (value.kind === "Lambda") return { kind: "function", node: value, scope };
  const plain = plainValue(value, scope, writing);
  if (plain !== undefined) return { kind: "plain", value: plain.value };
  return { kind: "formula", formula: writing.expression(value, scope) };
}

/** A new value of a name is another symbol, with a prime where the name had one before. */
function bind(name: string, value: Formula, scope: Scope, writing: Writing): void {
  const primes = primesOf(name, scope);
  const formula = writing.define(symbolOf(name, { primes }), value);
  scope.names.set(name, { kind: "formula", formula: formula.kind === "symbol" ? { ...formula, primes } : formula });
}

function primesOf(name: string, scope: Scope): number {
  const before = scope.names.get(name);
  return before?.kind === "formula" && before.formula.kind === "symbol" ? before.formula.primes + 1 : 0;
}

/** The parameters of a function, bound to what a call gives them, else to their defaults. */
export function bindParameters(
  node: FunctionDefinition | Lambda,
  given: (place: number, name: string) => Bound | undefined,
  outer: Scope,
  writing: Writing,
): Scope {
  const scope = innerScope(outer);
  for (const [place, parameter] of node.parameters.list.entries()) {
    const { name } = parameter;
    const bound =
      given(place, name) ?? (parameter.default === undefined ? undefined : boundTo(parameter.default, outer, writing));
    scope.names.set(name, bound ?? { kind: "formula", formula: symbol(name) });
  }
  return scope;
}
