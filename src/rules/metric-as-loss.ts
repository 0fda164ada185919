import { isMetricName } from "../losses/loss-names.ts";
import { placeIn } from "../losses/related.ts";
import { defineRule } from "../losses/rule.ts";

const builtIn =
  /^(?:tf\.)?keras\.metrics\.(?:(?:Binary|Categorical|SparseCategorical|TopKCategorical|SparseTopKCategorical)?Accuracy|(?:binary|categorical|sparse_categorical|top_k_categorical|sparse_top_k_categorical)_accuracy|Precision|Recall|AUC|F1Score|FBetaScore|(?:Binary|Mean|OneHot|OneHotMean)?IoU|MeanIoU|R2Score|TruePositives|TrueNegatives|FalsePositives|FalseNegatives|SensitivityAtSpecificity|SpecificityAtSensitivity|PrecisionAtRecall|RecallAtPrecision|ConcordanceCorrelation|PearsonCorrelation)$/;
const asString =
  /^(?:acc|accuracy|(?:binary|categorical|sparse_categorical|top_k_categorical)_accuracy|auc|AUC|precision|Precision|recall|Recall|f1_score|F1Score|mean_io_u|MeanIoU|IoU)$/;

export const metricAsLoss = defineRule({
  id: "metric-as-loss",
  severity: "warning",
  summary: "A metric without a gradient is used as the loss",

  check({ uses, resolver, flowOf, imported, source, report }) {
    for (const { role, value, loss } of uses) {
      if (role !== "loss") continue;
      if (value.kind === "Constant" && typeof value.value === "string") {
        if (asString.test(value.value))
          report(value, `'${value.value}' is a metric: it counts decisions, and a count has no gradient.`);
        continue;
      }
      const callee = value.kind === "Call" ? value.function : value;
      const qualified = resolver.qualifiedName(callee);
      if (qualified && builtIn.test(qualified)) {
        report(value, `'${source(callee)}' is a metric: it counts decisions, and a count has no gradient.`);
        continue;
      }
      const other = loss ? undefined : imported(value);
      const meant = loss ?? (other?.kind === "loss" ? other.loss : undefined);
      if (!meant || !isMetricName(meant.name)) continue;
      const result = (other?.module.flowOf ?? flowOf)(meant)?.result;
      if (!result?.fromPred || result.connection === "connected" || result.cuts.length === 0) continue;
      report(value, `'${meant.name}' is a metric: nothing in it carries a gradient.`, [], {
        related: [placeIn(result.cuts[0]!.range, "The gradient ends here.", other?.module)],
      });
    }
  },
});
