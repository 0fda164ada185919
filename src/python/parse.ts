const parts: LoweringParts = { lowerArguments, lowerParameters, lowerBlock, lowerCompound, readAside };

/**
 * Text to tree. The grammar is Lezer's, fed one top-level statement at a time with a masked text
 * (see `mask.ts`); this is the only file that knows the parser.
 */
import { type Tree, TreeFragment } from "@lezer/common";
import { parser } from "@lezer/python";
import type { Comment, Module, Range, Statement } from "./ast.ts";
import { type Diff, diffTexts } from "./diff.ts";
import { fitsLayout } from "./layout.ts";
import type { Lowering, LoweringParts } from "./lower.ts";
import { lowerArguments, lowerParameters } from "./lower-arguments.ts";
import { lowerBlock, lowerCompound } from "./lower-blocks.ts";
import { type Aside, maskStatement } from "./mask.ts";
import { errorType, type Piece } from "./piece.ts";
import { shiftComment, shiftRange } from "./shift.ts";
import { shiftStatement } from "./shift-statements.ts";
import { scanStatement, type Token } from "./tokens.ts";

export interface ParsedModule {
  readonly module: Module;
  /** What the next parse may use again, in source order. */
  readonly statements: readonly ParsedStatement[];
}

/** A top-level statement with the blank lines and comments after it. */
interface ParsedStatement {
  readonly start: number;
  readonly end: number;
  readonly lookedTo: number;
  readonly body: readonly Statement[];
  readonly comments: readonly Comment[];
  readonly errors: readonly Range[];
  readonly maskedText: string;
  readonly tree: Tree;
  /** Whether it was read without knowing of brackets never closed; only then may it be used again. */
  readonly isIndependent: boolean;
  /** The brackets after it that its scan found never to be closed. */
  readonly unclosedAfter: readonly number[];
}

/**
 * So much of a text is read: ten times what anybody writes in a file. What goes on behind it is passed over as a whole,
 * since half a statement means something else.
 */
export const longestRead = 1_000_000;

/** Below this length a statement is read anew rather than mended. */
const shortStatement = 3000;

/** Always yields a module, whatever the text. `previous` only saves work: the result is the same without it. */
export function parseModule(text: string, previous?: ParsedModule): ParsedModule {
  if (previous !== undefined && previous.module.text === text) return previous;
  if (text.length > longestRead) return parseHead(text, previous);
  const statements = parseStatements(text, text, previous);
  return { module: moduleOf(text, statements), statements };
}

function parseHead(text: string, previous: ParsedModule | undefined): ParsedModule {
  const statements = parseStatements(text.slice(0, longestRead), text, previous);
  // A bracket or a string that is open there may be closed behind it, and the last statement may go on.
  const first = statements.findIndex(({ lookedTo, end }) => Math.max(lookedTo, end) >= longestRead);
  const whole = statements.slice(0, first);
  const unread = { start: statements[first]!.start, end: text.length };
  return { module: { ...moduleOf(text, whole), unread }, statements: whole };
}

/** The statements of `text`, which `whole` begins with: what has changed is seen in all of it. */
function parseStatements(text: string, whole: string, previous: ParsedModule | undefined): ParsedStatement[] {
  const statements: ParsedStatement[] = [];
  const diff = previous === undefined ? undefined : diffTexts(previous.module.text, whole);
  const shift = previous === undefined ? 0 : whole.length - previous.module.text.length;
  let candidate = 0;
  const unclosed: Unclosed = { offsets: new Set(), furthest: -1 };
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    let reused: ParsedStatement | undefined;
    let replaced: ParsedStatement | undefined;
    if (previous !== undefined && diff !== undefined) {
      const isInTail = at >= diff.newEnd;
      const oldAt = isInTail ? at - shift : at;
      while ((previous.statements[candidate]?.start ?? Number.POSITIVE_INFINITY) < oldAt) candidate++;
      const old = previous.statements[candidate];
      if (old?.start === oldAt) {
        replaced = old;
        const isSame = isInTail || old.lookedTo <= diff.start;
        if (isSame && unclosed.furthest < at && old.isIndependent) reused = isInTail ? shiftParsed(old, shift) : old;
      }
    }
    const statement = reused ?? parseStatement(text, at, unclosed, replaced);
    statements.push(statement);
    at = statement.end;
    for (const offset of reused?.unclosedAfter ?? []) note(unclosed, offset);
  }
  return statements;
}

function moduleOf(text: string, statements: readonly ParsedStatement[]): Module {
  return {
    kind: "Module",
    range: { start: 0, end: text.length },
    text,
    body: statements.flatMap((statement) => statement.body),
    comments: statements.flatMap((statement) => statement.comments),
    errors: statements.flatMap((statement) => statement.errors),
  };
}

function parseStatement(
  text: string,
  start: number,
  unclosed: Unclosed,
  old: ParsedStatement | undefined,
): ParsedStatement {
  const isIndependent = unclosed.furthest < start;
  if (isIndependent) unclosed.offsets.clear();
  const { tokens, end, lookedTo } = scanStatement(text, start, unclosed.offsets);
  if (isIndependent) for (const offset of unclosed.offsets) note(unclosed, offset);
  const mask = maskStatement(text, start, end, tokens);
  const errors: Range[] = [];
  const comments: Comment[] = [];
  for (const token of tokens) {
    const range = { start: token.start, end: token.end };
    if (token.type === "bad") errors.push(range);
    else if (token.type === "comment") comments.push({ range, text: text.slice(token.start, token.end) });
  }
  const { tree, pieces } = readTree(mask.text, start, tokens, old);
  collectErrors(pieces, mask.text, start, errors);
  const { strings, captures, asides } = mask;
  const body = lowerBlock({ text, strings, captures, asides, errors, parts }, pieces, 0);
  return {
    start,
    end,
    lookedTo,
    body,
    comments,
    errors: inOrder(errors),
    maskedText: mask.text,
    tree,
    isIndependent,
    unclosedAfter: isIndependent ? [...unclosed.offsets].filter((offset) => offset >= end) : [],
  };
}

