/** Which kind of data a loss is about, by what it does with its two tensors and what it calls them. */

import type { LossDefinition } from "../losses/loss.ts";
import { lossCuts } from "./packed-cuts.ts";
import type { PackedParts } from "./packed-parts.ts";
import type { SampleSetId } from "./sample-sets.ts";
import type { ShapeHints } from "./shape-hints.ts";
import type { SurvivalColumn } from "./vector-sets.ts";

/** `l2_normalize(y_pred, axis=-1)`: of one number, 1 is all that it leaves. */
export function isNormalized(loss: LossDefinition): boolean {
  return [...(lossCuts(loss)?.yPred.whole.signs ?? [])].some((sign) => /normalize$|^cosine_similarity$/.test(sign));
}

/** `z_a, z_b`, `projections_1, projections_2`: two views of the same batch, of which neither is a label. */
export function areViews({ yTrue, yPred, body }: LossDefinition): boolean {
  const [first, second] = body?.parameters.list ?? [];
  const [one, other] = [yTrue ?? first, yPred ?? second].map((each) =>
    /^([a-z]\w*?)_?([12abij])$/i.exec(each?.name ?? ""),
  );
  return (one && other && one[1] === other[1] && one[2] !== other[2]) === true;
}

/** Of a batch that is compared with itself alone, by products of all with all: where a sample's other view stands. */
export function viewsOrder(loss: LossDefinition, text: string, { isProduct, isHalved }: ShapeHints) {
  const cuts = lossCuts(loss);
  if (!isProduct || cuts === undefined || cuts.isTargetUsed) return undefined;
  if (/axis\s*=\s*0\b[^\n]*\n?/.test(/\bsplit\([^\n]*/.exec(text)?.[0] ?? "")) return "halves";
  return isHalved || cuts.yPred.cuts.size > 0 ? undefined : "neighbours";
}

/** Both are made shares of one by the loss itself: the target is another model's output. */
export function isOfTeacher(loss: LossDefinition): boolean {
  const cuts = lossCuts(loss);
  const isSoftened = (signs: ReadonlySet<string> | undefined): boolean =>
    ["softmax", "log_softmax", "logits"].some((each) => signs?.has(each));
  return cuts?.yTrue.whole.signs.has("softmax") === true && isSoftened(cuts.yPred.whole.signs);
}

/**
 * What the prediction is to a loss of a Dirichlet distribution, `S = sum(alpha, axis=-1)`: the parameters themselves, what
 * is added to 1, or what these are made of; undefined for any other loss.
 */
export function evidenceOf({ yPred }: LossDefinition, text: string): "parameters" | "evidence" | "logits" | undefined {
  const [, alpha] = /sum\(\s*(\w*alphas?|conc\w*)\s*,/.exec(text) ?? [];
  if (alpha === undefined || yPred === undefined) return undefined;
  if (alpha === yPred.name) return "parameters";
  const [, made = ""] = new RegExp(`\\b${alpha} *= *([^\\n]*)`).exec(text) ?? [];
  if (new RegExp(`^(?:${yPred.name} *\\+ *1\\b|1(?:\\.0*)? *\\+ *${yPred.name}$)`).test(made)) return "evidence";
  return /relu|softplus|exp\(|elu\(|evidence/.test(made) ? "logits" : undefined;
}

/** How a loss of triplets has them: as it cuts them out of y_pred, by their width; undefined where nothing says that. */
export function tripletWidth(loss: LossDefinition): "distances" | number | undefined {
  const cuts = [...(lossCuts(loss)?.yPred.cuts.values() ?? [])].sort((a, b) => a.start - b.start);
  const [first, second, ...others] = cuts;
  if (second === undefined && first?.start === 0 && (first.end ?? 0) > 1) return first.end!;
  if (first?.end === 1 && second?.end === 2 && others.length === 0) return "distances";
  return first?.start === 0 && second?.start === first.end && first.end! > 1 ? first.end! : undefined;
}

const eventName = /event|censor|^status$/i;

/** The columns of y_true where one is named for whether the event came; the one that is there where it is not cut. */
export function survivalColumns(loss: LossDefinition): readonly SurvivalColumn[] | undefined {
  const cuts = [...(lossCuts(loss)?.yTrue.cuts.values() ?? [])].sort((a, b) => a.start - b.start);
  const names = cuts.length === 0 ? [loss.yTrue?.name ?? ""] : cuts.map(({ name }) => name);
  if (names.length > 2 || !names.some((name) => eventName.test(name))) return undefined;
  return names.map((name) => (eventName.test(name) ? "event" : "time"));
}

/** Whether prediction and target are taken apart in the same way: then they are plain vectors. */
function isAlike({ yTrue, yPred }: PackedParts): boolean {
  return (
    yTrue.length === yPred.length &&
    yTrue.every(
      ({ role, width }, index) => role === "value" && width === yPred[index]!.width && yPred[index]!.role === "value",
    )
  );
}

export function weightOfPacked(parts: PackedParts): [SampleSetId, number] {
  if (isAlike(parts)) return ["packed", 0];
  const { yTrue, yPred, lead, isOnlyInParts } = parts;
  const [first, ...rest] = yPred;
  // The parameters of a distribution: a mean and a spread have sets of their own.
  if (yTrue.length === 1) {
    const [second, ...others] = rest;
    const isOfOne = first!.role === "value" && lead.length === 0 && yPred.every(({ width }) => width === 1);
    if (isOfOne && rest.every(({ role }) => role === "scale")) return ["spread", 14];
    return [isOfOne && second!.role === "still" && others.length === 0 ? "distribution" : "packed", 18];
  }
  const hasRoles = yTrue.some(({ role }) => role !== "value");
  if (isOnlyInParts && yTrue.some(({ role }) => role !== "value" && role !== "weight")) return ["packed", 26];
  if (isOnlyInParts && hasRoles && yPred.length === 1) return ["packed", 18];
  return ["packed", yPred.length > 1 || hasRoles ? 7 : 2];
}
