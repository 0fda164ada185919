/** Calling: functions with Python's binding of arguments, classes, instances, natives. */

import type { FunctionDefinition, Lambda } from "../../python/ast.ts";
import { PythonError, Unsupported } from "../failure.ts";
import { bindParameters } from "./argument-binding.ts";
import { bind } from "./attributes.ts";
import { scopeNames } from "./bindings.ts";
import { findInClass, objectClass, resolutionOrder } from "./classes.ts";
import { conversionOf } from "./decorators.ts";
import { tuple } from "./dict.ts";
import { isExceptionClass } from "./exceptions.ts";
import { generatorOf } from "./generators.ts";
import { initializeNatively } from "./initializers.ts";
import type { Frame } from "./machine.ts";
import { refuseOpaque } from "./module-values.ts";
import { typeError, valueError } from "./raise.ts";
import { countMade, countRead } from "./room.ts";
import { lastPart, typeName } from "./type-names.ts";
import type { CallArguments, ClassValue, FunctionValue, Instance, Machine, Tracing, Value } from "./values.ts";

/** Python's default recursion limit. */
const maximumDepth = 1000;

/** Python's `callee(*args, **keywords)`. */
export function call(machine: Machine, callee: Value, args: CallArguments): Value {
  if (callee !== null && typeof callee === "object") {
    switch (callee.type) {
      case "function":
        return callee.run(callee, args);
      case "native":
        refuseOpaqueArguments(args);
        countRead(args);
        if (machine.tracing !== undefined) return countMade(machine.tracing.callNative(callee, args, machine));
        return countMade(callee.call(args, machine));
      case "method":
        return call(machine, callee.function, {
          positional: [callee.self, ...args.positional],
          keywords: args.keywords,
        });
      case "nativeClass":
        refuseOpaqueArguments(args);
        countRead(args);
        if (machine.tracing !== undefined) return countMade(machine.tracing.construct(callee, args, machine));
        return countMade(callee.construct(args, machine));
      case "class":
        return instantiate(machine, callee, args);
      case "instance": {
        const found = findInClass(callee.class, "__call__");
        if (found === undefined) break;
        return call(machine, bind(machine, found.value, callee, callee.class, found.owner), args);
      }
      case "property":
        if (callee.kind === "staticmethod") return call(machine, callee.function, args);
        break;
      case "module":
        refuseOpaque(callee);
    }
  }
  throw typeError(`'${typeName(callee)}' object is not callable`);
}

/** A native computes with what it is given, so nothing that is not evaluated may reach it. */
function refuseOpaqueArguments(args: CallArguments): void {
  for (const value of args.positional) refuseOpaque(value);
  for (const value of args.keywords.values()) refuseOpaque(value);
}

/** A `def` or lambda as a value; its defaults are evaluated now. */
export function makeFunction(node: FunctionDefinition | Lambda, name: string, frame: Frame): FunctionValue {
  const defaults = new Map<string, Value>();
  for (const parameter of node.parameters.list) {
    if (parameter.default !== undefined) defaults.set(parameter.name, frame.machine.evaluate(parameter.default, frame));
  }
  const prefix = frame.kind === "module" || frame.names.globals.has(name) ? "" : `${frame.qualifiedName}.`;
  const between = frame.kind === "function" || frame.kind === "comprehension" ? "<locals>." : "";
  return {
    type: "function",
    name,
    qualifiedName: `${prefix}${prefix === "" ? "" : between}${name}`,
    node,
    path: frame.module.path,
    module: frame.module.name,
    run: (self, args) => callFunction(frame, self, args),
    defaults,
    attributes: new Map(),
  };
}

