/** `K.switch` as `where`: the one repeats its condition over the axes that it lacks at its end, the other at its front. */

import type { Call } from "../../python/ast.ts";
import type { Edit } from "../../python/edits.ts";
import { argumentOf } from "../find-uses.ts";
import type { RankReader } from "../rank.ts";

/** Gives the condition the axes that it lacks; undefined where it is not known how many, or whether they were added. */
export function expandCondition(call: Call, rankOf: RankReader, expandDims: string): readonly Edit[] | undefined {
  const condition = argumentOf(call, "condition", 0)?.value;
  const branch = argumentOf(call, "then_expression", 1)?.value ?? argumentOf(call, "x1", 1)?.value;
  const other = argumentOf(call, "else_expression", 2)?.value ?? argumentOf(call, "x2", 2)?.value;
  const own = condition && rankOf(condition);
  const wanted = branch && rankOf(branch);
  const others = other && rankOf(other);
  if (!own || !wanted || !others) return undefined;
  if (own.base === "number" && own.offset === 0) return [];
  // A single number in the other branch's place takes any shape.
  const isOtherPlain = (others.base === "number" && others.offset === 0) || others.base === wanted.base;
  if (own.base !== wanted.base || !isOtherPlain) return undefined;
  const missing = wanted.offset - own.offset;
  if (missing <= 0) return [];
  // Of a condition with the batch's axis alone nothing was repeated, and it may have no more when axes were taken.
  if (own.base === "number" || own.offset < 0) return undefined;
  const { start, end } = condition.range;
  return [
    { range: { start, end: start }, newText: `${expandDims}(`.repeat(missing) },
    { range: { start: end, end }, newText: ", -1)".repeat(missing) },
  ];
}
