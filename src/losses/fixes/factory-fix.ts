/** Turns a loss with further required parameters into a factory that takes them. */

import type { Expression, FunctionDefinition, Module, Parameter } from "../../python/ast.ts";
import type { Edit } from "../../python/edits.ts";
import type { ProposedFix } from "../rule.ts";

/**
 * `def my_loss(y_true, y_pred, alpha): …` becomes `def my_loss(alpha): def loss(y_true, y_pred): …; return loss`, and
 * its uses call it. What to call it with only the author knows: `...` stands there.
 */
export function factoryFix(
  module: Module,
  body: FunctionDefinition,
  required: readonly Parameter[],
  uses: readonly Expression[],
): readonly ProposedFix[] {
  const { text } = module;
  const first = body.body[0];
  const { list } = body.parameters;
  if (!first || body.isAsync || body.decorators.length > 0) return [];
  if (list.some(({ form }) => form !== "positionalOrKeyword")) return [];
  const lineStart = text.lastIndexOf("\n", body.range.start - 1) + 1;
  const indent = text.slice(lineStart, body.range.start);
  const bodyLine = text.lastIndexOf("\n", first.range.start - 1) + 1;
  const bodyIndent = text.slice(bodyLine, first.range.start);
  // One line, or something beside the indentation: left to the author.
  if (bodyLine <= body.range.start || indent.trim() !== "" || bodyIndent.trim() !== "") return [];
  if (holdsLongString(text.slice(first.range.start, body.range.end))) return [];
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const step = bodyIndent.slice(indent.length);
  const taken = list.slice(2);
  const outer = taken.map((parameter) => text.slice(parameter.range.start, parameter.range.end)).join(", ");
  const inner = list
    .slice(0, 2)
    .map((parameter) => text.slice(parameter.range.start, parameter.range.end))
    .join(", ");
  const edits: Edit[] = [
    {
      range: body.parameters.range,
      newText: `(${outer}):${newline}${bodyIndent}def loss(${inner})`,
    },
  ];
  for (let at = bodyLine; at < body.range.end && at >= 0; ) {
    const end = text.indexOf("\n", at);
    const line = text.slice(at, end < 0 ? text.length : end);
    if (line.trim() !== "") edits.push({ range: { start: at, end: at }, newText: step });
    if (end < 0) break;
    at = end + 1;
  }
  edits.push({
    range: { start: body.range.end, end: body.range.end },
    newText: `${newline}${bodyIndent}return loss`,
  });
  const given = required.map((parameter) => `${parameter.name}=...`).join(", ");
  for (const { range } of uses) edits.push({ range: { start: range.end, end: range.end }, newText: `(${given})` });
  return [{ title: "Turn into a function that returns the loss", edits }];
}

/** Text over several lines must not be indented further. */
function holdsLongString(text: string): boolean {
  return /"""|'''/.test(text);
}
