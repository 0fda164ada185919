/** Which columns a loss packs into its tensors, and what each is for: its own use of them says. */

import type { LossDefinition } from "../losses/loss.ts";
import type { Cut, CutTensor } from "./cut.ts";
import { lossCuts } from "./packed-cuts.ts";
import { shapeHints } from "./shape-hints.ts";
import { openWidth } from "./whole-reader.ts";

/**
 * `value`: a number that is predicted; `weight`: what a term is multiplied by; `class`: one-hot; `index`: the place of
 * what is true; `label`: 0 or 1; `match`: of an anchor, -1 or 1; `logits`: of another model.
 */
export type PackedRole = "value" | "weight" | "class" | "index" | "label" | "match" | "logits";

export interface PackedColumns {
  readonly role: PackedRole;
  readonly name: string;
  readonly width: number;
}

export interface PackedPrediction {
  /**
   * `probabilities`: shares of one; `logits`: of classes; `probability`, `logit`: of each column by itself; `positive`:
   * a number above 0; `scale`: one that stays; `still`: a number that stays, such as the logarithm of a scale.
   */
  readonly role: "value" | "positive" | "probability" | "logit" | "logits" | "probabilities" | "scale" | "still";
  readonly width: number;
  readonly name?: string;
}

export interface PackedParts {
  readonly yTrue: readonly PackedColumns[];
  readonly yPred: readonly PackedPrediction[];
  /** Axes between the batch's and the last, with their lengths where the loss says them. */
  readonly lead: readonly (number | null)[];
  /** Whether the loss never uses its targets but in parts. */
  readonly isOnlyInParts: boolean;
}

/** What judges classes by its name: its arguments are of classes. */
const classJudge = /cross_?entropy|soft_?max|sigmoid|log_?loss|focal|class|conf/i;
const binaryJudge = /binary|sigmoid|bce/i;
const weightName = /weight|^w$|^w_|_w$|mask|valid|^vis|importance|coef|state/i;
const className = /^(?!.*(?:box|xy|wh|loc|coord|offset|geo)).*(?:action|class|label|one_?hot|cat|old|pick|prob|conf)/i;
const meanName = /^(?:mu|m|mean|loc|rate|lam|lambda_?)(?:_|$)/i;
const scaleName =
  /sigma|var|std|scale|theta|disp|(?:^|_)(?:nu|alpha|beta|shape|rate|n|r|lam\w*|total_count|concentration)$/i;

/** As Mask R-CNN has them: whether each anchor is of a thing, and two logits for it. */
const ofAnchors: PackedParts = {
  yTrue: [{ role: "match", name: "", width: 1 }],
  yPred: [{ role: "logits", width: 2 }],
  lead: [null],
  isOnlyInParts: true,
};

/** The parts of y_true and of y_pred that a loss takes apart; undefined where it packs neither. */
export function packedParts(loss: LossDefinition): PackedParts | undefined {
  const cuts = lossCuts(loss);
  if (cuts === undefined) return undefined;
  if (loss.yTrue?.name === "rpn_match") return ofAnchors;
  const { yTrue, yPred } = cuts;
  const cutTargets = apart([...yTrue.cuts.values()], yTrue.total);
  const predictions = apart([...yPred.cuts.values()], yPred.total);
  if (predictions === undefined || cutTargets === undefined) return undefined;
  // Where there is one column, `y_true[:, 0]` is all of it.
  const isUncut = cutTargets.length === 0 || (cutTargets.length === 1 && cutTargets[0]!.end === 1);
  const targets = isUncut ? [] : cutTargets;
  if (isUncut ? predictions.length < 2 || !cuts.isTargetUsed : targets.length < 2) return undefined;
  const lead = leadOf([...targets, ...predictions], cuts.reduced);
  const count = product(lead.map((length) => length ?? 1));
  const widthOf = (cut: Cut): number => {
    if (cut.end !== null) return cut.end - cut.start;
    if (cut.reshaped !== undefined && lead.length > 0) return product(cut.reshaped) / count;
    const own = targets.includes(cut) ? targets : predictions;
    const classes = widest(own.filter(isOfClasses));
    if (isOfClasses(cut) && cut.start > 0)
      return classes > 1 || (classes === 1 && hasSign(cut.signs, binaryJudge)) ? classes : (cuts.depth ?? openWidth);
    // What has no end is as wide as what it is held against.
    if (isUncut) return widest(own) || openWidth;
    return [widest(own), widest(targets)].find((width) => width > 1) ?? openWidth;
  };
  if (targets.length === 0) return predictedParts(loss, yTrue.whole, predictions, lead, widthOf);
  const own = targets.map((cut): PackedColumns => {
    const beside = predictions.find(({ start, end }) => start === cut.start && end === cut.end);
    const isLogit = beside !== undefined && hasSign(beside.signs, /^sigmoid$/);
    return { role: isLogit ? "label" : targetRole(cut, widthOf(cut)), name: cut.name, width: widthOf(cut) };
  });
  // What is nothing but factors is what the loss is about.
  const isOfFactors = own.every(({ role }) => role === "weight");
  const ofFactors = probabilities.test(textOf(loss)) ? "label" : "value";
  const roles = isOfFactors ? own.map((each): PackedColumns => ({ ...each, role: ofFactors })) : own;
  const isOnlyInParts = !yTrue.isWholeUsed;
  if (predictions.length === 0) {
    const wide = roles.find(({ role }) => role === "class") ?? roles.find(({ role }) => role === "index");
    // One number for each column of the widest part: it is held against them.
    const width =
      wide?.role === "class"
        ? wide.width
        : Math.max(
            ...roles
              .filter(({ name, role }) => name === "" || role === "value" || role === "label")
              .map((each) => each.width),
            1,
          );
    const { signs } = yPred.whole;
    const listed = wide?.role === "index" ? cuts.depth : undefined;
    const role =
      wide === undefined
        ? wholeRole(loss, roles)
        : hasSign(signs, /^(?:softmax|logits)$/) && !/from_logits\s*=\s*False/.test(textOf(loss))
          ? "logits"
          : wide.role === "class" || probabilities.test(textOf(loss))
            ? "probabilities"
            : "value";
    return { yTrue: roles, yPred: [{ role, width: listed ?? width }], lead, isOnlyInParts };
  }
  const parts = predictions.map((cut) => ({
    role: predictedRole(cut, widthOf(cut), targets, roles),
    width: widthOf(cut),
    name: cut.name,
  }));
  return { lead, isOnlyInParts, yTrue: roles, yPred: parts };
}

