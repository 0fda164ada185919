/** The means in what a loss returns, where the returned value is nothing but such means, weighed and summed. */

import type { Call, Expression, FunctionDefinition, Return } from "../../python/ast.ts";
import { holdsError } from "../../python/walk.ts";
import { ownReturns } from "../factory.ts";
import { argumentOf } from "../find-uses.ts";
import type { LossDefinition } from "../loss.ts";
import { createRankReader, type RankReader } from "../rank.ts";
import { type ActionPlace, functionOf, indentOf, type Reading, readingOf } from "./action.ts";

const mean = /^(?:(?:tf\.)?keras\.(?:ops|backend)\.mean|tf\.(?:math\.)?reduce_mean)$/;

export interface ReturnedMean {
  readonly call: Call;
  /** What is averaged, in the shape of target and prediction. */
  readonly values: Expression;
  /** Over all, or over the last axis. */
  readonly axis: "all" | "last";
}

export interface ReturnedMeans {
  readonly body: FunctionDefinition;
  readonly statement: Return;
  readonly means: readonly ReturnedMean[];
  readonly reading: Reading;
  readonly rankOf: RankReader;
}

/** Undefined where the loss returns something else, or in several places. */
export function returnedMeans(place: ActionPlace): ReturnedMeans | undefined {
  const { loss, names } = place;
  const body = functionOf(loss);
  const statements = body === undefined ? [] : ownReturns(body);
  const [statement] = statements;
  if (body === undefined || statement?.value === undefined || statements.length !== 1) return undefined;
  if (body.body.at(-1) !== statement || indentOf(loss.module, statement) === undefined) return undefined;
  if (holdsError(loss.module, body)) return undefined;
  const reading = readingOf(place);
  const rankOf = createRankReader([loss], names, reading.resolver);
  const means: ReturnedMean[] = [];
  return collect(statement.value, means) && means.length > 0 ? { body, statement, means, reading, rankOf } : undefined;

  /** Whether the value is a weighted sum of means, which are noted. */
  function collect(value: Expression, found: ReturnedMean[]): boolean {
    if (isNumber(value)) return true;
    switch (value.kind) {
      case "UnaryOperation":
        return value.operator === "-" && collect(value.operand, found);
      case "BinaryOperation": {
        const { left, right, operator } = value;
        if (operator === "+" || operator === "-") return collect(left, found) && collect(right, found);
        if (operator === "*" && isNumber(left)) return collect(right, found);
        return (operator === "*" || operator === "/") && isNumber(right) && collect(left, found);
      }
      case "Call": {
        const own = meanOf(value);
        if (own !== undefined) found.push(own);
        return own !== undefined;
      }
      default:
        return false;
    }
  }

  function meanOf(call: Call): ReturnedMean | undefined {
    const { function: callee, arguments: given } = call;
    const [first, second, ...rest] = given;
    if (!mean.test(reading.resolver.qualifiedName(callee) ?? "") || rest.length > 0) return undefined;
    if (first === undefined || first.name !== undefined || first.value.kind === "Starred") return undefined;
    const rank = rankOf(first.value);
    if (rank?.base !== "targets" || rank.offset !== 0) return undefined;
    if (second === undefined) return { call, values: first.value, axis: "all" };
    const axis = argumentOf(call, "axis", 1)?.value;
    const isLast = axis?.kind === "UnaryOperation" && axis.operator === "-" && isOne(axis.operand);
    return isLast ? { call, values: first.value, axis: "last" } : undefined;
  }

  function isNumber(value: Expression): boolean {
    if (value.kind === "Constant") return typeof value.value === "number" || typeof value.value === "bigint";
    return isParameter(value, loss) && rankOf(value)?.base !== "targets";
  }
}

function isOne(node: Expression): boolean {
  return node.kind === "Constant" && node.value === 1n;
}

/** `alpha`, `self.alpha`: what the loss is given, a number. */
function isParameter(value: Expression, { parameters }: LossDefinition): boolean {
  const given = (name: string) =>
    parameters.some((each) => each.name === name && each.default?.kind === "Constant" && each.default.value !== null);
  if (value.kind === "Name") return given(value.id);
  return (
    value.kind === "Attribute" && value.value.kind === "Name" && value.value.id === "self" && given(value.attribute)
  );
}
