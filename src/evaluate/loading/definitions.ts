/** The value that one definition gives its name, where a file defines the name again and again. */

import { placeAt } from "../../losses/dependencies.ts";
import { findLosses } from "../../losses/find-losses.ts";
import type { LossDefinition, LossUse } from "../../losses/loss.ts";
import type { Module, Node, Statement } from "../../python/ast.ts";
import { analyzeNames, type ModuleNames } from "../../python/scope.ts";
import { isStatement, parentsOf, walk } from "../../python/walk.ts";
import { PythonError } from "../failure.ts";
import { boundNames, mentions } from "../interpreter/bindings.ts";
import { evaluate } from "../interpreter/expressions.ts";
import type { Interpreter, ModuleEnvironment } from "../interpreter/machine.ts";
import type { Value } from "../interpreter/values.ts";

/** What defines a name: a `def`, a `class`, or the lambda or call that is assigned to it. */
export type DefiningNode = LossDefinition["node"];

interface ReadTree {
  readonly names: ModuleNames;
  readonly losses: readonly LossDefinition[];
  readonly uses: readonly LossUse[];
}

const read = new WeakMap<Module, ReadTree>();

function readTree(tree: Module): ReadTree {
  let known = read.get(tree);
  if (known === undefined) {
    const names = analyzeNames(tree);
    known = { names, ...findLosses(tree, names) };
    read.set(tree, known);
  }
  return known;
}

export function lossesOf(tree: Module): readonly LossDefinition[] {
  return readTree(tree).losses;
}

/**
 * Whether a loss takes the prediction before the target, `(logits, labels)`, and its file calls it so. Keras itself hands
 * on the target first, whatever the parameters are called.
 */
export function takesPredictionFirst(tree: Module, { body, yTrue, yPred, node }: LossDefinition): boolean {
  if (body === undefined || yTrue === undefined || yPred === undefined) return false;
  const order = body.parameters.list.filter((each) => each === yTrue || each === yPred);
  if (order[0] !== yPred) return false;
  const own = readTree(tree).uses.filter(({ loss }) => loss?.node === node);
  return own.every(({ role }) => role === "call");
}

/** Every name that stands in a node. */
export function namesIn(node: Node): Set<string> {
  const names = new Set<string>();
  walk(node, (at) => {
    if (at.kind === "Name") names.add(at.id);
  });
  return names;
}

/** The definitions of a name of the module, in source order. */
function definitionsOf(tree: Module, name: string): readonly DefiningNode[] {
  const { names, losses } = readTree(tree);
  const ofLosses = new Set<Node>(losses.filter((loss) => loss.name === name).map(({ node }) => node));
  return (names.moduleScope.bindings.get(name)?.sites ?? []).flatMap((site): DefiningNode[] => {
    if (site.kind === "function" || site.kind === "class") return [site.node];
    const value = site.kind === "assignment" ? site.value : undefined;
    return value !== undefined && ofLosses.has(value) ? [value as DefiningNode] : [];
  });
}

/** Whether the module defines the name more than once. */
export function isDefinedAgain(tree: Module, name: string): boolean {
  return definitionsOf(tree, name).length > 1;
}

/** Whether the value was made by this definition and wrapped in nothing. */
export function isMadeBy(value: Value | undefined, node: Node): boolean {
  if (value === undefined || value === null || typeof value !== "object") return false;
  return (value.type === "function" || value.type === "class") && value.node === node;
}

/** What the name stands for at the end of the module. */
export function globalOf(environment: ModuleEnvironment, name: string): Value {
  const value = environment.read(name);
  if (value === undefined) throw new PythonError("NameError", `name '${name}' is not defined`);
  return value;
}

/**
 * The value that `node` gives `name`: what the name stands for until it is defined anew, so with what the file wraps it
 * in. A branch that is not taken is run as if it were: its author looks at what stands there.
 */
export function valueByDefinition(
  machine: Interpreter,
  environment: ModuleEnvironment,
  name: string,
  node: DefiningNode,
): Value {
  const { tree } = environment;
  const definitions = definitionsOf(tree, name);
  const own = placeAt(tree, node.range.start);
  const places = definitions.map(({ range }) => placeAt(tree, range.start));
  const next = places.filter((place) => place > own).sort((a, b) => a - b)[0];
  const isAlone = places.filter((place) => place === own).length === 1;
  const value = next === undefined ? environment.read(name) : environment.readBefore(name, next);
  if (value !== undefined && (isMadeBy(value, node) || (isAlone && isAlwaysRun(tree, own)))) return value;
  return asIfRun(machine, environment, name, node);
}

function isAlwaysRun({ body }: Module, place: number): boolean {
  const kind = body[place]?.kind;
  return kind !== "If" && kind !== "Try" && kind !== "Match" && kind !== "For" && kind !== "While";
}

/** Runs the definition, and before it what it needs of the branches that it stands in. */
function asIfRun(machine: Interpreter, environment: ModuleEnvironment, name: string, node: DefiningNode): Value {
  const { tree, frame } = environment;
  const parents = parentsOf(tree);
  const definition = node.kind === "Lambda" || node.kind === "Call" ? statementAround(node, parents) : node;
  const before: Statement[] = [];
  const needed = namesIn(definition);
  for (let at: Node = definition, around = parents.get(at); around; at = around, around = parents.get(at)) {
    if (around.kind === "Module") break;
    for (const statement of blockBefore(around, at).reverse()) {
      const binds = boundNames(statement);
      if (![...binds].some((each) => needed.has(each))) continue;
      before.unshift(statement);
      const { now, later } = mentions(statement);
      for (const each of [...now, ...later]) needed.add(each);
    }
  }
  environment.demand(needed);
  for (const statement of before) machine.executeStatement(statement, frame);
  machine.range = node.range;
  if (node.kind === "Lambda" || node.kind === "Call") return evaluate(node, frame);
  machine.executeStatement(node, frame);
  return globalOf(environment, name);
}

function statementAround(node: Node, parents: ReadonlyMap<Node, Node>): Node {
  let at = node;
  while (!isStatement(at)) at = parents.get(at)!;
  return at;
}

/** The statements of the same block that stand before `statement`: of a branch, a handler, a case. */
function blockBefore(around: object, statement: Node): Statement[] {
  for (const part of Object.values(around)) {
    if (!Array.isArray(part)) continue;
    const at = part.indexOf(statement);
    if (at >= 0) return part.slice(0, at);
    for (const inner of part) {
      const found = "kind" in inner ? [] : blockBefore(inner, statement);
      if (found.length > 0) return found;
    }
  }
  return [];
}
