/**
 * Sentences in the language of whoever reads them. What is said is named by its English words, with `{0}` where values
 * stand; the editor and the page hand in a bundle of other words once, as they start. Without one, as on the command
 * line, everything is English.
 */

/** English words → the same in another language, with the same placeholders. */
export type Bundle = Readonly<Record<string, string>>;

let spoken: Bundle = {};

/** From now on sentences are said in the bundle's language; what it lacks stays English. */
export function speakIn(bundle: Bundle): void {
  spoken = bundle;
}

/** Words that stand by themselves, as a sentence. */
export function sentenceOf(words: string): string {
  return words === "" ? "" : say("{0}.", `${words.charAt(0).toUpperCase()}${words.slice(1)}`);
}

/** Sentences one after the other: after a full-width stop no space follows. */
export function together([first = "", ...others]: readonly string[]): string {
  return others.reduce((before, next) => `${before}${endsWide.test(before) ? "" : " "}${next}`, first);
}

/** Things one after the other, with the comma of the language. */
export function listed([first = "", ...others]: readonly string[]): string {
  return others.reduce((before, next) => say("{0}, {1}", before, next), first);
}

/** Values that are words themselves have to be said before. */
export function say(english: string, ...values: readonly (string | number)[]): string {
  return filled(spoken[english] ?? english, values);
}

/** A sentence as data: whoever shows it says it, and whoever found it out need not know the language. */
export interface Sentence {
  readonly english: string;
  readonly values: readonly (string | number)[];
}

export function sentence(english: string, ...values: readonly (string | number)[]): Sentence {
  return { english, values };
}

export function inEnglish({ english, values }: Sentence): string {
  return filled(english, values);
}

export function saySentence({ english, values }: Sentence): string {
  return filled(spoken[english] ?? english, values);
}

/** A place, with the spaces that part it from Chinese words around it. */
const placeholder = /((?<=\p{sc=Han}) )?(\{(\d+)\})( (?=\p{sc=Han}))?/gu;
const wide = "[\\p{sc=Han}\\u3000-\\u303f\\uff00-\\uffef]";
const [beginsWide, endsWide] = [new RegExp(`^${wide}`, "u"), new RegExp(`${wide}$`, "u")];

/** Spaces part Latin words and figures from Chinese words; between Chinese words there is none. */
function filled(words: string, values: readonly (string | number)[]): string {
  if (values.length === 0) return words;
  return words.replace(placeholder, (_, before: string | undefined, whole: string, at: string, after?: string) => {
    const value = String(values[Number(at)] ?? whole);
    return `${beginsWide.test(value) ? "" : (before ?? "")}${value}${endsWide.test(value) ? "" : (after ?? "")}`;
  });
}
