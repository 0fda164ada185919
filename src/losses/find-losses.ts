/** Finds the losses of a module, in every form that people write them, and where they are used. */

import type { Call, ClassDefinition, Expression, FunctionDefinition, Lambda, Module, Range } from "../python/ast.ts";
import type { ModuleNames } from "../python/scope.ts";
import { returnedFunction, soleUnreturnedFunction } from "./factory.ts";
import { findUses, type LossLookup } from "./find-uses.ts";
import type { LossDefinition, LossForm, LossParameter, LossUse } from "./loss.ts";
import { createClassReader } from "./loss-class.ts";
import { isLossName } from "./loss-names.ts";
import { lossParameters, parametersAfterPartial, parametersOfOwner } from "./loss-parameters.ts";
import { isOtherMethod, isStatic } from "./methods.ts";
import { type AssignedName, type Enclosing, indexModule, type ModuleIndex, type Placed } from "./module-index.ts";
import { createResolver, type Resolver } from "./resolve.ts";
import { isOneNumber, scoringTest } from "./scoring.ts";
import {
  firstTwoParameters,
  parametersOfNamedLoss,
  parametersOfTerm,
  type TargetParameters,
  targetParameters,
} from "./target-parameters.ts";

export interface ModuleLosses {
  readonly losses: readonly LossDefinition[];
  readonly uses: readonly LossUse[];
}

/** Names of names of a loss: nobody follows more. */
const longestChain = 100;

/** The losses of `module` in source order, and every place that hands one to Keras or calls it. */
export function findLosses(
  module: Module,
  names: ModuleNames,
  index: ModuleIndex = indexModule(module),
  resolver: Resolver = createResolver(names, index),
): ModuleLosses {
  const catalogue = createCatalogue(module, index, resolver);
  catalogue.addNamed();
  const uses = findUses(index, catalogue);
  return { losses: catalogue.all(), uses };
}

interface Catalogue extends LossLookup {
  addNamed(): void;
  all(): LossDefinition[];
}

