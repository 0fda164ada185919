/** What turns a loss that is minimised the wrong way: `1 - score`, a minus, a square around a bare difference. */

import type { Expression, Node } from "../python/ast.ts";
import type { Edit } from "../python/edits.ts";
import { walk } from "../python/walk.ts";
import { dialectIn } from "./dialect.ts";
import type { ProbeContext, ProbeFix } from "./probe.ts";
import { restsOnData } from "./rests-on-data.ts";

/** `1 - …` for what it returns. */
export function scoreFixes(context: ProbeContext): readonly ProbeFix[] {
  return around(context, "Return 1 minus the score", "1 - ");
}

/** `-…` for what it returns. */
export function minusFixes(context: ProbeContext): readonly ProbeFix[] {
  return around(context, "Return its negative", "-");
}

/** `square` or `abs` around the one difference between target and prediction. */
export function differenceFixes(context: ProbeContext): readonly ProbeFix[] {
  const { loss, names } = context;
  const dialect = dialectIn(loss, names);
  const differences: Expression[] = [];
  if (loss.body !== undefined)
    walk(loss.body, (node) => {
      if (node.kind !== "BinaryOperation" || node.operator !== "-") return;
      if ([node.left, node.right].every(({ range }) => restsOnData(context, range))) differences.push(node);
    });
  const [difference, ...others] = differences;
  if (dialect === undefined || difference === undefined || others.length > 0) return [];
  const { start, end } = difference.range;
  return [dialect.square, dialect.abs].map((name): ProbeFix => {
    const edits = [
      { range: { start, end: start }, newText: `${name}(` },
      { range: { start: end, end }, newText: ")" },
    ];
    return { title: `Put '${name}' around the difference`, edits, changesValues: true };
  });
}

/** Binds tighter than a minus before it. */
const isTight: ReadonlySet<Expression["kind"]> = new Set(["Name", "Attribute", "Subscript", "Call", "Constant"]);

function around({ loss }: ProbeContext, title: string, before: string): readonly ProbeFix[] {
  const returned = loss.body === undefined ? [] : returnedBy(loss.body);
  if (returned.length === 0) return [];
  const edits = returned.flatMap(({ kind, range: { start, end } }): Edit[] => {
    if (isTight.has(kind)) return [{ range: { start, end: start }, newText: before }];
    return [
      { range: { start, end: start }, newText: `${before}(` },
      { range: { start: end, end }, newText: ")" },
    ];
  });
  return [{ title, edits, changesValues: true }];
}

/** By the function itself, not by those in it. */
function returnedBy(body: NonNullable<ProbeContext["loss"]["body"]>): readonly Expression[] {
  if (body.kind === "Lambda") return [body.body];
  const found: Expression[] = [];
  const inner: Node[] = [];
  walk(body, (node) => {
    if (node !== body && (node.kind === "FunctionDefinition" || node.kind === "Lambda")) inner.push(node);
    const isOwn = !inner.some(({ range }) => range.start <= node.range.start && node.range.end <= range.end);
    if (node.kind === "Return" && node.value !== undefined && isOwn) found.push(node.value);
  });
  return found;
}
