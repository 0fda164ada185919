/** Which samples of a batch an index takes, and what is made of the batch as a whole. */

import { carriesGradient, functionTraits, placeOf } from "../keras/functions/function-traits.ts";
import type { Call, Expression } from "../python/ast.ts";
import { ownReturns } from "./factory.ts";
import { argumentOf } from "./find-uses.ts";
import type { LossFlow } from "./flow.ts";
import type { LossDefinition } from "./loss.ts";
import type { Resolver } from "./resolve.ts";

/** A whole number as it is written, `-1` too. */
export function integerAt(node: Expression | undefined): number | undefined {
  if (node?.kind === "Constant" && typeof node.value === "bigint") return Number(node.value);
  if (node?.kind !== "UnaryOperation" || node.operator !== "-") return undefined;
  const value = integerAt(node.operand);
  return value === undefined ? undefined : -value;
}

/**
 * What an index takes of the first axis: one place of it, or a part that starts or ends at a written number. Every second
 * place, and a part whose bounds are worked out, may be meant: two views of each sample, two halves of a batch.
 */
export function partOfFirstAxis(index: Expression): "one" | "part" | undefined {
  const first = index.kind === "Tuple" ? index.elements[0] : index;
  if (first === undefined) return undefined;
  if (integerAt(first) !== undefined) return "one";
  if (first.kind !== "Slice" || first.step !== undefined) return undefined;
  const bounds = [first.lower, first.upper].filter(
    (bound) => bound !== undefined && !(bound.kind === "Constant" && bound.value === null),
  );
  const numbers = bounds.map(integerAt);
  return numbers.some((bound) => bound !== undefined && bound !== 0) && !numbers.includes(undefined)
    ? "part"
    : undefined;
}

/** The axis that a call works along, where it is written or the function's own default. */
export function axisOf(call: Call, resolver: Pick<Resolver, "qualifiedName">): AxisOfCall | undefined {
  const traits = functionTraits(resolver.qualifiedName(call.function) ?? "");
  if (!traits || call.arguments.some(({ value, isDoubleStarred }) => isDoubleStarred || value.kind === "Starred"))
    return undefined;
  const over = argumentOf(call, traits.parameters[0]?.name ?? "", 0)?.value;
  const given = argumentOf(call, "axis", placeOf(traits, "axis"));
  if (!over) return undefined;
  if (given) {
    const { value } = given;
    const only = value.kind === "List" || value.kind === "Tuple" ? value.elements : [value];
    return { over, axis: only.length === 1 ? integerAt(only[0]) : undefined, at: given };
  }
  const unsaid = traits.parameters.find(({ name }) => name === "axis")?.default;
  return { over, axis: unsaid !== undefined && /^-?\d+$/.test(unsaid) ? Number(unsaid) : undefined, at: call };
}

export interface AxisOfCall {
  /** What it works on. */
  readonly over: Expression;
  readonly axis: number | undefined;
  /** The argument that says so, or the call. */
  readonly at: { readonly range: Expression["range"] };
}

/**
 * Whether a loss returns what `call` reduces over the batch: alone or in arithmetic with its like. What is reduced on to one
 * number is a statistic of the batch, and what meets the samples again (`y_pred - mean(y_pred, axis=0)`) a part of it.
 */
export function isReturnedAsItIs(
  call: Call,
  { body }: LossDefinition,
  flow: LossFlow,
  resolver: Pick<Resolver, "qualifiedName" | "resolve">,
): boolean {
  const seen = new Set<Expression>();
  const holds = (node: Expression): boolean => {
    if (node === call) return true;
    if (seen.has(node) || flow.valueOf(node)?.isWhole) return false;
    seen.add(node);
    switch (node.kind) {
      case "Name": {
        const meant = resolver.resolve(node);
        return meant?.kind === "value" && holds(meant.value);
      }
      case "UnaryOperation":
        return holds(node.operand);
      case "BinaryOperation":
        return node.operator !== "@" && [node.left, node.right].some(holds);
      case "Call": {
        const traits = functionTraits(resolver.qualifiedName(node.function) ?? "");
        return (
          traits?.shape === "elementwise" && carriesGradient(traits) && node.arguments.some(({ value }) => holds(value))
        );
      }
      default:
        return false;
    }
  };
  if (body?.kind === "Lambda") return holds(body.body);
  return body !== undefined && ownReturns(body).some(({ value }) => value !== undefined && holds(value));
}
