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
    const error = await certainFailure(context);
    if (error?.range === undefined || !isOfDTypes(error)) return;
    const { path, range } = error;
    if (path !== run.subject.source.file.path || !restsOnTarget(context, range)) return;
    const place = { path, range };
    report(place, `\`${quote(place)}\` mixes dtypes: ${error.exception}: ${firstSentences(error.message)}`);
  },
});
