/** Where an import goes, and taking one away. */

import type { ImportAlias, Module, Range, Statement } from "../python/ast.ts";
import type { Edit } from "./finding.ts";

/** Inserts `statement` after the docstring, `__future__` and the imports at the head of the module. */
export function insertImport(module: Module, statement: string): Edit {
  const { text } = module;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const after = lastHeadStatement(module.body);
  if (!after) {
    const at = startOfCode(module);
    const isLast = text.slice(at).trim() === "";
    return insertAt(at, `${statement}${newline}${isLast ? "" : newline}`);
  }
  const lineEnd = text.indexOf("\n", after.range.end);
  const isDocstring = after.kind === "ExpressionStatement";
  const before = isDocstring ? newline : "";
  if (lineEnd < 0) return insertAt(text.length, `${newline}${before}${statement}${newline}`);
  return insertAt(lineEnd + 1, `${before}${statement}${newline}`);
}

function insertAt(at: number, newText: string): Edit {
  return { range: { start: at, end: at }, newText };
}

/** The last import before the first definition; else the docstring; else nothing. */
function lastHeadStatement(body: readonly Statement[]): Statement | undefined {
  const first = body[0];
  let found = first && isDocstring(first) ? first : undefined;
  for (const statement of body) {
    if (statement.kind === "FunctionDefinition" || statement.kind === "ClassDefinition") break;
    if (isImport(statement)) found = statement;
  }
  return found;
}

function isDocstring(statement: Statement): boolean {
  return (
    statement.kind === "ExpressionStatement" &&
    statement.value.kind === "Constant" &&
    typeof statement.value.value === "string"
  );
}

/** An import, also one that is tried or depends on a condition. */
function isImport(statement: Statement): boolean {
  switch (statement.kind) {
    case "Import":
    case "ImportFrom":
      return true;
    case "Try":
      return statement.body.every(isImport);
    case "If":
      return statement.body.every(isImport);
    default:
      return false;
  }
}

/** After `#!`, the encoding, and a head comment that a blank line sets apart from the code. */
function startOfCode({ text, body }: Module): number {
  const limit = body[0] ? text.lastIndexOf("\n", body[0].range.start) + 1 : text.length;
  const head = text.slice(0, limit);
  const bom = text.startsWith("\ufeff") ? 1 : 0;
  const apart = /^(?:[ \t]*#[^\n]*\n)+[ \t]*\r?\n/.exec(head.slice(bom));
  if (apart) return bom + apart[0].length;
  const special = /^(?:#![^\n]*\n)?(?:#[^\n]*coding[:=][^\n]*\n)?/.exec(head.slice(bom));
  return bom + (special?.[0].length ?? 0);
}

/** Takes one name out of an import; the whole statement with its line when it is the only one. */
export function removeImport(module: Module, statement: Statement, alias: ImportAlias): Edit | undefined {
  if (statement.kind !== "Import" && statement.kind !== "ImportFrom") return undefined;
  const { text } = module;
  const { names } = statement;
  const position = names.indexOf(alias);
  if (position < 0) return undefined;
  if (names.length > 1) {
    const range: Range =
      position === 0
        ? { start: alias.range.start, end: names[1]!.range.start }
        : { start: names[position - 1]!.range.end, end: alias.range.end };
    return { range, newText: "" };
  }
  const lineStart = text.lastIndexOf("\n", statement.range.start - 1) + 1;
  const lineEnd = text.indexOf("\n", statement.range.end);
  const end = lineEnd < 0 ? text.length : lineEnd + 1;
  const isAlone =
    text.slice(lineStart, statement.range.start).trim() === "" && text.slice(statement.range.end, end).trim() === "";
  // Inside a block, the line may be all that the block holds.
  if (!isAlone || !module.body.includes(statement)) return undefined;
  return { range: { start: lineStart, end }, newText: "" };
}
