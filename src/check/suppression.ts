/** Comments that silence a rule: on a line, or for the whole file. */

import type { Module, Range } from "../python/ast.ts";
import type { Edit } from "../python/edits.ts";
import { endOfLine, type Lines, lineBreakOf, linesOf, startOfLine } from "../python/lines.ts";
import { walk } from "../python/walk.ts";

export interface Suppressions {
  isSuppressed(rule: string, range: Range): boolean;
  /** The rules named in directives of ours that have suppressed nothing that was asked about. */
  unused(): readonly NamedRule[];
}

/** A rule's id in a directive. */
export interface NamedRule {
  readonly rule: string;
  readonly range: Range;
  /** Whether the directive speaks of findings that stand there. */
  covers(range: Range): boolean;
  /** What takes it away: its part of the list, or the whole directive. */
  readonly removal: Edit;
}

const directive = /#\s*loss-lens:\s*(ignore-file|ignore)\s*(?:\[([^\]]*)\])?/g;
const noqa = /#\s*noqa(?::\s*([\w-]+(?:[,\s]+[\w-]+)*))?/gi;

/**
 * Reads `# loss-lens: ignore[rule-id]`, `# loss-lens: ignore-file[rule-id]` (before the first statement) and
 * `# noqa: rule-id`. Without a list, `ignore` means every rule, and so does a bare `# noqa`.
 */
export function readSuppressions(module: Module): Suppressions {
  let known: Lines | undefined;
  const lineOf = (offset: number): number => {
    known ??= linesOf(module.text);
    return known.positionAt(offset).line;
  };
  const named: (NamedRule & { readonly line: number | undefined })[] = [];
  const linesOfRange = ({ start, end }: Range): readonly [number, number] => [
    lineOf(start),
    lineOf(commentPlace(module, Math.max(start, end - 1))),
  ];
  const used = new Set<string>();
  const inFile = new Set<string>();
  const onLine = new Map<number, Set<string>>();
  const firstStatement =
    module.body.find((statement) => !isText(module.text, statement.range))?.range.start ?? Infinity;
  for (const comment of module.comments) {
    if (!/loss-lens|noqa/i.test(comment.text)) continue;
    const line = lineOf(comment.range.start);
    for (const match of comment.text.matchAll(directive)) {
      const rules = match[2] === undefined ? ["*"] : listed(match[2]);
      const isAtTop = comment.range.start < firstStatement;
      if (match[1] === "ignore") addAll(onLine, line, rules);
      else if (isAtTop) for (const rule of rules) inFile.add(rule);
      if (match[2] !== undefined && (match[1] === "ignore" || isAtTop)) {
        const isOnLine = match[1] === "ignore";
        const covers = (range: Range): boolean => {
          const [first, last] = linesOfRange(range);
          return !isOnLine || (first <= line && line <= last);
        };
        for (const each of namedIn(module.text, comment.range, match))
          named.push({ ...each, covers, line: isOnLine ? line : undefined });
      }
    }
    for (const match of comment.text.matchAll(noqa)) addAll(onLine, line, match[1] ? listed(match[1]) : ["*"]);
  }
  const has = (rules: ReadonlySet<string> | undefined, rule: string): boolean =>
    rules !== undefined && (rules.has(rule) || rules.has("*"));
  return {
    isSuppressed(rule, range) {
      if (has(inFile, rule)) {
        used.add(keyOf(rule, undefined));
        return true;
      }
      if (onLine.size === 0) return false;
      const [first, last] = linesOfRange(range);
      for (let line = first; line <= last; line++) {
        if (!has(onLine.get(line), rule)) continue;
        used.add(keyOf(rule, line));
        return true;
      }
      return false;
    },
    unused: () => named.filter(({ rule, line }) => !used.has(keyOf(rule, line))),
  };
}

function keyOf(rule: string, line: number | undefined): string {
  return `${line ?? ""} ${rule}`;
}

