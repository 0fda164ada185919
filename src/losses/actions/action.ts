/** What can be done to a loss that leaves its numbers as they are: data, said in words by whoever offers it. */

import type { FunctionDefinition, Lambda, Module, Node, Range, Statement } from "../../python/ast.ts";
import type { Edit } from "../../python/edits.ts";
import { endOfLine, lineBreakOf, startOfLine } from "../../python/lines.ts";
import type { ModuleNames } from "../../python/scope.ts";
import { forEachChild, isStatement, walk } from "../../python/walk.ts";
import type { LossDefinition } from "../loss.ts";

export interface LossAction {
  readonly kind: "splitTerms" | "extractTerm" | "makeParameter" | "makeFactory" | "migrateLoss" | "useBuiltIn";
  /** What it is about: the names that it makes, the text that it takes out. */
  readonly about: string;
  readonly edits: readonly Edit[];
}

/** What is asked. */
export interface ActionPlace {
  readonly loss: LossDefinition;
  readonly names: ModuleNames;
  /** What is selected; empty at the cursor. */
  readonly range: Range;
}

/** The function in which the loss computes, where it has one with statements. */
export function functionOf({ body }: LossDefinition): FunctionDefinition | undefined {
  return body?.kind === "FunctionDefinition" ? body : undefined;
}

/** The innermost statement around the range, with the expression in it that the range is. */
export function statementAround(root: FunctionDefinition, { start, end }: Range): Statement | undefined {
  let found: Statement | undefined;
  const visit = (node: Node): void => {
    if (node.range.start > start || node.range.end < end) return;
    if (isStatement(node)) found = node;
    forEachChild(node, visit);
  };
  for (const statement of root.body) visit(statement);
  return found;
}

/** What stands before a statement on its line; undefined where that is not room alone. */
export function indentOf({ text }: Module, { range }: Statement): string | undefined {
  const before = text.slice(startOfLine(text, range.start), range.start);
  return /^[ \t]*$/.test(before) ? before : undefined;
}

/** Lines before a statement, each in its place. */
export function linesBefore(module: Module, statement: Statement, lines: readonly string[]): Edit {
  const indent = indentOf(module, statement) ?? "";
  const at = startOfLine(module.text, statement.range.start);
  const newline = lineBreakOf(module.text);
  return { range: { start: at, end: at }, newText: lines.map((line) => `${indent}${line}${newline}`).join("") };
}

/** Code as a value of its own: over several lines it needs brackets. */
export function asValue(module: Module, { start, end }: Range): string {
  const code = module.text.slice(start, end);
  return /[\r\n]/.test(code) ? `(${code})` : code;
}

/** `stem`, or `stem_2` …, whichever nothing in or around the function has. */
export function freeName(
  stem: string,
  body: FunctionDefinition | Lambda,
  names: ModuleNames,
  taken: Set<string>,
): string {
  const scope = names.scopeOpenedBy(body);
  const used = new Set(taken);
  walk(body, (node) => {
    if (node.kind === "Name") used.add(node.id);
  });
  for (let number = 1; ; number++) {
    const name = number === 1 ? stem : `${stem}_${number}`;
    if (used.has(name) || (scope !== undefined && names.lookUp(name, scope) !== undefined)) continue;
    taken.add(name);
    return name;
  }
}

/** What says something, or counts on, when it is evaluated: it keeps its turn. */
export function hasEffects({ text }: Module, { range }: { readonly range: Range }): boolean {
  return /random|dropout|\bprint\b|:=|\bawait\b|\byield\b|shuffle|\bnext\b|\bpop\b|\bassign|\bappend\b/.test(
    text.slice(range.start, range.end),
  );
}

/** The range of whole lines, the break of the last among them. */
export function wholeLines({ text }: Module, { start, end }: Range): Range {
  const after = endOfLine(text, end);
  const isBroken = text.startsWith("\r\n", after) ? 2 : after < text.length ? 1 : 0;
  return { start: startOfLine(text, start), end: after + isBroken };
}
