/**
 * Text as VS Code shows it word for word. In notifications, progress and states `[text](command:…)` becomes a link that
 * runs a command, in lists and lenses `$(name)` an icon; and much of what we say quotes names, versions and keys of
 * whoever wrote the files that are open.
 */

import { visibleText } from "../python/visible-text.ts";

/** A sentence that is longer is cut: a name may have a million characters. */
const longest = 400;

/** One line in which nothing is a link, an icon or a control character. */
export function plainSentence(text: string): string {
  // Nothing to look at in most of what is said.
  if (text.length <= longest && /^[\w .,:;'…–-]*$/.test(text)) return text;
  const line = visibleText(cut(text).replace(/\s+/g, " "));
  return line.replace(/\](?=\()/g, "] ").replace(/\$(?=\()/g, "$ ");
}

/** The same in a Markdown text, where every sign could mean something: it means itself. */
export function inMarkdown(text: string): string {
  return visibleText(cut(text).replace(/\s+/g, " ")).replace(/[!-/:-@[-`{-~]/g, "\\$&");
}

/** The same, with what stands between backticks as code. */
export function withCodeInMarkdown(text: string): string {
  const parts = cut(text).split(/(?<!`)`([^`]+)`(?!`)/);
  return parts
    .map((part, at) => (at % 2 === 1 ? `\`${visibleText(part.replace(/\s+/g, " "))}\`` : inMarkdown(part)))
    .join("");
}

/** What the page shows as `code`, where there is text alone. */
export function codeInQuotes(text: string): string {
  return text.replace(/`([^`]+)`/g, "'$1'");
}

/** Several lines as they are, where VS Code shows text alone. */
export function plainLines(text: string): string {
  return cut(text, 2_000)
    .split(/\r\n|\r|\n/)
    .map(visibleText)
    .join("\n");
}

function cut(text: string, length = longest): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
