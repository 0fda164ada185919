/** What a loss takes besides y_true and y_pred: what becomes sliders. */

import type { Call, ClassDefinition, FunctionDefinition, Lambda, Parameter } from "../python/ast.ts";
import { walk } from "../python/walk.ts";
import type { LossDefinition, LossForm, LossParameter } from "./loss.ts";
import type { ClassReader } from "./loss-class.ts";

/** Taken by every `Loss` of Keras and handed on to it. */
const ofEveryLoss = new Set(["name", "reduction", "dtype"]);

/** One that it must be given is a parameter of the loss, whatever it is called. */
const isOwn = ({ name, default: given }: LossParameter): boolean => given === undefined || !ofEveryLoss.has(name);

/** A factory's and a class's arguments; a function's further parameters. */
export function lossParameters(
  form: LossForm,
  node: LossDefinition["node"],
  body: FunctionDefinition | Lambda | undefined,
  classes: ClassReader,
): LossParameter[] {
  switch (form) {
    case "factory":
      return node.kind === "FunctionDefinition" ? settable(withoutSelf(node)) : [];
    case "class": {
      if (node.kind !== "ClassDefinition") return [];
      const init = classes.methodOf(node, "__init__");
      return init ? settable(init.parameters.list.slice(1)).filter(isOwn) : [];
    }
    case "method":
      return body ? settable(withoutSelf(body).slice(2)) : [];
    default:
      return body ? settable(body.parameters.list.slice(2)) : [];
  }
}

/** What the class of a method that uses `self` must be given: without it there is no object whose method it is. */
export function parametersOfOwner(
  node: FunctionDefinition,
  owner: ClassDefinition,
  classes: ClassReader,
): LossParameter[] {
  const [self] = node.parameters.list;
  const init = classes.methodOf(owner, "__init__");
  if (init === undefined || node.decorators.length > 0 || self?.name !== "self" || !mentions(node, self.name))
    return [];
  const own = new Set(node.parameters.list.map(({ name }) => name));
  return settable(init.parameters.list.slice(1)).filter(
    ({ name, default: given }) => given === undefined && !own.has(name),
  );
}

function mentions({ body }: FunctionDefinition, name: string): boolean {
  return body.some((statement) => {
    let is = false;
    walk(statement, (at) => {
      if (at.kind === "Name" && at.id === name) is = true;
    });
    return is;
  });
}

/** Those that `functools.partial` leaves open, with the values that it gives as defaults. */
export function parametersAfterPartial(parameters: readonly LossParameter[], partial: Call): LossParameter[] {
  return parameters.map((entry) => {
    const given = partial.arguments.find((argument) => argument.name === entry.name);
    return given ? { ...entry, default: given.value } : entry;
  });
}

function withoutSelf({ parameters }: FunctionDefinition | Lambda): readonly Parameter[] {
  const [first, ...rest] = parameters.list;
  return first && (first.name === "self" || first.name === "cls") ? rest : parameters.list;
}

function settable(parameters: readonly Parameter[]): LossParameter[] {
  return parameters
    .filter(({ form }) => form !== "varPositional" && form !== "varKeyword")
    .map((parameter) => ({ name: parameter.name, default: parameter.default, parameter }));
}
