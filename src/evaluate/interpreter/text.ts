/** `repr(x)` and `str(x)`. */

import { PythonError } from "../failure.ts";
import { findMethod } from "./classes.ts";
import { identity } from "./dict.ts";
import { isExceptionInstance } from "./exceptions.ts";
import { floatText } from "./floats.ts";
import { positional } from "./natives.ts";
import { typeError } from "./raise.ts";
import { requireLength } from "./room.ts";
import { lastPart, typeName } from "./type-names.ts";
import type { Instance, Machine, Value } from "./values.ts";

/** Containers in one another, as deep as Python's own recursion goes. */
const deepest = 1000;

/** Python's `str(value)`. */
export function str(machine: Machine, value: Value): string {
  if (typeof value === "string") return value;
  if (value !== null && typeof value === "object") {
    if (value.type === "instance") {
      const own = findMethod(value, "__str__");
      if (own !== undefined) return textFrom(machine, value, own, "__str__");
      if (isExceptionInstance(value)) return exceptionText(machine, value);
    }
    if (
      value.type === "tensor" ||
      value.type === "symbolic" ||
      value.type === "ndarray" ||
      value.type === "shape" ||
      value.type === "dtype"
    ) {
      return machine.library.text(value, "str", machine);
    }
  }
  return repr(machine, value);
}

/** Python's `repr(value)`. */
export function repr(machine: Machine, value: Value, inside: readonly Value[] = []): string {
  if (value === null) return "None";
  switch (typeof value) {
    case "boolean":
      return value ? "True" : "False";
    case "bigint":
      return value.toString();
    case "number":
      return floatText(value);
    case "string":
      return stringRepr(value);
  }
  machine.step();
  const isContainer = value.type === "list" || value.type === "tuple" || value.type === "dict" || value.type === "set";
  if (isContainer && inside.includes(value))
    return value.type === "list" ? "[...]" : value.type === "dict" ? "{...}" : "(...)";
  if (inside.length >= deepest) {
    throw new PythonError("RecursionError", "maximum recursion depth exceeded while getting the repr of an object");
  }
  const within = isContainer ? [...inside, value] : inside;
  const item = (each: Value): string => {
    const text = repr(machine, each, within);
    length += text.length;
    requireLength(length);
    return text;
  };
  let length = 0;
  switch (value.type) {
    case "tuple":
      return value.items.length === 1 ? `(${item(value.items[0]!)},)` : `(${value.items.map(item).join(", ")})`;
    case "list":
      return `[${value.items.map(item).join(", ")}]`;
    case "dict":
      return `{${[...value.entries.values()].map((entry) => `${item(entry.key)}: ${item(entry.value)}`).join(", ")}}`;
    case "set": {
      const items = [...value.entries.values()].map(item).join(", ");
      if (value.isFrozen) return value.entries.size === 0 ? "frozenset()" : `frozenset({${items}})`;
      return value.entries.size === 0 ? "set()" : `{${items}}`;
    }
    case "range":
      return value.step === 1n
        ? `range(${value.start}, ${value.stop})`
        : `range(${value.start}, ${value.stop}, ${value.step})`;
    case "slice":
      return `slice(${item(value.start)}, ${item(value.stop)}, ${item(value.step)})`;
    case "ellipsis":
      return "Ellipsis";
    case "tensor":
    case "symbolic":
    case "ndarray":
    case "shape":
    case "dtype":
      return machine.library.text(value, "repr", machine);
    case "function":
      return `<function ${value.qualifiedName} at ${address(value)}>`;
    case "native":
      return value.isBuiltin
        ? `<built-in function ${lastPart(value.name)}>`
        : `<function ${lastPart(value.name)} at ${address(value)}>`;
    case "method":
      return `<bound method ${item(value.function)}>`;
    case "class":
      return `<class '__main__.${value.name}'>`;
    case "nativeClass":
      return `<class '${value.name}'>`;
    case "module":
      return `<module '${value.name}'>`;
    case "instance":
      return instanceRepr(machine, value);
    default:
      return `<${typeName(value)} object at ${address(value)}>`;
  }
}

function instanceRepr(machine: Machine, value: Instance): string {
  const own = findMethod(value, "__repr__");
  if (own !== undefined) return textFrom(machine, value, own, "__repr__");
  if (isExceptionInstance(value)) {
    const args = value.attributes.get("args");
    const items = args !== null && typeof args === "object" && args?.type === "tuple" ? args.items : [];
    return `${lastPart(value.class.name)}(${items.map((each) => repr(machine, each)).join(", ")})`;
  }
  const name = value.class.type === "class" ? `__main__.${value.class.name}` : value.class.name;
  return `<${name} object at ${address(value)}>`;
}

function textFrom(machine: Machine, value: Instance, method: Value, name: string): string {
  const result = machine.call(method, positional(value));
  if (typeof result !== "string") throw typeError(`${name} returned non-string (type ${typeName(result)})`);
  return result;
}

/** `str(exception)`: nothing, the one argument, or the tuple of them; a KeyError shows its key's repr. */
export function exceptionText(machine: Machine, value: Instance): string {
  const args = value.attributes.get("args");
  if (args === null || typeof args !== "object" || args?.type !== "tuple" || args.items.length === 0) return "";
  if (args.items.length > 1) return repr(machine, args);
  const [only] = args.items as [Value];
  return value.class.name === "KeyError" ? repr(machine, only) : str(machine, only);
}

function address(value: object): string {
  return `0x${identity(value).toString(16).padStart(12, "0")}`;
}

/** A string between quotes, escaped as Python escapes it. */
export function stringRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let result = quote;
  requireLength(text.length);
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (character === quote || character === "\\") result += `\\${character}`;
    else if (character === "\n") result += "\\n";
    else if (character === "\r") result += "\\r";
    else if (character === "\t") result += "\\t";
    else if (code < 0x20 || (code >= 0x7f && code < 0xa1) || code === 0xad)
      result += `\\x${code.toString(16).padStart(2, "0")}`;
    else result += character;
  }
  return result + quote;
}
