/** What a function does with its first two parameters, where their names do not say which is the target. */

import type { Call, Expression, FunctionDefinition, Lambda, Parameter } from "../python/ast.ts";
import { walk } from "../python/walk.ts";
import type { Resolver } from "./resolve.ts";

type Body = FunctionDefinition | Lambda;

const library = /^(?:keras|tf|numpy)\./;
const lossFunction = /^(?:tf\.)?keras\.(?:losses|metrics)\.\w+$/;
const targetKeyword = /^(?:y_true|labels|targets?)$/;
const predictionKeyword = /^(?:y_pred|logits|outputs?|predictions?)$/;
/** What may be asked of a tensor; anything else asked of a parameter says that it is a model, a history, a path. */
const tensorAttribute =
  /^(?:shape|dtype|ndim|get_shape|set_shape|numpy|T|name|_keras_history|astype|reshape|sum|mean)$/;

/** What is never a tensor, whatever its name is given beside. */
const otherThing =
  /^(?:(?:the_)?(?:model|net|network|optimi[sz]er|epochs?|steps?|batch(?:_size)?|history|hist|path|file\w*|name|title|config|cfg|args|opts?|options|writer|logger|log_?dir|ax|axes|axis|fig|figure|generator|discriminator|encoder|decoder|critic|dataset|sess|session|layers?|fn|func|function|callback|loss_fn|loss_func\w*|verbose|n|num\w*|k|mode|kind|reduction|color|label_smoothing|from_logits)|\w+_(?:fn|func|model|net|name|path|size|dir|file|optimizer|config))$/i;

/** Whether `parameter` is computed with as a tensor is, and in no other way. */
export function isUsedAsTensor(body: Body, parameter: Parameter, resolver: Resolver): boolean {
  if (otherThing.test(parameter.name)) return false;
  const isIt = (node: Expression | undefined): boolean => node?.kind === "Name" && node.id === parameter.name;
  let computes = false;
  let isOther = false;
  const visit = (node: { readonly kind: string }): void => {
    const at = node as Expression;
    switch (at.kind) {
      case "Call":
        if (isIt(at.function)) isOther = true;
        if (at.arguments.some(({ value }) => isIt(value)) && isLibraryCall(at, resolver)) computes = true;
        return;
      case "Attribute":
        if (isIt(at.value) && !tensorAttribute.test(at.attribute)) isOther = true;
        return;
      case "BinaryOperation":
        if (at.operator === "%" && at.left.kind === "Constant" && typeof at.left.value === "string") isOther = true;
        else if (isIt(at.left) || isIt(at.right)) computes = true;
        return;
      case "UnaryOperation":
        if (isIt(at.operand) && at.operator !== "not") computes = true;
        return;
      case "Subscript":
        if (isIt(at.value)) {
          if (at.index.kind === "Constant" && typeof at.index.value === "string") isOther = true;
          else computes = true;
        }
        return;
      case "JoinedString":
        if (at.parts.some((part) => typeof part !== "string" && isIt(part.value))) isOther = true;
        return;
    }
  };
  for (const part of body.kind === "Lambda" ? [body.body] : body.body) walk(part, visit);
  return computes && !isOther;
}

function isLibraryCall(call: Call, resolver: Resolver): boolean {
  const name = resolver.qualifiedName(call.function);
  if (name !== undefined) return library.test(name);
  // `keras.losses.Huber()(a, b)`, `self.bce(a, b)`
  return call.function.kind === "Call" || call.function.kind === "Attribute";
}

/**
 * Which of two parameters is handed on as the target: to a loss of Keras or TensorFlow, by keyword or by place.
 * Undefined where nothing says so, or where calls disagree.
 */
export function targetByUse(
  body: Body,
  [first, second]: readonly [Parameter, Parameter],
  resolver: Resolver,
): Parameter | undefined {
  const found = new Set<Parameter>();
  const meant = (value: Expression | undefined): Parameter | undefined => {
    let seen: Parameter | undefined;
    let isBoth = false;
    if (value === undefined) return undefined;
    walk(value, (at) => {
      if (at.kind !== "Name" || (at.id !== first.name && at.id !== second.name)) return;
      const parameter = at.id === first.name ? first : second;
      if (seen !== undefined && seen !== parameter) isBoth = true;
      seen = parameter;
    });
    return isBoth ? undefined : seen;
  };
  const other = (parameter: Parameter): Parameter => (parameter === first ? second : first);
  for (const part of body.kind === "Lambda" ? [body.body] : body.body)
    walk(part, (at) => {
      if (at.kind !== "Call") return;
      for (const { name, value } of at.arguments) {
        const parameter = name === undefined ? undefined : meant(value);
        if (name === undefined || parameter === undefined || !isLibraryCall(at, resolver)) continue;
        if (targetKeyword.test(name)) found.add(parameter);
        else if (predictionKeyword.test(name)) found.add(other(parameter));
      }
      const callee = at.function.kind === "Call" ? at.function.function : at.function;
      const name = resolver.qualifiedName(callee);
      if (name === undefined || !lossFunction.test(name)) return;
      const [one, two] = at.arguments;
      if (one === undefined || two === undefined || one.name !== undefined || two.name !== undefined) return;
      const target = meant(one.value);
      if (target !== undefined && meant(two.value) === other(target)) found.add(target);
    });
  return found.size === 1 ? [...found][0] : undefined;
}
