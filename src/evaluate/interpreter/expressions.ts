/** Evaluating expressions. */

import type {
  Attribute,
  BooleanOperation,
  Call,
  Compare,
  Dict,
  Expression,
  JoinedString,
  Lambda,
} from "../../python/ast.ts";
import { Unsupported } from "../failure.ts";
import { getAttribute } from "./attributes.ts";
import { call, makeFunction } from "./calls.ts";
import { compare } from "./comparisons.ts";
import { comprehension } from "./comprehension.ts";
import { ellipsis } from "./constants.ts";
import { dict, list, set, setItem, tuple } from "./dict.ts";
import { formatValue } from "./format.ts";
import { items } from "./iterate.ts";
import type { Frame } from "./machine.ts";
import { noKeywords } from "./natives.ts";
import { binary, unary } from "./operators.ts";
import { typeError } from "./raise.ts";
import { bindWalrus, readName } from "./scope.ts";
import { getSubscript } from "./subscript.ts";
import { superOf } from "./super-object.ts";
import { repr, str } from "./text.ts";
import { isSymbolic } from "./tracing.ts";
import { isTruthy } from "./truth.ts";
import { typeName } from "./type-names.ts";
import type { CallArguments, Value } from "./values.ts";

/** The value of an expression. Afterwards `machine.range` may stand on a part of it. */
export function evaluate(node: Expression, frame: Frame): Value {
  const { machine } = frame;
  if (machine.watch !== undefined && machine.watched !== node) return watched(node, frame);
  machine.watched = undefined;
  machine.step();
  machine.range = node.range;
  switch (node.kind) {
    case "Constant":
      return constant(node.value);
    case "Name":
      return readName(frame, node.id);
    case "Attribute":
      return attribute(node, frame);
    case "Call":
      return evaluateCall(node, frame);
    case "BinaryOperation": {
      const left = evaluate(node.left, frame);
      const right = evaluate(node.right, frame);
      machine.range = node.range;
      return binary(machine, node.operator, left, right);
    }
    case "UnaryOperation": {
      const value = evaluate(node.operand, frame);
      machine.range = node.range;
      if (node.operator === "not" && isSymbolic(value) && machine.tracing?.isConverted) {
        return machine.tracing.logical("not", [value], machine);
      }
      return node.operator === "not" ? !isTruthy(machine, value) : unary(machine, node.operator, value);
    }
    case "BooleanOperation":
      return booleanOperation(node, frame);
    case "Compare":
      return comparison(node, frame);
    case "Conditional": {
      const test = evaluate(node.test, frame);
      machine.range = node.test.range;
      if (isSymbolic(test) && machine.tracing?.isConverted) {
        const body = evaluate(node.body, frame);
        return machine.tracing.merge(body, evaluate(node.orElse, frame), machine);
      }
      return evaluate(isTruthy(machine, test) ? node.body : node.orElse, frame);
    }
    case "Subscript": {
      const value = evaluate(node.value, frame);
      const index = evaluate(node.index, frame);
      machine.range = node.range;
      return getSubscript(machine, value, index);
    }
    case "Slice": {
      const part = (each: Expression | undefined): Value => (each === undefined ? null : evaluate(each, frame));
      return { type: "slice", start: part(node.lower), stop: part(node.upper), step: part(node.step) };
    }
    case "Tuple":
      return tuple(elements(node.elements, frame));
    case "List":
      return list(elements(node.elements, frame));
    case "SetLiteral":
      return set(elements(node.elements, frame));
    case "Dict":
      return dictionary(node, frame);
    case "Lambda":
      return lambda(node, frame);
    case "Comprehension":
      return comprehension(node, frame);
    case "JoinedString":
      if (node.isTemplate) throw new Unsupported("A t-string is not evaluated.");
      return joinedString(node, frame);
    case "NamedExpression": {
      const value = evaluate(node.value, frame);
      bindWalrus(frame, node.target.id, value);
      return value;
    }
    case "Starred":
      throw new Unsupported("A starred expression is not evaluated here.");
    case "Await":
      throw new Unsupported("`await` is not evaluated.");
    case "Yield":
      throw new Unsupported("`yield` inside an expression is not evaluated.");
    case "ErrorExpression":
      throw new Unsupported("This could not be read as Python.");
  }
}

/** Only while somebody watches: each expression would take another frame of the stack. */
function watched(node: Expression, frame: Frame): Value {
  const { machine } = frame;
  machine.watched = node;
  const value = evaluate(node, frame);
  machine.watch?.(node, value, false);
  return value;
}

function constant(value: Extract<Expression, { kind: "Constant" }>["value"]): Value {
  if (value === null || typeof value !== "object") return value;
  if (value.type === "ellipsis") return ellipsis;
  throw new Unsupported(value.type === "bytes" ? "Bytes are not evaluated." : "Complex numbers are not evaluated.");
}

function attribute(node: Attribute, frame: Frame): Value {
  const { machine } = frame;
  const value = evaluate(node.value, frame);
  machine.range = node.range;
  return getAttribute(machine, value, node.attribute);
}

