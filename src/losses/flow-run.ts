/** The state of one analysis of a loss, shared by what evaluates its expressions, its calls and its statements. */

import type { Call, Expression, FunctionDefinition, Lambda, Statement } from "../python/ast.ts";
import { type FlowValue, join, unknownValue } from "./flow-value.ts";
import type { Resolver } from "./resolve.ts";

export type FlowNode = Expression | Statement;

/** The names of a function while it runs. */
export interface FlowScope {
  readonly variables: Map<string, FlowValue>;
  readonly outer: FlowScope | undefined;
}

/** The state of one analysis. */
export interface FlowRun {
  readonly resolver: Resolver;
  readonly values: Map<Expression, FlowValue>;
  /** What was reached, by kind. */
  readonly reached: Map<string, FlowNode[]>;
  /** Names that the loss takes from around it. */
  readonly outerNames: Map<string, FlowValue>;
  readonly depth: number;
  /** False inside helpers, whose expressions are not the loss's. */
  readonly isRecording: boolean;
  /** How many statements may still be looked at: helpers that call helpers must not cost forever. */
  readonly budget: { left: number };
  readonly parts: FlowParts;
}

/** Calls run functions whose statements hold calls; files are no circle, so these are handed in. */
export interface FlowParts {
  readonly evaluateCall: (run: FlowRun, node: Call, scope: FlowScope) => FlowValue;
  readonly runFunction: (run: FlowRun, body: FunctionDefinition | Lambda, scope: FlowScope) => FlowValue | undefined;
}

/** Notes that `node` is reached. */
export function noteReached(run: FlowRun, node: FlowNode): void {
  const list = run.reached.get(node.kind);
  if (list) list.push(node);
  else run.reached.set(node.kind, [node]);
}

/** Something inside the value that `owner` names changes: `parts.append(x)`, `parts[0] = x`, `self.x = x`. */
export function mutate(scope: FlowScope, owner: Expression, value: FlowValue): void {
  let base = owner;
  while (base.kind === "Attribute" || base.kind === "Subscript") base = base.value;
  if (base.kind !== "Name") return;
  for (let at: FlowScope | undefined = scope; at; at = at.outer) {
    const known = at.variables.get(base.id);
    if (known) {
      at.variables.set(base.id, { ...join(known, value), sort: "unknown", callee: undefined });
      return;
    }
  }
  scope.variables.set(base.id, { ...join(unknownValue, value), callee: undefined });
}
