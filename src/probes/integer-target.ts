import { firstSentences, isOfDTypes } from "./build-words.ts";
import { certainFailure } from "./certain-failure.ts";
import { defineProbe } from "./probe.ts";
import { restsOnTarget } from "./rests-on-data.ts";

export const integerTarget = defineProbe({
  id: "integer-target",
  severity: "warning",
  summary: "Whole numbers or booleans from y_true meet floats from y_pred without a cast",

  async ask(context) {
    const { run, quote, report } = context;
    const failed = await certainFailure(context);
    if (failed?.error.range === undefined || !isOfDTypes(failed.error)) return;
    const { error, specification } = failed;
    const { path, range } = error;
    if (range === undefined || path !== run.subject.source.file.path || !restsOnTarget(context, range)) return;
    const place = { path, range };
    report(place, `\`${quote(place)}\` mixes dtypes: ${error.exception}: ${firstSentences(error.message)}`, {
      shown: [{ specification }],
    });
  },
});