function booleanOperation(node: BooleanOperation, frame: Frame): Value {
  const { machine } = frame;
  let value: Value = null;
  for (const [index, part] of node.values.entries()) {
    value = evaluate(part, frame);
    if (index === node.values.length - 1) break;
    machine.range = part.range;
    if (isSymbolic(value) && machine.tracing?.isConverted) {
      const rest = node.values.slice(index + 1).map((each) => evaluate(each, frame));
      machine.range = node.range;
      return machine.tracing.logical(node.operator, [value, ...rest], machine);
    }
    if (isTruthy(machine, value) === (node.operator === "or")) break;
  }
  return value;
}

/** `a < b < c` evaluates `b` once, and `c` only where `a < b` holds. */
function comparison(node: Compare, frame: Frame): Value {
  const { machine } = frame;
  let left = evaluate(node.left, frame);
  let result: Value = true;
  let chained: Value | undefined;
  for (const [index, { operator, right: rightNode }] of node.comparisons.entries()) {
    const right = evaluate(rightNode, frame);
    machine.range = node.range;
    result = compare(machine, operator, left, right);
    const { tracing } = machine;
    if (isSymbolic(result) && tracing?.isConverted && node.comparisons.length > 1) {
      chained = chained === undefined ? result : tracing.logical("and", [chained, result], machine);
      result = chained;
      left = right;
      continue;
    }
    if (index < node.comparisons.length - 1 && !isTruthy(machine, result)) break;
    left = right;
  }
  return result;
}

function elements(nodes: readonly Expression[], frame: Frame): Value[] {
  const values: Value[] = [];
  for (const node of nodes) {
    if (node.kind === "Starred") {
      const value = evaluate(node.value, frame);
      frame.machine.range = node.range;
      for (const item of items(frame.machine, value)) values.push(item);
    } else {
      values.push(evaluate(node, frame));
    }
  }
  return values;
}

function dictionary(node: Dict, frame: Frame): Value {
  const made = dict();
  for (const { key, value } of node.entries) {
    if (key !== undefined) {
      const keyValue = evaluate(key, frame);
      const entryValue = evaluate(value, frame);
      frame.machine.range = key.range;
      setItem(made, keyValue, entryValue);
      continue;
    }
    const rest = evaluate(value, frame);
    if (rest === null || typeof rest !== "object" || rest.type !== "dict") {
      throw typeError(`'${typeName(rest)}' object is not a mapping`);
    }
    for (const entry of rest.entries.values()) setItem(made, entry.key, entry.value);
  }
  return made;
}

function lambda(node: Lambda, frame: Frame): Value {
  return makeFunction(node, "<lambda>", frame);
}

function evaluateCall(node: Call, frame: Frame): Value {
  const { machine } = frame;
  const callee = evaluate(node.function, frame);
  const args = evaluateArguments(node, callee, frame);
  machine.range = node.range;
  if (callee !== null && typeof callee === "object" && callee.type === "nativeClass" && callee.name === "super") {
    return superOf(args.positional, frame);
  }
  return call(machine, callee, args);
}

function evaluateArguments(node: Call, callee: Value, frame: Frame): CallArguments {
  const { machine } = frame;
  const positional: Value[] = [];
  let keywords: Map<string, Value> | undefined;
  for (const argument of node.arguments) {
    if (argument.isDoubleStarred) {
      const rest = evaluate(argument.value, frame);
      keywords ??= new Map();
      spreadKeywords(rest, keywords, callee);
    } else if (argument.name !== undefined) {
      keywords ??= new Map();
      if (keywords.has(argument.name)) throw duplicate(argument.name, callee);
      keywords.set(argument.name, evaluate(argument.value, frame));
    } else if (argument.value.kind === "Starred") {
      const value = evaluate(argument.value.value, frame);
      machine.range = argument.range;
      for (const item of items(machine, value)) positional.push(item);
    } else {
      positional.push(evaluate(argument.value, frame));
    }
  }
  return { positional, keywords: keywords ?? noKeywords };
}

function spreadKeywords(rest: Value, keywords: Map<string, Value>, callee: Value): void {
  if (rest === null || typeof rest !== "object" || rest.type !== "dict") {
    throw typeError(`argument after ** must be a mapping, not ${typeName(rest)}`);
  }
  for (const { key, value } of rest.entries.values()) {
    if (typeof key !== "string") throw typeError("keywords must be strings");
    if (keywords.has(key)) throw duplicate(key, callee);
    keywords.set(key, value);
  }
}

function duplicate(name: string, callee: Value): Error {
  const isFunction = callee !== null && typeof callee === "object" && callee.type === "function";
  const shown = isFunction ? `${callee.module}.${callee.qualifiedName}() ` : "";
  return typeError(`${shown}got multiple values for keyword argument '${name}'`);
}

function joinedString(node: JoinedString, frame: Frame): string {
  const { machine } = frame;
  let text = "";
  for (const part of node.parts) {
    if (typeof part === "string") {
      text += part;
      continue;
    }
    const value = evaluate(part.value, frame);
    const specification = part.format === undefined ? "" : joinedString(part.format, frame);
    machine.range = part.value.range;
    const isDebug = part.debugText !== undefined;
    const conversion = part.conversion ?? (isDebug && part.format === undefined ? "r" : undefined);
    const shown = conversion === undefined ? value : conversion === "s" ? str(machine, value) : repr(machine, value);
    text += (part.debugText ?? "") + formatValue(machine, shown, specification);
  }
  return text;
}
