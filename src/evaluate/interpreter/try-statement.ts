/** `try`: only Python's exceptions are caught, never a limit or what is not evaluated. */

import type { ExceptHandler, Expression, Try } from "../../python/ast.ts";
import { PythonError } from "../failure.ts";
import { exceptionInstance, isCaughtBy } from "./exceptions.ts";
import type { Completion, Frame } from "./machine.ts";
import { recover, remember } from "./recovery.ts";
import { bindName, unbindName } from "./scope.ts";

/** Runs a `try` with its handlers, `else` and `finally`. */
export function executeTry(node: Try, frame: Frame): Completion {
  if (node.finallyBody.length === 0) return withHandlers(node, frame);
  const state = remember(frame);
  let completion: Completion;
  try {
    completion = withHandlers(node, frame);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    recover(error, frame, state);
    const ending = frame.machine.execute(node.finallyBody, frame);
    // `return`, `break` or `continue` in `finally` swallows the exception.
    if (ending !== undefined) return ending;
    throw error;
  }
  const { result } = frame;
  const ending = frame.machine.execute(node.finallyBody, frame);
  if (ending !== undefined) return ending;
  frame.result = result;
  return completion;
}

function withHandlers(node: Try, frame: Frame): Completion {
  const state = remember(frame);
  const isOptional = node.handlers.some(({ type }) => type !== undefined && namesImportError(type));
  let completion: Completion;
  if (isOptional) frame.machine.optionalImports++;
  try {
    completion = frame.machine.execute(node.body, frame);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    recover(error, frame, state);
    return handle(node.handlers, error, frame);
  } finally {
    if (isOptional) frame.machine.optionalImports--;
  }
  return completion ?? frame.machine.execute(node.orElse, frame);
}

/** `except ImportError:`: the file works without what it imports there. */
function namesImportError(type: Expression): boolean {
  if (type.kind === "Tuple") return type.elements.some(namesImportError);
  return type.kind === "Name" && (type.id === "ImportError" || type.id === "ModuleNotFoundError");
}

function handle(handlers: readonly ExceptHandler[], error: PythonError, frame: Frame): Completion {
  const { machine } = frame;
  const instance = exceptionInstance(error);
  for (const handler of handlers) {
    if (handler.type !== undefined) {
      const expected = frame.machine.evaluate(handler.type, frame);
      if (!isCaughtBy(instance, expected)) continue;
    }
    machine.handled.push(instance);
    if (handler.name) bindName(frame, handler.name.id, instance);
    const completion = frame.machine.execute(handler.body, frame);
    machine.handled.pop();
    // Python unbinds the name after the handler; it may have been deleted by hand.
    if (handler.name) forget(handler.name.id, frame);
    return completion;
  }
  throw error;
}

function forget(name: string, frame: Frame): void {
  try {
    unbindName(frame, name);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
  }
}
