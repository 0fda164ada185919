import { soleUnreturnedFunction } from "../losses/factory.ts";
import type { Resolver } from "../losses/resolve.ts";
import { canFallThrough, isStub, returnsValue } from "../losses/returns.ts";
import { isKerasName } from "../losses/roles.ts";
import type { ProposedFix } from "../losses/rule.ts";
import { defineRule } from "../losses/rule.ts";
import type { FunctionDefinition } from "../python/ast.ts";
import { endOfLine, lineBreakOf, startOfLine } from "../python/lines.ts";

export const missingReturn = defineRule({
  id: "missing-return",
  severity: "error",
  summary: "A loss, or a factory of losses, returns nothing",

  checkLoss({ loss: { body, node, nameRange, form, name }, uses, resolver, module: { text }, report }) {
    const forgotten = node.kind === "FunctionDefinition" && form === "factory" && soleUnreturnedFunction(node);
    if (forgotten && node.kind === "FunctionDefinition") {
      report(nameRange, `'${name}' makes the loss '${forgotten.name}' and does not return it.`, {
        title: `Add 'return ${forgotten.name}'`,
        edits: [appendLine(text, forgotten, `return ${forgotten.name}`)],
      });
    }
    if (body?.kind !== "FunctionDefinition" || body.isAsync || isStub(body)) return;
    const at = form === "factory" ? body.nameRange : form === "class" ? body.nameRange : nameRange;
    if (!returnsValue(body)) {
      const isHandedOver = form === "class" || form === "factory" || uses.some(({ role }) => role !== "call");
      if (!isHandedOver && endsInDoing(body, resolver)) return;
      report(at, `'${body.name}' returns nothing: Keras gets None for the loss.`, addReturn(text, body));
    } else if (canFallThrough(body.body)) {
      report(at, `'${body.name}' can end without a 'return': Keras then gets None for the loss.`);
    }
  },
});

/** Prints, plots, asserts: what it is for is done, and nobody said that it is a loss. */
function endsInDoing({ body }: FunctionDefinition, resolver: Resolver): boolean {
  const last = body.at(-1);
  if (last?.kind === "Assert") return true;
  if (last?.kind !== "ExpressionStatement" || last.value.kind !== "Call") return false;
  return !isKerasName(resolver.qualifiedName(last.value.function));
}

/** `return` before a last lone expression, or after a last assignment. */
function addReturn(text: string, body: FunctionDefinition): readonly ProposedFix[] {
  const last = body.body.at(-1);
  if (last?.kind === "ExpressionStatement" && !(last.value.kind === "Constant")) {
    const at = last.range.start;
    return [{ title: "Add 'return'", edits: [{ range: { start: at, end: at }, newText: "return " }] }];
  }
  const target = last?.kind === "Assign" && last.targets.length === 1 ? last.targets[0] : undefined;
  if (last && target?.kind === "Name")
    return [{ title: `Add 'return ${target.id}'`, edits: [appendLine(text, last, `return ${target.id}`)] }];
  return [];
}

/** A new line after `statement`, indented as it is. */
function appendLine(text: string, statement: { range: { start: number; end: number } }, line: string) {
  const lineStart = startOfLine(text, statement.range.start);
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? "";
  // A comment behind the statement stays with it.
  const end = endOfLine(text, statement.range.end);
  const isRestComment = /^\s*(?:#.*)?$/.test(text.slice(statement.range.end, end));
  const at = isRestComment ? end : statement.range.end;
  return { range: { start: at, end: at }, newText: `${lineBreakOf(text)}${indent}${line}` };
}
