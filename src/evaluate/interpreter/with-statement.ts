/** `with`: context managers of libraries and of the program's own. */

import type { With } from "../../python/ast.ts";
import { PythonError, Unsupported } from "../failure.ts";
import { assign } from "./assign.ts";
import { findAttribute } from "./attributes.ts";
import { call } from "./calls.ts";
import { exceptionInstance } from "./exceptions.ts";
import type { Completion, Frame } from "./machine.ts";
import { refuseOpaque } from "./module-values.ts";
import { positional } from "./natives.ts";
import { typeError } from "./raise.ts";
import { recover, remember } from "./recovery.ts";
import { isTruthy } from "./truth.ts";
import { typeName } from "./type-names.ts";
import type { Value } from "./values.ts";

/** Runs a `with`, its items from left to right. */
export function executeWith(node: With, frame: Frame, index = 0): Completion {
  if (node.isAsync) throw new Unsupported("`async with` is not evaluated.");
  const item = node.items[index];
  if (item === undefined) return frame.machine.execute(node.body, frame);
  const { exit } = enter(item, frame);
  const state = remember(frame);
  let completion: Completion;
  try {
    completion = executeWith(node, frame, index + 1);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    recover(error, frame, state);
    if (leaveWith(error, exit, frame)) return undefined;
    throw error;
  }
  const { result } = frame;
  leave(exit, frame);
  frame.result = result;
  return completion;
}

/** Calls `__enter__` and binds its result; gives back what leaves the block. */
export function enter(item: With["items"][number], frame: Frame): { readonly exit: Value } {
  const { machine } = frame;
  const manager = frame.machine.evaluate(item.context, frame);
  machine.range = item.context.range;
  refuseOpaque(manager);
  const entry = findAttribute(machine, manager, "__enter__");
  const exit = findAttribute(machine, manager, "__exit__");
  if (entry === undefined || exit === undefined) {
    throw typeError(`'${typeName(manager)}' object does not support the context manager protocol`);
  }
  const value = call(machine, entry, positional());
  if (item.target !== undefined) assign(item.target, value, frame);
  return { exit };
}

/** `__exit__(None, None, None)`. */
export function leave(exit: Value, { machine }: Frame): void {
  call(machine, exit, positional(null, null, null));
}

/** `__exit__` with the exception; true where it is swallowed. */
export function leaveWith(error: PythonError, exit: Value, { machine }: Frame): boolean {
  const instance = exceptionInstance(error);
  return isTruthy(machine, call(machine, exit, positional(instance.class, instance, null)));
}
