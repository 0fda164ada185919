/** Reads a rule's page: its Python blocks and what they claim. */

import { readdirSync, readFileSync } from "node:fs";

export type BlockRole = "flagged" | "fixed" | "not flagged";

export interface PageBlock {
  readonly role: BlockRole;
  /** The line of the page where the block begins, from 1. */
  readonly line: number;
  /** The Python text, carets taken out, `…` put back. */
  readonly text: string;
  /** As it stands, for a "Fixed" block: `…` stands for any lines. */
  readonly raw: string;
  readonly expectations: readonly Expectation[];
  readonly keras: "1" | "2" | "3" | undefined;
  /** A file of the project around it, as `file=.env:KERAS_BACKEND=jax` behind the fence says. */
  readonly projectFile: { readonly path: string; readonly text: string } | undefined;
}

export interface Expectation {
  readonly start: number;
  readonly end: number;
  readonly rule: string;
  /** Undefined where the page gives the rule alone. */
  readonly message: string | undefined;
}

/** A rule's page, or one of `small/`: what is too small to be read by anybody, and right or wrong all the same. */
export interface Page {
  readonly rule: string;
  readonly text: string;
}

/** The pages that people read, in the order of their names. */
export const rulePages: readonly Page[] = pagesIn("../../../src/rules/");
export const smallPages: readonly Page[] = pagesIn("small/");

function pagesIn(folder: string): readonly Page[] {
  const url = new URL(folder, import.meta.url);
  return readdirSync(url)
    .filter((name) => name.endsWith(".md"))
    .map((name) => ({ rule: name.slice(0, -3), text: readFileSync(new URL(name, url), "utf8") }));
}

const caret = /^\s*#\s*(\^+)\s*([a-z][a-z0-9-]*)(?::\s*(.*))?$/;

/** The blocks of a page, in order. */
export function readPage(page: string): PageBlock[] {
  const blocks: PageBlock[] = [];
  let role: BlockRole | undefined;
  let before = "";
  const lines = page.split("\n");
  for (let i = 0; i < lines.length; i++) {
    const heading = /^##\s+(.*)$/.exec(lines[i]!);
    if (heading) role = roleOf(heading[1]!);
    const fence = /^```python(.*)$/.exec(lines[i]!);
    if (!fence || !role) continue;
    const line = i + 1;
    const content: string[] = [];
    for (i++; i < lines.length && lines[i] !== "```"; i++) content.push(lines[i]!);
    const keras = /keras=([123])/.exec(fence[1]!)?.[1] as PageBlock["keras"];
    const [, path, setting] = /\sfile=([^\s:]+):(\S+)/.exec(fence[1]!) ?? [];
    const projectFile = path && setting ? { path, text: `${setting}\n` } : undefined;
    const block = { ...readBlock(role, line, content, before, keras), projectFile };
    if (role === "flagged") before = asBefore(block.text, block.expectations);
    blocks.push(block);
  }
  return blocks;
}

function roleOf(heading: string): BlockRole | undefined {
  const words = heading.toLowerCase();
  if (words.startsWith("not flagged")) return "not flagged";
  if (words.startsWith("flagged")) return "flagged";
  return words.startsWith("fixed") ? "fixed" : undefined;
}

function readBlock(
  role: BlockRole,
  line: number,
  content: readonly string[],
  before: string,
  keras: PageBlock["keras"],
): Omit<PageBlock, "projectFile"> {
  let text = "";
  let lineStart = 0;
  const expectations: Expectation[] = [];
  for (const row of content) {
    const match = caret.exec(row);
    if (match) {
      const start = lineStart + row.indexOf("^");
      expectations.push({ start, end: start + match[1]!.length, rule: match[2]!, message: match[3] });
    } else if (row.trim() === "…" && role !== "fixed") {
      text += before;
    } else {
      lineStart = text.length;
      text += `${row}\n`;
    }
  }
  return { role, line, text, raw: content.join("\n"), expectations, keras };
}

/** Everything above the paragraph in which the first finding stands. */
function asBefore(text: string, expectations: readonly Expectation[]): string {
  const first = Math.min(...expectations.map(({ start }) => start));
  const blank = text.lastIndexOf("\n\n", first);
  return blank < 0 ? "" : text.slice(0, blank + 2);
}

/** Whether `text` reads as `pattern`, in which a line `…` stands for any lines. */
export function readsAs(text: string, pattern: string): boolean {
  const parts = pattern.split(/^…$/m).map((part) => part.trim());
  if (parts.length === 1) return text.trim() === parts[0];
  let at = 0;
  for (const [index, part] of parts.entries()) {
    const found = index === 0 ? (text.startsWith(part) ? 0 : -1) : text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.trimEnd().endsWith(parts.at(-1)!);
}
