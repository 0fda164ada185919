import type { RelatedPlace } from "../losses/finding.ts";
import { lacksGradient } from "./lacks-gradient.ts";
import { defineProbe } from "./probe.ts";
import { shownBatch } from "./shown-runs.ts";

export const noGradient = defineProbe({
  id: "no-gradient",
  severity: "error",
  summary: "No gradient flows from the loss to the prediction",

  async ask({ loss, isSurelyLoss, run, quote, report }) {
    if (!(await lacksGradient(run))) return;
    const built = await run.build();
    const own = built.kind === "built" ? built.cuts.filter(({ path }) => path === run.subject.source.file.path) : [];
    const [cut, ...others] = own;
    const observed = await run.observed();
    const shown = observed.kind === "observed" ? [shownBatch(observed.observations.set)] : [];
    const certainty = isSurelyLoss ? "certain" : "likely";
    if (cut === undefined) {
      report(
        undefined,
        `No gradient flows from the result of '${loss.name}' to its prediction. Keras answers: No gradients provided for any variable.`,
        { certainty, shown },
      );
      return;
    }
    const related = others.map(({ range }): RelatedPlace => ({ range, message: "Another ends here." }));
    report(
      cut,
      `No gradient passes \`${quote(cut)}\`, and '${loss.name}' has none on another way. Keras answers: No gradients provided for any variable.`,
      { certainty, related, shown },
    );
  },
});
