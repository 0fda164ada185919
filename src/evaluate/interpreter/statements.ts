/** Executing statements. */

import type { For, FunctionDefinition, If, Raise, Statement, While } from "../../python/ast.ts";
import { PythonError, Unsupported } from "../failure.ts";
import { assign, remove } from "./assign.ts";
import { getAttribute } from "./attributes.ts";
import { call, makeFunction } from "./calls.ts";
import { defineClass } from "./class-definition.ts";
import { convertedFor, convertedIf, convertedWhile } from "./converted-statements.ts";
import { list } from "./dict.ts";
import { raised } from "./exceptions.ts";
import { evaluate } from "./expressions.ts";
import { importFrom, importModule } from "./import-statements.ts";
import type { Completion, Frame } from "./machine.ts";
import { executeMatch } from "./match-statement.ts";
import { refuseOpaque } from "./module-values.ts";
import { positional } from "./natives.ts";
import { binary } from "./operators.ts";
import { bindName } from "./scope.ts";
import { setAttribute } from "./set-attribute.ts";
import { getSubscript, setSubscript } from "./subscript.ts";
import { str } from "./text.ts";
import { isSymbolic } from "./tracing.ts";
import { isTruthy } from "./truth.ts";
import { executeTry } from "./try-statement.ts";
import type { Value } from "./values.ts";
import { executeWith } from "./with-statement.ts";

/** Runs statements; a returned value is left in `frame.result`. */
export function execute(statements: readonly Statement[], frame: Frame): Completion {
  for (const statement of statements) {
    const completion = executeStatement(statement, frame);
    if (completion !== undefined) return completion;
  }
  return undefined;
}

/** Runs one statement. */
export function executeStatement(node: Statement, frame: Frame): Completion {
  const { machine } = frame;
  machine.step();
  machine.range = node.range;
  switch (node.kind) {
    case "ExpressionStatement":
      evaluate(node.value, frame);
      return undefined;
    case "Return":
      frame.result = node.value === undefined ? null : evaluate(node.value, frame);
      return "return";
    case "Assign": {
      const value = evaluate(node.value, frame);
      for (const target of node.targets) assign(target, value, frame);
      return undefined;
    }
    case "AugmentedAssign":
      augmentedAssign(node, frame);
      return undefined;
    case "AnnotatedAssign":
      if (node.value !== undefined) assign(node.target, evaluate(node.value, frame), frame);
      if (frame.kind === "class" && node.target.kind === "Name") annotate(node.target.id, frame);
      return undefined;
    case "If":
      return executeIf(node, frame);
    case "For":
      return executeFor(node, frame);
    case "While":
      return executeWhile(node, frame);
    case "FunctionDefinition":
      bindName(frame, node.name, define(node, frame));
      return undefined;
    case "ClassDefinition":
      bindName(
        frame,
        node.name,
        decorated(node.decorators, frame, () => defineClass(node, frame)),
      );
      return undefined;
    case "Import":
      importModule(node, frame);
      return undefined;
    case "ImportFrom":
      importFrom(node, frame);
      return undefined;
    case "Raise":
      return executeRaise(node, frame);
    case "Try":
      return executeTry(node, frame);
    case "With":
      return executeWith(node, frame);
    case "Assert": {
      const test = evaluate(node.test, frame);
      machine.range = node.test.range;
      if (isTruthy(machine, test)) return undefined;
      const message = node.message === undefined ? "" : str(machine, evaluate(node.message, frame));
      machine.range = node.range;
      throw new PythonError("AssertionError", message);
    }
    case "Delete":
      for (const target of node.targets) remove(target, frame);
      return undefined;
    case "Break":
      return "break";
    case "Continue":
      return "continue";
    case "Pass":
    case "Global":
      return undefined;
    case "Match":
      return executeMatch(node, frame);
    case "TypeAlias":
      throw new Unsupported("A `type` statement is not evaluated.");
    case "ErrorStatement":
      throw new Unsupported("This could not be read as Python.");
  }
}