/** Brackets found never to be closed; what an earlier statement's scan found also holds for the later ones. */
interface Unclosed {
  readonly offsets: Set<number>;
  furthest: number;
}

function note(unclosed: Unclosed, offset: number): void {
  unclosed.offsets.add(offset);
  unclosed.furthest = Math.max(unclosed.furthest, offset);
}

/**
 * Mends the old tree where that is worth it; a tree with errors depends on its history, and is never mended, nor is one
 * used that has another layout than the text.
 *
 * The text is read with a line break at its end. Without it the grammar closes the last blocks by the end of the file and
 * not by a dedent, so that whatever ends there, a class with all of its members, is kept as if it stood in the innermost
 * of them, and a part of it is taken again for what goes on in a block as deep.
 */
function readTree(
  maskedStatement: string,
  start: number,
  tokens: readonly Token[],
  old: ParsedStatement | undefined,
): { readonly tree: Tree; readonly pieces: readonly Piece[] } {
  const maskedText = withLineBreak(maskedStatement);
  if (old !== undefined && old.maskedText.length > shortStatement && old.errors.length === 0) {
    const change = diffTexts(withLineBreak(old.maskedText), maskedText);
    const fragments = TreeFragment.applyChanges(TreeFragment.addTree(old.tree), [lezerChange(change)]);
    const tree = parser.parse(maskedText, fragments);
    const read = piecesOf(tree, start, maskedStatement.length);
    if (!read.hasError && fitsLayout(read.pieces, tokens, maskedText, start)) return { tree, pieces: read.pieces };
  }
  const tree = parser.parse(maskedText);
  return { tree, pieces: piecesOf(tree, start, maskedStatement.length).pieces };
}

function withLineBreak(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}

function readAside(lowering: Lowering, { text, start }: Aside): readonly Piece[] | undefined {
  const { pieces, hasError } = piecesOf(parser.parse(text), start, text.length);
  const [first, last] = [start + 1, start + text.length - 1];
  const errors: Range[] = [];
  if (hasError) collectErrors(pieces, text, start, errors);
  const inside = (offset: number): number => Math.max(first, Math.min(offset, last));
  for (const error of errors) lowering.errors.push({ start: inside(error.start), end: inside(error.end) });
  const whole = pieces.length === 1 && pieces[0]?.children.length === 1 ? pieces[0].children[0] : undefined;
  const isRead = !hasError && (whole?.type === "ParenthesizedExpression" || whole?.type === "TupleExpression");
  if (isRead) return whole.children.slice(1, -1);
  lowering.errors.push({ start: first, end: last });
  return undefined;
}

function lezerChange(diff: Diff) {
  return { fromA: diff.start, toA: diff.oldEnd, fromB: diff.start, toB: diff.newEnd };
}

/** The children of the tree as plain pieces within the statement's `length`, with offsets into the whole text. */
function piecesOf(
  tree: Tree,
  offset: number,
  length: number,
): { readonly pieces: readonly Piece[]; readonly hasError: boolean } {
  const root: Piece[] = [];
  const open: Piece[][] = [root];
  let hasError = false;
  const cursor = tree.cursor();
  if (!cursor.firstChild()) return { pieces: root, hasError };
  while (true) {
    const children: Piece[] = [];
    const { type } = cursor;
    if (type.isError) hasError = true;
    open.at(-1)?.push({
      type: type.isError ? errorType : type.name,
      start: Math.min(cursor.from, length) + offset,
      end: Math.min(cursor.to, length) + offset,
      children,
    });
    if (cursor.firstChild()) {
      open.push(children);
      continue;
    }
    while (!cursor.nextSibling()) {
      open.pop();
      if (open.length === 0 || !cursor.parent() || (open.length === 1 && cursor.type.isTop))
        return { pieces: root, hasError };
      if (cursor.type.isTop) return { pieces: root, hasError };
    }
  }
}

/** Something missing is missed right after what stands before it, so that the error touches that too. */
function collectErrors(pieces: readonly Piece[], maskedText: string, offset: number, errors: Range[]): void {
  const pending = [...pieces];
  for (let piece = pending.pop(); piece !== undefined; piece = pending.pop()) {
    if (piece.type === errorType) {
      let { start, end } = piece;
      const isBlankBefore = (place: number): boolean => /\s/.test(maskedText[place - offset - 1] as string);
      while (end > start && isBlankBefore(end)) end--;
      if (start === end) while (start > offset && isBlankBefore(start)) start--;
      errors.push({ start, end });
    }
    for (const child of piece.children) pending.push(child);
  }
}

function inOrder(errors: readonly Range[]): Range[] {
  if (errors.length < 2) return [...errors];
  const sorted = [...errors].sort((one, other) => one.start - other.start || one.end - other.end);
  return sorted.filter((range, index) => {
    const before = sorted[index - 1];
    return before === undefined || before.start !== range.start || before.end !== range.end;
  });
}

function shiftParsed(statement: ParsedStatement, by: number): ParsedStatement {
  if (by === 0) return statement;
  return {
    ...statement,
    start: statement.start + by,
    end: statement.end + by,
    lookedTo: statement.lookedTo + by,
    body: statement.body.map((node) => shiftStatement(node, by)),
    comments: statement.comments.map((comment) => shiftComment(comment, by)),
    errors: statement.errors.map((range) => shiftRange(range, by)),
    unclosedAfter: statement.unclosedAfter.map((offset) => offset + by),
  };
}
