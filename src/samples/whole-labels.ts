/** Whether the labels that a file trains with are whole numbers, as far as its text makes them. */

import type { Literal } from "../evaluate/evaluation.ts";
import { literalOf } from "../evaluate/literal.ts";
import { argumentOf } from "../losses/find-uses.ts";
import type { Resolver } from "../losses/resolve.ts";
import type { Call, Expression } from "../python/ast.ts";
import type { ModuleNames } from "../python/scope.ts";

/** What NumPy or TensorFlow makes of whole numbers. */
export type WholeDType = "int32" | "int64" | "uint8";

const deepest = 10;
/** They leave a dtype as it is. */
const reshaping = /^(?:reshape|ravel|flatten|squeeze|copy|transpose)$/u;
const reshapingFunctions = /^numpy\.(?:expand_dims|reshape|ravel|squeeze|atleast_2d|copy)$/u;

/** Undefined where they are none, or where the text does not say for certain. */
export function wholeDType(
  expression: Expression,
  names: ModuleNames,
  resolver: Resolver,
  depth = 0,
): WholeDType | undefined {
  if (depth > deepest) return undefined;
  const again = (inner: Expression): WholeDType | undefined => wholeDType(inner, names, resolver, depth + 1);
  if (expression.kind === "Name") {
    if (names.bindingOf(expression)?.sites.length !== 1) return undefined;
    const meant = resolver.resolve(expression);
    return meant?.kind === "value" ? again(meant.value) : undefined;
  }
  if (expression.kind === "Subscript") return again(expression.value);
  if (expression.kind !== "Call") return undefined;
  const name = resolver.qualifiedName(expression.function) ?? "";
  if (reshapingFunctions.test(name)) return expression.arguments[0] && again(expression.arguments[0].value);
  if (name !== "") return madeBy(name, expression, resolver);
  if (expression.function.kind !== "Attribute") return undefined;
  const { attribute, value } = expression.function;
  if (attribute === "astype") return dtypeOf(argumentOf(expression, "dtype", 0)?.value, resolver);
  return reshaping.test(attribute) ? again(value) : undefined;
}

function madeBy(name: string, call: Call, resolver: Resolver): WholeDType | undefined {
  const [first] = call.arguments;
  if (/^numpy\.(?:as)?array$/u.test(name)) {
    const dtype = argumentOf(call, "dtype", 1);
    if (dtype !== undefined) return dtypeOf(dtype.value, resolver);
    return first !== undefined && holdsWholes(literalOf(first.value)) ? "int64" : undefined;
  }
  if (/^numpy\.(?:zeros|ones)$/u.test(name)) return dtypeOf(argumentOf(call, "dtype", 1)?.value, resolver);
  if (name === "numpy.random.randint" && argumentOf(call, "dtype", 3) === undefined) return "int64";
  if (name === "numpy.argmax") return "int64";
  if (name === "tf.cast") return dtypeOf(argumentOf(call, "dtype", 1)?.value, resolver);
  if (name === "tf.constant" && argumentOf(call, "dtype", 1) === undefined)
    return first !== undefined && holdsWholes(literalOf(first.value)) ? "int32" : undefined;
  return undefined;
}

function dtypeOf(expression: Expression | undefined, resolver: Resolver): WholeDType | undefined {
  if (expression === undefined) return undefined;
  const literal = literalOf(expression);
  const name = typeof literal === "string" ? literal : resolver.qualifiedName(expression);
  const [, last] = /^(?:numpy\.|tf\.)?(int|int32|int64|uint8)$/u.exec(name ?? "") ?? [];
  return last === "int" ? "int64" : (last as WholeDType | undefined);
}

function holdsWholes(literal: Literal | undefined): boolean {
  if (typeof literal === "bigint") return true;
  const items = Array.isArray(literal) ? literal : undefined;
  return items !== undefined && items.length > 0 && items.every(holdsWholes);
}
