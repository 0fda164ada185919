/** Text that others wrote, made fit to be printed in a line: what would act on a terminal or a log is shown instead. */

/**
 * Control characters, line separators, marks that change the direction of reading, characters without a width, halves
 * of a surrogate pair; and the `##[` and `##vso[` by which build servers tell commands from text, anywhere in a line.
 */
const acting =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|(?<=#)#(?=\[|vso\[)|\p{Cs}/gu;

const short: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escapeOf(character: string): string {
  const code = character.charCodeAt(0);
  return (
    short[character] ??
    (code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`)
  );
}

/** The text on one line, each character that would act written as Python would escape it. */
export function visibleText(text: string): string {
  return text.replace(acting, escapeOf);
}

/** The same for a line of code: its tabs stay, so that carets below it line up. */
export function visibleCode(line: string): string {
  return line.split("\t").map(visibleText).join("\t");
}

/** Halves of surrogate pairs, which a notebook's JSON may hold, as the sign for what cannot be read. */
export function wholeCharacters(text: string): string {
  return text.replace(/\p{Cs}/gu, "\ufffd");
}

/** JSON that holds the same data and nothing that acts where it is printed; whole characters only, as strict readers want. */
export function visibleJson(value: unknown, indent?: number): string {
  const wellFormed = (_key: string, each: unknown) => (typeof each === "string" ? wholeCharacters(each) : each);
  return JSON.stringify(value, wellFormed, indent).replace(
    /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|(?<=#)#(?=\[|vso\[)/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