/** A class body's `name: type`, in order, as a dataclass reads it. */
function annotate(name: string, frame: Frame): void {
  const known = frame.variables.get("__annotations__");
  const names = known !== null && typeof known === "object" && known?.type === "list" ? known : list([]);
  names.items.push(name);
  frame.variables.set("__annotations__", names);
}

function executeIf(node: If, frame: Frame): Completion {
  const { machine } = frame;
  const test = evaluate(node.test, frame);
  machine.range = node.test.range;
  if (isSymbolic(test) && machine.tracing?.isConverted) return convertedIf(node, frame);
  return execute(isTruthy(machine, test) ? node.body : node.orElse, frame);
}

function executeFor(node: For, frame: Frame): Completion {
  if (node.isAsync) throw new Unsupported("`async for` is not evaluated.");
  const { machine } = frame;
  const iterable = evaluate(node.iterable, frame);
  machine.range = node.iterable.range;
  refuseOpaque(iterable);
  if (isSymbolic(iterable) && machine.tracing?.isConverted) return convertedFor(node, iterable, frame);
  for (const item of machine.iterate(iterable)) {
    assign(node.target, item, frame);
    const completion = execute(node.body, frame);
    if (completion === "break") return undefined;
    if (completion === "return") return completion;
    machine.range = node.iterable.range;
  }
  return execute(node.orElse, frame);
}

function executeWhile(node: While, frame: Frame): Completion {
  const { machine } = frame;
  for (;;) {
    machine.step();
    const test = evaluate(node.test, frame);
    machine.range = node.test.range;
    if (isSymbolic(test) && machine.tracing?.isConverted) return convertedWhile(node, frame);
    if (!isTruthy(machine, test)) return execute(node.orElse, frame);
    const completion = execute(node.body, frame);
    if (completion === "break") return undefined;
    if (completion === "return") return completion;
  }
}

/** A `def` with its decorators applied, the nearest first. */
export function define(node: FunctionDefinition, frame: Frame): Value {
  return decorated(node.decorators, frame, () => makeFunction(node, node.name, frame));
}

function decorated(
  decorators: Extract<Statement, { kind: "FunctionDefinition" }>["decorators"],
  frame: Frame,
  make: () => Value,
): Value {
  const { machine } = frame;
  const callables = decorators.map((decorator) => evaluate(decorator, frame));
  let value = make();
  for (let index = callables.length - 1; index >= 0; index--) {
    machine.range = decorators[index]!.range;
    value = call(machine, callables[index]!, positional(value));
  }
  return value;
}

function executeRaise(node: Raise, frame: Frame): never {
  const { machine } = frame;
  if (node.exception === undefined) {
    const current = machine.handled.at(-1);
    if (current === undefined) throw new PythonError("RuntimeError", "No active exception to reraise");
    throw raised(machine, current);
  }
  const exception = evaluate(node.exception, frame);
  if (node.cause !== undefined) evaluate(node.cause, frame);
  machine.range = node.range;
  throw raised(machine, exception);
}

function augmentedAssign(node: Extract<Statement, { kind: "AugmentedAssign" }>, frame: Frame): void {
  const { machine } = frame;
  const { target, operator } = node;
  const combine = (left: Value): Value => {
    const right = evaluate(node.value, frame);
    machine.range = node.range;
    return binary(machine, operator, left, right, true);
  };
  if (target.kind === "Attribute") {
    const object = evaluate(target.value, frame);
    machine.range = target.range;
    const result = combine(getAttribute(machine, object, target.attribute));
    setAttribute(machine, object, target.attribute, result);
  } else if (target.kind === "Subscript") {
    const object = evaluate(target.value, frame);
    const index = evaluate(target.index, frame);
    machine.range = target.range;
    const result = combine(getSubscript(machine, object, index));
    setSubscript(machine, object, index, result);
  } else {
    assign(target, combine(evaluate(target, frame)), frame);
  }
}
