/** Which classes are losses, and what in them takes y_true and y_pred. */

import type { ClassDefinition, Expression, FunctionDefinition, Lambda } from "../python/ast.ts";
import { isLossName } from "./loss-names.ts";
import type { Resolver } from "./resolve.ts";
import { targetParameters } from "./target-parameters.ts";

export interface ClassReader {
  /** A subclass of Keras's `Loss` or of one of its losses, through classes of the module too. */
  isLoss(node: ClassDefinition): boolean;
  /** No subclass of `Loss`, but an instance can be called as one: `__call__(self, y_true, y_pred)`. */
  isCallable(node: ClassDefinition): boolean;
  /** `call`, else `__call__` or `forward`, own or inherited in the module; else the function that it wraps. */
  bodyOf(node: ClassDefinition): FunctionDefinition | Lambda | undefined;
  /** Whether it hands its base a function to wrap, which may be one of Keras's own. */
  isWrapper(node: ClassDefinition): boolean;
  /** A method, own or inherited in the module. */
  methodOf(node: ClassDefinition, name: string): FunctionDefinition | undefined;
}

const kerasLoss =
  /^(?:tf\.|tensorflow\.python\.)?(?:tf_keras|keras|keras_core)\.(?:src\.)?(?:losses(?:\.\w+)*\.\w+|Loss)$/;

/** Answers about the classes of one module, each worked out once. */
export function createClassReader(resolver: Resolver): ClassReader {
  const known = new Map<ClassDefinition, boolean>();
  const methods = new Map<ClassDefinition, Map<string, FunctionDefinition>>();

  const baseClass = (base: Expression): ClassDefinition | undefined => {
    const meant = base.kind === "Name" ? resolver.resolve(base) : undefined;
    return meant?.kind === "class" ? meant.node : undefined;
  };

  const isLossBase = (base: Expression): boolean => {
    const qualified = resolver.qualifiedName(base);
    if (qualified !== undefined && kerasLoss.test(qualified)) return true;
    if (isWrapperName(base)) return true;
    const own = baseClass(base);
    if (own) return isLoss(own);
    if (base.kind === "Attribute")
      return /(?:^|\.)losses\.\w+$/.test(qualified ?? dottedText(base)) && !/^torch\./.test(qualified ?? "");
    // `Loss` without its import is still Keras's.
    return base.kind === "Name" && base.id === "Loss" && (qualified === undefined || /losses/.test(qualified));
  };

  /** `class Mine(BaseLoss)` of another file, with a `call` that takes targets and predictions. */
  const isNamedLoss = (base: Expression, node: ClassDefinition): boolean => {
    const qualified = resolver.qualifiedName(base) ?? "";
    if (!/Loss$/.test(qualified) || /^(?:torch|pytorch\w*|lightning|jax|flax|mxnet|paddle)\./.test(qualified))
      return false;
    const call = methodOf(node, "call");
    return call !== undefined && targetParameters(call, true) !== undefined;
  };

  function isLoss(node: ClassDefinition): boolean {
    const answer = known.get(node);
    if (answer !== undefined) return answer;
    known.set(node, false); // a class that inherits from itself ends here
    const isIt = node.bases.some(
      ({ name, value }) => name === undefined && (isLossBase(value) || isNamedLoss(value, node)),
    );
    known.set(node, isIt);
    return isIt;
  }

  const methodOf = (node: ClassDefinition, name: string, depth = 0): FunctionDefinition | undefined => {
    let own = methods.get(node);
    if (!own) {
      own = new Map(node.body.flatMap((at) => (at.kind === "FunctionDefinition" ? [[at.name, at] as const] : [])));
      methods.set(node, own);
    }
    const direct = own.get(name);
    if (direct || depth > 20) return direct;
    for (const base of node.bases) {
      const parent = baseClass(base.value);
      const inherited = parent && parent !== node ? methodOf(parent, name, depth + 1) : undefined;
      if (inherited) return inherited;
    }
    return undefined;
  };

  const isCallable = (node: ClassDefinition): boolean => {
    const call = node.body.find((at) => at.kind === "FunctionDefinition" && at.name === "__call__");
    if (call?.kind !== "FunctionDefinition") return false;
    const pair = targetParameters(call, true);
    return pair !== undefined && (pair.isStrong || isLossName(node.name));
  };

  const bodyOf = (node: ClassDefinition): FunctionDefinition | Lambda | undefined => {
    if (!isLoss(node)) return methodOf(node, "__call__");
    return methodOf(node, "call") ?? methodOf(node, "__call__") ?? methodOf(node, "forward") ?? wrappedBy(node);
  };

  /** `super().__init__(focal, name=name)`: what a `LossFunctionWrapper` calls. */
  const givenToBase = (node: ClassDefinition): Expression | undefined => {
    if (!node.bases.some(({ value }) => isWrapperName(value))) return undefined;
    for (const statement of methodOf(node, "__init__")?.body ?? []) {
      const call = statement.kind === "ExpressionStatement" ? statement.value : undefined;
      if (call?.kind !== "Call" || call.function.kind !== "Attribute" || call.function.attribute !== "__init__")
        continue;
      const given = call.arguments.find(({ name }) => name === undefined || name === "fn");
      if (given !== undefined) return given.value;
    }
    return undefined;
  };

  const wrappedBy = (node: ClassDefinition): FunctionDefinition | Lambda | undefined => {
    const value = givenToBase(node);
    if (value?.kind === "Lambda") return value;
    const meant = value?.kind === "Name" ? resolver.resolve(value) : undefined;
    if (meant?.kind === "function") return meant.node;
    return meant?.kind === "value" && meant.value.kind === "Lambda" ? meant.value : undefined;
  };

  const isWrapper = (node: ClassDefinition): boolean => givenToBase(node) !== undefined;

  return { isLoss, isCallable, isWrapper, bodyOf, methodOf: (node, name) => methodOf(node, name) };
}

function isWrapperName(base: Expression): boolean {
  return /^_?LossFunctionWrapper$/.test(lastNameOf(base));
}

function lastNameOf(node: Expression): string {
  return node.kind === "Name" ? node.id : node.kind === "Attribute" ? node.attribute : "";
}

function dottedText(node: Expression): string {
  if (node.kind === "Name") return node.id;
  return node.kind === "Attribute" ? `${dottedText(node.value)}.${node.attribute}` : "?";
}
