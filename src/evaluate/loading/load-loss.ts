/** From a loss's name to what can be called with (y_true, y_pred). */

import { returnedFunction } from "../../losses/factory.ts";
import type { LossDefinition } from "../../losses/loss.ts";
import { definitionsOf, findReferred, isInFunction } from "../../losses/loss-reference.ts";
import { targetParameters } from "../../losses/target-parameters.ts";
import type { ClassDefinition, FunctionDefinition, Lambda, Module, Node } from "../../python/ast.ts";
import { nodesAround } from "../../python/walk.ts";
import type { LossSource } from "../evaluation.ts";
import { PythonError, Unsupported } from "../failure.ts";
import { scopeNames } from "../interpreter/bindings.ts";
import { isCallable } from "../interpreter/callable.ts";
import { makeFunction } from "../interpreter/calls.ts";
import { findInClass, resolutionOrder } from "../interpreter/classes.ts";
import type { Interpreter, ModuleEnvironment } from "../interpreter/machine.ts";
import type { ClassValue, Instance, Value } from "../interpreter/values.ts";
import {
  type DefiningNode,
  globalOf,
  isDefinedAgain,
  isMadeBy,
  lossesOf,
  namesIn,
  takesPredictionFirst,
  valueByDefinition,
} from "./definitions.ts";
import { givenValue } from "./given-values.ts";

/** A loss, made ready. */
export interface LoadedLoss {
  /** What a direct call calls: the function, or the `call` of a `Loss`. */
  readonly callee: Value;
  readonly keywords: ReadonlyMap<string, Value>;
  /** The `Loss` instance itself, where it is one: Keras calls it as a whole. */
  readonly instance: Instance | undefined;
  /** Whether the prediction is the first argument of a call, and the target the second. */
  readonly takesPredictionFirst: boolean;
}

type Parameters = ReadonlyMap<string, Value>;

const nothingGiven: Parameters = new Map();

/** Runs what the loss depends on and gives what is to be called. Throws as the loss's own code does. */
export function loadLoss(machine: Interpreter, source: LossSource): LoadedLoss {
  const environment = machine.moduleAt(source.file.path)!;
  const { loss: name } = source;
  machine.path = source.file.path;
  const { tree } = environment;
  const losses = lossesOf(tree);
  const referred = findReferred(losses, { name, definition: source.definition ?? null });
  const lookup = source.definition === undefined || source.definition === null ? undefined : referred;
  const valueAt = lookup ? exactValues(machine, environment, lookup) : (id: string) => globalOf(environment, id);
  const parameters = new Map(
    Object.entries(source.parameters).map(([key, given]) => [key, givenValue(machine, environment, given)]),
  );
  if (referred === undefined) return fromName(machine, environment, name, parameters);
  machine.range = referred.nameRange;
  const definition = lookup ?? definitionThatRan(environment, losses, referred);
  const loaded = fromDefinition(machine, environment, definition, parameters, valueAt);
  return { ...loaded, takesPredictionFirst: takesPredictionFirst(tree, definition) };
}

/** The value that a definition gives its name. */
type ValueAt = (name: string, node: DefiningNode) => Value;

/** Of one definition among several: found at once, before anything else of the file runs that would define it anew. */
function exactValues(machine: Interpreter, environment: ModuleEnvironment, { node, name }: LossDefinition): ValueAt {
  const [owner, ...outer] = enclosing(environment.tree, node);
  const isInClass = owner?.kind === "ClassDefinition" && outer.length === 0;
  const [ownName, ownNode] = isInClass ? [owner.name, owner] : [name, node];
  if ((owner !== undefined && !isInClass) || !isDefinedAgain(environment.tree, ownName))
    return (id) => globalOf(environment, id);
  const found = attempt(() => valueByDefinition(machine, environment, ownName, ownNode));
  return () => found();
}

