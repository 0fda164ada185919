import type { SampleSet } from "../samples/sample-set.ts";
import { toBatch } from "../samples/sample-sets.ts";
import { plainNumber } from "./evidence-words.ts";
import { isTerm } from "./facts.ts";
import type { LossRun } from "./loss-run.ts";
import { defineProbe, type ShownRun } from "./probe.ts";

/** A reverse or symmetric form swaps them on purpose. */
const onPurpose = /rev(?:erse)?|sym|jensen|swap|dual|inverse|both|cycle|\b[rs]ce(?:\b|_)/iu;

export const swappedArguments = defineProbe({
  id: "swapped-arguments",
  severity: "error",
  summary: "A loss is called with prediction and target in each other's place",

  async ask({ loss, isSurelyLoss, module, run, report }) {
    const observed = await run.observed();
    if (observed.kind === "failure" || !observed.observations.isSure || !isSurelyLoss || isTerm(loss)) return;
    if (onPurpose.test(module.text.slice(loss.range.start, loss.range.end))) return;
    const { set } = observed.observations;
    for (const grid of gridsOf(set)) {
      const found = await findSwap(run, set, grid);
      if (found === undefined) continue;
      const { target, least, exchanged } = found;
      report(
        undefined,
        `'${loss.name}' takes target and prediction for each other: for ${grid.name} ${plainNumber(target)} it is smallest at ${plainNumber(least)}, and with the two exchanged at ${plainNumber(exchanged)}.`,
        { shown: pairOf(set, grid, found) },
      );
      return;
    }
  },
});

interface Grid {
  /** What a number of it is, of a sample's target. */
  readonly name: string;
  readonly targets: readonly number[];
  readonly points: readonly number[];
  /** The point at which a loss of such predictions is smallest for a target. */
  bestFor(target: number): number;
  /** How far from there it may be, as the labels that a loss smooths are. */
  readonly tolerance: number;
  /** The sample that such a number stands for, the same for target and prediction. */
  rowOf(value: number): readonly number[];
}

interface Swap {
  readonly target: number;
  /** Where the loss is smallest for it, as it is written. */
  readonly least: number;
  /** Where it is with target and prediction exchanged. */
  readonly exchanged: number;
}

/** Targets between those that data have: there, a loss whose two arguments are exchanged is not smallest at the target. */
function gridsOf({ prediction, yTrueShape, yPredShape }: SampleSet): readonly Grid[] {
  if (yTrueShape.join() !== yPredShape.join()) return [];
  const size = yPredShape.reduce((product, length) => product * length, 1);
  const steps = (from: number, to: number, count: number): number[] =>
    Array.from({ length: count + 1 }, (_, at) => from + ((to - from) * at) / count);
  const filled = (value: number): readonly number[] => new Array<number>(size).fill(value);
  const same = (target: number): number => target;
  const shares = { targets: [0.2, 0.4, 0.7], points: steps(0.02, 0.98, 48), bestFor: same, tolerance: 0.1 };
  const probability: Grid = { ...shares, name: "y_true =", rowOf: filled };
  const logit: Grid = {
    name: "logits and y_true =",
    targets: [0.2, 0.4, 0.7],
    points: steps(-4, 4, 80),
    bestFor: (target) => Math.log(target / (1 - target)),
    tolerance: 0.11,
    rowOf: filled,
  };
  // What says nothing of logits may be of logits all the same.
  if (prediction === "probability") return [probability, logit];
  if (prediction === "logit") return [logit];
  if (prediction === "positive")
    return [
      {
        name: "y_true =",
        targets: [0.5, 2, 3],
        points: steps(0.1, 6, 59),
        bestFor: same,
        tolerance: 0.11,
        rowOf: filled,
      },
    ];
  const classes = yPredShape.at(-1) ?? 1;
  if (prediction !== "probabilities" || yPredShape.length !== 1 || classes < 2) return [];
  const rest = (classes * (classes - 1)) / 2;
  const rowOf = (value: number): readonly number[] =>
    Array.from({ length: classes }, (_, at) => (at === 0 ? value : ((1 - value) * at) / rest));
  return [{ ...shares, name: "a first class of probability", rowOf }];
}

/** A target, and where the loss is smallest for it; undefined where the arguments are not exchanged for all of them. */
async function findSwap(run: LossRun, set: SampleSet, grid: Grid): Promise<Swap | undefined> {
  let first: Swap | undefined;
  let before = Number.NEGATIVE_INFINITY;
  for (const target of grid.targets) {
    const best = grid.bestFor(target);
    const targets = grid.points.map(() => grid.rowOf(target));
    const predictions = grid.points.map(grid.rowOf);
    const written = lowest(await run.series(toBatch(set, targets, predictions)), grid);
    // One that is as small at the target is flat up to there, as one that minds one side only.
    if (written === undefined || !isEnd(written.least, grid) || written.isLeastAt(best)) return undefined;
    const turned = lowest(await run.series(toBatch(set, predictions, targets)), grid);
    if (turned === undefined || isEnd(turned.least, grid) || turned.least <= before) return undefined;
    if (Math.abs(turned.least - best) > grid.tolerance) return undefined;
    before = turned.least;
    first ??= { target, least: written.least, exchanged: turned.least };
  }
  return first;
}

/** Where it is smallest, and where it is with the two exchanged. */
function pairOf(set: SampleSet, { name, rowOf }: Grid, { target, least, exchanged }: Swap): ShownRun[] {
  return [least, exchanged].map((at) => ({
    label: `${name} ${plainNumber(target)}, predicted ${plainNumber(at)}`,
    batch: toBatch(set, [rowOf(target)], [rowOf(at)]),
  }));
}

interface Lowest {
  /** The point at which the loss is smallest. */
  readonly least: number;
  /** Whether it is as small at the point that is next to this one. */
  isLeastAt(point: number): boolean;
}

function lowest(series: { readonly values: Float32Array } | undefined, { points }: Grid): Lowest | undefined {
  const values = series?.values;
  if (values === undefined || !values.every(Number.isFinite)) return undefined;
  let least = 0;
  let most = 0;
  for (const [at, value] of values.entries()) {
    if (value < values[least]!) least = at;
    if (value > values[most]!) most = at;
  }
  const range = values[most]! - values[least]!;
  if (!(range > 1e-4 * Math.abs(values[most]!))) return undefined;
  return {
    least: points[least]!,
    isLeastAt(point) {
      const distances = points.map((each) => Math.abs(each - point));
      return values[distances.indexOf(Math.min(...distances))]! - values[least]! < 1e-4 * range;
    },
  };
}

function isEnd(value: number, { points }: Grid): boolean {
  return value === points[0] || value === points.at(-1);
}
