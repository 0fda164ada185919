/** In which shapes a set is tried on a loss: as the file's model has it, as the loss's text asks for it, as the set is. */

import type { ModelOutput } from "./file-model.ts";
import type { SampleSet } from "./sample-set.ts";
import type { ShapeHints, TensorHints } from "./shape-hints.ts";

const side = 16;
const steps = 5;
const slices = 4;
/** Of vectors where nothing says how long they are. */
const usualWidth = 3;

export interface Asked {
  readonly hints: ShapeHints;
  readonly model: ModelOutput | undefined;
  /** Lengths of lists that the loss is given, or that it would be. */
  readonly widths: readonly number[];
  /** Whether targets are padded: zeros among whole numbers are left out. */
  readonly isPadded: boolean;
  /** Whether it is about the overlap of masks, whichever set they are of. */
  readonly isOfMasks: boolean;
  /** The most axes in a row that its results are reduced over. */
  readonly reduced: number;
  /** Whether samples are surely vectors, of which one number would be no example. */
  readonly isOfVectors: boolean;
  /** Whether those masks are of several classes. */
  readonly isOfClasses: boolean;
}

/** The best first; the set as it is comes last, where the loss does not rule it out. Empty where no shape will do. */
export function shapesOf<Id extends string>(set: SampleSet<Id>, asked: Asked): readonly SampleSet<Id>[] {
  const { reshape } = set;
  const own = fits(set, asked) ? [set] : [];
  if (reshape === undefined) return own;
  const seen = new Set<string>();
  return [...wantedShapes(set, asked).flatMap((shape) => reshape(shape) ?? []), ...own].filter((each) => {
    const key = each.yPredShape.join();
    if (seen.has(key) || !fits(each, asked)) return false;
    seen.add(key);
    return true;
  });
}

function wantedShapes(set: SampleSet, asked: Asked): number[][] {
  const { hints, model, widths, isPadded } = asked;
  const { yPred, yTrue } = hints;
  const isMask = set.id === "segmentation";
  const isClasses = set.prediction === "probabilities" || set.prediction === "logits";
  const leastWidth = Math.max(yPred.leastWidth, set.yTrueShape.length === set.yPredShape.length ? yTrue.leastWidth : 1);
  const given = [...widths, ...hints.widths].filter((width) => width >= leastWidth);
  const isWide = ((hints.isProduct || asked.isOfVectors) && !isClasses) || (isMask && asked.isOfClasses);
  const usual = Math.max(leastWidth, set.yPredShape.at(-1) ?? 1, isWide ? usualWidth : 1);
  const even = (width: number): number => (hints.isHalved && width % 2 === 1 ? width + 3 : width);
  const rank = yPred.rank ?? yTrue.rank ?? yPred.writtenRank ?? yTrue.writtenRank;
  const least = Math.max(yPred.leastRank, yTrue.leastRank, rank ?? 0);
  const shapes: number[][] = [];
  const units = model?.units ?? null;
  // Where the model that the text shows has too few axes, it still says how many classes or numbers there are.
  if (units !== null) {
    const own = rank ?? (isMask || hints.isOverPicture ? 4 : least);
    shapes.push(ofRank(Math.max(model?.rank ?? 2, own), units, hints));
  }
  const ranks = [
    ...(isPadded && set.yTrueDType === "int32" ? [3] : []),
    ...(rank === null ? [] : [rank]),
    ...(isMask || ((hints.isOverPicture || asked.isOfMasks) && rank === null) ? [4] : []),
    ...(asked.reduced > 1 && rank === null ? [asked.reduced + 1] : []),
    Math.max(2, least),
    ...(least === 3 ? [4] : []),
  ];
  for (const each of ranks) {
    if (isMask && each < 4) continue;
    for (const width of [...given, usual]) shapes.push(ofRank(each, even(width), hints));
  }
  // Where single numbers show nothing: a signal that is normalized, a correlation within a sample.
  if (set.id === "regression") shapes.push(ofRank(Math.max(2, least), Math.max(usualWidth, leastWidth), hints));
  // Of one thing and what is around it, each in a channel of its own.
  if (isMask) shapes.push(ofRank(4, Math.max(2, usual), hints));
  return shapes;
}

function ofRank(rank: number, width: number, { yPred, yTrue }: ShapeHints): number[] {
  if (rank <= 2) return [width];
  if (rank === 3) return [Math.max(steps, yPred.leastSteps, yTrue.leastSteps), width];
  return rank === 4 ? [side, side, width] : [slices, side, side, width];
}

function fits({ yPredShape, yTrueShape }: SampleSet, { hints }: Asked): boolean {
  const isLike = (shape: readonly number[], { leastRank, rank, leastWidth, leastSteps }: TensorHints): boolean => {
    const own = shape.length + 1;
    if (rank !== null ? own !== rank : own < leastRank) return false;
    return (shape.at(-1) ?? 1) >= leastWidth && (shape.length < 2 || (shape[0] ?? 1) >= leastSteps);
  };
  if (hints.isSqueezed && yPredShape.at(-1) !== 1) return false;
  if (hints.isHalved && (yPredShape.at(-1) ?? 1) % 2 === 1) return false;
  const isOfIndices = yTrueShape.length < yPredShape.length || yTrueShape.at(-1) !== yPredShape.at(-1);
  return isLike(yPredShape, hints.yPred) && (isOfIndices || isLike(yTrueShape, hints.yTrue));
}
