/** Where an import goes, and taking one away. */

import type { Import, ImportAlias, ImportFrom, Module, Range, Statement } from "./ast.ts";
import type { Edit } from "./edits.ts";
import { endOfLine, lineBreakOf, startOfLine } from "./lines.ts";
import { parentsOf } from "./walk.ts";

/**
 * Inserts `statement` after the docstring, `__future__` and the imports at the head of the module, but before
 * the statement at `firstUse`. It ends the line before it, so that in a notebook it stays in that line's cell.
 */
export function insertImport(module: Module, statement: string, firstUse = Number.POSITIVE_INFINITY): Edit {
  const { text, body } = module;
  const newline = lineBreakOf(module.text);
  const after = lastHeadStatement(module, firstUse);
  if (!after) {
    const at = startOfCode(module);
    const isLast = text.slice(at).trim() === "";
    return insertAt(at, `${statement}${newline}${isLast ? "" : newline}`);
  }
  const before = isDocstring(after) ? newline : "";
  let end = after.range.end;
  // What stands behind a semicolon may be longer than its line.
  for (const next of body)
    if (next.range.start >= end && endOfLine(text, end) >= next.range.start) end = next.range.end;
  let lineEnd = endOfLine(text, end);
  // A backslash takes the next line with it, though there is nothing on it.
  while (
    text[lineEnd - 1] === "\\" &&
    lineEnd < text.length &&
    !module.comments.some((one) => one.range.end === lineEnd)
  )
    lineEnd = endOfLine(text, lineEnd + (text.startsWith("\r\n", lineEnd) ? 2 : 1));
  return insertAt(lineEnd, `${newline}${before}${statement}`);
}

function insertAt(at: number, newText: string): Edit {
  return { range: { start: at, end: at }, newText };
}

/** The last import before the first definition; else the docstring; else nothing. */
function lastHeadStatement({ text, body }: Module, firstUse: number): Statement | undefined {
  const first = body[0];
  let found = first && isDocstring(first) ? first : undefined;
  for (const statement of body) {
    if (statement.kind === "FunctionDefinition" || statement.kind === "ClassDefinition") break;
    if (statement.range.end > firstUse) break;
    // Keras reads its backend when it is imported.
    const isSetting =
      statement.kind !== "If" && /\bKERAS_BACKEND\b/.test(text.slice(statement.range.start, statement.range.end));
    if (isImport(statement) || isSetting) found = statement;
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

/** After `#!`, the encoding, a head comment that a blank line sets apart from the code, and a notebook's magics. */
function startOfCode({ text, body }: Module): number {
  const first = body.find(({ kind, range }) => kind !== "Pass" || !/[%!?]/.test(text[range.start]!));
  const limit = first ? startOfLine(text, first.range.start) : text.length;
  const head = text.slice(0, limit);
  const bom = text.startsWith("\ufeff") ? 1 : 0;
  const apart = /^(?:[ \t]*#[^\r\n]*(?:\r\n|[\r\n]))+[ \t]*(?:\r\n|[\r\n])/.exec(head.slice(bom));
  const special = /^(?:#![^\r\n]*(?:\r\n|[\r\n]))?(?:#[^\r\n]{0,200}?coding[:=][^\r\n]*(?:\r\n|[\r\n]))?/.exec(
    head.slice(bom),
  );
  const at = bom + (apart ?? special)![0].length;
  // Cells that are not Python are blank here; `!pip install` has to come first.
  return at + /^(?:[ \t]*(?:\r\n|[\r\n])|[%!][^\r\n]*(?:\r\n|[\r\n]))*/.exec(head.slice(at))![0].length;
}

/** Takes names out of an import; the whole statement with its line where none is left. Undefined where a comment would go. */
export function removeFromImport(
  module: Module,
  statement: Import | ImportFrom,
  aliases: ReadonlySet<ImportAlias>,
): readonly Edit[] | undefined {
  const { text } = module;
  const { names } = statement;
  if (!names.every((alias) => aliases.has(alias))) {
    const edits: Edit[] = [];
    for (let first = 0; first < names.length; first++) {
      if (!aliases.has(names[first]!)) continue;
      let last = first;
      while (last + 1 < names.length && aliases.has(names[last + 1]!)) last++;
      const next = names[last + 1];
      const range: Range = next
        ? { start: names[first]!.range.start, end: next.range.start }
        : { start: names[first - 1]!.range.end, end: names[last]!.range.end };
      if (text.slice(range.start, range.end).includes("#")) return undefined;
      edits.push({ range, newText: "" });
      first = last;
    }
    return edits;
  }
  const lineStart = startOfLine(text, statement.range.start);
  const lineEnd = endOfLine(text, statement.range.end);
  const end = lineEnd + (text.startsWith("\r\n", lineEnd) ? 2 : lineEnd < text.length ? 1 : 0);
  const isAlone =
    text.slice(lineStart, statement.range.start).trim() === "" && text.slice(statement.range.end, end).trim() === "";
  if (!isAlone || !isExpendable(module, statement)) return undefined;
  if (text.slice(statement.range.start, statement.range.end).includes("#")) return undefined;
  return [{ range: { start: lineStart, end }, newText: "" }];
}

/** Inside a block, an import may be all that the block holds, or what it is there for. */
function isExpendable(module: Module, statement: Statement): boolean {
  const parent = module.body.includes(statement) ? module : parentsOf(module).get(statement);
  if (parent?.kind === "FunctionDefinition") return parent.body.length > 1;
  return parent === module;
}

/** The same edits, an insertion at the end of a line that another takes away put in that line's place. */
export function joinImportEdits(inserted: Edit, removed: readonly Edit[]): readonly Edit[] {
  const at = inserted.range.start;
  const line = removed.find(({ range }) => range.start < at && at < range.end);
  if (!line) return [inserted, ...removed];
  const newText = inserted.newText.replace(/^(?:\r\n|[\r\n])/, "");
  return [{ range: { start: line.range.start, end: at }, newText }, ...removed.filter((edit) => edit !== line)];
}