function createCatalogue(module: Module, index: ModuleIndex, resolver: Resolver): Catalogue {
  const found = new Map<Expression | FunctionDefinition | ClassDefinition, LossDefinition>();
  const bodies = new Set<FunctionDefinition | Lambda>();
  const lossNames = new Set<string>();
  const classes = createClassReader(resolver);
  const assignedTo = new Map<Expression, AssignedName>(index.assignments.map((entry) => [entry.value, entry]));
  const isScoring = scoringTest(resolver);
  const placeOf = new Map<FunctionDefinition | Lambda, Enclosing | undefined>();
  for (const { node, enclosing } of index.functions) placeOf.set(node, enclosing);
  for (const { node, enclosing } of index.lambdas) placeOf.set(node, enclosing);

  const add = (
    node: LossDefinition["node"],
    name: string,
    form: LossForm,
    nameRange: Range,
    body: FunctionDefinition | Lambda | undefined,
    pair: TargetParameters | undefined,
    parameters = lossParameters(form, node, body, classes),
  ): LossDefinition => {
    const loss: LossDefinition = {
      name,
      form,
      node,
      nameRange,
      range: node.range,
      body,
      yTrue: pair?.yTrue,
      yPred: pair?.yPred,
      parameters,
      module,
    };
    found.set(node, loss);
    if (body) bodies.add(body);
    lossNames.add(name.slice(name.lastIndexOf(".") + 1));
    return loss;
  };

  const insideLoss = (enclosing: Enclosing | undefined): boolean => {
    for (let at = enclosing; at; at = at.outer)
      if (at.node.kind !== "ClassDefinition" && (bodies.has(at.node) || found.has(at.node))) return true;
    return false;
  };

  /** A function or method whose parameters, or whose use, say that it is a loss. */
  const addFunction = (
    { node, enclosing }: Placed<FunctionDefinition>,
    asLoss: boolean,
  ): LossDefinition | undefined => {
    if (found.has(node)) return found.get(node);
    const owner = enclosing?.node.kind === "ClassDefinition" ? enclosing.node : undefined;
    const skipsFirst = owner !== undefined && !isStatic(node);
    const pair = asLoss ? firstTwoParameters(node, skipsFirst) : targetParameters(node, skipsFirst);
    const name = owner ? `${owner.name}.${node.name}` : node.name;
    const form = owner ? "method" : "function";
    if (!asLoss && !isOneNumber(node)) return undefined;
    if (pair && (asLoss || pair.isStrong || isLossName(node.name)))
      return add(node, name, form, node.nameRange, node, pair, parametersOf(node, owner));
    if (!isLossName(node.name) || returnedFunction(node)) return undefined;
    const named = parametersOfNamedLoss(node, skipsFirst, resolver);
    if (named === undefined) return undefined;
    return add(
      node,
      name,
      form,
      node.nameRange,
      node,
      named === "unknown" ? undefined : named,
      parametersOf(node, owner),
    );
  };

  /** A method's own, and those of the object that it is of. */
  const parametersOf = (node: FunctionDefinition, owner: ClassDefinition | undefined): LossParameter[] =>
    owner === undefined
      ? lossParameters("function", node, node, classes)
      : [...lossParameters("method", node, node, classes), ...parametersOfOwner(node, owner, classes)];

  const addFactory = ({ node, enclosing }: Placed<FunctionDefinition>, asLoss: boolean): LossDefinition | undefined => {
    if (found.has(node)) return found.get(node);
    const inner = returnedFunction(node) ?? soleUnreturnedFunction(node);
    if (!inner) return undefined;
    const isNamed = isLossName(node.name) || (inner.kind === "FunctionDefinition" && isLossName(inner.name));
    const pair = asLoss
      ? firstTwoParameters(inner, false)
      : (targetParameters(inner, false) ?? (isNamed ? parametersOfNamedLoss(inner, false, resolver) : undefined));
    if (!pair || (pair !== "unknown" && !asLoss && !pair.isStrong && !isNamed)) return undefined;
    const owner = enclosing?.node.kind === "ClassDefinition" ? enclosing.node : undefined;
    return add(
      node,
      owner ? `${owner.name}.${node.name}` : node.name,
      "factory",
      node.nameRange,
      inner,
      pair === "unknown" ? undefined : pair,
    );
  };

  const addLambda = (node: Lambda, asLoss: boolean): LossDefinition | undefined => {
    if (found.has(node)) return found.get(node);
    const assigned = assignedTo.get(node);
    const pair = asLoss ? firstTwoParameters(node, false) : targetParameters(node, false);
    if (!pair || !(asLoss || pair.isStrong || (assigned && isLossName(assigned.name)))) return undefined;
    const name = assigned ? assigned.name : `lambda@${lineOf(module, node.range.start)}`;
    return add(node, name, "lambda", node.keywordRange, node, pair);
  };

  /** `name = functools.partial(loss, gamma=2)` */
  const addPartial = (node: Call, enclosing: Enclosing | undefined, asLoss: boolean): LossDefinition | undefined => {
    if (found.has(node)) return found.get(node);
    const callee = node.arguments[0]?.value;
    if (resolver.qualifiedName(node.function) !== "functools.partial" || !callee) return undefined;
    const loss = lossOf(callee, enclosing, asLoss);
    const isOnlyKeywords = node.arguments.slice(1).every((argument) => argument.name !== undefined);
    if (loss?.form !== "function" || !isOnlyKeywords) return undefined;
    const assigned = assignedTo.get(node);
    const pair = loss.yTrue && loss.yPred && { yTrue: loss.yTrue, yPred: loss.yPred, isStrong: true, isSwapped: false };
    return add(
      node,
      assigned ? assigned.name : `partial@${lineOf(module, node.range.start)}`,
      "function",
      node.function.range,
      loss.body,
      pair,
      parametersAfterPartial(loss.parameters, node),
    );
  };

  const addClass = (node: ClassDefinition): LossDefinition | undefined => {
    if (found.has(node)) return found.get(node);
    const body = classes.bodyOf(node);
    if (!body)
      return classes.isWrapper(node) ? add(node, node.name, "class", node.nameRange, undefined, undefined) : undefined;
    // A method has `self` before them, a function that the class wraps has not.
    const isMethod = /^(?:self|cls)$/.test(body.parameters.list[0]?.name ?? "");
    return add(node, node.name, "class", node.nameRange, body, firstTwoParameters(body, isMethod));
  };

  const addNamed = (): void => {
    for (const { node } of index.classes) if (classes.isLoss(node) || classes.isCallable(node)) addClass(node);
    for (const placed of index.functions) {
      const { node, enclosing } = placed;
      const owner = enclosing?.node.kind === "ClassDefinition" ? enclosing.node : undefined;
      if (owner && (isOtherMethod(node, owner) || found.has(owner) || classes.isLoss(owner))) continue;
      if (insideLoss(enclosing) || isScoring(node)) continue;
      if (!addFunction(placed, false)) addFactory(placed, false);
    }
    for (const { node, enclosing } of index.lambdas) if (!insideLoss(enclosing)) addLambda(node, false);
    for (const { value, enclosing } of index.assignments)
      if (value.kind === "Call" && value.arguments.length > 1) addPartial(value, enclosing, false);
  };

  /** What is being resolved: `fn = partial(fn, gamma=2)` leads back to itself. */
  const inProgress = new Set<Expression>();

  function lossOf(value: Expression, enclosing: Enclosing | undefined, asLoss: boolean): LossDefinition | undefined {
    if (inProgress.has(value) || inProgress.size > longestChain) return undefined;
    inProgress.add(value);
    const loss = lossOfValue(value, enclosing, asLoss);
    inProgress.delete(value);
    return loss;
  }

  function lossOfValue(
    value: Expression,
    enclosing: Enclosing | undefined,
    asLoss: boolean,
  ): LossDefinition | undefined {
    switch (value.kind) {
      case "Lambda":
        return addLambda(value, asLoss);
      case "Call":
        return addPartial(value, enclosing, asLoss) ?? lossOfCall(value, enclosing, asLoss);
      case "Name": {
        const meant = resolver.resolve(value);
        if (meant?.kind === "function") {
          const placed = { node: meant.node, enclosing: placeOf.get(meant.node) };
          const inner = returnedFunction(meant.node);
          if (inner && !targetParameters(meant.node, false)) return addFactory(placed, asLoss);
          return addFunction(placed, asLoss);
        }
        if (meant?.kind === "class") return classes.isLoss(meant.node) ? addClass(meant.node) : found.get(meant.node);
        if (meant?.kind === "value" && meant.value !== value && meant.value.kind !== "Name")
          return lossOf(meant.value, enclosing, asLoss);
        return undefined;
      }
      case "Attribute": {
        const method = resolver.method(value);
        return method && addFunction({ node: method, enclosing: placeOf.get(method) }, asLoss);
      }
      default:
        return undefined;
    }
  }

  /** `focal_loss(gamma=2)`, `MyLoss()`; also the mistake `my_loss()`. */
  function lossOfCall(call: Call, enclosing: Enclosing | undefined, asLoss: boolean): LossDefinition | undefined {
    const callee = call.function;
    if (callee.kind !== "Name" && callee.kind !== "Attribute") return undefined;
    if (callee.kind === "Name") {
      const meant = resolver.resolve(callee);
      if (meant?.kind === "function")
        return addFactory({ node: meant.node, enclosing: placeOf.get(meant.node) }, asLoss) ?? found.get(meant.node);
    }
    return lossOf(callee, enclosing, false);
  }

  /** `self.add_loss(vae_loss(x, decoded, log_var))`: what else it requires is a parameter of the loss. */
  function addTerm(call: Call): void {
    const meant = call.function.kind === "Name" ? resolver.resolve(call.function) : undefined;
    if (meant?.kind !== "function" || found.has(meant.node) || returnedFunction(meant.node)) return;
    if (insideLoss(placeOf.get(meant.node)) || !isOneNumber(meant.node)) return;
    const pair = targetParameters(meant.node, false) ?? parametersOfTerm(meant.node, resolver);
    if (pair === undefined) return;
    add(
      meant.node,
      meant.node.name,
      "function",
      meant.node.nameRange,
      meant.node,
      pair === "unknown" ? undefined : pair,
    );
  }

  return {
    resolver,
    lossNames,
    lossOf,
    addTerm,
    addNamed,
    all: () => [...found.values()].sort((a, b) => a.range.start - b.range.start),
  };
}

function lineOf(module: Module, offset: number): number {
  let line = 1;
  for (let at = module.text.indexOf("\n"); at >= 0 && at < offset; at = module.text.indexOf("\n", at + 1)) line++;
  return line;
}
