/** Comprehensions and generator expressions, each with a scope of its own. */

import type { Comprehension } from "../../python/ast.ts";
import { Unsupported } from "../failure.ts";
import { assign } from "./assign.ts";
import { scopeNames } from "./bindings.ts";
import { dict, list, set, setItem } from "./dict.ts";
import type { Frame } from "./machine.ts";
import { isTruthy } from "./truth.ts";
import type { Value } from "./values.ts";

/** The list, set, dict or generator that a comprehension makes. */
export function comprehension(node: Comprehension, frame: Frame): Value {
  if (node.clauses.some((clause) => clause.isAsync)) throw new Unsupported("`async for` is not evaluated.");
  const { machine } = frame;
  const inner: Frame = {
    machine,
    kind: "comprehension",
    module: frame.module,
    names: scopeNames(node),
    variables: new Map(),
    parent: frame,
    function: frame.function,
    qualifiedName: `${frame.qualifiedName === "" ? "" : `${frame.qualifiedName}.<locals>.`}<${node.form === "generator" ? "genexpr" : `${node.form}comp`}>`,
    result: null,
  };
  // The first iterable belongs to the scope outside, and is evaluated at once even for a generator.
  const first = frame.machine.evaluate(node.clauses[0]!.iterable, frame);
  const rounds = (): Generator<void, void> => iterateClauses(node, 0, first, inner);
  switch (node.form) {
    case "list": {
      const items: Value[] = [];
      for (const _ of rounds()) items.push(frame.machine.evaluate(node.element, inner));
      return list(items);
    }
    case "set": {
      const items: Value[] = [];
      for (const _ of rounds()) items.push(frame.machine.evaluate(node.element, inner));
      return set(items);
    }
    case "dict": {
      const made = dict();
      for (const _ of rounds()) {
        const key = frame.machine.evaluate(node.key!, inner);
        setItem(made, key, frame.machine.evaluate(node.element, inner));
      }
      return made;
    }
    case "generator":
      return { type: "iterator", iterator: lazily(node, rounds(), inner) };
  }
}

function* lazily(node: Comprehension, rounds: Iterable<void>, frame: Frame): Generator<Value, void> {
  const { machine } = frame;
  const { path } = frame.module;
  for (const _ of rounds) {
    const outside = machine.path;
    machine.path = path;
    const value = frame.machine.evaluate(node.element, frame);
    machine.path = outside;
    yield value;
  }
}

/** Steps through every combination of the clauses, binding their targets; yields once for each that passes. */
function* iterateClauses(node: Comprehension, depth: number, iterable: Value, frame: Frame): Generator<void, void> {
  const { machine } = frame;
  const clause = node.clauses[depth]!;
  machine.range = clause.iterable.range;
  for (const item of machine.iterate(iterable)) {
    assign(clause.target, item, frame);
    if (!clause.conditions.every((condition) => isTruthy(machine, frame.machine.evaluate(condition, frame)))) continue;
    const next = node.clauses[depth + 1];
    if (next === undefined) yield;
    else yield* iterateClauses(node, depth + 1, frame.machine.evaluate(next.iterable, frame), frame);
  }
}