/** Fails when it is asked, as what it was made from did: whoever does not need it need not hear of it. */
function attempt<T>(make: () => T): () => T {
  try {
    const made = make();
    return () => made;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

/** Of the definitions that a condition chooses among, the one that ran; else the last, which is what the name means. */
function definitionThatRan(
  environment: ModuleEnvironment,
  losses: readonly LossDefinition[],
  last: LossDefinition,
): LossDefinition {
  const rivals = definitionsOf(losses, last.name).filter((each) => !isInFunction(each) && each.form !== "method");
  if (rivals.length < 2) return last;
  const value = environment.read(last.name);
  return rivals.find(({ node }) => isMadeBy(value, node)) ?? last;
}

/** A global that is no definition: `my_loss = focal_loss(2)`. */
function fromName(
  machine: Interpreter,
  environment: ModuleEnvironment,
  name: string,
  parameters: Parameters,
): LoadedLoss {
  const [first, ...rest] = name.split(".") as [string, ...string[]];
  const found = environment.read(first);
  if (found === undefined) throw new PythonError("NameError", `name '${name}' is not defined`);
  const value = rest.reduce((object, part) => machine.getAttribute(object, part), found);
  if (value !== null && typeof value === "object" && value.type === "class") {
    return ready(machine, machine.call(value, { positional: [], keywords: parameters }), nothingGiven);
  }
  if (isFactory(value)) {
    const made = machine.call(value, { positional: [], keywords: parameters });
    if (isCallable(made)) return ready(machine, made, nothingGiven);
  }
  return ready(machine, value, parameters);
}

/** A function that takes no targets and predictions itself: what it returns may. */
function isFactory(value: Value): boolean {
  if (value === null || typeof value !== "object" || value.type !== "function") return false;
  const { list } = value.node.parameters;
  if (value.node.kind === "FunctionDefinition" && returnedFunction(value.node) !== undefined) return true;
  const required = list.filter(
    ({ form, default: fallback }) => form.startsWith("positional") && fallback === undefined,
  );
  const takesAny = list.some((each) => each.form === "varPositional");
  return !takesAny && required.length < 2 && targetParameters(value.node, false) === undefined;
}

function fromDefinition(
  machine: Interpreter,
  environment: ModuleEnvironment,
  definition: LossDefinition,
  parameters: Parameters,
  valueAt: ValueAt,
): LoadedLoss {
  const around = enclosing(environment.tree, definition.node);
  const owner = around[0];
  switch (definition.form) {
    case "class": {
      const made = definedValue(machine, environment, definition, around, valueAt);
      return ready(machine, machine.call(made, { positional: [], keywords: parameters }), nothingGiven);
    }
    case "factory": {
      const factory =
        owner?.kind === "ClassDefinition"
          ? method(machine, environment, definition, owner, around.slice(1), nothingGiven, valueAt).callee
          : definedValue(machine, environment, definition, around, valueAt);
      const made = machine.call(factory, { positional: [], keywords: parameters });
      if (made === null) {
        throw new PythonError("TypeError", `${definition.name}() returned None, so Keras is given no loss`);
      }
      return ready(machine, made, nothingGiven);
    }
    case "method":
      if (owner?.kind === "ClassDefinition") {
        return method(machine, environment, definition, owner, around.slice(1), parameters, valueAt);
      }
      return ready(machine, definedValue(machine, environment, definition, around, valueAt), parameters);
    default:
      return ready(machine, definedValue(machine, environment, definition, around, valueAt), parameters);
  }
}

type ScopeNode = FunctionDefinition | ClassDefinition | Lambda;

/** The functions and classes that a node stands in, the nearest first. */
function enclosing(tree: Module, node: Node): ScopeNode[] {
  return nodesAround(tree, node).filter(
    (at) => at.kind === "FunctionDefinition" || at.kind === "ClassDefinition" || at.kind === "Lambda",
  );
}

/** The value that the definition has: the global of its name, or a function made from its own text. */
function definedValue(
  machine: Interpreter,
  environment: ModuleEnvironment,
  definition: LossDefinition,
  around: readonly ScopeNode[],
  valueAt: ValueAt,
): Value {
  const { node, name } = definition;
  if (around.length === 0 && !name.includes("@")) return valueAt(name, node);
  if (node.kind === "ClassDefinition" || node.kind === "Call") {
    throw new Unsupported(`\`${name}\` is defined inside a function, which is not run.`);
  }
  refuseCaptured(node, name, around);
  return standAlone(machine, environment, node);
}

/** A function made without running what is around it. */
function standAlone(machine: Interpreter, environment: ModuleEnvironment, node: FunctionDefinition | Lambda): Value {
  if (node.kind === "FunctionDefinition" && node.decorators.length > 0) {
    throw new Unsupported("A decorated function inside another function or class is not evaluated by itself.");
  }
  const name = node.kind === "Lambda" ? "<lambda>" : node.name;
  environment.demand(namesIn(node));
  machine.range = node.range;
  return makeFunction(node, name, environment.frame);
}

/** What the function takes from functions around it is known only when those run. */
function refuseCaptured(node: FunctionDefinition | Lambda, name: string, around: readonly ScopeNode[]): void {
  const own = scopeNames(node).locals;
  for (const outer of around) {
    if (outer.kind === "ClassDefinition") continue;
    const outerNames = scopeNames(outer).locals;
    const captured = [...namesIn(node)].find((each) => !own.has(each) && outerNames.has(each));
    if (captured !== undefined) {
      throw new Unsupported(`\`${name}\` uses '${captured}' of the function around it, which is not run.`, undefined);
    }
  }
}

/** `Class.method`: static, or of an instance made with its defaults; a method that never uses `self` needs none. */
function method(
  machine: Interpreter,
  environment: ModuleEnvironment,
  definition: LossDefinition,
  owner: ClassDefinition,
  around: readonly ScopeNode[],
  parameters: Parameters,
  valueAt: ValueAt,
): LoadedLoss {
  const node = definition.node as FunctionDefinition;
  const self = node.parameters.list[0]?.name;
  if (node.decorators.length === 0 && self !== undefined && !namesIn({ ...node, decorators: [] }).has(self)) {
    refuseCaptured(node, definition.name, around);
    const unbound = standAlone(machine, environment, node);
    return ready(machine, { type: "method", self: null, function: unbound }, parameters);
  }
  if (around.length > 0) {
    throw new Unsupported(`\`${owner.name}\` is defined inside another scope, which is not run.`);
  }
  const cls = valueAt(owner.name, owner);
  if (cls === null || typeof cls !== "object" || cls.type !== "class") {
    throw new Unsupported(`\`${owner.name}\` is not a class when the file has run.`);
  }
  const held = findInClass(cls, node.name)?.value;
  const isUnbound = held !== undefined && held !== null && typeof held === "object" && held.type === "property";
  const own = new Set(node.parameters.list.map((each) => each.name));
  const forMethod = new Map([...parameters].filter(([name]) => own.has(name)));
  const forClass = new Map([...parameters].filter(([name]) => !own.has(name)));
  if (isUnbound && held.kind !== "property") return ready(machine, machine.getAttribute(cls, node.name), parameters);
  const instance = makeInstance(machine, cls, definition.name, forClass);
  // Of two methods of one name the class has the last.
  if (isReplaced(held, node)) {
    return ready(
      machine,
      { type: "method", self: instance, function: standAlone(machine, environment, node) },
      forMethod,
    );
  }
  return ready(machine, machine.getAttribute(instance, node.name), forMethod);
}

function isReplaced(held: Value | undefined, node: FunctionDefinition): boolean {
  const isFunction = held !== undefined && held !== null && typeof held === "object" && held.type === "function";
  return isFunction && node.decorators.length === 0 && held.node !== node;
}

function makeInstance(machine: Interpreter, cls: ClassValue, method: string, parameters: Parameters): Value {
  try {
    return machine.call(cls, { positional: [], keywords: parameters });
  } catch (error) {
    const needsMore = error instanceof PythonError && /missing \d+ required/.test(error.message);
    if (!needsMore) throw error;
    throw new Unsupported(`\`${method}\` needs an instance of \`${cls.name}\`: ${error.message}.`, error.place);
  }
}

/** What is called: a function with its keywords, or the `call` of a `Loss`. */
function ready(machine: Interpreter, value: Value, parameters: Parameters): LoadedLoss {
  if (value !== null && typeof value === "object" && value.type === "instance") {
    const isLoss = resolutionOrder(value.class).some(
      (each) => each.type === "nativeClass" && each.name === "keras.losses.Loss",
    );
    if (isLoss) {
      // A class that writes `__call__` anew and has no `call` is what its `__call__` does.
      const name = isOwn(value, "__call__") && !isOwn(value, "call") ? "__call__" : "call";
      return {
        callee: machine.getAttribute(value, name),
        keywords: parameters,
        instance: value,
        takesPredictionFirst: false,
      };
    }
  }
  return { callee: value, keywords: parameters, instance: undefined, takesPredictionFirst: false };
}

/** Whether a class of the program, and none of Keras's, gives the instance its method. */
function isOwn(instance: Instance, name: string): boolean {
  return resolutionOrder(instance.class).some((each) => each.type === "class" && each.attributes.has(name));
}
