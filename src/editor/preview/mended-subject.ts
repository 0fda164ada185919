/** A loss as it would be with the fixes for what its file lacks, and what the page says of that. */

import { analyzeFile } from "../../check/analyze-file.ts";
import { mend } from "../../check/mend.ts";
import type { Snapshot } from "../../preview/messages.ts";
import { configurationOfSettings, type Settings } from "../settings.ts";
import type { OfferedFix } from "./next-step.ts";
import { placeIn } from "./places.ts";
import type { Subject } from "./subject.ts";

export interface MendedSubject {
  readonly subject: Subject;
  readonly notice: NonNullable<Snapshot["notice"]>;
  readonly fix: OfferedFix;
}

/** Undefined where what is missing has no one right fix. The text is changed in memory alone. */
export function mendedSubject({ analysis, loss }: Subject, settings: Settings): MendedSubject | undefined {
  const { source } = analysis;
  const asked = configurationOfSettings({ ...settings, keras: analysis.keras.version });
  const look = (text: string) => analyzeFile({ text, path: source.uri.path, project: undefined, asked });
  const occurrence = analysis.losses.filter(({ name }) => name === loss.name).indexOf(loss);
  const mended = mend(source.text, analysis, loss, look, (losses) =>
    losses.filter(({ name }) => name === loss.name).at(occurrence),
  );
  if (mended === undefined) return undefined;
  const { revision, looked, titles, place } = mended;
  const original = revision.originalOf;
  const changed = {
    ...source,
    text: revision.text,
    original,
    locate: (range: Parameters<typeof original>[0]) => source.locate(original(range)),
  };
  const one = titles.length === 1;
  return {
    subject: { analysis: { ...looked, keras: analysis.keras, source: changed }, loss: mended.loss },
    notice: {
      text: `Drawn as it will be with ${one ? "this fix" : "these fixes"}: ${titles.join("; ")}.`,
      place: placeIn(analysis, place),
      steps: [{ id: "applyFix", label: one ? "Apply the fix" : "Apply the fixes" }],
    },
    fix: { version: source.version, edits: revision.edits },
  };
}
