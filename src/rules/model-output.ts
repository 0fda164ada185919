/** What a model of the file ends with: the activation of its last layer, where that is certain. */

import { argumentOf } from "../losses/find-uses.ts";
import type { Argument, Call, Expression } from "../python/ast.ts";
import type { RuleContext } from "./rule.ts";

/** `linear`: a layer that could have had an activation and has none. */
export type Ending = "sigmoid" | "softmax" | "linear";

const sequential = /^(?:tf\.)?keras\.(?:models\.)?Sequential$/;
const functional = /^(?:tf\.)?keras\.(?:models\.)?Model$/;
const layerName = /^(?:tf\.)?keras\.layers\.(?:\w+\.)*([A-Z]\w*)$/;
/** Position of `activation` among the arguments. */
const withActivation: Readonly<Record<string, number | undefined>> = {
  Dense: 1,
  Conv1D: undefined,
  Conv2D: undefined,
  Conv3D: undefined,
  Conv2DTranspose: undefined,
};

/** What the model that `compile` is called on ends with; undefined where it cannot be told. */
export function endingOf(compile: Call, context: RuleContext): Ending | undefined {
  const { resolver, index, names } = context;
  const owner = compile.function.kind === "Attribute" ? compile.function.value : undefined;
  if (owner?.kind !== "Name") return undefined;
  const meant = resolver.resolve(owner);
  const made = meant?.kind === "value" && meant.value.kind === "Call" ? meant.value : undefined;
  const binding = names.bindingOf(owner);
  // Bound twice, it may be either model.
  if (!made || binding?.sites.length !== 1) return undefined;
  const maker = resolver.qualifiedName(made.function) ?? "";
  if (sequential.test(maker)) {
    const added = index.calls.filter(({ node }) => {
      const { function: callee } = node;
      if (callee.kind !== "Attribute" || callee.value.kind !== "Name") return false;
      return (callee.attribute === "add" || callee.attribute === "pop") && names.bindingOf(callee.value) === binding;
    });
    const last = added.at(-1)?.node;
    if (last) {
      const isPop = last.function.kind === "Attribute" && last.function.attribute === "pop";
      return isPop || last.range.start > compile.range.start
        ? undefined
        : endingOfLayer(last.arguments[0]?.value, context);
    }
    const layers = argumentOf(made, "layers", 0)?.value;
    return layers?.kind === "List" ? endingOfLayer(layers.elements.at(-1), context) : undefined;
  }
  if (!functional.test(maker)) return undefined;
  return endingOfTensor(argumentOf(made, "outputs", 1)?.value, context, 0);
}

/** `Dense(1, activation="sigmoid")`, `Activation("softmax")`, `Softmax()`. */
function endingOfLayer(node: Expression | undefined, context: RuleContext): Ending | undefined {
  if (node?.kind !== "Call") return undefined;
  const name = layerName.exec(context.resolver.qualifiedName(node.function) ?? "")?.[1];
  if (name === undefined) return undefined;
  if (name === "Softmax") return "softmax";
  if (name === "Activation") return activation(argumentOf(node, "activation", 0), context);
  if (!Object.hasOwn(withActivation, name) || node.arguments.some(({ isDoubleStarred }) => isDoubleStarred))
    return undefined;
  const given = argumentOf(node, "activation", withActivation[name]);
  return given ? activation(given, context) : "linear";
}

function activation(given: Argument | undefined, context: RuleContext): Ending | undefined {
  if (!given) return undefined;
  const { value } = given;
  if (value.kind === "Constant") {
    if (value.value === null || value.value === "linear") return "linear";
    return value.value === "sigmoid" || value.value === "softmax" ? value.value : undefined;
  }
  const name = context.resolver.qualifiedName(value) ?? "";
  const match = /^(?:tf\.nn|tf|(?:tf\.)?keras\.(?:activations|ops))\.(sigmoid|softmax)$/.exec(name);
  return match ? (match[1] as Ending) : undefined;
}

/** The outputs of a functional model: a layer's call, directly or through variables. */
function endingOfTensor(node: Expression | undefined, context: RuleContext, depth: number): Ending | undefined {
  if (!node || depth > 5) return undefined;
  if (node.kind === "List" && node.elements.length === 1) return endingOfTensor(node.elements[0], context, depth + 1);
  if (node.kind === "Name") {
    // Functional models bind one name again and again: the last before the use.
    const meant = context.resolver.resolve(node);
    return meant?.kind === "value" ? endingOfTensor(meant.value, context, depth + 1) : undefined;
  }
  return node.kind === "Call" && node.function.kind === "Call" ? endingOfLayer(node.function, context) : undefined;
}
