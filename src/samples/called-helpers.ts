/** The functions of its own file that a loss hands its tensors to: what they ask of them, the loss asks. */

import { returnedFunction } from "../losses/factory.ts";
import type { LossDefinition } from "../losses/loss.ts";
import type { Call, Expression, FunctionDefinition, Lambda, Parameter, Statement } from "../python/ast.ts";

/** What runs with the arguments of a call, and which argument each of its parameters is. */
export interface CalledHelper {
  readonly node: FunctionDefinition | Lambda;
  readonly given: readonly (readonly [Parameter, Expression])[];
}

/** `dice(y_true, y_pred)`, `self.dice(y_true, y_pred)`, `focal(gamma=2)(y_true, y_pred)`; undefined for anything else. */
export function calledHelper(call: Call, loss: LossDefinition): CalledHelper | undefined {
  const { function: callee } = call;
  if (callee.kind === "Call") {
    const factory = named(callee.function, loss);
    const made = factory && returnedFunction(factory.node);
    return made && { node: made, given: pairs(call, made.parameters.list) };
  }
  const found = named(callee, loss);
  return found && { node: found.node, given: pairs(call, found.node.parameters.list.slice(found.isMethod ? 1 : 0)) };
}

interface Named {
  readonly node: FunctionDefinition;
  readonly isMethod: boolean;
}

function named(callee: Expression, { module, node }: LossDefinition): Named | undefined {
  if (callee.kind === "Name") {
    const found = lastFunction(module.body, callee.id);
    return found && { node: found, isMethod: false };
  }
  if (callee.kind !== "Attribute" || callee.value.kind !== "Name" || callee.value.id !== "self") return undefined;
  if (node.kind !== "ClassDefinition") return undefined;
  const found = lastFunction(node.body, callee.attribute);
  return found && { node: found, isMethod: found.decorators.length === 0 };
}

function lastFunction(body: readonly Statement[], name: string): FunctionDefinition | undefined {
  return body.findLast((each): each is FunctionDefinition => each.kind === "FunctionDefinition" && each.name === name);
}

function pairs({ arguments: given }: Call, parameters: readonly Parameter[]): (readonly [Parameter, Expression])[] {
  return given.flatMap(({ name, value }, position) => {
    const parameter = name === undefined ? parameters[position] : parameters.find((each) => each.name === name);
    return parameter === undefined ? [] : [[parameter, value] as const];
  });
}
