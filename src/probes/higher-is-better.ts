import { isMetricName } from "../losses/loss-names.ts";
import { minusFixes, scoreFixes } from "./direction-fixes.ts";
import { defineProbe } from "./probe.ts";
import { findAstray } from "./smallest-at-target.ts";

export const higherIsBetter = defineProbe({
  id: "higher-is-better",
  severity: "warning",
  summary: "A score, which is largest for a right prediction, is minimised as a loss",

  async ask(context) {
    const { loss, isSurelyLoss, report } = context;
    const astray = await findAstray(context);
    if (astray?.kind !== "inverted" || !(astray.isScore || isMetricName(loss.name))) return;
    report(
      undefined,
      `'${loss.name}' is a score: ${astray.evidence}. Keras minimises it, and trains the model away from its targets.`,
      {
        certainty: isSurelyLoss ? "certain" : "likely",
        fixes: astray.isScore ? scoreFixes(context) : minusFixes(context),
        shown: astray.shown,
      },
    );
  },
});
