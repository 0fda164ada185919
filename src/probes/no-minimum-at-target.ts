import { isMetricName } from "../losses/loss-names.ts";
import { differenceFixes, minusFixes } from "./direction-fixes.ts";
import { defineProbe } from "./probe.ts";
import { findAstray } from "./smallest-at-target.ts";

export const noMinimumAtTarget = defineProbe({
  id: "no-minimum-at-target",
  severity: "warning",
  summary: "The loss is not smallest where the prediction is right",

  async ask(context) {
    const { loss, isSurelyLoss, report } = context;
    const astray = await findAstray(context);
    if (astray === undefined) return;
    if (astray.kind === "inverted" && (astray.isScore || isMetricName(loss.name))) return;
    const what =
      astray.kind === "inverted"
        ? `'${loss.name}' is largest where the prediction is right: ${astray.evidence}. Is a minus missing?`
        : `'${loss.name}' is not smallest where the prediction is right: ${astray.evidence}, and it falls on from there.`;
    const fixes = astray.kind === "inverted" ? minusFixes(context) : differenceFixes(context);
    report(undefined, what, { certainty: isSurelyLoss ? "certain" : "likely", fixes, shown: astray.shown });
  },
});
