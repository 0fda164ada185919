/** Which losses take data that no sample set holds: of these nothing is drawn, and they say so. */

import type { LossDefinition } from "../losses/loss.ts";
import type { Module } from "../python/ast.ts";
import { type Sentence, sentence } from "../python/say.ts";
import type { CutTensor } from "./cut.ts";
import { lossCuts } from "./packed-cuts.ts";

/** Classes and boxes side by side, which are cut apart after as many columns as there are classes: no set is like that. */
export const byClassCount =
  /\b(?:y_true|y_pred)\s{0,9}\[(?:\s{0,9}(?::|\.\.\.)\s{0,9},){1,4}\s{0,9}(?::\s{0,9})?(?:self\.)?_?(?:n|num|nb)_class(?:es)?\b/;

export const cutByCount: Sentence = sentence(
  "Which data this loss takes is not known: a number of classes that the file does not give says where it cuts them. Choose the sample data, or give the number.",
);

const ofItsOwn = sentence(
  "Which data this loss takes is not known: there are no sample data of its kind. Evaluate it with values of your own.",
);

/** Boxes in a grid with their anchors, points of a hyperbolic space, distances from a pixel to four sides. */
const ofNoSet =
  /^\S{0,60}yolo|\ba(?:rc)?cosh\(|poincar|hyperbolic|lorentz|iou[\s\S]{0,900}\bsplit\([^)\n]{0,60}\b4, axis ?= ?3/i;

/** Levels that are made of the place of a class, one sample at a time: they are not given one-hot. */
const ofLevels = /^\S{0,60}(?:coral|condor)[\s\S]{0,4000}(?:\bmap_fn\(|to_levels\()/i;

/** A signal without its mean: nothing is left of numbers that move together, and of a single one. */
const centred =
  /\by_pred\s{0,9}-\s{0,9}[\w.]{0,40}mean\(\s{0,9}y_pred\s{0,9},\s{0,9}(?:axis\s{0,9}=\s{0,9})?(?:-1|1)\b/;

interface Asked {
  readonly loss: LossDefinition;
  readonly module: Module;
  /** The loss's own. */
  readonly text: string;
  /** Names of functions that it calls. */
  readonly called: readonly string[];
  /** Whether it is of a Dirichlet distribution. */
  readonly isOfEvidence: boolean;
  /** Whether nothing speaks for the likeliest data. */
  readonly isGuessed: boolean;
}

/** Undefined where there are data for a loss. */
export function whyUnknown({ loss, module, text, called, isOfEvidence, isGuessed }: Asked): Sentence | undefined {
  const helpers = module.body.filter((each) => each.kind === "FunctionDefinition" && called.includes(each.name));
  const all = [text, ...helpers.map(({ range }) => module.text.slice(range.start, range.end))].join("\n");
  const isUnknown =
    ofNoSet.test(`${loss.name}\n${all}`) ||
    ofLevels.test(`${loss.name}\n${all}`) ||
    isOfThings(loss) ||
    isOfOutputs(loss, text) ||
    // Targets that are shares, none of them 0.
    (isOfEvidence && /\blog\([^\n]{0,40}y_true/.test(text)) ||
    (isGuessed && centred.test(all));
  return isUnknown ? ofItsOwn : undefined;
}

/** `y_pred[0], y_pred[1]`: several outputs in a list, and not the first samples of a batch. */
function isOfOutputs({ yTrue, yPred }: LossDefinition, text: string): boolean {
  return [yTrue, yPred].some((tensor) => {
    if (tensor === undefined || new RegExp(`\\b${tensor.name} *=[^=]`).test(text)) return false;
    const at = (index: number): boolean => new RegExp(`\\b${tensor.name}\\[${index}\\]`).test(text);
    // A batch of one sequence: `y_pred[0, :, 1:]`.
    return (at(0) && at(1)) || new RegExp(`\\b${tensor.name}\\[0, ?:`).test(text);
  });
}

/** Whether classes, and boxes of four numbers, stand in the same columns of both: things in a grid or of anchors. */
function isOfThings(loss: LossDefinition): boolean {
  const cuts = lossCuts(loss);
  if (cuts === undefined) return false;
  const hasBoth = ({ cuts: own }: CutTensor): boolean => own.has("1:5") && own.has("5:");
  return hasBoth(cuts.yTrue) && hasBoth(cuts.yPred);
}
