/** Which sample set fits a loss, from what it is called, what it calls, and what its author says. */

import { literalOf } from "../evaluate/literal.ts";
import type { LossDefinition } from "../losses/loss.ts";
import type { Module, Range } from "../python/ast.ts";
import type { Sentence } from "../python/say.ts";
import { walk } from "../python/walk.ts";
import { viewsInBatch } from "./batch-sets.ts";
import { classCosines, classEvidence, taughtLogits } from "./class-sets.ts";
import { fitLabels, givenInFile, lossInFile, modelOutput } from "./file-model.ts";
import {
  areViews,
  evidenceOf,
  isNormalized,
  isOfTeacher,
  survivalColumns,
  tripletWidth,
  viewsOrder,
  weightOfPacked,
} from "./meant-kinds.ts";
import { lossCuts } from "./packed-cuts.ts";
import { packedParts } from "./packed-parts.ts";
import { packedSet } from "./packed-set.ts";
import { pinnedSet } from "./pinned-set.ts";
import { quantileLevels, quantileSet } from "./quantile-set.ts";
import { rotationSet } from "./rotation-set.ts";
import type { SampleSet } from "./sample-set.ts";
import { type SampleSetId, sampleSets } from "./sample-sets.ts";
import { formOfRotation, lifetimeName, ofBatch, overlapName, severalClasses, signs } from "./set-signs.ts";
import { shapesOf } from "./shape-candidates.ts";
import { shapeHints } from "./shape-hints.ts";
import { listLengths, startParameters } from "./start-values.ts";
import { byClassCount, cutByCount, whyUnknown } from "./unknown-data.ts";
import { lifetimes, survivalOf, tripletDistances, wideTriplet } from "./vector-sets.ts";

const logitsOf: Partial<Record<SampleSetId, SampleSetId>> = {
  binary: "binary-logits",
  categorical: "categorical-logits",
  sparse: "sparse-logits",
};

/** Their losses are of probabilities, whatever is said beside: a file whose model ends in one, a default that says so. */
const probabilityActivations = /^(?:sigmoid|softmax|hard_sigmoid)$/;

/**
 * `from_logits=True`, TensorFlow's `…_with_logits`, a sigmoid or softmax of the prediction, or the stable form of a cross
 * entropy of logits: `softplus(-abs(y_pred))`, `log1p(exp(-abs(y_pred)))`.
 */
