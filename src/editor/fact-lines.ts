/** What a hover says of a loss: each fact in a few words, then those of which there is more to say in whole sentences. */

import type { LossFact } from "../probes/facts.ts";
import { inMarkdown } from "./plain-sentence.ts";

const marks: Record<LossFact["state"], string> = { ok: "✓", warn: "▲", info: "·" };

/** In Markdown, a paragraph each. */
export function factLines(facts: readonly LossFact[]): string[] {
  if (facts.length === 0) return [];
  const items = facts.map(({ state, text }) => `${marks[state]}&nbsp;${inMarkdown(text)}`);
  const sentences = facts.flatMap(({ message }) => (message === undefined ? [] : [inMarkdown(message)]));
  return [items.join(" &nbsp; "), ...sentences];
}
