/** What a loss takes besides y_true and y_pred: what becomes sliders. */

import type { Call, FunctionDefinition, Lambda, Parameter } from "../python/ast.ts";
import type { LossDefinition, LossForm, LossParameter } from "./loss.ts";
import type { ClassReader } from "./loss-class.ts";

/** Taken by every `Loss` of Keras and handed on to it. */
const ofEveryLoss = new Set(["name", "reduction", "dtype"]);

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
      return init ? settable(init.parameters.list.slice(1)).filter(({ name }) => !ofEveryLoss.has(name)) : [];
    }
    case "method":
      return body ? settable(withoutSelf(body).slice(2)) : [];
    default:
      return body ? settable(body.parameters.list.slice(2)) : [];
  }
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