const logitSigns =
  /from_logits\s*=\s*True|_with_logits\(|(?:sigmoid|softmax)\(\s*(?:y_pred|logits|output|pred)|sigmoid\(-y_pred|\b(?:softplus|exp)\(- ?(?:\w{1,20}\.)?(?:\w{1,20}\.)?abs\((?:y_pred|logits|output|pred)|\blogits\b/;

/** What makes logits of the prediction itself is given probabilities: `log(p / (1 - p))`, `convert_to_logits(y_pred)`. */
const logitMaking =
  /\bto_?logits?\(|_to_?logits?\(|\blog\(\s{0,9}(\w{1,40})\s{0,9}\/\s{0,9}\(\s{0,9}1(?:\.0?)?\s{0,9}-\s{0,9}\1\b/;

/** What says whether a prediction is of logits. */
const logitsParameter = /^(?:(?:y_pred_)?(?:from|is|are|use|with)_)?logits?$/;

/** The weight of the signs that make a choice a sure one. */
const surely = 3;
/** The weight of those after which no data are taken of which nothing speaks. */
const certainly = 9;

export interface SampleChoice {
  readonly set: SampleSet<SampleSetId>;
  /** Whether a comment in the code fixes it. */
  readonly isPinned: boolean;
  /** Whether something in the loss speaks for it, and it is not only what is left. */
  readonly isSure: boolean;
  /** Whether the loss is about such data and no other, by its name or what it does with them. */
  readonly isMeant: boolean;
  /** Why only a person can choose, where the loss takes data that no set holds or its text does not tell: nothing is drawn. */
  readonly unknown?: Sentence | undefined;
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
  const labels = fitLabels(loss);
  const model = modelOutput(loss) ?? (labels && { units: labels.width, rank: labels.rank, activation: null });
  const hints = shapeHints(loss);
  const scores = new Map<SampleSetId, number>([
    ["regression", 1],
    ["binary", 0.5],
    ["categorical", 0.25],
  ]);
  const add = (id: SampleSetId, weight: number) => scores.set(id, (scores.get(id) ?? 0) + weight);
  const called = calledNames(loss);
  for (const { set, name, called: inCalled, text: inText, weight } of signs) {
    if (name?.test(loss.name) || inText?.test(text) || (inCalled && called.some((each) => inCalled.test(each))))
      add(set, weight);
  }
  const written = hints.yPred.rank ?? hints.yPred.writtenRank ?? hints.yTrue.rank ?? hints.yTrue.writtenRank;
  if ((written ?? Math.max(hints.yPred.leastRank, hints.yTrue.leastRank)) >= 4) add("segmentation", 4);
  else if (written === 3) add("segmentation", -4);
  if (labels?.kind === "one-hot") add("categorical", 6);
  else if (labels?.kind === "whole" && model?.activation === "softmax") add("sparse", 9);
  for (const [id, weight] of signsOfActivation(model?.activation ?? null, scores)) add(id, weight);
  if (areLogits(loss, text, model?.activation ?? null)) {
    for (const [plain, logits] of Object.entries(logitsOf) as [SampleSetId, SampleSetId][]) {
      const score = scores.get(plain);
      if (score !== undefined) scores.set(logits, score + 0.1);
    }
  }
  // Who takes no part of it takes no mean and no spread from it.
  if (isTakenWhole(loss, text)) for (const id of ["distribution", "spread"] as const) scores.delete(id);
  const levels = levelsOf(text, module);
  if (levels !== undefined) add("quantiles", 12);
  const parts = packedParts(loss);
  if (parts !== undefined) add(...weightOfPacked(parts));
  const survivors = survivalColumns(loss);
  if (survivors !== undefined && !parts?.yTrue.some(({ role }) => role === "index")) add("survival", 14);
  if (areViews(loss)) add("regression", 26);
  const order = viewsOrder(loss, text, hints);
  if (order !== undefined) add("views", 26);
  const isTaught = isOfTeacher(loss);
  const evidence = evidenceOf(loss, text);
  if (isTaught || evidence !== undefined || (/arc_?face|cos_?face/i.test(loss.name) && /\ba(?:rc)?cos\(/.test(text)))
    add("categorical-logits", 26);
  const triplet = tripletWidth(loss);
  const isOfLifetimes = [loss.name, ...called].some((each) => lifetimeName.test(each));
  const sets = sampleSets.map((set): SampleSet<SampleSetId> => {
    if (set.id === "quantiles" && levels !== undefined) return quantileSet(levels);
    if (set.id === "survival" && isOfLifetimes) return lifetimes;
    if (set.id === "survival" && survivors !== undefined && survivors[0] === "event") return survivalOf(survivors);
    if (set.id === "views" && order !== undefined) return viewsInBatch(order);
    if (set.id === "embedding" && triplet !== undefined)
      return triplet === "distances" ? tripletDistances : wideTriplet(triplet);
    if (set.id === "rotation") return rotationSet(formOfRotation(text) ?? "quaternion");
    if (set.id === "categorical-logits" && isTaught) return taughtLogits;
    if (set.id === "categorical-logits" && (evidence ?? "logits") !== "logits")
      return classEvidence(evidence === "evidence" ? 0 : 1);
    if (set.id === "categorical-logits" && /\ba(?:rc)?cos\(/.test(text)) return classCosines;
    return set.id === "packed" && parts !== undefined ? packedSet(parts.yTrue, parts.yPred, parts.lead) : set;
  });
  const sorted = sets.sort((a, b) => (scores.get(b.id) ?? 0) - (scores.get(a.id) ?? 0));
  const isOfMasks = [loss.name, ...called].some((each) => overlapName.test(each));
  const isOfClasses = isOfMasks && severalClasses.test(`${loss.name}\n${withoutTexts(text)}`);
  // `eye(shape(y_pred)[0])` where there is no other target: each row holds a number for every sample of its batch.
  const isOfPairs = lossCuts(loss)?.isTargetUsed === false && ofBatch.test(text);
  const isOfVectors = areViews(loss) || isNormalized(loss) || isOfPairs;
  const asked = {
    hints,
    model,
    widths: given,
    isPadded: padding.test(text),
    isOfMasks,
    isOfClasses,
    isOfVectors,
    reduced: lossCuts(loss)?.reduced ?? 0,
  };
  // A count of classes that nobody gives cuts them: what else would be drawn is a picture of something else.
  const isOfDetections = byClassCount.test(text);
  const isCut = (scores.get("packed") ?? 0) >= certainly;
  const isGuessed = (scores.get(sorted[0]!.id) ?? 0) < surely;
  const unknown =
    isOfDetections && !isCut
      ? cutByCount
      : whyUnknown({ loss, module, text, called, isOfEvidence: evidence !== undefined, isGuessed });
  const isSure = ({ id }: SampleSet<SampleSetId>): boolean => !isOfDetections && (scores.get(id) ?? 0) >= surely;
  const isMeant = ({ id }: SampleSet<SampleSetId>): boolean =>
    (!isOfDetections || isCut) && (scores.get(id) ?? 0) >= certainly;
  const shaped = sorted.map((set) => ({ set, shapes: shapesOf(set, asked) }));
  const choices = [
    ...shaped.flatMap(({ shapes }) => shapes),
    // What a loss rules out by its text is still there to be chosen.
    ...shaped.flatMap(({ set, shapes }) => (shapes.length === 0 ? [set] : [])),
  ].map(
    (set): SampleChoice => ({
      set,
      isPinned: false,
      isSure: isSure(set),
      isMeant: isMeant(set),
      unknown,
    }),
  );
  if (pinned === undefined) return choices;
  const { set: wanted, shape } = pinned;
  const exact = shape && wanted.reshape?.(shape);
  const own = exact === undefined ? choices.filter(({ set }) => set.id === wanted.id).map(({ set }) => set) : [exact];
  return own
    .map((set): SampleChoice => ({ set, isPinned: true, isSure: true, isMeant: true }))
    .concat(choices.filter(({ set }) => set.id !== wanted.id));
}

/** Of the lists that its file gives the loss, or that it is started with. */
function ownListLengths(loss: LossDefinition): number[] {
  if (loss.parameters.every((parameter) => parameter.default !== undefined)) return [];
  return listLengths(startParameters(lossInFile(loss)));
}

/** Names of functions that the loss calls and that are not a library's: `1 - self.dice_coef(y_true, y_pred)`. */
function calledNames({ node }: LossDefinition): readonly string[] {
  const called: string[] = [];
  walk(node, (at) => {
    if (at.kind !== "Call") return;
    const { function: callee } = at;
    if (callee.kind === "Name") called.push(callee.id);
    else if (callee.kind === "Attribute" && !(callee.value.kind === "Name" && libraryNames.test(callee.value.id)))
      called.push(callee.attribute);
  });
  return called;
}

const libraryNames = /^(?:K|tf|keras|ops|np|math|backend|tfa)$/;

/**
 * The loss, and the lines of its file that make the loss objects it calls: `bce = BinaryCrossentropy(from_logits=True)`.
 * A class that wraps a function is what the function is: `super().__init__(focal, name="focal")`.
 */
function textOf({ range, node, body }: LossDefinition, module: Module): string {
  const own = module.text.slice(range.start, range.end);
  const names = new Set<string>();
  walk(node, (at) => {
    if (at.kind === "Name") names.add(at.id);
  });
  const made = callsAssigned(module)
    .filter(({ name }) => names.has(name))
    .map(({ start, end }) => module.text.slice(start, end));
  const isElsewhere = body !== undefined && (body.range.start < range.start || range.end < body.range.end);
  if (isElsewhere) made.push(module.text.slice(body.range.start, body.range.end));
  return unwrapped([own, ...made].join("\n"));
}

/** With what brackets hold on one line, as a sign's text has it: formatters break long calls. */
function unwrapped(text: string): string {
  const lines: string[] = [];
  for (const line of text.split("\n")) {
    const next = line.trim();
    const before = lines.at(-1) ?? "";
    const end = before.at(-1) ?? " ";
    if (/^[)\]}]/.test(next)) lines.splice(-1, 1, `${end === "," ? before.slice(0, -1) : before}${next}`);
    else if ("([{".includes(end)) lines.splice(-1, 1, `${before}${next}`);
    else if (end === "," || /^[*/+-] /.test(next)) lines.splice(-1, 1, `${before} ${next}`);
    else lines.push(line.trimEnd());
  }
  return lines.join("\n");
}

interface AssignedCall extends Range {
  readonly name: string;
}

const assigned = new WeakMap<Module, readonly AssignedCall[]>();

/** The lines of a module that call something for a name. */
function callsAssigned(module: Module): readonly AssignedCall[] {
  let calls = assigned.get(module);
  if (calls === undefined) {
    calls = module.body.flatMap((statement) => {
      if (statement.kind !== "Assign" || statement.value.kind !== "Call") return [];
      const target = statement.targets[0];
      return target?.kind === "Name" ? [{ name: target.id, ...statement.range }] : [];
    });
    assigned.set(module, calls);
  }
  return calls;
}

/** `tf.not_equal(real, 0)`: what is 0 was only filled in. */
const padding =
  /(?:not_equal\(|logical_not\(\s*(?:tf|ops|K)\.(?:math\.)?equal\()\s*\w+\s*,\s*0(?:\.0?)?\s*\)|\b\w+\s*!=\s*0\b|\by_true\s*>\s*0\b/;

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
  const code = withoutTexts(text);
  return logitSigns.test(code) && !logitMaking.test(code);
}

/** What the loss is made with, else its default; undefined where it has no such parameter. */
function fromLogits(loss: LossDefinition): boolean | undefined {
  const parameter = loss.parameters.find(({ name }) => logitsParameter.test(name));
  if (parameter === undefined) return undefined;
  const stated = givenInFile(loss, parameter.name) ?? (parameter.default && literalOf(parameter.default));
  return typeof stated === "boolean" ? stated : undefined;
}

/** Without comments and documentation, which tell of cases. */
function withoutTexts(text: string): string {
  return text.replace(/("""|''')[\s\S]*?\1/g, "").replace(/#[^\n]*/g, "");
}

/** Whether y_pred is used as it is and in no part: nothing that takes parts stands in the loss. */
function isTakenWhole(loss: LossDefinition, text: string): boolean {
  const cuts = lossCuts(loss);
  return (
    cuts?.yPred.isWholeUsed === true && cuts.yPred.cuts.size === 0 && !/split|unstack|gather|slice|\w\[/.test(text)
  );
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