/** Of a prediction alone that is taken apart: the parameters of a distribution. */
function predictedParts(
  loss: LossDefinition,
  yTrue: Cut,
  predictions: readonly Cut[],
  lead: PackedParts["lead"],
  widthOf: (cut: Cut) => number,
): PackedParts | undefined {
  const parts = predictions.map((cut): { -readonly [Key in keyof PackedPrediction]: PackedPrediction[Key] } => {
    const width = widthOf(cut);
    return { role: parameterRole(cut, width), width, name: cut.name };
  });
  if (parts.every(({ role }) => role === "value") || parts.every(({ role }) => role === "still")) return undefined;
  if (!parts.some(({ role }) => role === "value")) {
    // No number that can be anything: the mean moves, or else what stands first.
    const scales = parts.filter(({ role }) => role === "scale");
    const mean = scales.find(({ name = "" }) => meanName.test(name)) ?? scales[0];
    if (mean !== undefined) mean.role = "positive";
  }
  const judged = [...yTrue.against].find((cut) => predictions.includes(cut));
  const isMixture =
    /logsumexp|softmax|\bpi\b|mixture/i.test(textOf(loss)) || parts.some(({ role }) => role === "probabilities");
  const { leastWidth } = shapeHints(loss).yTrue;
  const width = Math.max(
    leastWidth,
    product(yTrue.reshaped ?? []),
    isMixture || judged === undefined ? 1 : widthOf(judged),
  );
  const role = parts.some((part) => part.role === "probability" && part.width === width && width > 1)
    ? "label"
    : "value";
  return { yTrue: [{ role, name: "", width }], yPred: parts, lead, isOnlyInParts: false };
}

/** Of what is held against no part of the target. */
function parameterRole({ signs, name }: Cut, width: number): PackedPrediction["role"] {
  const is = (sign: RegExp): boolean => hasSign(signs, sign);
  // Of what is positive itself there is a logarithm too.
  if (is(/^(?:exp|softplus|tanh|softmax|log_softmax|elu)$/) && !is(/^log$/)) return "still";
  if (width > 1 && /^(?:pi|alphas?|mix\w*|weights|coef\w*)$|_pi$/.test(name)) return "probabilities";
  if (is(/^1-$|binary/) && !is(/^(?:square|divisor|lgamma)$/)) return "probability";
  return scaleName.test(name) || is(/^(?:divisor|lgamma|sqrt|log|digamma)$/) ? "scale" : "value";
}

