/**
 * Python signatures as text (`"x, axis=None, *, keepdims=False"`) and the binding of a call to one, with
 * the TypeErrors that Python itself raises.
 */

import { PythonError } from "../failure.ts";
import { parseDefault, splitAtCommas } from "./signature-defaults.ts";
import type { CallArguments, Value } from "./values.ts";

export interface Parameter {
  readonly name: string;
  readonly kind: "positionalOnly" | "positional" | "variadic" | "keywordOnly" | "keywords";
  /** Undefined: required. A function, because a list default must not be shared. */
  readonly fallback: (() => Value) | undefined;
}

export interface Signature {
  /** The function's name as Python's messages have it: `reduce_mean`, `where_v2`. */
  readonly functionName: string;
  readonly parameters: readonly Parameter[];
  /** As written between the parentheses. */
  readonly text: string;
}

export interface Bound {
  /** One value per parameter, in the signature's order; `*args` is a tuple, `**kwargs` is left to `keywords`. */
  readonly values: readonly Value[];
  /** What `**kwargs` took. */
  readonly keywords: ReadonlyMap<string, Value>;
  /** The names of parameters that the caller gave. */
  readonly given: ReadonlySet<string>;
}

const signatureText = /^(?:(\w+)\()?(.*?)\)?$/su;

/** Reads `"x, axis=None"` or, where Python's name for the function is another, `"where_v2(condition, x=None)"`. */
export function parseSignature(text: string, functionName: string): Signature {
  const hasOwnName = /^\w+\(.*\)$/su.test(text);
  const match = hasOwnName ? signatureText.exec(text) : undefined;
  const inner = match?.[2] ?? text;
  const parameters: Parameter[] = [];
  let isKeywordOnly = false;
  for (const part of splitAtCommas(inner)) {
    if (part === "/") {
      for (const [index, parameter] of parameters.entries())
        parameters[index] = { ...parameter, kind: "positionalOnly" };
    } else if (part === "*") {
      isKeywordOnly = true;
    } else if (part.startsWith("**")) {
      parameters.push({ name: part.slice(2), kind: "keywords", fallback: undefined });
    } else if (part.startsWith("*")) {
      parameters.push({ name: part.slice(1), kind: "variadic", fallback: undefined });
      isKeywordOnly = true;
    } else {
      const equals = part.indexOf("=");
      const name = equals < 0 ? part : part.slice(0, equals).trim();
      const fallback = equals < 0 ? undefined : parseDefault(part.slice(equals + 1).trim());
      parameters.push({ name, kind: isKeywordOnly ? "keywordOnly" : "positional", fallback });
    }
  }
  return { functionName: match?.[1] ?? functionName, parameters, text: inner };
}

/** Binds a call as Python does; throws Python's TypeError where it does not fit. */
export function bindArguments(signature: Signature, call: CallArguments): Bound {
  const { parameters } = signature;
  const values: (Value | undefined)[] = parameters.map(() => undefined);
  const given = new Set<string>();
  const keywords = new Map<string, Value>();
  const takesPosition = (parameter: Parameter) =>
    parameter.kind === "positional" || parameter.kind === "positionalOnly";
  const slots = parameters.filter(takesPosition).length;
  const extra = call.positional.slice(slots);
  for (const [index, value] of call.positional.slice(0, slots).entries()) {
    values[index] = value;
    given.add(parameters[index]!.name);
  }
  const variadic = parameters.findIndex((parameter) => parameter.kind === "variadic");
  if (variadic >= 0) values[variadic] = { type: "tuple", items: extra };
  bindKeywords(signature, call.keywords, values, given, keywords);
  if (variadic < 0 && extra.length > 0) throw new PythonError("TypeError", tooMany(signature, call.positional.length));
  refuseMissing(signature, values);
  return {
    values: values.map((value, index) => (value === undefined ? (parameters[index]!.fallback?.() ?? null) : value)),
    keywords,
    given,
  };
}

function bindKeywords(
  signature: Signature,
  from: ReadonlyMap<string, Value>,
  values: (Value | undefined)[],
  given: Set<string>,
  rest: Map<string, Value>,
): void {
  const takesRest = signature.parameters.some((parameter) => parameter.kind === "keywords");
  for (const [name, value] of from) {
    const index = signature.parameters.findIndex(
      (parameter) => parameter.name === name && (parameter.kind === "positional" || parameter.kind === "keywordOnly"),
    );
    if (index < 0 && takesRest) {
      rest.set(name, value);
    } else if (index < 0) {
      const message = `${signature.functionName}() got an unexpected keyword argument '${name}'`;
      throw new PythonError("TypeError", message);
    } else if (values[index] !== undefined) {
      throw new PythonError("TypeError", `${signature.functionName}() got multiple values for argument '${name}'`);
    } else {
      values[index] = value;
      given.add(name);
    }
  }
}

function tooMany(signature: Signature, count: number): string {
  const slots = signature.parameters.filter(
    (parameter) => parameter.kind === "positional" || parameter.kind === "positionalOnly",
  );
  const required = slots.filter((parameter) => parameter.fallback === undefined).length;
  const takes = required === slots.length ? `${slots.length}` : `from ${required} to ${slots.length}`;
  const noun = slots.length === 1 ? "argument" : "arguments";
  return `${signature.functionName}() takes ${takes} positional ${noun} but ${count} ${count === 1 ? "was" : "were"} given`;
}

function refuseMissing(signature: Signature, values: readonly (Value | undefined)[]): void {
  for (const isKeywordOnly of [false, true]) {
    const names = signature.parameters
      .filter(
        (parameter, index) =>
          values[index] === undefined &&
          parameter.fallback === undefined &&
          parameter.kind !== "variadic" &&
          parameter.kind !== "keywords" &&
          (parameter.kind === "keywordOnly") === isKeywordOnly,
      )
      .map((parameter) => `'${parameter.name}'`);
    if (names.length === 0) continue;
    const kind = isKeywordOnly ? "keyword-only" : "positional";
    const noun = names.length === 1 ? "argument" : "arguments";
    const message = `${signature.functionName}() missing ${names.length} required ${kind} ${noun}: ${listNames(names)}`;
    throw new PythonError("TypeError", message);
  }
}

/** `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`. */
function listNames(names: readonly string[]): string {
  if (names.length <= 2) return names.join(" and ");
  return `${names.slice(0, -1).join(", ")}, and ${names.at(-1)}`;
}
