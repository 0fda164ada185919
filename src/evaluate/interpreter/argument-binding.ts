/** A call's arguments bound to a function's parameters, with CPython's words where they do not fit. */

import type { Parameter } from "../../python/ast.ts";
import { dict, tuple } from "./dict.ts";
import { typeError } from "./raise.ts";
import type { CallArguments, FunctionValue, Value } from "./values.ts";

/** The variables that the function starts with. */
export function bindParameters(callee: FunctionValue, args: CallArguments): Map<string, Value> {
  const { list } = callee.node.parameters;
  const variables = new Map<string, Value>();
  const name = callee.qualifiedName;
  const positionals = list.filter(isPositional);
  for (let index = 0; index < Math.min(positionals.length, args.positional.length); index++) {
    variables.set(positionals[index]!.name, args.positional[index]!);
  }
  const variadic = list.find((each) => each.form === "varPositional");
  if (variadic) variables.set(variadic.name, tuple(args.positional.slice(positionals.length)));
  bindKeywords(callee, args, variables);
  if (variadic === undefined && args.positional.length > positionals.length) {
    throw typeError(tooMany(callee, positionals, args, variables));
  }
  for (const parameter of list) {
    if (variables.has(parameter.name)) continue;
    const value = callee.defaults.get(parameter.name);
    if (value !== undefined) variables.set(parameter.name, value);
  }
  for (const form of ["positional", "keyword-only"] as const) {
    const absent = list.filter(
      (each) => (form === "positional" ? isPositional(each) : each.form === "keywordOnly") && !variables.has(each.name),
    );
    if (absent.length > 0) {
      const noun = absent.length === 1 ? "argument" : "arguments";
      const names = absent.map((each) => `'${each.name}'`);
      throw typeError(`${name}() missing ${absent.length} required ${form} ${noun}: ${joined(names)}`);
    }
  }
  return variables;
}

function isPositional(parameter: Parameter): boolean {
  return parameter.form === "positionalOnly" || parameter.form === "positionalOrKeyword";
}

function bindKeywords(callee: FunctionValue, args: CallArguments, variables: Map<string, Value>): void {
  const { list } = callee.node.parameters;
  const name = callee.qualifiedName;
  const rest = list.find((each) => each.form === "varKeyword");
  const taken: [Value, Value][] = [];
  for (const [keyword, value] of args.keywords) {
    const parameter = list.find(
      (each) => each.name === keyword && (each.form === "positionalOrKeyword" || each.form === "keywordOnly"),
    );
    if (parameter !== undefined) {
      if (variables.has(keyword)) throw typeError(`${name}() got multiple values for argument '${keyword}'`);
      variables.set(keyword, value);
    } else if (rest !== undefined) {
      taken.push([keyword, value]);
    } else if (list.some((each) => each.name === keyword && each.form === "positionalOnly")) {
      const given = list
        .filter((each) => each.form === "positionalOnly" && args.keywords.has(each.name))
        .map((each) => each.name);
      throw typeError(
        `${name}() got some positional-only arguments passed as keyword arguments: '${given.join(", ")}'`,
      );
    } else {
      throw typeError(`${name}() got an unexpected keyword argument '${keyword}'`);
    }
  }
  if (rest !== undefined) variables.set(rest.name, dict(taken));
}

function tooMany(
  callee: FunctionValue,
  positionals: readonly Parameter[],
  args: CallArguments,
  variables: ReadonlyMap<string, Value>,
): string {
  const count = positionals.length;
  const required = count - positionals.filter((each) => callee.defaults.has(each.name)).length;
  const given = args.positional.length;
  const keywordOnly = callee.node.parameters.list.filter(
    (each) => each.form === "keywordOnly" && variables.has(each.name),
  ).length;
  const takes = required === count ? `${count}` : `from ${required} to ${count}`;
  const plural = required === count ? count !== 1 : true;
  const noun = plural ? "arguments" : "argument";
  const were = given === 1 && keywordOnly === 0 ? "was" : "were";
  const extra =
    keywordOnly === 0
      ? `${given}`
      : `${given} positional argument${given === 1 ? "" : "s"} (and ${keywordOnly} keyword-only argument${keywordOnly === 1 ? "" : "s"})`;
  return `${callee.qualifiedName}() takes ${takes} positional ${noun} but ${extra} ${were} given`;
}

/** `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`. */
function joined(names: readonly string[]): string {
  if (names.length === 1) return names[0]!;
  if (names.length === 2) return `${names[0]} and ${names[1]}`;
  return `${names.slice(0, -1).join(", ")}, and ${names.at(-1)}`;
}
