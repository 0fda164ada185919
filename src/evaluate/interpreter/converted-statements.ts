/**
 * `if`, `while` and `for` on traced tensors where AutoGraph converted the function: each branch is traced, each loop's
 * body too, and afterwards a variable is what it may be after any of them.
 */

import type { For, If, Statement, While } from "../../python/ast.ts";
import type { MergedVariable, SymbolicTensor } from "./array-values.ts";
import { assign } from "./assign.ts";
import type { Completion, Frame } from "./machine.ts";
import type { Value } from "./values.ts";

interface Outcome {
  readonly completion: Completion;
  readonly variables: ReadonlyMap<string, Value>;
}

/** Runs the statements on the variables as they are, and sets those back. */
function traced(statements: readonly Statement[], frame: Frame): Outcome {
  const before = new Map(frame.variables);
  const completion = frame.machine.execute(statements, frame);
  const variables = new Map(frame.variables);
  if (completion === "return") frame.pending = [...(frame.pending ?? []), frame.result];
  setVariables(frame, before);
  return { completion, variables };
}

function setVariables(frame: Frame, variables: ReadonlyMap<string, Value>): void {
  frame.variables.clear();
  for (const [name, value] of variables) frame.variables.set(name, value);
}

/** A variable that only one of the branches sets is what that one makes of it. */
function mergeVariables(
  frame: Frame,
  by: MergedVariable["by"],
  one: ReadonlyMap<string, Value>,
  other: ReadonlyMap<string, Value>,
): void {
  const { machine } = frame;
  const merged = new Map(one);
  for (const [name, value] of other) {
    const known = one.get(name);
    merged.set(name, known === undefined ? value : machine.tracing!.merge(known, value, machine, { name, by }));
  }
  setVariables(frame, merged);
}

/** `if` on a traced tensor. */
export function convertedIf(node: If, frame: Frame): Completion {
  const yes = traced(node.body, frame);
  const no = traced(node.orElse, frame);
  if (yes.completion !== undefined && no.completion !== undefined) {
    if (yes.completion !== "return" || no.completion !== "return") return yes.completion;
    // Both have returned: the last is the result, the other one is pending.
    frame.result = frame.pending!.pop()!;
    return "return";
  }
  if (yes.completion !== undefined) setVariables(frame, no.variables);
  else if (no.completion !== undefined) setVariables(frame, yes.variables);
  else mergeVariables(frame, "branch", yes.variables, no.variables);
  return undefined;
}

/** Traces a body twice: what it changes is a variable of the loop the second time. */
function loop(frame: Frame, body: () => void): Completion {
  for (let round = 0; round < 2; round++) {
    const before = new Map(frame.variables);
    body();
    mergeVariables(frame, "loop", before, new Map(frame.variables));
  }
  return undefined;
}

/** `while` on a traced tensor. */
export function convertedWhile(node: While, frame: Frame): Completion {
  return loop(frame, () => {
    frame.machine.evaluate(node.test, frame);
    const { variables } = traced(node.body, frame);
    setVariables(frame, variables);
  });
}

/** `for row in x` of a traced tensor. */
export function convertedFor(node: For, iterable: SymbolicTensor, frame: Frame): Completion {
  const { machine } = frame;
  return loop(frame, () => {
    machine.range = node.iterable.range;
    assign(node.target, machine.tracing!.rowOf(iterable, machine), frame);
    const { variables } = traced(node.body, frame);
    setVariables(frame, variables);
  });
}
