/** What a loss is said to do, with what probes have found of it: both say the same, in the finding's sentence. */

import type { Finding } from "../losses/finding.ts";
import type { Range } from "../python/ast.ts";
import { say } from "../python/say.ts";
import { blameText, type LossFact, warningsLast } from "./facts.ts";

type Found = Pick<Finding, "rule" | "severity" | "message" | "range">;

/** Findings about a loss, in its own file. */
export interface FoundInFile {
  readonly path: string;
  readonly text: string;
  /** Where a finding about the loss as a whole stands. */
  readonly nameRange: Range;
  /** By probes, in the same run of the loss or one of the same text. */
  readonly byRunning: readonly Found[];
  /** By rules. They say it for a probe that would say the same, and of a loss of which running shows it too. */
  readonly byReading: readonly Found[];
}

/** What answers which question; of several, the first says it best. */
const answering: Readonly<Record<LossFact["about"], readonly string[]>> = {
  minimum: ["no-minimum-at-target", "higher-is-better"],
  gradient: ["no-gradient", "gradient-vanishes", "metric-as-loss"],
  returns: ["batch-broadcast", "depends-on-batch"],
  finite: ["non-finite-value", "lost-epsilon"],
  finiteGradient: ["non-finite-gradient"],
};

/** In a few words, where nothing that the picture shows has said it. */
const shortly: Readonly<Record<string, () => string>> = {
  "no-minimum-at-target": () => say("trains away from some targets"),
  "higher-is-better": () => say("rewards wrong predictions"),
  "no-gradient": () => say("no gradient: Keras cannot train with it"),
  "metric-as-loss": () => say("no gradient: Keras cannot train with it"),
  "gradient-vanishes": () => say("gradient 0 everywhere"),
  "batch-broadcast": () => say("every sample is compared with all the others"),
  "depends-on-batch": () => say("a sample's loss depends on its batch"),
  "non-finite-value": () => say("not finite for some batches"),
  "lost-epsilon": () => say("not finite for some batches"),
  "non-finite-gradient": () => say("gradient not finite for some batches"),
};

export function withFindings(facts: readonly LossFact[], found: FoundInFile): LossFact[] {
  return warningsLast(
    (Object.keys(answering) as LossFact["about"][]).flatMap((about) => {
      const fact = facts.find((each) => each.about === about);
      return withFinding(about, fact, found) ?? fact ?? [];
    }),
  );
}

function withFinding(about: LossFact["about"], fact: LossFact | undefined, found: FoundInFile): LossFact | undefined {
  const firstOf = (findings: readonly Found[]): Found | undefined =>
    answering[about].flatMap((id) => findings.filter(({ rule }) => rule === id))[0];
  const isSaid = ({ rule }: Found): boolean =>
    fact !== undefined && fact.state !== "ok" && (about !== "returns" || fact.id === rule);
  const run = firstOf(found.byRunning);
  const finding = run ?? firstOf(found.byReading.filter(isSaid));
  if (finding === undefined) return undefined;
  const { rule: id, severity, message, range } = finding;
  const isSevere = severity === "error" || severity === "warning";
  if (fact !== undefined && isSaid(finding)) return { ...fact, id, state: isSevere ? "warn" : fact.state, message };
  const { path, text, nameRange } = found;
  const isOfAll = range.start === nameRange.start && range.end === nameRange.end;
  const expression = isOfAll ? undefined : { expression: text.slice(range.start, range.end) };
  return {
    about,
    id,
    state: isSevere ? "warn" : "info",
    text: `${shortly[id]!()}${blameText(expression)}`,
    message,
    place: isOfAll ? undefined : { path, range },
  };
}
