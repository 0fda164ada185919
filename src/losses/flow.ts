/** The data flow inside a loss: what comes from y_true and y_pred, what carries a gradient, what reaches the result. */

import type { Expression, FunctionDefinition, Lambda, Statement } from "../python/ast.ts";
import { evaluateCall } from "./flow-calls.ts";
import { evaluateExpression } from "./flow-expressions.ts";
import { type FlowNode, type FlowRun, type FlowScope, mutate, noteReached } from "./flow-run.ts";
import { controlled, type FlowValue, join, pythonValue, unknownValue } from "./flow-value.ts";
import type { LossDefinition } from "./loss.ts";
import type { Resolver } from "./resolve.ts";

export type { FlowValue } from "./flow-value.ts";

export interface LossFlow {
  /** What is known of an expression of the loss's body; undefined for one that never runs. */
  valueOf(node: Expression): FlowValue | undefined;
  /** All that is returned, joined; undefined where nothing is. */
  readonly result: FlowValue | undefined;
  /** The expressions and statements of a kind that were reached, in the order of evaluation. */
  nodes<K extends FlowNode["kind"]>(kind: K): readonly Extract<FlowNode, { kind: K }>[];
}

/** Follows the values through the body of `loss`. */
export function analyzeFlow(loss: LossDefinition, resolver: Resolver): LossFlow | undefined {
  const { body, yTrue, yPred } = loss;
  if (!body || !yTrue || !yPred) return undefined;
  const variables = new Map<string, FlowValue>();
  for (const parameter of body.parameters.list) variables.set(parameter.name, unknownValue);
  variables.set(yTrue.name, { ...unknownValue, fromTrue: true, sort: "tensor", isWhole: true });
  variables.set(yPred.name, {
    ...unknownValue,
    fromPred: true,
    connection: "connected",
    sort: "tensor",
    dtype: "float",
    isWhole: true,
  });
  const reached = new Map<string, FlowNode[]>();
  const run: FlowRun = {
    resolver,
    values: new Map(),
    reached,
    outerNames: new Map(),
    depth: 0,
    isRecording: true,
    budget: { left: 3000 },
    parts: { evaluateCall, runFunction },
  };
  const result = runFunction(run, body, { variables, outer: undefined });
  if (run.budget.left <= 0) return undefined;
  return {
    valueOf: (node) => run.values.get(node),
    result,
    nodes: <K extends FlowNode["kind"]>(kind: K) => (reached.get(kind) ?? []) as Extract<FlowNode, { kind: K }>[],
  };
}

/** The joined value of all that `body` returns. */
function runFunction(run: FlowRun, body: FunctionDefinition | Lambda, scope: FlowScope): FlowValue | undefined {
  if (body.kind === "Lambda") return evaluateExpression(run, body.body, scope);
  const frame: Frame = { run, scope, control: pythonValue, returned: undefined };
  runBlock(frame, body.body);
  return frame.returned;
}

interface Frame {
  readonly run: FlowRun;
  scope: FlowScope;
  /** What decides whether the statement at hand runs. */
  control: FlowValue;
  returned: FlowValue | undefined;
}

function runBlock(frame: Frame, body: readonly Statement[]): void {
  for (const statement of body) {
    if (frame.run.budget.left-- <= 0) return;
    runStatement(frame, statement);
  }
}

