/** A piece of source in a message: on one line, and no longer than it takes to recognise it. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return `'${line.length > 40 ? `${line.slice(0, 37)}…` : line}'`;
}