function targetRole(cut: Cut, width: number): PackedRole {
  const { name, signs, start, end } = cut;
  const is = (sign: RegExp): boolean => hasSign(signs, sign);
  const isWide = end === null || end - start > 1;
  if (is(/^(?:softmax|sigmoid)$/)) return "logits";
  if (width === 1 && is(/^(?:index|one_hot|sparse_\w+)$/)) return "index";
  if (is(/^1-$/) || [...signs].some((sign) => binaryJudge.test(sign))) return "label";
  if (is(/^factor$/) && name === "") return "weight";
  if (isWide && isOfClasses(cut)) return "class";
  if (weightName.test(name) || is(/^compared$/)) return "weight";
  return isWide && (is(/^beside$/) || className.test(name)) ? "class" : "value";
}

function predictedRole(
  cut: Cut,
  width: number,
  targets: readonly Cut[],
  roles: readonly PackedColumns[],
): PackedPrediction["role"] {
  const is = (sign: RegExp): boolean => hasSign(cut.signs, sign);
  // Held against it, or in the same columns.
  const beside = targets.findIndex(({ start, end }) => start === cut.start && end === cut.end);
  const against = [...[...cut.against].map((each) => targets.indexOf(each)), beside].flatMap((at) => roles[at] ?? []);
  const target = against.find(({ role }) => role !== "weight")?.role;
  if (is(/^sigmoid$|sigmoid_cross/)) return "logit";
  if (is(/^logits$/)) return target === "label" ? "logit" : "logits";
  if (target === "label") return "probability";
  if (is(/^softmax$/)) return "logits";
  if (target === "value") return "value";
  if (target !== undefined) return width === 1 ? "probability" : "probabilities";
  if (is(/^1-$/)) return "probability";
  if (is(/^log$/) || isOfClasses(cut)) return "probabilities";
  return against.length > 0 ? "value" : parameterRole(cut, width);
}

function hasSign(signs: ReadonlySet<string>, sign: RegExp): boolean {
  return [...signs].some((each) => sign.test(each));
}

function isOfClasses({ signs }: Cut): boolean {
  return hasSign(signs, classJudge) && !hasSign(signs, /^(?:square|abs)$/);
}

/** 0 where none of them has an end. */
function widest(cuts: readonly Cut[]): number {
  return Math.max(0, ...cuts.map(({ start, end }) => (end ?? start) - start));
}

const logits = /from_logits\s*=\s*True|_with_logits\(/;
const probabilities = /binary_(?:focal_)?crossentropy|\blog\(|BinaryCrossentropy/;

/** Of a prediction that is not taken apart. */
function wholeRole({ body, module }: LossDefinition, roles: readonly PackedColumns[]): PackedPrediction["role"] {
  const text = body === undefined ? "" : module.text.slice(body.range.start, body.range.end);
  if (logits.test(text)) return roles.some(({ role }) => role === "logits") ? "logits" : "logit";
  return probabilities.test(text) ? "probability" : "value";
}

function textOf({ module, range }: LossDefinition): string {
  return module.text.slice(range.start, range.end);
}

const product = (numbers: readonly number[]): number => numbers.reduce((a, b) => a * b, 1);

/** As the indices show them; with `...`, as columns are reshaped or results are reduced. */
function leadOf(cuts: readonly Cut[], reduced: number): (number | null)[] {
  const between = Math.max(...cuts.map((cut) => cut.between));
  if (between > 0) return new Array<null>(between).fill(null);
  for (const { reshaped, start, end } of cuts) {
    if (reshaped === undefined || end === null) continue;
    for (let at = 1; at < reshaped.length; at++)
      if (product(reshaped.slice(at)) === end - start) return reshaped.slice(0, at);
  }
  return reduced > 1 ? new Array<null>(reduced).fill(null) : [];
}

/**
 * In their order where they lie side by side from the first column on; undefined where they overlap or leave gaps. What
 * lies within another, such as the first of the classes, is no part of its own; what is left behind the last is one.
 */
function apart(parts: readonly Cut[], total: CutTensor["total"]): readonly Cut[] | undefined {
  const endOf = ({ end }: Cut): number => end ?? Number.POSITIVE_INFINITY;
  const isWithin = (one: Cut, other: Cut): boolean =>
    one !== other &&
    one.start >= other.start &&
    endOf(one) <= endOf(other) &&
    endOf(one) - one.start < endOf(other) - other.start;
  const outer = parts.filter((part) => !parts.some((other) => isWithin(part, other)));
  const sorted = [...outer].sort((a, b) => a.start - b.start);
  let next: number | null = 0;
  for (const { start, end } of sorted) {
    if (start !== next) return undefined;
    next = end;
  }
  const last = sorted.at(-1);
  if (last === undefined) return [];
  if (next === null || total <= openWidth + 1 || next >= total) return sorted;
  return [
    ...sorted,
    { start: next, end: total, name: "", between: last.between, signs: new Set(), against: new Set() },
  ];
}
