/** Copies of nodes that an edit before them has moved. The old ones stay as they are: others may hold them. */
import type { Comment, Range, Statement } from "./ast.ts";

export function shiftRange(range: Range, by: number): Range {
  return { start: range.start + by, end: range.end + by };
}

export function shiftComment(comment: Comment, by: number): Comment {
  return { range: shiftRange(comment.range, by), text: comment.text };
}

export function shiftStatement(statement: Statement, by: number): Statement {
  return shiftValue(statement, by) as Statement;
}

/** Every range in the tree, and nothing else, has a `start`. */
function shiftValue(value: unknown, by: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const copy = new Array<unknown>(value.length);
    for (let index = 0; index < value.length; index++) copy[index] = shiftValue(value[index], by);
    return copy;
  }
  const node = value as Readonly<Record<string, unknown>>;
  if (typeof node.start === "number") return { start: node.start + by, end: (node.end as number) + by };
  const copy: Record<string, unknown> = {};
  for (const key in node) copy[key] = shiftValue(node[key], by);
  return copy;
}