function runStatement(frame: Frame, node: Statement): void {
  const evaluate = (expression: Expression): FlowValue => evaluateExpression(frame.run, expression, frame.scope);
  switch (node.kind) {
    case "Assign": {
      const value = evaluate(node.value);
      for (const target of node.targets) assign(frame, target, value, node.value);
      return;
    }
    case "AnnotatedAssign":
      if (node.value) assign(frame, node.target, evaluate(node.value), node.value);
      return;
    case "AugmentedAssign": {
      const value = join(evaluate(node.target), evaluate(node.value));
      const dtype = node.operator === "/" ? "float" : value.dtype;
      assign(frame, node.target, { ...value, dtype, callee: undefined }, undefined);
      return;
    }
    case "Return": {
      const value = controlled(node.value ? evaluate(node.value) : pythonValue, frame.control);
      frame.returned = frame.returned ? join(frame.returned, value) : value;
      return;
    }
    case "ExpressionStatement":
      evaluate(node.value);
      return;
    case "If":
      if (frame.run.isRecording) noteReached(frame.run, node);
      runBranches(frame, evaluate(node.test), [node.body, node.orElse]);
      return;
    case "While":
      if (frame.run.isRecording) noteReached(frame.run, node);
      // Twice, so that what one round computes reaches the next.
      for (let round = 0; round < 2; round++) runBranches(frame, evaluate(node.test), [node.body, []]);
      runBlock(frame, node.orElse);
      return;
    case "For":
      if (frame.run.isRecording) noteReached(frame.run, node);
      for (let round = 0; round < 2; round++) {
        assign(frame, node.target, { ...evaluate(node.iterable), isWhole: false, callee: undefined }, undefined);
        runBranches(frame, pythonValue, [node.body, []]);
      }
      runBlock(frame, node.orElse);
      return;
    case "With":
      for (const { context, target } of node.items) {
        const value = evaluate(context);
        if (target) assign(frame, target, value, undefined);
      }
      runBlock(frame, node.body);
      return;
    case "Try":
      runBlock(frame, node.body);
      for (const handler of node.handlers) runBranches(frame, pythonValue, [handler.body, []]);
      runBlock(frame, node.orElse);
      runBlock(frame, node.finallyBody);
      return;
    case "Match": {
      const subject = evaluate(node.subject);
      for (const entry of node.cases) for (const name of entry.captures) assign(frame, name, subject, undefined);
      runBranches(frame, subject, [...node.cases.map((entry) => entry.body), []]);
      return;
    }
    case "FunctionDefinition":
      frame.scope.variables.set(node.name, { ...unknownValue, callee: node });
      return;
    case "Assert":
      if (frame.run.isRecording) noteReached(frame.run, node);
      evaluate(node.test);
      return;
    case "Raise":
      if (node.exception) evaluate(node.exception);
      return;
    case "Delete":
      for (const target of node.targets) if (target.kind !== "Name") evaluate(target);
      return;
    default:
      return;
  }
}

/** Runs each branch from the same start and joins where they end. */
function runBranches(frame: Frame, test: FlowValue, branches: readonly (readonly Statement[])[]): void {
  const before = frame.scope;
  const controlBefore = frame.control;
  const ends: Map<string, FlowValue>[] = [];
  frame.control = controlled(controlBefore, test);
  for (const branch of branches) {
    frame.scope = { variables: new Map(before.variables), outer: before.outer };
    runBlock(frame, branch);
    if (!alwaysLeaves(branch)) ends.push(frame.scope.variables);
  }
  frame.scope = before;
  // A branch that returned early decides by its test whether the rest runs at all.
  frame.control = ends.length < branches.length ? frame.control : controlBefore;
  if (ends.length === 0) return;
  const names = new Set(ends.flatMap((end) => [...end.keys()]));
  for (const name of names) {
    const values = ends.flatMap((end) => end.get(name) ?? []);
    const isChanged = values.some((value) => value !== before.variables.get(name));
    const joined = values.reduce(join);
    before.variables.set(name, isChanged ? controlled(joined, test) : joined);
  }
}

function alwaysLeaves(body: readonly Statement[]): boolean {
  const last = body.at(-1);
  return last?.kind === "Return" || last?.kind === "Raise" || last?.kind === "Continue" || last?.kind === "Break"
    ? last.kind === "Return" || last.kind === "Raise"
    : false;
}

function assign(frame: Frame, target: Expression, given: FlowValue, source: Expression | undefined): void {
  const value = controlled(given, frame.control);
  switch (target.kind) {
    case "Name":
      frame.scope.variables.set(target.id, value);
      return;
    case "Tuple":
    case "List": {
      const parts = source?.kind === "Tuple" || source?.kind === "List" ? source.elements : [];
      const isElementwise =
        parts.length === target.elements.length &&
        ![...parts, ...target.elements].some((part) => part.kind === "Starred");
      for (const [index, element] of target.elements.entries()) {
        const part = isElementwise ? frame.run.values.get(parts[index]!) : undefined;
        assign(
          frame,
          element,
          part ?? { ...value, isWhole: false, callee: undefined },
          isElementwise ? parts[index] : undefined,
        );
      }
      return;
    }
    case "Starred":
      assign(frame, target.value, value, undefined);
      return;
    case "Subscript":
    case "Attribute": {
      evaluateExpression(frame.run, target.value, frame.scope);
      mutate(frame.scope, target.value, value);
      return;
    }
    default:
      return;
  }
}
