/** What a target of the sample data is called, in the language of whoever reads it. */

import { say } from "../python/say.ts";

/** `class {0}` and `2` of `class 2`: its number is no part of the sentence that is said. */
export function targetSentence(label: string): { readonly sentence: string; readonly number?: string } {
  const number = /[−-]?\d[\d.]*/.exec(label)?.[0];
  return number === undefined ? { sentence: label } : { sentence: label.replace(number, "{0}"), number };
}

export function targetWords(label: string): string {
  const { sentence, number = "" } = targetSentence(label);
  return say(sentence, number);
}
