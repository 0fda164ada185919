/** Which sample set fits a loss, from what it is called, what it calls, and what its author says. */

import type { LossDefinition } from "../losses/loss.ts";
import type { Module } from "../python/ast.ts";
import { quantileLevels, quantileSet } from "./quantile-set.ts";
import type { SampleSet } from "./sample-set.ts";
import { findSampleSet, type SampleSetId, sampleSets } from "./sample-sets.ts";

interface Sign {
  readonly set: SampleSetId;
  /** Found in the loss's name. */
  readonly name?: RegExp;
  /** Found in its source text, comments included. */
  readonly text?: { test(text: string): boolean };
  readonly weight: number;
}

/** What speaks for a set. A name says most; a call of a function for one kind of data nearly as much. */
const signs: readonly Sign[] = [
  { set: "survival", name: /cox|surviv|hazard|deephit|breslow/i, weight: 9 },
  {
    set: "survival",
    text: { test: (text) => text.split("\n").some(namesEvent) },
    weight: 14,
  },
  { set: "embedding", name: /triplet/i, weight: 9 },
  { set: "pairs", name: /contrastive|siamese/i, weight: 8 },
  { set: "pairs", text: /margin\s*-\s*(?:y_pred|d|dist\w*|d_\w+)\b/, weight: 8 },
  { set: "boxes", name: /[gdce]iou|bbox|box/i, weight: 8 },
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
  { set: "quantiles", text: /\b(?:in|enumerate\(|len\(|zip\()\s*(?:self\.)?quantiles\b/i, weight: 8 },
  { set: "distribution", name: /nll|gaussian|likelihood|hetero|log_?var|uncertain|vae|evidential/i, weight: 6 },
  { set: "distribution", text: /log_?(?:var|sigma|scale|std)/i, weight: 4 },
  // The logarithm of the second output: it is a spread itself.
  {
    set: "spread",
    text: /\blog\(\s{0,9}(?:[\d.]{1,9}\s{0,9}\*\s{0,9}){0,3}(?:K\.|ops\.|tf\.\w{1,20}\.|math\.)?(?:[\w.]{0,40}\()?\s{0,9}(?:variance|var|sigma\w{0,40}|scale|std\w{0,40}|stddev|s|b)\b/,
    weight: 11,
  },
  { set: "ordinal", name: /ordinal|emd|earth_mover|rps|ranked_prob|qwk|kappa/i, weight: 8 },
  { set: "segmentation", name: /dice|tversky|jaccard|(?:^|_)iou|lovasz|boundary/i, weight: 7 },
  { set: "segmentation", name: /segment|mask|pixel/i, weight: 10 },
  { set: "segmentation", name: /ssim|psnr|total_variation|gradient_loss|image/i, weight: 7 },
  { set: "segmentation", text: /axis\s*=\s*[[(]\s*1\s*,\s*2/, weight: 4 },
  { set: "segmentation", text: /tf\.image\.|image_gradients|sobel_edges/, weight: 6 },
  { set: "sparse", text: /sparse_categorical|\bsparse_softmax|\bone_hot\(/, weight: 6 },
  { set: "sparse", text: /sparse_categorical_crossentropy\(|\bone_hot\((?:\w+\.|\w+\()*y_true\b/, weight: 10 },
  { set: "sparse", name: /sparse/i, weight: 14 },
  // Stronger than all that a focal loss of several classes has in common with the binary one.
  { set: "categorical", name: /categorical|softmax|multi_?class|cce/i, weight: 11 },
  { set: "categorical", text: /categorical_(?:focal_)?crossentropy|softmax_cross_entropy/, weight: 4 },
  { set: "categorical", text: /(?<!sparse_)categorical_crossentropy\(/, weight: 5 },
  // The margins of capsules: the length of the true class's capsule above 0.9, all others below 0.1.
  { set: "categorical", text: /\b0?\.9\d{0,9} {0,3}- {0,3}\w[^\n]{0,80}\n?[^\n]{0,80}- {0,3}0?\.1\b/, weight: 9 },
  { set: "categorical", text: /argmax\(/, weight: 2 },
  { set: "binary", name: /binary|bce|focal|logloss|log_loss|crossentropy|cross_entropy|xent/i, weight: 4 },
  { set: "binary", text: /binary_(?:focal_)?crossentropy|BinaryCrossentropy|sigmoid_cross_entropy/, weight: 5 },
  { set: "binary", text: /1(?:\.0*)?\s*-\s*(?:y_pred|p|p_t|pt|prob\w*|output)\b/, weight: 3 },
  { set: "binary", text: /\blog\(\s*1(?:\.0*)?\s*-/, weight: 3 },
  { set: "binary", text: /clip\([^)]*epsilon/, weight: 2 },
  { set: "margin", name: /hinge|margin|svm|wasserstein|critic|exponential/i, weight: 6 },
  { set: "margin", text: /maximum\([^)]*1(?:\.0*)?\s*-\s*(?:y_true\s*\*\s*y_pred|y_pred\s*\*\s*y_true)/, weight: 6 },
  { set: "positive", name: /poisson|tweedie|msle|logarithmic|rmsle|gamma_loss|gamma_dev|count/i, weight: 8 },
  { set: "positive", text: /log1?p?\(\s*(?:y_pred|y_true)\b/, weight: 1 },
  {
    set: "regression",
    name: /mse|mae|mape|huber|quantile|pinball|squared|absolute|log_?cosh|regress|rmse|r2|ccc|error/i,
    weight: 3,
  },
  { set: "regression", text: /y_true\s*-\s*y_pred|y_pred\s*-\s*y_true/, weight: 2 },
];

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

const logitsOf: Partial<Record<SampleSetId, SampleSetId>> = {
  binary: "binary-logits",
  categorical: "categorical-logits",
  sparse: "sparse-logits",
};

/** `from_logits=True`, TensorFlow's `…_with_logits`, or a sigmoid or softmax of the prediction. */
const logitSigns =
  /from_logits\s*=\s*True|_with_logits\(|(?:sigmoid|softmax)\(\s*(?:y_pred|logits|output|pred)|\blogits\b/;

/** The weight of the signs that make a choice a sure one. */
const surely = 3;

const pin = /#\s*loss-lens:\s*samples\s*=\s*([\w-]+)/;

export interface SampleChoice {
  readonly set: SampleSet<SampleSetId>;
  /** Whether a comment in the code fixes it. */
  readonly isPinned: boolean;
  /** Whether something in the loss speaks for it, and it is not only what is left. */
  readonly isSure: boolean;
}

/** Every set, the best first. A caller may try them in turn: the first on which the loss runs is the one. */
export function rankSampleSets(loss: LossDefinition, module: Module): readonly SampleChoice[] {
  const pinned = pinnedSet(loss, module);
  const text = module.text.slice(loss.range.start, loss.range.end);
  const scores = new Map<SampleSetId, number>([
    ["regression", 1],
    ["binary", 0.5],
    ["categorical", 0.25],
  ]);
  const add = (id: SampleSetId, weight: number) => scores.set(id, (scores.get(id) ?? 0) + weight);
  for (const { set, name, text: inText, weight } of signs) {
    if (name?.test(loss.name) || inText?.test(text)) add(set, weight);
  }
  if (logitSigns.test(text)) {
    for (const [plain, logits] of Object.entries(logitsOf) as [SampleSetId, SampleSetId][]) {
      const score = scores.get(plain);
      if (score !== undefined) scores.set(logits, score + 0.1);
    }
  }
  const levels = levelsOf(text, module);
  if (levels !== undefined) add("quantiles", 12);
  const sets = sampleSets.map((set) => (set.id === "quantiles" && levels !== undefined ? quantileSet(levels) : set));
  const order = sets.sort((a, b) => (scores.get(b.id) ?? 0) - (scores.get(a.id) ?? 0));
  const choices = order.map((set) => ({ set, isPinned: false, isSure: (scores.get(set.id) ?? 0) >= surely }));
  if (pinned === undefined) return choices;
  return choices
    .filter(({ set }) => set.id === pinned.id)
    .map(({ set }) => ({ set, isPinned: true, isSure: true }))
    .concat(choices.filter(({ set }) => set.id !== pinned.id));
}

/** The quantiles that a loss works with: written in it, or in a constant of the module that it uses. */
function levelsOf(text: string, module: Module): readonly number[] | undefined {
  const own = quantileLevels(text);
  if (own !== undefined) return own;
  for (const statement of module.body) {
    const target =
      statement.kind === "Assign"
        ? statement.targets[0]
        : statement.kind === "AnnotatedAssign"
          ? statement.target
          : null;
    if (target?.kind !== "Name" || !/quantile/i.test(target.id) || !text.includes(target.id)) continue;
    const levels = quantileLevels(module.text.slice(statement.range.start, statement.range.end));
    if (levels !== undefined) return levels;
  }
  return undefined;
}

/** `# loss-lens: samples=binary` inside the loss, on the line above it, or, for all losses, before the first definition. */
function pinnedSet(loss: LossDefinition, module: Module): SampleSet<SampleSetId> | undefined {
  const first = module.body.find((node) => node.kind === "FunctionDefinition" || node.kind === "ClassDefinition");
  let found: SampleSet<SampleSetId> | undefined;
  for (const { range, text } of module.comments) {
    const id = pin.exec(text)?.[1];
    const set = id === undefined ? undefined : findSampleSet(id);
    if (set === undefined) continue;
    const between = module.text.slice(range.end, loss.range.start);
    const isOwn =
      (range.start >= loss.range.start && range.end <= loss.range.end) ||
      (range.end <= loss.range.start && /^[ \t]*\r?\n[ \t]*$/.test(between)) ||
      isOnLastLine(module.text, loss, range.start);
    if (isOwn) return set;
    if (first === undefined || range.end <= first.range.start) found = set;
  }
  return found;
}

/** A comment behind the loss, on its last line. */
function isOnLastLine(text: string, { range }: LossDefinition, at: number): boolean {
  return at >= range.end && !text.slice(range.end, at).includes("\n");
}
