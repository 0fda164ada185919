import { isMetricName } from "../losses/loss-names.ts";
import { lacksGradient } from "./lacks-gradient.ts";
import { defineProbe } from "./probe.ts";
import { shownBatch } from "./shown-runs.ts";

export const metricAsLoss = defineProbe({
  id: "metric-as-loss",
  severity: "warning",
  summary: "A metric without a gradient is used as the loss",

  async ask({ loss, uses, run, report }) {
    if (!isMetricName(loss.name)) return;
    const own = uses.filter((use) => use.loss === loss && use.role === "loss");
    if (own.length === 0 || !(await lacksGradient(run))) return;
    const observed = await run.observed();
    const shown = observed.kind === "observed" ? [shownBatch(observed.observations.set)] : [];
    for (const { value } of own) {
      report(
        { path: run.subject.source.file.path, range: value.range },
        `'${loss.name}' is a metric: nothing in it carries a gradient.`,
        { related: [{ range: loss.nameRange, message: `'${loss.name}' is defined here.` }], shown },
      );
    }
  },
});
