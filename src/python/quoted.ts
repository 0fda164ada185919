/** A piece of source in a message: on one line, and no longer than it takes to recognise it. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return `'${line.length > 40 ? `${line.slice(0, 37)}…` : line}'`;
}

/** Source on one line, cut after `longest` characters: between them, never within one. */
export function onOneLine(source: string, longest: number): string {
  const characters = [...source.replace(/\s+/g, " ")];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : characters.join("");
}
