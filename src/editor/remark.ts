/** What a lens says of a loss beside its commands: the worst that running it has shown, or why it could not be run. */

import type { Finding } from "../losses/finding.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { failureWords } from "../preview/failure-words.ts";
import { worstFact } from "../probes/facts.ts";
import { codeInQuotes } from "./plain-sentence.ts";
import type { Probed } from "./probed-losses.ts";

/** A line of lenses is read at a glance. */
const longest = 72;

export type Remark =
  | { readonly kind: "fact"; readonly text: string; readonly message: string | undefined }
  /** Python's or our own words for why there is no number, cut. */
  | { readonly kind: "notEvaluated"; readonly reason: string };

/** Undefined where there is nothing to say, or where a squiggle in the loss says it already, and what to do about it. */
export function remarkOn(
  { range }: Pick<LossDefinition, "range">,
  probed: Pick<Probed, "result" | "facts"> | undefined,
  findings: readonly Pick<Finding, "severity" | "range">[],
): Remark | undefined {
  const fact = worstFact(probed?.facts ?? []);
  if (fact !== undefined) return { kind: "fact", text: fact.text, message: fact.message };
  if (probed?.result?.kind !== "failure") return undefined;
  const isSaid = findings.some(
    (finding) => finding.severity === "error" && finding.range.start >= range.start && finding.range.end <= range.end,
  );
  if (isSaid) return undefined;
  const message = codeInQuotes(failureWords(probed.result.failure));
  return { kind: "notEvaluated", reason: message.length > longest ? `${message.slice(0, longest - 1)}…` : message };
}
