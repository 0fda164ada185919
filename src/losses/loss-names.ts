/** What people call targets, predictions, losses and metrics. */

const trueStrong = /^_{0,80}(?:y_?true|ytrue|y_?trues|y_true_\w{1,80}|true_?y)_{0,80}$/i;
const predStrong =
  /^_{0,80}(?:y_?pred|ypred|y_?preds|y_pred_\w{1,80}|y_?hat|pred_?y|y_?predict(?:ed|ion|ions)?)_{0,80}$/i;
const trueWeak =
  /^_{0,80}(?:y|t|y_t|y_?targets?|targets?|labels?|trues?|truth|ground_?truths?|gts?|gt_\w{1,80}|actuals?|y_?actual|y_?labels?|onehot_labels|true_\w{1,80}|(?!ys_)\w{1,80}_true|target_\w{1,80}|label_\w{1,80}|reference|real|y_?truths?|expected|observed|y_?obs|masks?|mask_true)_{0,80}$/i;
const predWeak =
  /^_{0,80}(?:p|y_p|y_|preds?|predicted|predictions?|outputs?|logits?|y_?logits|\w{1,80}_logits|y_?prob(?:a|s|as)?|proba?s?|probabilities|yp|scores?|estimates?|y_?out|out|yhat|y_?est|pred_\w{1,80}|\w{1,80}_pred|forecast|mask_pred|pr|prediction_\w{1,80}|\w{1,80}_predictions?|y_?embeddings?|embeddings?|features|(?:log_)?(?:risks?|hazards?)|risk_scores?)_{0,80}$/i;

export type ParameterMeaning = "true" | "pred" | undefined;

/** Longer ones mean nothing that a pattern would find. */
const longestName = 80;

/** What a parameter's name says it is; `strong` names say so anywhere, the others beside a loss's name. */
export function meaningOf(name: string): { meaning: ParameterMeaning; isStrong: boolean } {
  if (
    name.length > longestName ||
    /_(?:shape|dtype|ndim|rank|size|name|path|file|dir|list|cols?|columns?)$/i.test(name)
  )
    return { meaning: undefined, isStrong: false };
  if (trueStrong.test(name)) return { meaning: "true", isStrong: true };
  if (predStrong.test(name)) return { meaning: "pred", isStrong: true };
  if (predWeak.test(name)) return { meaning: "pred", isStrong: false };
  if (trueWeak.test(name)) return { meaning: "true", isStrong: false };
  return { meaning: undefined, isStrong: false };
}

/** `focal_loss`, `DiceLoss`, `weighted_bce`, `rmse` … */
export function isLossName(name: string): boolean {
  return lossName.test(ownName(name));
}

const lossName =
  /loss|error|crossentropy|cross_entropy|(?:^|_)x?(?:bce|cce|scce|mse|mae|rmse|msle|mape|huber|focal|tversky|hinge|nll|kld|kl|wce|quantile|pinball|logcosh|log_cosh|penalty|objective|likelihood|divergence|triplet|contrastive)(?:_|$|\d)/i;

/** A method is what it is called itself, whatever class it stands in; Keras calls a class's `call`. */
function ownName(name: string): string {
  const own = name.slice(name.lastIndexOf(".") + 1);
  return /^(?:__)?call(?:__)?$/.test(own) ? name : own;
}

/** `dice_coef`, `f1`, `mean_iou`, `accuracy` …: a bigger number is better, or it is only ever watched. */
export function isMetricName(name: string): boolean {
  const own = ownName(name);
  if (own.length > longestName || /loss|error/i.test(own)) return false;
  return /(?:^|_)(?:acc|accuracy|iou|miou|jaccard|dice|dice_?coef\w{0,80}|coef\w{0,80}|precision|recall|sensitivity|specificity|f1|f_?beta|f_?score|fscore|f_?measure|auc|psnr|ssim|r2|r_?squared?|r_?square|score|scores|metric|metrics|correlation|pearson\w{0,80}|spearman\w{0,80}|kappa|mcc|matthews\w{0,80}|hits?|topk|top_?\d{1,9}\w{0,80}|hamming|(?:true|false)_(?:positive|negative)s?|index|tp|fp|tn|fn|ppv|npv|fpr|tpr|evaluate|score_\w{1,80}|coefficient|ratio|acc\d{0,9}|perplexity|auroc|map)(?:_|$)/i.test(
    own.replace(/([a-z0-9])([A-Z])/g, "$1_$2"),
  );
}
