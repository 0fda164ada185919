/** A mean over everything as a mean for each sample, of which Keras takes the mean: the same number, and weights reach it. */

import type { ActionPlace, LossAction } from "./action.ts";
import { isHandedOnAlone } from "./handed-on.ts";
import { returnedMeans } from "./returned-mean.ts";

/** Undefined where `fit` would report another number, or somebody else reads what the loss returns. */
export function perSample(place: ActionPlace): LossAction | undefined {
  const { loss, names, uses } = place;
  const { module } = loss;
  const found = returnedMeans(place);
  if (found === undefined || !found.means.every(({ axis }) => axis === "all")) return undefined;
  // Weights that do not reach the samples now would, and another reduction would reduce something else.
  if (/\b(?:sample_weight|class_weight|reduction|sample_weight_mode)\b/.test(module.text)) return undefined;
  const references = names.moduleScope.bindings.get(loss.name)?.references ?? [];
  if (loss.form === "method" || !isHandedOnAlone(references, loss.form !== "function", uses, names)) return undefined;
  return {
    kind: "perSample",
    about: loss.name,
    edits: found.means.map(({ call }) => {
      const end = call.arguments[0]!.range.end;
      return { range: { start: end, end }, newText: ", axis=-1" };
    }),
  };
}
