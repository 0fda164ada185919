/** `value.name`: looking it up, and binding it to its object. */

import { type PythonError, Unsupported } from "../failure.ts";
import { classOf } from "./builtin-types.ts";
import { type AnyClass, findInClass, findMethod, isSubclass, objectClass, resolutionOrder } from "./classes.ts";
import { dict, tuple } from "./dict.ts";
import { boundInitializer, firstInitializer, unboundInitializer } from "./initializers.ts";
import { instanceDict } from "./instance-dict.ts";
import { moduleAttribute } from "./module-attributes.ts";
import { native, positional } from "./natives.ts";
import { orElse } from "./or-else.ts";
import { attributeError } from "./raise.ts";
import { lastPart, typeName } from "./type-names.ts";
import type { Instance, Machine, SuperValue, Value } from "./values.ts";

/** Python's `getattr(value, name)`. */
export function getAttribute(machine: Machine, value: Value, name: string): Value {
  const found = findAttribute(machine, value, name);
  if (found !== undefined) return found;
  throw missing(value, name);
}

/** As `getAttribute`, undefined where Python raises AttributeError. */
export function findAttribute(machine: Machine, value: Value, name: string): Value | undefined {
  if (value === null || typeof value !== "object") return builtinAttribute(machine, value, name);
  switch (value.type) {
    case "instance":
      return instanceAttribute(machine, value, name);
    case "class":
    case "nativeClass":
      return classAttribute(machine, value, name);
    case "super":
      return superAttribute(machine, value, name);
    case "module":
      return moduleAttribute(machine, value, name);
    case "tensor":
    case "symbolic":
    case "ndarray":
    case "shape":
    case "dtype":
      if (name === "__class__") return classOf(machine, value);
      return machine.library.attribute(value, name, machine);
    case "function":
      return orElse(value.attributes.get(name), () => functionAttribute(machine, value, name));
    case "native":
      if (name === "__name__" || name === "__qualname__") return value.attributes?.get(name) ?? lastPart(value.name);
      return orElse(value.attributes?.get(name), () => builtinAttribute(machine, value, name));
    case "method":
      if (name === "__self__") return value.self;
      if (name === "__func__") return value.function;
      return findAttribute(machine, value.function, name);
    case "property":
      return propertyAttribute(value, name);
    case "slice":
      if (name === "start" || name === "stop" || name === "step") return value[name];
      break;
    case "range":
      if (name === "start" || name === "stop" || name === "step") return value[name];
      break;
  }
  return builtinAttribute(machine, value, name);
}

/** What Python raises where `value` has no such attribute. */
export function missing(value: Value, name: string): PythonError {
  if (value !== null && typeof value === "object") {
    if (value.type === "module") return attributeError(`module '${value.name}' has no attribute '${name}'`);
    if (value.type === "class" || value.type === "nativeClass") {
      return attributeError(`type object '${lastPart(value.name)}' has no attribute '${name}'`);
    }
  }
  return attributeError(`'${typeName(value)}' object has no attribute '${name}'`);
}

/** A method of a built-in type, bound. */
function builtinAttribute(machine: Machine, value: Value, name: string): Value | undefined {
  const cls = classOf(machine, value);
  if (name === "__class__") return cls;
  const method = findInClass(cls, name);
  if (method === undefined) {
    if ((typeof value === "bigint" || typeof value === "boolean" || typeof value === "number") && name === "real") {
      return typeof value === "boolean" ? BigInt(value) : value;
    }
    return undefined;
  }
  return bind(machine, method.value, value, cls, method.owner);
}

/** What a class's attribute gives when it is read through an object. */
export function bind(machine: Machine, value: Value, self: Value, cls: AnyClass, owner: AnyClass): Value {
  if (value === null || typeof value !== "object") return value;
  switch (value.type) {
    case "function":
      return { type: "method", self, function: value };
    case "native":
      // A library's function that a user's class holds binds as a Python function does; one of CPython's own does not.
      return owner.type === "nativeClass" || !value.isBuiltin ? { type: "method", self, function: value } : value;
    case "property":
      if (value.kind === "staticmethod") return value.function;
      if (value.kind === "classmethod") return { type: "method", self: cls, function: value.function };
      return machine.call(value.function, positional(self));
    case "instance": {
      const get = findMethod(value, "__get__");
      if (get !== undefined) throw new Unsupported("Descriptors of one's own (`__get__`) are not evaluated.");
      return value;
    }
    default:
      return value;
  }
}

