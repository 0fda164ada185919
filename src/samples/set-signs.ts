/** What speaks for a sample set in a loss: words of its name, of what it calls, and of its text. */

import type { RotationForm } from "./rotation-set.ts";
import type { SampleSetId } from "./sample-sets.ts";

/** `dice_loss`, `jacard_coef`, `TverskyLoss`. */
export const overlapName = /dice|tversky|jac{1,2}ard|lovasz|tanimoto|sorensen/i;

/** Losses of the distribution of a lifetime: `weibull_loglik_discrete`, `wtte.loglik_continuous`. */
export const lifetimeName = /weibull|wtte|loglik_(?:discrete|continuous)/i;

/** `range(shape(y_pred)[0])`: each sample has its place in the batch for a label. */
export const ofBatch = /\b(?:range|arange|eye)\(\s*(?:(?:tf\.|K\.|ops\.)?shape\(|\w{1,40}\.shape\[0\])/;

export interface Sign {
  readonly set: SampleSetId;
  /** Found in the loss's name. */
  readonly name?: RegExp;
  /** Found in the name of a function of the program's own that the loss calls. */
  readonly called?: RegExp;
  /** Found in its source text, comments included. */
  readonly text?: { test(text: string): boolean };
  readonly weight: number;
}

/** Masks of several classes, and not of one thing and what is around it. */
export const severalClasses =
  /softmax|categorical|multi_?class|one_?hot|\b(?:num|n|nb)_?(?:classes|labels)\b|class_?weights?/i;

/** What speaks for a set. A name says most; a call of a function for one kind of data nearly as much. */
export const signs: readonly Sign[] = [
  { set: "survival", name: /cox|surviv|hazard|deephit|breslow|partial_(?:log_?)?likelihood/i, weight: 9 },
  { set: "survival", name: lifetimeName, weight: 16 },
  { set: "survival", called: lifetimeName, weight: 16 },
  {
    set: "survival",
    text: { test: (text) => text.split("\n").some(namesEvent) },
    weight: 14,
  },
  { set: "embedding", name: /triplet/i, weight: 9 },
  // The actions that were taken, one-hot.
  { set: "categorical", name: /(?:^|_)(?:policy|ppo|actor|a2c|reinforce)(?:_|$)/i, weight: 9 },
  // All pairs or triplets of a batch, told apart by their labels.
  {
    set: "labelled-vectors",
    name: /batch_?(?:all|hard)|semi_?hard|triplet_?hard|hard_?triplet|sup(?:ervised)?_?con|n_?pairs|lifted|proxy|multi_similarity/i,
    weight: 13,
  },
  {
    set: "labelled-vectors",
    text: /\bequal\(\s*(?:(?:tf\.|K\.|ops\.)?(?:expand_dims|reshape)\(\s*)?(?:y_true|labels?|y)\b[^\n]{0,40}(?:transpose|expand_dims|\bNone\b)/,
    weight: 13,
  },
  { set: "views", name: /barlow|vicreg|nt_?xent|sim_?clr|two_?views|info_?nce/i, weight: 9 },
  {
    set: "views",
    text: /\bsplit\(\s*y_pred\s*,\s*(?:num_or_size_splits\s*=\s*)?2\s*,\s*(?:axis\s*=\s*)?(?:-1|1)\s*\)/,
    weight: 7,
  },
  { set: "pairs", name: /contrastive|siamese/i, weight: 8 },
  { set: "pairs", text: /margin\s*-\s*(?:y_pred|d|dist\w*|d_\w+)\b/, weight: 8 },
  { set: "boxes", name: /[gdce]iou|bbox|(?<!multi_?)box/i, weight: 8 },
  { set: "boxes", text: { test: namesCorners }, weight: 12 },
  {
    set: "boxes-center",
    text: /\b(?:cxcywh|center_x|w_true|true_wh|pred_wh|x_center)\b|\bcx\w*\s*,\s*cy\w*\s*,\s*w/,
    weight: 9,
  },
  // A width as the difference of two corners.
  {
    set: "boxes",
    text: /\b2\]\s*-\s*y_(?:true|pred)\[[^\]]*\b0\]|\b2:4?\]\s*-\s*y_(?:true|pred)\[[^\]]*:2\]/,
    weight: 12,
  },
  { set: "boxes-xywh", text: /(?<![a-z])xywh\b/i, weight: 12 },
  { set: "rotation", text: { test: (text) => formOfRotation(text) !== undefined }, weight: 26 },
  { set: "quantiles", text: /\b(?:in|enumerate\(|len\(|zip\()\s*(?:self\.)?quantiles\b/i, weight: 8 },
  // Members of an ensemble are held against one target, as quantiles are.
  { set: "quantiles", name: /crps|ensemble/i, weight: 9 },
  { set: "distribution", name: /nll|gaussian|likelihood|hetero|log_?var|uncertain|vae/i, weight: 6 },
  // Mean, evidence and the two parameters of the variance's own distribution.
  { set: "spread", name: /evidential|(?:^|_)nig(?:_|$)|normal_inverse_gamma/i, weight: 9 },
  { set: "spread", text: /\b(?:v|nu|lambda_?),\s*alpha,\s*beta\b\s*=/, weight: 9 },
  { set: "distribution", text: /log_?(?:var|sigma|scale|std)/i, weight: 4 },
  // The logarithm of the second output: it is a spread itself.
  {
    set: "spread",
    text: /\blog\(\s{0,9}(?:[\d.]{1,9}\s{0,9}\*\s{0,9}){0,3}(?:K\.|ops\.|tf\.\w{1,20}\.|math\.)?(?:[\w.]{0,40}\()?\s{0,9}(?:variance|var|sigma\w{0,40}|scale|std\w{0,40}|stddev|s|b)\b/,
    weight: 11,
  },
  { set: "ordinal", name: /ordinal|emd|earth_mover|(?<!c)rps|ranked_prob|qwk|kappa/i, weight: 8 },
  // Whatever else is added to it, the overlap of masks is of masks.
  { set: "segmentation", name: overlapName, weight: 19 },
  { set: "segmentation", called: overlapName, weight: 14 },
  { set: "segmentation", name: /(?:^|_)m?iou|boundary|overlap/i, weight: 7 },
  { set: "segmentation", name: /background|foreground/i, weight: 7 },
  { set: "segmentation", text: /\binter(?:section)?s?\s{0,9}=[^=]/, weight: 4 },
  { set: "segmentation", name: /segment|(?<!with_?)mask(?!ed)|pixel/i, weight: 10 },
  { set: "segmentation", name: /ssim|psnr|total_variation|gradient_loss|image/i, weight: 7 },
  { set: "segmentation", text: /heat[ _]?maps?/i, weight: 8 },
  { set: "segmentation", text: /axis\s*=\s*[[(]\s*1\s*,\s*2/, weight: 4 },
  { set: "segmentation", text: /tf\.image\.|image_gradients|sobel_edges/, weight: 6 },
  { set: "sparse", text: /sparse_categorical|\bsparse_softmax|\bone_hot\(/, weight: 6 },
  { set: "sparse", text: /sparse_categorical_crossentropy\(|\bone_hot\((?:\w+\.|\w+\()*y_true\b/, weight: 10 },
  { set: "sparse", text: /SparseCategorical/, weight: 10 },
  { set: "categorical", text: /(?<!Sparse)Categorical(?:Focal)?Crossentropy/, weight: 5 },
  { set: "sparse", name: /sparse(?!max)/i, weight: 24 },
  // Stronger than all that a focal loss of several classes has in common with the binary one.
  { set: "categorical", name: /categorical|softmax|sparsemax|multi_?class|cce/i, weight: 11 },
  { set: "categorical", text: /categorical_(?:focal_)?crossentropy|(?<!sparse_)softmax_cross_entropy/, weight: 4 },
  { set: "categorical", text: /(?<!sparse_)categorical_crossentropy\(/, weight: 5 },
  // The margins of capsules: the length of the true class's capsule above 0.9, all others below 0.1.
  { set: "categorical", text: /\b0?\.9\d{0,9} {0,3}- {0,3}\w[^\n]{0,80}\n?[^\n]{0,80}- {0,3}0?\.1\b/, weight: 9 },
  // The same with the margins in a name.
  {
    set: "categorical",
    text: /\by_true \* (?:\w{1,9}\.){0,2}square\([^\n]{0,80}- y_pred\)[\s\S]{0,120}1(?:\.0?)? - y_true[\s\S]{0,60}square\([^\n]{0,40}y_pred - /,
    weight: 9,
  },
  { set: "categorical", text: /argmax\(/, weight: 2 },
  // Of an index there is no largest.
  { set: "categorical", text: /\bargmax\(y_true\b/, weight: 7 },
  // `y_pred /= K.sum(y_pred, axis=-1, …)`: shares of one, of which a single column would be 1 whatever it holds.
  {
    set: "categorical",
    text: /\b(\w{1,40})\s{0,9}(?:\/=|=\s{0,9}\1\s{0,9}\/)\s{0,9}[\w.]{1,60}sum\(\s{0,9}\1\s{0,9},\s{0,9}(?:axis\s{0,9}=\s{0,9})?-1\b/,
    weight: 9,
  },
  // A logarithm for what is true alone: of shares of one.
  { set: "categorical", text: { test: isOfTrueClass }, weight: 3 },
  { set: "categorical", text: { test: isSumOfTrueClass }, weight: 4 },
  {
    set: "binary",
    name: /f_?(?:1|2|beta)|precision|recall|(?:^|_)(?:mcc|auc)|youden|sensitivity|specificity|(?:true|false)_(?:pos|neg)|^(?:[tf][pn]|[tf][pn]r|[pn]pv)$/i,
    weight: 6,
  },
  // What counts as predicted, and what as true.
  { set: "binary", text: /\bround\(\s*(?:\w+\.){0,3}clip(?:_by_value)?\(/, weight: 5 },
  // Every sample is to be found among all of its batch: its place is its label.
  {
    set: "regression",
    text: ofBatch,
    weight: 8,
  },
  { set: "binary", name: /binary|bce|focal|logloss|log_loss|crossentropy|cross_entropy|xent/i, weight: 4 },
  { set: "binary", text: /binary_(?:focal_)?crossentropy|BinaryCrossentropy|sigmoid_cross_entropy/, weight: 5 },
  { set: "binary", text: /sigmoid\(\s*(?:-\s*)?(?:y_pred|logits|pred|outputs?)\b/, weight: 2 },
  { set: "binary", text: /1(?:\.0*)?\s*-\s*(?:y_pred|p|p_t|pt|prob\w*|output)\b/, weight: 3 },
  { set: "binary", text: /\blog\(\s*1(?:\.0*)?\s*-/, weight: 3 },
  { set: "binary", text: /clip\([^)]*epsilon/, weight: 2 },
  { set: "margin", name: /hinge|margin|svm|wasserstein|critic|exponential/i, weight: 6 },
  { set: "margin", text: /maximum\([^)]*1(?:\.0*)?\s*-\s*(?:y_true\s*\*\s*y_pred|y_pred\s*\*\s*y_true)/, weight: 6 },
  { set: "positive", name: /poisson|tweedie|msle|logarithmic|rmsle|gamma_loss|gamma_dev|count/i, weight: 8 },
  // Of counts, as the logarithm of their factorial says.
  { set: "positive", name: /neg(?:ative)?_?binom|nbinom|(?:^|_)z?i?nb(?:_|\.|$)/i, weight: 12 },
  { set: "positive", text: /\blgamma\(\s{0,9}(?:y_true|x) {0,3}\+ {0,3}1\b/, weight: 8 },
  { set: "positive", text: /log1?p?\(\s*(?:y_pred|y_true)\b/, weight: 1 },
  {
    set: "regression",
    name: /mse|mae|mape|huber|quantile|pinball|squared|absolute|log_?cosh|regress|rmse|r2|ccc|error/i,
    weight: 3,
  },
  { set: "regression", text: /landmark|key_?points?\b/i, weight: 4 },
  // Of a distance there is any number.
  { set: "regression", text: /\bdist(?:ance)?[ _]maps?\b/i, weight: 12 },
  { set: "regression", text: /y_true\s*-\s*y_pred|y_pred\s*-\s*y_true/, weight: 2 },
];

/** How a loss of rotations has them; undefined for any other. */
export function formOfRotation(text: string): RotationForm | undefined {
  if (/\btrace\(|\b2, 2\]|\b3, 3[\])]/.test(text) && /\ba(?:rc)?cos\(/.test(text))
    return /reshape\([^\n]{1,80}\b3, 3[\])]/.test(text) ? "flat matrix" : "matrix";
  if (!/(?<![a-z])quat(?:ernion|s?(?![a-z]))|normalize\(\s{0,9}y_pred\[[^\]]{0,20}, ?3:7?\]/i.test(text))
    return undefined;
  return /, ?:3\]/.test(text) ? "pose" : "quaternion";
}

/** `event, time = … y_true[…]`, or a comment behind it that speaks of events. */
function namesEvent(line: string): boolean {
  const at = line.indexOf("y_true[");
  const equals = at < 0 ? -1 : line.lastIndexOf("=", at);
  if (equals < 0) return false;
  if (
    /\b(?:event\w{0,40}|censored)(?: {0,3}, {0,3}\w{1,40})?$/.test(
      line.slice(Math.max(0, equals - 100), equals).trimEnd(),
    )
  )
    return true;
  const comment = line.indexOf("#", at);
  return comment >= 0 && /\bevent/.test(line.slice(comment));
}

/** `[x1, y1, x2, y2]`, where it does not name other formats too. */
function namesCorners(text: string): boolean {
  return /\bx1, ?y1, ?x2, ?y2\b/.test(text) && !/xywh|format/i.test(text);
}

/** `y_true * K.log(y_pred)`, and nothing for what is not true. */
function isOfTrueClass(text: string): boolean {
  return (
    /y_true\s{0,9}\*\s{0,9}[\w.]{0,40}\blog\(/.test(text) &&
    !/1(?:\.0*)?\s{0,9}-\s{0,9}(?:y_true|y_pred|p|pt|p_t)\b/.test(text)
  );
}

/** The same, summed over the last axis, of a loss that by its words is of no two classes. */
function isSumOfTrueClass(text: string): boolean {
  return (
    isOfTrueClass(text) &&
    /sum\([^\n]{0,200}\baxis\s{0,9}=/.test(text) &&
    !/binary|bce|sigmoid|axis\s*=\s*[[(]\s*1\s*,\s*2/i.test(text)
  );
}
