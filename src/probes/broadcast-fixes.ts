/** What keeps (N, 1) beside (N, 1): the axis that one side has lost. */

import type { Crossing } from "../evaluate/build-question.ts";
import type { Call, Expression } from "../python/ast.ts";
import { walk } from "../python/walk.ts";
import type { ProbeContext, ProbeFix } from "./probe.ts";

export function broadcastFixes({ module }: ProbeContext, { range, inputs }: Crossing): readonly ProbeFix[] {
  let crossing: Expression | undefined;
  walk(module, (node) => {
    if (node.range.start !== range.start || node.range.end !== range.end) return;
    if (node.kind === "BinaryOperation" || node.kind === "Call") crossing = node;
  });
  const sides = crossing && sidesOf(crossing);
  const flat = sides?.[inputs.findIndex(({ length }) => length === 1)];
  if (flat === undefined) return [];
  const fixes: ProbeFix[] = [];
  const reduction = flat.kind === "Call" ? keptAxis(flat) : undefined;
  if (reduction !== undefined) fixes.push(reduction);
  fixes.push(withAxis(flat, module.text));
  return fixes;
}

function sidesOf(node: Expression): readonly Expression[] | undefined {
  if (node.kind === "BinaryOperation") return [node.left, node.right];
  if (node.kind !== "Call") return undefined;
  const plain = node.arguments.filter(({ name }) => name === undefined).map(({ value }) => value);
  return plain.length === 2 ? plain : undefined;
}

const reductions = /^(?:reduce_)?(?:sum|mean|max|min|prod|std|var|variance|logsumexp)$/u;

/** `keepdims=True` of a reduction along an axis. */
function keptAxis({ function: callee, arguments: given, range }: Call): ProbeFix | undefined {
  if (callee.kind !== "Attribute" || !reductions.test(callee.attribute)) return undefined;
  if (given.length < 2 || given.some(({ name }) => name === "keepdims")) return undefined;
  const last = given.at(-1)!.value.range.end;
  const edits = [{ range: { start: last, end: last }, newText: ", keepdims=True" }];
  return range.end > last ? { title: "Keep the axis: keepdims=True", edits, changesValues: true } : undefined;
}

function withAxis({ kind, range: { start, end } }: Expression, text: string): ProbeFix {
  const isTight = kind === "Name" || kind === "Attribute" || kind === "Subscript" || kind === "Call";
  const isInParentheses = text[start - 1] === "(" && text[end] === ")";
  const title = "Give it its axis again: [:, None]";
  if (isTight || isInParentheses) {
    const at = isTight ? end : end + 1;
    return { title, edits: [{ range: { start: at, end: at }, newText: "[:, None]" }], changesValues: true };
  }
  const edits = [
    { range: { start, end: start }, newText: "(" },
    { range: { start: end, end }, newText: ")[:, None]" },
  ];
  return { title, edits, changesValues: true };
}
