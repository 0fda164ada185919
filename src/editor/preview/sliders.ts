/** Which parameters of a loss become sliders, and how far each goes. */

import type { GivenValue } from "../../evaluate/evaluation.ts";
import { literalOf } from "../../evaluate/literal.ts";
import type { LossParameter } from "../../losses/loss.ts";
import { statedValue } from "../../losses/stated-values.ts";
import type { Slider } from "../../preview/messages.ts";
import type { Expression } from "../../python/ast.ts";
import { rangeOf } from "../../samples/parameter-ranges.ts";
import { type LossInFile, startValue } from "../../samples/start-values.ts";

/** The sliders of a loss: its parameters whose value, in the code or assumed, is a number. */
export function slidersOf(inFile: LossInFile, values: Readonly<Record<string, number>>): Slider[] {
  return inFile.loss.parameters.flatMap((parameter) => {
    const { name } = parameter;
    const stated = expressionOf(parameter, inFile);
    const inCode = numberIn(stated);
    const initial = inCode ?? assumed(parameter, inFile);
    if (initial === undefined) return [];
    const range = rangeOf(name, initial, isIntegerIn(inFile, parameter));
    return [{ name, value: values[name] ?? initial, initial, ...range, isWritable: inCode !== undefined }];
  });
}

/** The expression that gives the parameter its value: where a slider's value is written. */
export function expressionOf(parameter: LossParameter, { loss, uses, names }: LossInFile): Expression | undefined {
  return statedValue(parameter, loss, uses, names);
}

/** Numbers as Python would have them: a parameter that is an int in the code stays one. */
export function literalsOf(
  inFile: LossInFile,
  values: Readonly<Record<string, number>>,
): Readonly<Record<string, GivenValue>> {
  const literals: Record<string, GivenValue> = {};
  for (const parameter of inFile.loss.parameters) {
    const value = values[parameter.name];
    if (value === undefined) continue;
    literals[parameter.name] = Number.isInteger(value) && isIntegerIn(inFile, parameter) ? BigInt(value) : value;
  }
  return literals;
}

function assumed(parameter: LossParameter, inFile: LossInFile): number | undefined {
  const start = startValue(parameter, inFile);
  return start?.expression === undefined ? finiteNumber(start?.value) : undefined;
}

function isIntegerIn(inFile: LossInFile, parameter: LossParameter): boolean {
  const stated = expressionOf(parameter, inFile);
  if (stated !== undefined) return isInteger(stated);
  return typeof startValue(parameter, inFile)?.value === "bigint";
}

/** Whether Python reads an int there. */
export function isInteger(expression: Expression): boolean {
  if (expression.kind === "UnaryOperation") return isInteger(expression.operand);
  return expression.kind === "Constant" && typeof expression.value === "bigint";
}

/** A literal number, signed or not. */
export function numberIn(expression: Expression | undefined): number | undefined {
  return expression && finiteNumber(literalOf(expression));
}

function finiteNumber(value: GivenValue | undefined): number | undefined {
  if (typeof value === "bigint") return Number(value);
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** As Python writes a number: an int stays an int, a float keeps a point or an exponent. */
export function pythonNumber(value: number, asInteger: boolean): string {
  if (asInteger && Number.isInteger(value)) return String(value);
  const text = String(Number(value.toPrecision(6)));
  return /[.e]/.test(text) ? text.replace("e+", "e") : `${text}.0`;
}
