import type { SampleSet } from "../samples/sample-set.ts";
import { toBatch } from "../samples/sample-sets.ts";
import { plainNumber } from "./evidence-words.ts";
import { isTerm } from "./facts.ts";
import type { LossRun } from "./loss-run.ts";
import { defineProbe, type ShownRun } from "./probe.ts";

/** A reverse or symmetric form swaps them on purpose. */
const onPurpose = /rev(?:erse)?|sym|jensen|swap|dual|inverse|both|cycle/iu;

export const swappedArguments = defineProbe({
  id: "swapped-arguments",
  severity: "error",
  summary: "A loss is called with prediction and target in each other's place",

  async ask({ loss, isSurelyLoss, module, run, report }) {
    const observed = await run.observed();
    if (observed.kind === "failure" || !observed.observations.isSure || !isSurelyLoss || isTerm(loss)) return;
    if (onPurpose.test(module.text.slice(loss.range.start, loss.range.end))) return;
    const grid = gridOf(observed.observations.set);
    const found = grid && (await findSwap(run, observed.observations.set, grid));
    if (grid === undefined || found === undefined) return;
    const [target, least] = found;
    report(
      undefined,
      `'${loss.name}' takes target and prediction for each other: for ${grid.name} ${plainNumber(target)} it is smallest at ${plainNumber(least)}, and with the two exchanged at ${plainNumber(target)}.`,
      { shown: pairOf(observed.observations.set, grid, found) },
    );
  },
});

interface Grid {
  /** What a number of it is, of a sample's target. */
  readonly name: string;
  readonly targets: readonly number[];
  readonly points: readonly number[];
  /** The sample that such a number stands for, the same for target and prediction. */
  rowOf(value: number): readonly number[];
}

/** Targets between those that data have: there, a loss whose two arguments are exchanged is not smallest at the target. */
function gridOf({ prediction, yTrueShape, yPredShape }: SampleSet): Grid | undefined {
  if (yTrueShape.join() !== yPredShape.join()) return undefined;
  const size = yPredShape.reduce((product, length) => product * length, 1);
  const steps = (from: number, to: number, count: number): number[] =>
    Array.from({ length: count + 1 }, (_, at) => from + ((to - from) * at) / count);
  const filled = (value: number): readonly number[] => new Array<number>(size).fill(value);
  if (prediction === "probability")
    return { name: "y_true =", targets: [0.2, 0.4, 0.7], points: steps(0.02, 0.98, 48), rowOf: filled };
  if (prediction === "positive")
    return { name: "y_true =", targets: [0.5, 2, 3], points: steps(0.1, 6, 59), rowOf: filled };
  const classes = yPredShape.at(-1) ?? 1;
  if (prediction !== "probabilities" || yPredShape.length !== 1 || classes < 2) return undefined;
  const rest = (classes * (classes - 1)) / 2;
  const rowOf = (value: number): readonly number[] =>
    Array.from({ length: classes }, (_, at) => (at === 0 ? value : ((1 - value) * at) / rest));
  return { name: "a first class of probability", targets: [0.2, 0.4, 0.7], points: steps(0.02, 0.98, 48), rowOf };
}

/** A target, and where the loss is smallest for it instead; undefined where the arguments are not exchanged for all of them. */
async function findSwap(
  run: LossRun,
  set: SampleSet,
  grid: Grid,
): Promise<[target: number, least: number] | undefined> {
  let first: [number, number] | undefined;
  for (const target of grid.targets) {
    const targets = grid.points.map(() => grid.rowOf(target));
    const predictions = grid.points.map(grid.rowOf);
    const asWritten = smallest(await run.series(toBatch(set, targets, predictions)), grid);
    if (asWritten === undefined || !isEnd(asWritten, grid)) return undefined;
    const exchanged = smallest(await run.series(toBatch(set, predictions, targets)), grid);
    if (exchanged === undefined || Math.abs(exchanged - target) > 1.1 * stepOf(grid)) return undefined;
    first ??= [target, asWritten];
  }
  return first;
}

/** Where it is smallest, and at the target. */
function pairOf(set: SampleSet, { name, rowOf }: Grid, [target, least]: readonly [number, number]): ShownRun[] {
  return [least, target].map((at) => ({
    label: `${name} ${plainNumber(target)}, predicted ${plainNumber(at)}`,
    batch: toBatch(set, [rowOf(target)], [rowOf(at)]),
  }));
}

function smallest(series: { readonly values: Float32Array } | undefined, { points }: Grid): number | undefined {
  const values = series?.values;
  if (values === undefined || !values.every(Number.isFinite)) return undefined;
  let least = 0;
  let most = 0;
  for (const [at, value] of values.entries()) {
    if (value < values[least]!) least = at;
    if (value > values[most]!) most = at;
  }
  return values[most]! - values[least]! > 1e-4 * Math.abs(values[most]!) ? points[least] : undefined;
}

function isEnd(value: number, { points }: Grid): boolean {
  return value === points[0] || value === points.at(-1);
}

function stepOf({ points }: Grid): number {
  return points[1]! - points[0]!;
}
