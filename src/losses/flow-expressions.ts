/** What an expression of a loss yields. */

import type { Comprehension, Expression } from "../python/ast.ts";
import { type FlowRun, type FlowScope, noteReached } from "./flow-run.ts";
import { asPython, controlled, cut, type FlowValue, join, joinAll, pythonValue, unknownValue } from "./flow-value.ts";

/** Evaluates `node` and notes its value. */
export function evaluateExpression(run: FlowRun, node: Expression, scope: FlowScope): FlowValue {
  const value = evaluate(run, node, scope);
  if (run.isRecording) {
    const before = run.values.get(node);
    if (before === undefined) noteReached(run, node);
    if (before !== value) run.values.set(node, before ? join(before, value) : value);
  }
  return value;
}

const staticAttributes = new Set(["shape", "ndim", "dtype", "name", "rank", "device", "__class__", "_keras_history"]);

function evaluate(run: FlowRun, node: Expression, scope: FlowScope): FlowValue {
  const of = (child: Expression): FlowValue => evaluateExpression(run, child, scope);
  const maybe = (child: Expression | undefined): FlowValue => (child ? of(child) : pythonValue);
  switch (node.kind) {
    case "Constant":
      return pythonValue;
    case "Name":
      return lookUp(run, node, scope);
    case "JoinedString":
      for (const part of node.parts) if (typeof part !== "string") of(part.value);
      return pythonValue;
    case "Attribute": {
      const value = of(node.value);
      if (staticAttributes.has(node.attribute) && (value.fromPred || value.fromTrue)) return asPython(value);
      if (value.sort === "python" && value.fromPred) return asPython(value);
      return value.callee ? { ...value, callee: undefined } : value;
    }
    case "Subscript": {
      const value = of(node.value);
      const index = of(node.index);
      return { ...controlled(value, index), isWhole: value.isWhole && keepsBatch(node.index), callee: undefined };
    }
    case "Slice":
      return joinAll([maybe(node.lower), maybe(node.upper), maybe(node.step)]);
    case "Starred":
    case "Await":
      return of(node.value);
    case "Call":
      return run.parts.evaluateCall(run, node, scope);
    case "BinaryOperation": {
      const left = of(node.left);
      const right = of(node.right);
      const both = { ...join(left, right), dtype: arithmeticDtype(left, right, node.operator), callee: undefined };
      if (node.operator === "//") return cut(both, node);
      return "&|^<<>>".includes(node.operator) ? cut(both, node) : both;
    }
    case "UnaryOperation": {
      const value = of(node.operand);
      if (node.operator === "not" || node.operator === "~") return { ...cut(value, node), dtype: "bool" };
      return value;
    }
    case "BooleanOperation":
      return joinAll(node.values.map(of));
    case "Compare": {
      const values = [node.left, ...node.comparisons.map(({ right }) => right)].map(of);
      const isIdentity = node.comparisons.some(({ operator }) => /is|in/.test(operator));
      const joined = joinAll(values);
      if (isIdentity || joined.sort === "python") return asPython(joined);
      return { ...cut(joined, node), dtype: "bool", callee: undefined };
    }
    case "Conditional": {
      const test = of(node.test);
      return controlled(join(of(node.body), of(node.orElse)), test);
    }
    case "Lambda":
      return { ...unknownValue, callee: node };
    case "Tuple":
    case "List":
    case "SetLiteral":
      return holding(joinAll(node.elements.map(of)));
    case "Dict":
      return holding(joinAll(node.entries.map(({ key, value }) => join(maybe(key), of(value)))));
    case "Comprehension":
      return evaluateComprehension(run, node, scope);
    case "NamedExpression": {
      const value = of(node.value);
      scope.variables.set(node.target.id, value);
      return value;
    }
    case "Yield":
      return maybe(node.value);
    case "ErrorExpression":
      return { ...joinAll(node.parts.map(of)), sort: "unknown", connection: "connected" };
  }
}

/** `[:, 0]` and `[..., 1]` leave the batch its axis. */
function keepsBatch(index: Expression): boolean {
  const first = index.kind === "Tuple" ? index.elements[0] : index;
  if (first?.kind === "Slice") return !first.lower && !first.upper && !first.step;
  return first?.kind === "Constant" && typeof first.value === "object" && first.value !== null;
}

/** A list or dictionary of values: no tensor itself. */
export function holding(value: FlowValue): FlowValue {
  return {
    ...value,
    sort: value.sort === "python" ? "python" : "unknown",
    dtype: undefined,
    isWhole: false,
    callee: undefined,
  };
}

function lookUp(run: FlowRun, node: Expression & { kind: "Name" }, scope: FlowScope): FlowValue {
  for (let at: FlowScope | undefined = scope; at; at = at.outer) {
    const known = at.variables.get(node.id);
    if (known) return known;
  }
  const known = run.outerNames.get(node.id);
  if (known) return known;
  const meant = run.resolver.resolve(node);
  const value = meant?.kind === "function" ? { ...unknownValue, callee: meant.node } : unknownValue;
  run.outerNames.set(node.id, value);
  return value;
}

function evaluateComprehension(run: FlowRun, node: Comprehension, outer: FlowScope): FlowValue {
  const scope: FlowScope = { variables: new Map(), outer };
  let control = pythonValue;
  for (const clause of node.clauses) {
    const value = { ...evaluateExpression(run, clause.iterable, scope), isWhole: false, callee: undefined };
    bind(scope, clause.target, value);
    for (const condition of clause.conditions) control = join(control, evaluateExpression(run, condition, scope));
  }
  if (node.key) evaluateExpression(run, node.key, scope);
  return holding(controlled(evaluateExpression(run, node.element, scope), control));
}

function bind(scope: FlowScope, target: Expression, value: FlowValue): void {
  if (target.kind === "Name") scope.variables.set(target.id, value);
  else if (target.kind === "Tuple" || target.kind === "List")
    for (const element of target.elements) bind(scope, element, value);
  else if (target.kind === "Starred") bind(scope, target.value, value);
}

function arithmeticDtype(left: FlowValue, right: FlowValue, operator: string): FlowValue["dtype"] {
  const tensors = [left, right].filter((value) => value.sort === "tensor");
  if (operator === "/" && tensors.length > 0) return "float";
  if (tensors.some((value) => value.dtype === "float")) return "float";
  const [first] = tensors;
  // A Python number takes the dtype of the tensor beside it.
  if (tensors.length === 1 && (left.sort === "python" || right.sort === "python")) return first!.dtype;
  return tensors.length === 2 && left.dtype === right.dtype ? left.dtype : undefined;
}