function instanceAttribute(machine: Machine, self: Instance, name: string): Value | undefined {
  const own = findInClass(self.class, name);
  const isData = own !== undefined && isProperty(own.value) && own.value.kind === "property";
  if (!isData) {
    const value = self.attributes.get(name);
    if (value !== undefined) return value;
  }
  if (own !== undefined) return bind(machine, own.value, self, self.class, own.owner);
  switch (name) {
    case "__class__":
      return self.class;
    case "__dict__":
      return isShared(self) ? undefined : instanceDict(self.attributes);
    case "__init__":
      return boundInitializer(machine, self, undefined);
    case "__doc__":
      return null;
    case "__module__":
      return "__main__";
  }
  const fallback = findMethod(self, "__getattr__");
  if (fallback !== undefined)
    return machine.call(bind(machine, fallback, self, self.class, self.class), positional(name));
  return undefined;
}

export function isProperty(value: Value): value is Extract<Value, { type: "property" }> {
  return value !== null && typeof value === "object" && value.type === "property";
}

function classAttribute(machine: Machine, cls: AnyClass, name: string): Value | undefined {
  const found = findInClass(cls, name);
  if (found !== undefined && !(found.owner === objectClass && cls !== objectClass && name.startsWith("__init"))) {
    if (isProperty(found.value)) {
      if (found.value.kind === "property") return found.value;
      return bind(machine, found.value, null, cls, found.owner);
    }
    return found.value;
  }
  switch (name) {
    case "__name__":
      return lastPart(cls.name);
    case "__qualname__":
      return lastPart(cls.name);
    case "__mro__":
      return tuple(resolutionOrder(cls));
    case "__bases__":
      return tuple(cls.bases.length === 0 && cls !== objectClass ? [objectClass] : cls.bases);
    case "__dict__":
      return dict(cls.attributes);
    case "__doc__":
      return null;
    case "__module__":
      return cls.type === "class" ? "__main__" : "builtins";
    case "__init__":
      return unboundInitializer(cls);
    case "mro":
      return native("mro", "", () => ({ type: "list", items: [...resolutionOrder(cls)] }));
  }
  return undefined;
}

function superAttribute(machine: Machine, value: SuperValue, name: string): Value | undefined {
  const { self, after } = value;
  const isClass = self !== null && typeof self === "object" && (self.type === "class" || self.type === "nativeClass");
  const cls = isClass ? self : (self as Instance).class;
  const found = findInClass(cls, name, after);
  if (name === "__init__" && !isClass) {
    const native = firstInitializer(cls, after);
    const isBeforeNative =
      found !== undefined &&
      (native === undefined || resolutionOrder(cls).indexOf(found.owner) <= resolutionOrder(cls).indexOf(native));
    if (!isBeforeNative || found.owner === objectClass) return boundInitializer(machine, self as Instance, after);
  }
  if (found === undefined) {
    if (name === "__init_subclass__") return native(name, "**kwargs", () => null);
    throw attributeError(`'super' object has no attribute '${name}'`);
  }
  if (isClass && !isProperty(found.value)) return found.value;
  return bind(machine, found.value, self, cls, found.owner);
}

function functionAttribute(
  machine: Machine,
  value: Extract<Value, { type: "function" }>,
  name: string,
): Value | undefined {
  switch (name) {
    case "__name__":
      return value.name;
    case "__qualname__":
      return value.qualifiedName;
    case "__doc__": {
      const first = value.node.kind === "Lambda" ? undefined : value.node.body[0];
      const isText = first?.kind === "ExpressionStatement" && first.value.kind === "Constant";
      return isText && typeof first.value.value === "string" ? first.value.value : null;
    }
    case "__module__":
      return "__main__";
    case "__dict__":
      return dict(value.attributes);
    case "__defaults__": {
      const list = value.node.parameters.list.filter((each) => each.form.startsWith("positional"));
      const defaults = list.flatMap((each) => (value.defaults.has(each.name) ? [value.defaults.get(each.name)!] : []));
      return defaults.length > 0 ? tuple(defaults) : null;
    }
    case "__call__":
      return value;
  }
  return builtinAttribute(machine, value, name);
}

function propertyAttribute(value: Extract<Value, { type: "property" }>, name: string): Value | undefined {
  if (name === "fget" || name === "__func__") return value.function;
  if (name === "setter") return native("setter", "function, /", ([setter]) => ({ ...value, setter: setter! }));
  if (name === "getter") return native("getter", "function, /", ([getter]) => ({ ...value, function: getter! }));
  if (name === "deleter") return native("deleter", "function, /", () => value);
  return undefined;
}

/** Whether something of a class other than `object`'s own: for `hasattr` on instances. */
export function isInstanceOf(machine: Machine, value: Value, cls: AnyClass): boolean {
  if (cls.type === "nativeClass" && cls.isInstance?.(value)) return true;
  if (value !== null && typeof value === "object" && value.type === "instance") return isSubclass(value.class, cls);
  return isSubclass(classOf(machine, value), cls);
}

/** An instance that every evaluation sees, `NotImplemented` for one. */
export function isShared(value: Instance): boolean {
  return Object.isFrozen(value);
}
