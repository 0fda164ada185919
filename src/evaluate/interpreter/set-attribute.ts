/** `value.name = …` and `del value.name`. */

import { type PythonError, Unsupported } from "../failure.ts";
import { isProperty, isShared, missing } from "./attributes.ts";
import { findInClass, findMethod } from "./classes.ts";
import { addToLibrary } from "./module-attributes.ts";
import { positional } from "./natives.ts";
import { attributeError, typeError } from "./raise.ts";
import { lastPart, typeName } from "./type-names.ts";
import type { Instance, Machine, NativeClass, NativeFunction, Value } from "./values.ts";

/** Python's `setattr(target, name, value)`. */
export function setAttribute(machine: Machine, target: Value, name: string, value: Value): void {
  if (target !== null && typeof target === "object") {
    switch (target.type) {
      case "instance": {
        const setter = findMethod(target, "__setattr__");
        if (setter !== undefined) {
          machine.call(setter, positional(target, name, value));
          return;
        }
        setInstanceAttribute(machine, target, name, value);
        return;
      }
      case "class":
        target.attributes.set(name, value);
        return;
      case "function":
        target.attributes.set(name, value);
        return;
      case "native":
        // `loss = functools.partial(f, …); loss.__name__ = "loss"`.
        if (isPartial(target)) {
          target.attributes.set(name, value);
          return;
        }
        if (target.isBuiltin) break;
        // Only what the program reads back; a library's function is never changed by it.
        throw new Unsupported(`Setting an attribute of \`${target.name}\` is not evaluated.`);
      case "module":
        // `keras.backend.name_scope = keras.name_scope`: they do the same already, which is nothing.
        if (name === "name_scope" && isNative(value) && lastPart(value.name) === name) return;
        if (addToLibrary(machine, target, name, value)) return;
        throw new Unsupported(`Setting \`${target.name}.${name}\` is not evaluated.`);
      case "method":
        throw attributeError(`'method' object has no attribute '${name}'`);
      case "nativeClass":
        throw immutableType(target, name);
    }
  }
  throw attributeError(`'${typeName(target)}' object has no attribute '${name}'`);
}

function isNative(value: Value): value is NativeFunction {
  return value !== null && typeof value === "object" && value.type === "native";
}

/** What `object.__setattr__` does: properties first, then the instance's own attributes. */
export function setInstanceAttribute(machine: Machine, target: Instance, name: string, value: Value): void {
  const own = findInClass(target.class, name)?.value;
  if (own !== undefined && isProperty(own) && own.kind === "property") {
    if (own.setter === undefined) {
      throw attributeError(`property '${name}' of '${lastPart(target.class.name)}' object has no setter`);
    }
    machine.call(own.setter, positional(target, value));
    return;
  }
  if (isShared(target)) throw missing(target, name);
  target.attributes.set(name, value);
}

/**
 * Python's `delattr(target, name)`. What belongs to one evaluation can lose an attribute; what all share, built-in types
 * and a library's classes and functions, cannot: one loss must not see what another has done.
 */
export function deleteAttribute(machine: Machine, target: Value, name: string): void {
  if (target !== null && typeof target === "object") {
    switch (target.type) {
      case "instance": {
        const method = findMethod(target, "__delattr__");
        if (method !== undefined) {
          machine.call(method, positional(target, name));
          return;
        }
        const own = findInClass(target.class, name)?.value;
        if (own !== undefined && isProperty(own) && own.kind === "property") {
          throw attributeError(`property '${name}' of '${lastPart(target.class.name)}' object has no deleter`);
        }
        if (!isShared(target) && target.attributes.delete(name)) return;
        break;
      }
      case "class":
      case "function":
        if (target.attributes.delete(name)) return;
        break;
      case "native":
        if (isPartial(target) && target.attributes.delete(name)) return;
        break;
      case "module":
        throw new Unsupported(`Deleting \`${target.name}.${name}\` is not evaluated.`);
      case "nativeClass":
        throw immutableType(target, name);
    }
  }
  throw missing(target, name);
}

function immutableType({ name: type }: NativeClass, name: string): PythonError {
  return typeError(`cannot set '${name}' attribute of immutable type '${lastPart(type)}'`);
}

/** `functools.partial(f, …)`: each is an object of its own, with room for more. */
function isPartial(value: NativeFunction): value is NativeFunction & { readonly attributes: Map<string, Value> } {
  return value.name === "functools.partial" && value.attributes instanceof Map;
}
