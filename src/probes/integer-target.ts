import type { BuildFailed } from "../evaluate/build-question.ts";
import { isBefore, isFrom } from "../keras/release.ts";
import { wholeLabels } from "../samples/file-model.ts";
import { firstSentences, isOfDTypes } from "./build-words.ts";
import { certainFailure } from "./certain-failure.ts";
import { specificationOf } from "./loss-run.ts";
import { defineProbe, type ProbeContext, type ProbeDetails } from "./probe.ts";
import { restsOnTarget } from "./rests-on-data.ts";

export const integerTarget = defineProbe({
  id: "integer-target",
  severity: "warning",
  summary: "Whole numbers or booleans from y_true meet floats from y_pred without a cast",

  async ask(context) {
    const failed = await certainFailure(context);
    if (failed !== undefined) tell(context, failed, "");
    else await askOfLabels(context);
  },
});

/** From tf.keras 2.4 to Keras 3, whole numbers come to the loss as `fit` gets them; before, as floats. */
async function askOfLabels(context: ProbeContext): Promise<void> {
  const { loss, run } = context;
  const { version, isKnown } = run.subject.source.keras;
  if (!isKnown || isBefore(version, "2.4") || isFrom(version, "3.0")) return;
  const labels = wholeLabels(loss);
  const observed = await run.observed();
  if (labels === undefined || observed.kind === "failure") return;
  const specification = specificationOf(observed.observations.set);
  const { yTrue } = specification;
  const failed = await run.build([{ ...specification, yTrue: { ...yTrue, dtype: labels.dtype } }]);
  if (failed.kind !== "failed") return;
  const end = ` 'fit' is given labels of ${labels.dtype}, which Keras 2 does not cast.`;
  const related = [{ range: labels.expression.range, message: "These labels are whole numbers." }];
  tell(context, failed, end, { related, shown: [{ specification: failed.specification, yTrueDType: labels.dtype }] });
}

function tell(context: ProbeContext, failed: BuildFailed, end: string, details: ProbeDetails = {}): void {
  const { run, quote, report } = context;
  const { error, specification } = failed;
  const { path, range } = error;
  if (range === undefined || !isOfDTypes(error)) return;
  if (path !== run.subject.source.file.path || !restsOnTarget(context, range)) return;
  const place = { path, range };
  report(place, `\`${quote(place)}\` mixes dtypes: ${error.exception}: ${firstSentences(error.message)}${end}`, {
    shown: [{ specification }],
    ...details,
  });
}
