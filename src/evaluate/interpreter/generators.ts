/** Functions with `yield`: their statements run as a coroutine, one value at a time. */

import type { FunctionDefinition, Lambda, Statement, Yield } from "../../python/ast.ts";
import { Unsupported } from "../failure.ts";
import { assign } from "./assign.ts";
import { scopeNames } from "./bindings.ts";
import type { Completion, Frame } from "./machine.ts";
import { isTruthy } from "./truth.ts";
import type { Value } from "./values.ts";

type Steps = Generator<Value, Completion, Value>;

/** The iterator that a call of a generator function gives. */
export function* generatorOf(frame: Frame, node: FunctionDefinition | Lambda): Generator<Value, Value, Value> {
  if (node.kind === "Lambda") throw new Unsupported("`yield` in a lambda is not evaluated.");
  const { machine } = frame;
  const { path } = frame.module;
  const steps = runBlock(node.body, frame);
  let sent: Value = null;
  for (;;) {
    const outside = machine.path;
    machine.path = path;
    machine.depth += 1;
    const step = steps.next(sent);
    machine.depth -= 1;
    machine.path = outside;
    if (step.done) return frame.result;
    // JavaScript's plain `next()` sends undefined, Python's `next(g)` sends None.
    sent = (yield step.value) ?? null;
  }
}

const yielding = new WeakMap<Statement, boolean>();

/** Whether the statement holds a `yield` of this function's own. */
function hasYield(node: Statement): boolean {
  let known = yielding.get(node);
  if (known === undefined) {
    const body: FunctionDefinition = { ...emptyFunction, range: node.range, body: [node] };
    known = scopeNames(body).isGenerator;
    yielding.set(node, known);
  }
  return known;
}

const nowhere = { start: 0, end: 0 };

const emptyFunction: FunctionDefinition = {
  kind: "FunctionDefinition",
  range: nowhere,
  name: "",
  nameRange: nowhere,
  decorators: [],
  parameters: { list: [], range: nowhere },
  returns: undefined,
  body: [],
  isAsync: false,
};

function* runBlock(statements: readonly Statement[], frame: Frame): Steps {
  for (const statement of statements) {
    const completion = hasYield(statement)
      ? yield* runStatement(statement, frame)
      : frame.machine.executeStatement(statement, frame);
    if (completion !== undefined) return completion;
  }
  return undefined;
}

function* runStatement(node: Statement, frame: Frame): Steps {
  const { machine } = frame;
  machine.step();
  machine.range = node.range;
  switch (node.kind) {
    case "ExpressionStatement":
      if (node.value.kind !== "Yield") break;
      yield* runYield(node.value, frame);
      return undefined;
    case "Assign": {
      if (node.value.kind !== "Yield") break;
      const value = yield* runYield(node.value, frame);
      for (const target of node.targets) assign(target, value, frame);
      return undefined;
    }
    case "If":
      return yield* runBlock(
        isTruthy(machine, frame.machine.evaluate(node.test, frame)) ? node.body : node.orElse,
        frame,
      );
    case "For": {
      for (const item of machine.iterate(frame.machine.evaluate(node.iterable, frame))) {
        assign(node.target, item, frame);
        const completion = yield* runBlock(node.body, frame);
        if (completion === "break") return undefined;
        if (completion === "return") return completion;
      }
      return yield* runBlock(node.orElse, frame);
    }
    case "While": {
      while (isTruthy(machine, frame.machine.evaluate(node.test, frame))) {
        machine.step();
        const completion = yield* runBlock(node.body, frame);
        if (completion === "break") return undefined;
        if (completion === "return") return completion;
      }
      return yield* runBlock(node.orElse, frame);
    }
  }
  throw new Unsupported("`yield` is evaluated only as a statement of its own, in `if`, `for` and `while`.");
}

function* runYield(node: Yield, frame: Frame): Generator<Value, Value, Value> {
  const { machine } = frame;
  const value = node.value === undefined ? null : frame.machine.evaluate(node.value, frame);
  if (!node.isFrom) return yield value;
  machine.range = node.range;
  if (value !== null && typeof value === "object" && value.type === "iterator") {
    for (;;) {
      const next = value.iterator.next();
      if (next.done) return next.value ?? null;
      machine.step();
      yield next.value;
    }
  }
  for (const item of machine.iterate(value)) yield item;
  return null;
}
