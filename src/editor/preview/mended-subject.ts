/** A loss as it would be with the fixes for what its file lacks, and what the page says of that. */

import { asFixed, asFixedWords } from "../../check/as-fixed.ts";
import type { NextStep, Snapshot } from "../../preview/messages.ts";
import { say } from "../../python/say.ts";
import type { OfferedFix } from "./next-step.ts";
import { placeIn } from "./places.ts";
import type { Subject } from "./subject.ts";

export interface MendedSubject {
  readonly subject: Subject;
  readonly notice: NonNullable<Snapshot["notice"]>;
  readonly fix: OfferedFix;
}

/** Undefined where what is missing has no one right fix. The text is changed in memory alone. */
export function mendedSubject({ analysis, loss }: Subject): MendedSubject | undefined {
  const { source } = analysis;
  const mended = asFixed(analysis, { text: source.text, path: source.uri.path }, loss);
  if (mended === undefined) return undefined;
  const { revision, looked, titles, place } = mended;
  const original = revision.originalOf;
  const changed = {
    ...source,
    text: revision.text,
    original,
    locate: (range: Parameters<typeof original>[0]) => source.locate(original(range)),
  };
  return {
    subject: { analysis: { ...looked, keras: analysis.keras, source: changed }, loss: mended.loss },
    notice: {
      text: asFixedWords(mended),
      place: placeIn(analysis, place),
      steps: [{ id: "applyFix", label: titles.length === 1 ? say("Apply the fix") : say("Apply the fixes") }],
    },
    fix: { version: source.version, edits: revision.edits },
  };
}

/** The fix that lets a loss run whose names are misspelt, as the next step that the page offers. */
export function fixOfMeantNames({
  analysis,
  loss,
}: Subject): { readonly steps: readonly NextStep[]; readonly fix: OfferedFix } | undefined {
  const { source } = analysis;
  const mended = asFixed(analysis, { text: source.text, path: source.uri.path }, loss, true);
  const [title, ...more] = mended?.titles ?? [];
  if (mended === undefined || title === undefined) return undefined;
  return {
    steps: [{ id: "applyFix", label: more.length === 0 ? title : say("Apply the fixes") }],
    fix: { version: source.version, edits: mended.revision.edits },
  };
}
