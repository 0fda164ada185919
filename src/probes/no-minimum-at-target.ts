import { isMetricName } from "../losses/loss-names.ts";
import { differenceFixes, minusFixes } from "./direction-fixes.ts";
import { defineProbe } from "./probe.ts";
import { type Astray, findAstray } from "./smallest-at-target.ts";

export const noMinimumAtTarget = defineProbe({
  id: "no-minimum-at-target",
  severity: "warning",
  summary: "The loss is not smallest where the prediction is right",

  async ask(context) {
    const { loss, isSurelyLoss, run, quote, report } = context;
    const astray = await findAstray(context);
    if (astray === undefined) return;
    if (astray.kind === "inverted" && (astray.isScore || isMetricName(loss.name))) return;
    const { expression } = astray;
    const place = expression && { path: run.subject.source.file.path, range: expression.range };
    const isTurned = astray.kind === "inverted" || astray.kind === "bottomless";
    const fixes = isTurned ? minusFixes(context) : differenceFixes(context);
    report(place, sentences[astray.kind](`'${loss.name}'`, astray.evidence, place === undefined ? "" : quote(place)), {
      certainty: isSurelyLoss ? "certain" : "likely",
      fixes,
      shown: astray.shown,
    });
  },
});

const sentences: Readonly<Record<Astray["kind"], (loss: string, evidence: string, quoted: string) => string>> = {
  inverted: (loss, evidence) => `${loss} is largest where the prediction is right: ${evidence}. Is a minus missing?`,
  unbounded: (loss, evidence) =>
    `${loss} is not smallest where the prediction is right: ${evidence}, and it falls on from there.`,
  bottomless: (loss, evidence) => `${loss} falls without an end: it is ${evidence}. Is a minus missing?`,
  oneWay: (loss, evidence) => `${loss} pulls every prediction the same way, whatever its target: it is ${evidence}.`,
  turned: (loss, evidence) =>
    `${loss} is not the same for a triplet and for the same one turned: ${evidence}. Is a square missing?`,
  clamped: (loss, evidence, quoted) =>
    `${loss} is not smallest where the prediction is right: ${evidence}. ${clampedWords(quoted)}`,
  clampedAlike: (loss, evidence, quoted) =>
    `${loss} is as small where the prediction is wrong: ${evidence}. ${clampedWords(quoted)}`,
};

function clampedWords(quoted: string): string {
  return `\`${quoted}\` is of a negative number there, of which this function makes 0, without a gradient.`;
}