/** The rules of one directive, each with what takes it away. */
function namedIn(text: string, comment: Range, match: RegExpMatchArray): Omit<NamedRule, "covers">[] {
  const start = comment.start + match.index!;
  const end = start + match[0].length;
  const listStart = start + match[0].indexOf("[") + 1;
  const rules = [...match[2]!.matchAll(/[^,\s]+/g)].map((each) => ({
    rule: each[0],
    range: { start: listStart + each.index, end: listStart + each.index + each[0].length },
  }));
  const isAlone = match.index === 0 && text.slice(end, comment.end).trim() === "";
  const spaces = isAlone ? blanksBefore(text, start) : 0;
  return rules.map((each, at) => {
    const next = rules[at + 1];
    const previous = rules[at - 1];
    const removed =
      next !== undefined
        ? { start: each.range.start, end: next.range.start }
        : previous !== undefined
          ? { start: previous.range.end, end: each.range.end }
          : { start: start - spaces, end: isAlone ? comment.end : end };
    return { ...each, removal: { range: removed, newText: "" } };
  });
}

/** A docstring does not end the top of a file. */
function isText(text: string, range: Range): boolean {
  return /^[rRuUbB]*["']/.test(text.slice(range.start, range.start + 4));
}

function listed(text: string): string[] {
  return text.split(/[,\s]+/).filter((rule) => rule !== "");
}

function addAll(onLine: Map<number, Set<string>>, line: number, rules: readonly string[]): void {
  const set = onLine.get(line) ?? new Set();
  for (const rule of rules) set.add(rule);
  onLine.set(line, set);
}

/** Adds `# loss-lens: ignore[rule]` to the line where `range` ends, or the rule to the list that is there. */
export function suppressOnLine(module: Module, range: Range, rule: string): Edit {
  const { text } = module;
  const end = commentPlace(module, Math.max(range.start, range.end - 1));
  const lineStart = startOfLine(text, end);
  const present = module.comments.find((comment) => comment.range.start >= lineStart && comment.range.end <= end);
  const list = present && /#\s*loss-lens:\s*ignore\s*\[[^\]]*/.exec(present.text);
  if (present && list) return insertion(present.range.start + list.index + list[0].length, `, ${rule}`);
  return insertion(end, `  # loss-lens: ignore[${rule}]`);
}

/**
 * The end of the line at `offset`, or of the first after it that may hold a comment: not where a backslash ends the
 * line, nor within a string.
 */
function commentPlace(module: Module, offset: number): number {
  const { text, comments } = module;
  const strings = stringsOf(module);
  let end = endOfLine(text, offset);
  for (;;) {
    const around = strings.find(({ start, end: last }) => start < end && end < last);
    const isContinued = text[end - 1] === "\\" && !comments.some((comment) => comment.range.end === end);
    if (around === undefined && !isContinued) return end;
    if (end >= text.length) return end;
    end = endOfLine(text, around?.end ?? end + (text.startsWith("\r\n", end) ? 2 : 1));
  }
}

const known = new WeakMap<Module, readonly Range[]>();

/** The strings that go over the ends of lines. */
function stringsOf(module: Module): readonly Range[] {
  const present = known.get(module);
  if (present !== undefined) return present;
  const found: Range[] = [];
  walk(module, (node) => {
    const isString = node.kind === "JoinedString" || (node.kind === "Constant" && typeof node.value === "string");
    if (isString && endOfLine(module.text, node.range.start) < node.range.end) found.push(node.range);
  });
  known.set(module, found);
  return found;
}

/** Adds `# loss-lens: ignore-file[rule]` at the top, after `#!` and the encoding. */
export function suppressInFile(module: Module, rule: string): Edit {
  const { text } = module;
  const special = /^\ufeff?(?:#![^\r\n]*(?:\r\n|[\r\n]))?(?:#[^\r\n]{0,200}?coding[:=][^\r\n]*(?:\r\n|[\r\n]))?/.exec(
    text,
  );
  return insertion(special?.[0].length ?? 0, `# loss-lens: ignore-file[${rule}]${lineBreakOf(text)}`);
}

function insertion(at: number, newText: string): Edit {
  return { range: { start: at, end: at }, newText };
}

function blanksBefore(text: string, offset: number): number {
  let start = offset;
  while (text[start - 1] === " " || text[start - 1] === "\t") start--;
  return offset - start;
}
