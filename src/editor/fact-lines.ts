/** What a hover says of a loss: facts in a few words, and those of which there is more to say in whole sentences. */

import type { LossFact } from "../probes/facts.ts";
import { inMarkdown, withCodeInMarkdown } from "./plain-sentence.ts";

const marks: Record<LossFact["state"], string> = { ok: "✓", warn: "▲", info: "·" };

/** In Markdown, a paragraph each. What stands in the hover already, as that of a finding at this place, is not said again. */
export function factLines(facts: readonly LossFact[], told: ReadonlySet<string> = new Set()): string[] {
  const isSaidHere = ({ message }: LossFact): boolean => message !== undefined && !told.has(message);
  const items = facts
    .filter((fact) => !isSaidHere(fact))
    .map(({ state, text }) => `${marks[state]}&nbsp;${inMarkdown(text)}`);
  const sentences = facts
    .filter(isSaidHere)
    .map(({ state, message }) => `${marks[state]}&nbsp;${withCodeInMarkdown(message!)}`);
  return [...(items.length === 0 ? [] : [items.join(" &nbsp; ")]), ...sentences];
}

/** About as many letters stand in a line of a hover. */
const lineLength = 72;

/** How many lines the sentences take, whoever says them. */
export function sentenceLines(facts: readonly LossFact[]): number {
  return facts.reduce((lines, { message }) => lines + Math.ceil((message?.length ?? 0) / lineLength), 0);
}
