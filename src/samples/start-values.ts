/** What a loss is given for the parameters that it requires, so that it can be run and drawn. */

import type { GivenValue } from "../evaluate/evaluation.ts";
import { literalOf } from "../evaluate/literal.ts";
import type { LossDefinition, LossParameter, LossUse } from "../losses/loss.ts";
import { statedValue, valueAtCall } from "../losses/stated-values.ts";
import type { Call, Expression, Range } from "../python/ast.ts";
import { say } from "../python/say.ts";
import type { ModuleNames } from "../python/scope.ts";
import { walk } from "../python/walk.ts";
import { scopeOf, valueByUse } from "./parameter-kinds.ts";
import { usualStart } from "./parameter-ranges.ts";

export interface StartValue {
  readonly name: string;
  readonly value: GivenValue;
  /** The expression of the file that says so; undefined for what is only assumed. */
  readonly expression: Expression | undefined;
}

/** What the file says of the loss. */
export interface LossInFile {
  readonly loss: LossDefinition;
  readonly uses: readonly LossUse[];
  readonly names: ModuleNames;
}

/**
 * A value for each parameter that has no default: what the file gives the loss where it makes it, `focal_loss(gamma=2)`,
 * else what such a parameter usually is.
 */
export function startValues(inFile: LossInFile): readonly StartValue[] {
  const { loss } = inFile;
  let values = known.get(loss);
  if (values === undefined) {
    values = loss.parameters.flatMap((parameter) => startValueOf(parameter, inFile) ?? []);
    known.set(loss, values);
  }
  return values;
}

/** A loss is of one text, and so is all that its file says of it. */
const known = new WeakMap<LossDefinition, readonly StartValue[]>();

/** The value of one parameter; undefined for one that has a default. */
export function startValue({ name }: LossParameter, inFile: LossInFile): StartValue | undefined {
  return startValues(inFile).find((value) => value.name === name);
}

function startValueOf(parameter: LossParameter, { loss, uses, names }: LossInFile): StartValue | undefined {
  if (parameter.default !== undefined) return undefined;
  const { name } = parameter;
  const expression = statedValue(parameter, loss, uses, names);
  const value = expression && givenBy(expression, names);
  if (value !== undefined) return { name, value, expression };
  const reduction = name === "reduction" && loss.form === "class" ? "sum_over_batch_size" : undefined;
  const assumed = reduction ?? firstChoice(loss, name) ?? valueByUse(loss, name) ?? usualStart(name);
  return { name, value: assumed, expression: undefined };
}

/** What one call makes the loss with: `Quant(0.5)` has q = 0.5. What it leaves out has the loss's own value. */
export function valuesAtCall({ loss, names }: LossInFile, call: Call): StartValue[] {
  return loss.parameters.flatMap((parameter) => {
    const expression = valueAtCall(parameter, loss, call, names);
    const value = expression && givenBy(expression, names);
    return value === undefined ? [] : [{ name: parameter.name, value, expression }];
  });
}

/** Of a parameter that the loss compares with texts, `if kind == "l1":`, `if self.kind == "l1":`, the first of them. */
function firstChoice(loss: LossDefinition, name: string): string | undefined {
  let first: string | undefined;
  const isIt = (left: Expression): boolean =>
    // `kind.lower() == "l1"`
    (left.kind === "Call" && left.function.kind === "Attribute" && isIt(left.function.value)) ||
    (left.kind === "Name" && left.id === name) ||
    (left.kind === "Attribute" && left.attribute === name && left.value.kind === "Name" && left.value.id === "self");
  walk(scopeOf(loss, name), (at) => {
    if (first !== undefined || at.kind !== "Compare" || !isIt(at.left)) return;
    const { operator, right } = at.comparisons[0]!;
    const isList = right.kind === "Tuple" || right.kind === "List" || right.kind === "SetLiteral";
    const choice = isList ? right.elements[0] : right;
    if (choice?.kind === "Constant" && typeof choice.value === "string" && (operator === "==" || operator === "in"))
      first = choice.value;
  });
  return first;
}

/** The start values as a loss's source takes them. */
export function startParameters(inFile: LossInFile): Readonly<Record<string, GivenValue>> {
  return Object.fromEntries(startValues(inFile).map(({ name, value }) => [name, value]));
}

const countsClasses = /^(?:n|num|nb|number_of)_?(?:classes|labels|bins|categories|outputs|channels)$|^classes$/;

/** How long the lists are that a loss is given, and how many classes it is told that there are. */
export function listLengths(parameters: Readonly<Record<string, GivenValue>>): number[] {
  return Object.entries(parameters).flatMap(([name, value]) => {
    if (typeof value === "bigint" && countsClasses.test(name) && value > 1n && value <= 64n) return [Number(value)];
    if (value === null || typeof value !== "object" || "code" in value) return [];
    const { length } = "tuple" in value ? value.tuple : value;
    return length > 1 ? [length] : [];
  });
}

export interface StartNote {
  readonly name: string;
  readonly text: string;
  /** In the loss's file. */
  readonly range: Range;
}

/** In words: where the values come from. */
export function startNotes(inFile: LossInFile): StartNote[] {
  const { text } = inFile.loss.module;
  return startValues(inFile).map(({ name, value, expression }) => {
    if (expression !== undefined) {
      const written = text.slice(expression.range.start, expression.range.end).replace(/\s+/g, " ");
      return { name, text: say("{0} = {1}, as this file has it", name, written), range: expression.range };
    }
    const { range } = inFile.loss.parameters.find((each) => each.name === name)!.parameter;
    return { name, text: say("{0} = {1} is assumed: this file gives it no value", name, shown(value)), range };
  });
}

function shown(value: GivenValue): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (value !== null && typeof value === "object")
    return "code" in value ? value.code : `[${("tuple" in value ? value.tuple : value).map(shown).join(", ")}]`;
  return value === true ? "True" : value === false ? "False" : String(value);
}

function givenBy(expression: Expression, names: ModuleNames): GivenValue | undefined {
  const literal = literalOf(expression);
  if (literal !== undefined) return literal;
  return isOfModule(expression, names) ? { code: textOf(expression, names) } : undefined;
}

function textOf({ range }: Expression, { module }: ModuleNames): string {
  return module.text.slice(range.start, range.end);
}

/** Whether all that it names is an import, a function or a constant of the module: then it means the same anywhere in it. */
function isOfModule(expression: Expression, names: ModuleNames): boolean {
  let isOf = true;
  walk(expression, (node) => {
    if (node.kind === "Lambda" || node.kind === "Comprehension" || node.kind === "NamedExpression") isOf = false;
    if (node.kind !== "Name" || names.isBuiltin(node)) return;
    const binding = names.bindingOf(node);
    if (binding === undefined || binding.scope !== names.moduleScope || binding.sites.length !== 1) isOf = false;
  });
  return isOf;
}
