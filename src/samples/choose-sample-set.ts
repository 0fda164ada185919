/** Which sample set fits a loss, from what it is called, what it calls, and what its author says. */

import { literalOf } from "../evaluate/literal.ts";
import type { LossDefinition } from "../losses/loss.ts";
import type { Module } from "../python/ast.ts";
import { walk } from "../python/walk.ts";
import { givenInFile, lossInFile, modelOutput } from "./file-model.ts";
import { packedParts, packedSet } from "./packed-set.ts";
import { quantileLevels, quantileSet } from "./quantile-set.ts";
import type { SampleSet } from "./sample-set.ts";
import { findSampleSet, type SampleSetId, sampleSets } from "./sample-sets.ts";
import { shapesOf } from "./shape-candidates.ts";
import { shapeHints } from "./shape-hints.ts";
import { listLengths, startParameters } from "./start-values.ts";

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
  // All pairs or triplets of a batch, told apart by their labels.
  {
    set: "labelled-vectors",
    name: /batch_?(?:all|hard)|semi_?hard|sup(?:ervised)?_?con|n_?pairs|lifted|proxy|multi_similarity/i,
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
  {
    set: "segmentation",
    name: /dice|tversky|jaccard|(?:^|_)iou|lovasz|boundary|overlap|tanimoto|sorensen/i,
    weight: 7,
  },
  { set: "segmentation", name: /background|foreground/i, weight: 7 },
  { set: "segmentation", text: /\binter(?:section)?s?\s{0,9}=[^=]/, weight: 4 },
  { set: "segmentation", name: /segment|mask|pixel/i, weight: 10 },
  { set: "segmentation", name: /ssim|psnr|total_variation|gradient_loss|image/i, weight: 7 },
  { set: "segmentation", text: /axis\s*=\s*[[(]\s*1\s*,\s*2/, weight: 4 },
  { set: "segmentation", text: /tf\.image\.|image_gradients|sobel_edges/, weight: 6 },
  { set: "sparse", text: /sparse_categorical|\bsparse_softmax|\bone_hot\(/, weight: 6 },
  { set: "sparse", text: /sparse_categorical_crossentropy\(|\bone_hot\((?:\w+\.|\w+\()*y_true\b/, weight: 10 },
  { set: "sparse", text: /SparseCategorical/, weight: 10 },
  { set: "categorical", text: /(?<!Sparse)Categorical(?:Focal)?Crossentropy/, weight: 5 },
  { set: "sparse", name: /sparse/i, weight: 14 },
  // Stronger than all that a focal loss of several classes has in common with the binary one.
  { set: "categorical", name: /categorical|softmax|multi_?class|cce/i, weight: 11 },
  { set: "categorical", text: /categorical_(?:focal_)?crossentropy|softmax_cross_entropy/, weight: 4 },
  { set: "categorical", text: /(?<!sparse_)categorical_crossentropy\(/, weight: 5 },
  // The margins of capsules: the length of the true class's capsule above 0.9, all others below 0.1.
  { set: "categorical", text: /\b0?\.9\d{0,9} {0,3}- {0,3}\w[^\n]{0,80}\n?[^\n]{0,80}- {0,3}0?\.1\b/, weight: 9 },
  { set: "categorical", text: /argmax\(/, weight: 2 },
  { set: "binary", name: /f_?(?:1|2|beta)|precision|recall|(?:^|_)(?:mcc|auc)|youden/i, weight: 6 },
  // Every sample is to be found among all of its batch: its place is its label.
  { set: "regression", text: /\b(?:range|arange|eye)\(\s*(?:tf\.|K\.|ops\.)?shape\(/, weight: 8 },
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

/** Their losses are of probabilities, whatever is said beside: a file whose model ends in one, a default that says so. */
const probabilityActivations = /^(?:sigmoid|softmax|hard_sigmoid)$/;

/** `from_logits=True`, TensorFlow's `…_with_logits`, or a sigmoid or softmax of the prediction. */
const logitSigns =
  /from_logits\s*=\s*True|_with_logits\(|(?:sigmoid|softmax)\(\s*(?:y_pred|logits|output|pred)|\blogits\b/;

/** The weight of the signs that make a choice a sure one. */
const surely = 3;

const pin = /#\s*loss-lens:\s*samples\s*=\s*([\w-]+)(?:\s*,\s*shape\s*=\s*\(([\d\s,]{1,60})\))?/;

interface Pinned {
  readonly set: SampleSet<SampleSetId>;
  /** Of a prediction, without the batch's axis. */
  readonly shape: readonly number[] | undefined;
}

export interface SampleChoice {
  readonly set: SampleSet<SampleSetId>;
  /** Whether a comment in the code fixes it. */
  readonly isPinned: boolean;
  /** Whether something in the loss speaks for it, and it is not only what is left. */
  readonly isSure: boolean;
}

/**
 * Every set, the best first, each in the shapes that the file and the loss ask for. A caller may try them in turn: the
 * first on which the loss runs is the one. `given` are the lengths of the lists that the loss's parameters are given.
 */
export function rankSampleSets(
  loss: LossDefinition,
  module: Module,
  given: readonly number[] = ownListLengths(loss),
): readonly SampleChoice[] {
  const pinned = pinnedSet(loss, module);
  const text = textOf(loss, module);
  const model = modelOutput(loss);
  const hints = shapeHints(loss);
  const scores = new Map<SampleSetId, number>([
    ["regression", 1],
    ["binary", 0.5],
    ["categorical", 0.25],
  ]);
  const add = (id: SampleSetId, weight: number) => scores.set(id, (scores.get(id) ?? 0) + weight);
  for (const { set, name, text: inText, weight } of signs) {
    if (name?.test(loss.name) || inText?.test(text)) add(set, weight);
  }
  const written = hints.yPred.rank ?? hints.yPred.writtenRank ?? hints.yTrue.rank ?? hints.yTrue.writtenRank;
  if ((written ?? Math.max(hints.yPred.leastRank, hints.yTrue.leastRank)) >= 4) add("segmentation", 4);
  else if (written === 3) add("segmentation", -4);
  for (const [id, weight] of signsOfActivation(model?.activation ?? null, scores)) add(id, weight);
  if (areLogits(loss, text, model?.activation ?? null)) {
    for (const [plain, logits] of Object.entries(logitsOf) as [SampleSetId, SampleSetId][]) {
      const score = scores.get(plain);
      if (score !== undefined) scores.set(logits, score + 0.1);
    }
  }
  const levels = levelsOf(text, module);
  if (levels !== undefined) add("quantiles", 12);
  const parts = packedParts(loss);
  if (parts !== undefined && !isAlike(parts))
    add("packed", parts.yPred.length > 1 || parts.yTrue.some(({ role }) => role !== "value") ? 7 : 2);
  const sets = sampleSets.map((set): SampleSet<SampleSetId> => {
    if (set.id === "quantiles" && levels !== undefined) return quantileSet(levels);
    return set.id === "packed" && parts !== undefined ? packedSet(parts.yTrue, parts.yPred) : set;
  });
  const order = sets.sort((a, b) => (scores.get(b.id) ?? 0) - (scores.get(a.id) ?? 0));
  const asked = { hints, model, widths: given, isPadded: padding.test(text) };
  const isSure = ({ id }: SampleSet<SampleSetId>): boolean => (scores.get(id) ?? 0) >= surely;
  const shaped = order.map((set) => ({ set, shapes: shapesOf(set, asked) }));
  const choices = [
    ...shaped.flatMap(({ shapes }) => shapes),
    // What a loss rules out by its text is still there to be chosen.
    ...shaped.flatMap(({ set, shapes }) => (shapes.length === 0 ? [set] : [])),
  ].map((set): SampleChoice => ({ set, isPinned: false, isSure: isSure(set) }));
  if (pinned === undefined) return choices;
  const { set: wanted, shape } = pinned;
  const exact = shape && wanted.reshape?.(shape);
  const own = exact === undefined ? choices.filter(({ set }) => set.id === wanted.id).map(({ set }) => set) : [exact];
  return own
    .map((set): SampleChoice => ({ set, isPinned: true, isSure: true }))
    .concat(choices.filter(({ set }) => set.id !== wanted.id));
}

/** Whether prediction and target are taken apart in the same way: then they are plain vectors. */
function isAlike({ yTrue, yPred }: NonNullable<ReturnType<typeof packedParts>>): boolean {
  return (
    yTrue.length === yPred.length &&
    yTrue.every(
      ({ role, width }, index) => role === "value" && width === yPred[index]!.width && yPred[index]!.role === "value",
    )
  );
}

/** Of the lists that its file gives the loss, or that it is started with. */
function ownListLengths(loss: LossDefinition): number[] {
  if (loss.parameters.every((parameter) => parameter.default !== undefined)) return [];
  return listLengths(startParameters(lossInFile(loss)));
}

/** The loss, and the lines of its file that make the loss objects it calls: `bce = BinaryCrossentropy(from_logits=True)`. */
function textOf({ range, node }: LossDefinition, module: Module): string {
  const own = module.text.slice(range.start, range.end);
  const names = new Set<string>();
  walk(node, (at) => {
    if (at.kind === "Name") names.add(at.id);
  });
  const made = module.body.flatMap((statement) => {
    const target = statement.kind === "Assign" ? statement.targets[0] : undefined;
    if (target?.kind !== "Name" || !names.has(target.id) || statement.kind !== "Assign") return [];
    return statement.value.kind === "Call" ? [module.text.slice(statement.range.start, statement.range.end)] : [];
  });
  return [own, ...made].join("\n");
}

/** `tf.not_equal(real, 0)`: what is 0 was only filled in. */
const padding =
  /(?:not_equal\(|logical_not\(\s*(?:tf|ops|K)\.(?:math\.)?equal\()\s*\w+\s*,\s*0(?:\.0?)?\s*\)|\b\w+\s*!=\s*0\b/;

function signsOfActivation(
  activation: string | null,
  scores: ReadonlyMap<SampleSetId, number>,
): readonly (readonly [SampleSetId, number])[] {
  switch (activation) {
    case "softmax":
      return [[scores.has("sparse") ? "sparse" : "categorical", 5]];
    case "sigmoid":
      return [["binary", 5]];
    case "softplus":
    case "relu":
    case "exponential":
      return [["positive", 3]];
    default:
      return [];
  }
}

/** A default says more than words: with `from_logits=False` in its signature a loss means probabilities. */
function areLogits(loss: LossDefinition, text: string, activation: string | null): boolean {
  const given = fromLogits(loss);
  if (given !== undefined) return given;
  if (activation !== null && probabilityActivations.test(activation)) return false;
  return logitSigns.test(withoutTexts(text));
}

/** What the loss is made with, else its default; undefined where it has no such parameter. */
function fromLogits(loss: LossDefinition): boolean | undefined {
  const parameter = loss.parameters.find(({ name }) => name === "from_logits");
  if (parameter === undefined) return undefined;
  const stated = givenInFile(loss, "from_logits") ?? (parameter.default && literalOf(parameter.default));
  return typeof stated === "boolean" ? stated : undefined;
}

/** Without comments and documentation, which tell of cases. */
function withoutTexts(text: string): string {
  return text.replace(/("""|''')[\s\S]*?\1/g, "").replace(/#[^\n]*/g, "");
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
function pinnedSet(loss: LossDefinition, module: Module): Pinned | undefined {
  const first = module.body.find((node) => node.kind === "FunctionDefinition" || node.kind === "ClassDefinition");
  let found: Pinned | undefined;
  for (const { range, text } of module.comments) {
    const [, id, written] = pin.exec(text) ?? [];
    const set = id === undefined ? undefined : findSampleSet(id);
    if (set === undefined) continue;
    const shape = written?.split(",").flatMap((part) => (part.trim() === "" ? [] : [Number(part)]));
    const pinned = { set, shape };
    const between = module.text.slice(range.end, loss.range.start);
    const isOwn =
      (range.start >= loss.range.start && range.end <= loss.range.end) ||
      (range.end <= loss.range.start && /^[ \t]*\r?\n[ \t]*$/.test(between)) ||
      isOnLastLine(module.text, loss, range.start);
    if (isOwn) return pinned;
    if (first === undefined || range.end <= first.range.start) found = pinned;
  }
  return found;
}

/** A comment behind the loss, on its last line. */
function isOnLastLine(text: string, { range }: LossDefinition, at: number): boolean {
  return at >= range.end && !text.slice(range.end, at).includes("\n");
}