/** `parent` is the scope that the function closes over. */
function callFunction(parent: Frame, callee: FunctionValue, args: CallArguments): Value {
  const { machine } = parent;
  const { node } = callee;
  if (node.kind === "FunctionDefinition" && node.isAsync) throw new Unsupported("`async def` is not evaluated.");
  const names = scopeNames(node);
  const frame: Frame = {
    machine,
    kind: "function",
    module: parent.module,
    names,
    variables: bindParameters(callee, args),
    parent,
    function: callee,
    qualifiedName: callee.qualifiedName,
    result: null,
  };
  if (names.isGenerator) return { type: "iterator", iterator: generatorOf(frame, node) };
  if (machine.depth >= maximumDepth) {
    throw new PythonError("RecursionError", "maximum recursion depth exceeded");
  }
  const { path, range } = machine;
  machine.depth += 1;
  machine.path = callee.path;
  let result: Value;
  if (machine.tracing !== undefined) {
    result = runTraced(callee, frame, machine.tracing);
  } else if (node.kind === "Lambda") {
    result = machine.evaluate(node.body, frame);
  } else {
    machine.execute(node.body, frame);
    result = frame.result;
  }
  // Not in a `finally`: after an exception the place where it was raised is what is asked for.
  machine.depth -= 1;
  machine.path = path;
  machine.range = range;
  return result;
}

/** As AutoGraph has it: what it converted converts what it calls, and each result that a branch may return counts. */
function runTraced(callee: FunctionValue, frame: Frame, tracing: Tracing): Value {
  const { node } = callee;
  const { machine } = frame;
  const outer = tracing.isConverted;
  tracing.isConverted = conversionOf(callee) ?? outer;
  try {
    if (node.kind === "Lambda") return machine.evaluate(node.body, frame);
    const completion = machine.execute(node.body, frame);
    const returned = frame.pending ?? [];
    if (returned.length === 0) return frame.result;
    if (completion !== "return") throw valueError("the else branch must also have a return statement.");
    return [...returned, frame.result].reduce((one, other) => tracing.merge(one, other, machine));
  } finally {
    tracing.isConverted = outer;
  }
}

/** Python's `cls(*args)`: `__new__` where the class has one, then `__init__`. */
function instantiate(machine: Machine, cls: ClassValue, args: CallArguments): Value {
  refuseAbstract(cls);
  const instance: Instance = { type: "instance", class: cls, attributes: new Map() };
  const maker = findInClass(cls, "__new__");
  if (maker !== undefined && maker.owner !== objectClass) {
    const made = call(machine, unwrapStatic(maker.value), {
      positional: [cls, ...args.positional],
      keywords: args.keywords,
    });
    if (made === null || typeof made !== "object" || made.type !== "instance" || made.class !== cls) return made;
    initialize(machine, made, args);
    return made;
  }
  if (isExceptionClass(cls)) instance.attributes.set("args", tuple(args.positional));
  initialize(machine, instance, args);
  return instance;
}

function unwrapStatic(value: Value): Value {
  return value !== null && typeof value === "object" && value.type === "property" ? value.function : value;
}

function initialize(machine: Machine, instance: Instance, args: CallArguments): void {
  const found = findInClass(instance.class, "__init__");
  const order = resolutionOrder(instance.class);
  const native = order.find((each) => each.type === "nativeClass" && each.initialize !== undefined);
  const isOwn = found !== undefined && (native === undefined || order.indexOf(found.owner) <= order.indexOf(native));
  if (isOwn) {
    const initializer = bind(machine, found.value, instance, instance.class, found.owner);
    const result = call(machine, initializer, args);
    if (result !== null) throw typeError(`__init__() should return None, not '${typeName(result)}'`);
    return;
  }
  if (native === undefined && (args.positional.length > 0 || args.keywords.size > 0)) {
    throw typeError(`${lastPart(instance.class.name)}() takes no arguments`);
  }
  initializeNatively(instance, instance.class, undefined, args, machine);
}

/** A class with methods that `@abstractmethod` marked and nothing overrides cannot be instantiated. */
function refuseAbstract(cls: ClassValue): void {
  const order = resolutionOrder(cls);
  if (!order.some((each) => each.type === "nativeClass" && each.name === "abc.ABC")) return;
  const names = new Set(order.flatMap((each) => [...each.attributes.keys()]));
  const abstract = [...names].filter((name) => isAbstract(findInClass(cls, name)?.value)).sort();
  if (abstract.length === 0) return;
  const listed = abstract.length === 1 ? `abstract method ${abstract[0]}` : `abstract methods ${abstract.join(", ")}`;
  throw typeError(`Can't instantiate abstract class ${cls.name} with ${listed}`);
}

function isAbstract(value: Value | undefined): boolean {
  if (value === undefined || value === null || typeof value !== "object") return false;
  if (value.type === "property") return isAbstract(value.function);
  return value.type === "function" && value.attributes.get("__isabstractmethod__") === true;
}
