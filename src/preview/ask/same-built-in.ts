/** Which of Keras's own losses a loss is: the one that has its values and gradients on all data on which it runs. */

import type { LossSource, NumericArray } from "../../evaluate/evaluation.ts";
import type { Evaluator } from "../../evaluate/evaluator.ts";
import { compareObservations } from "../../probes/compare-facts.ts";
import { type Observations, observeOn, type Subject } from "../../probes/observe.ts";
import { seededRandom } from "../../samples/random.ts";
import type { SampleSet } from "../../samples/sample-set.ts";
import { findSampleSet } from "../../samples/sample-sets.ts";
import { builtInLossSource, comparableBuiltIns } from "../built-in-loss.ts";

export interface SameBuiltIn {
  /** `mean_squared_error` */
  readonly name: string;
  /** How many points of how many kinds of data both were run on. */
  readonly points: number;
  readonly sets: number;
}

/** Data of other ranges, which tell apart what is alike on some: probabilities, logits, signs, counts, classes. */
const otherSets = ["regression", "binary", "binary-logits", "margin", "positive", "categorical", "categorical-logits"];
/** One kind of data is an accident. */
const leastSets = 2;

/** What Keras's losses are on a set is the same each time: asked once for each evaluator. */
const known = new WeakMap<Evaluator, Map<string, Promise<Observations | undefined>>>();

/** `observed` is what the loss is on the data that fit it. Rejects only when `signal` is aborted. */
export async function findSameBuiltIn(
  subject: Subject,
  observed: Observations,
  evaluator: Evaluator,
  signal?: AbortSignal,
): Promise<SameBuiltIn | undefined> {
  if (isFlat(observed)) return undefined;
  for (const name of comparableBuiltIns) {
    const other = await builtInOn(name, observed.set, subject, evaluator, signal);
    if (other === undefined || !isSame(observed, other)) continue;
    let points = pointsOf(observed);
    let sets = 1;
    let differs = false;
    for (const id of otherSets) {
      const set = findSampleSet(id);
      if (set === undefined || id === observed.set.id) continue;
      const own = await observeOn(subject, set, false, evaluator, signal);
      const its = await builtInOn(name, set, subject, evaluator, signal);
      if (own.kind === "failure" && its === undefined) continue;
      if (own.kind === "failure" || its === undefined || !isSame(own.observations, its)) {
        differs = true;
        break;
      }
      points += pointsOf(own.observations);
      sets++;
    }
    if (differs || sets < leastSets || !(await isSameByChance(subject, name, evaluator, signal))) continue;
    return { name, points, sets };
  }
  return undefined;
}

/** From where to where numbers by chance go: targets of samples are whole, and tell less. */
const spans = [
  [0, 1],
  [-3, 3],
] as const;
const chanceShape = [32, 3];

/** Targets and predictions that nobody has chosen. */
async function isSameByChance(
  { source, limits }: Subject,
  name: string,
  evaluator: Evaluator,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  for (const [low, high] of spans) {
    const random = seededRandom(7);
    const numbers = (): NumericArray => ({
      data: Array.from({ length: chanceShape[0]! * chanceShape[1]! }, () => low + (high - low) * random()),
      shape: chanceShape,
      dtype: "float32",
    });
    const batch = { yTrue: numbers(), yPred: numbers() };
    const ask = (each: LossSource) =>
      evaluator.ask({ kind: "evaluate", source: each, ...batch, as: "direct", limits }, signal);
    const [own, its] = [await ask(source), await ask(builtInLossSource(name))];
    if (own.kind === "failure" && its.kind === "failure") continue;
    if (own.kind !== "evaluation" || its.kind !== "evaluation") return false;
    if (!isClose(own.value.data, its.value.data)) return false;
    if ((own.gradient === null) !== (its.gradient === null)) return false;
    if (own.gradient && its.gradient && !isClose(own.gradient.data, its.gradient.data)) return false;
  }
  return true;
}

function builtInOn(
  name: string,
  set: SampleSet,
  subject: Subject,
  evaluator: Evaluator,
  signal: AbortSignal | undefined,
): Promise<Observations | undefined> {
  let ofEvaluator = known.get(evaluator);
  if (ofEvaluator === undefined) {
    ofEvaluator = new Map();
    known.set(evaluator, ofEvaluator);
  }
  const key = `${name}\0${set.id}\0${set.size?.value ?? ""}`;
  let asked = ofEvaluator.get(key);
  if (asked === undefined) {
    asked = observeOn({ ...subject, source: builtInLossSource(name) }, set, false, evaluator, signal).then((result) =>
      result.kind === "observed" ? result.observations : undefined,
    );
    // What was given up is asked again.
    asked.catch(() => ofEvaluator.delete(key));
    ofEvaluator.set(key, asked);
  }
  return asked;
}

/** Of a loss that is one number everywhere every score is a twin. */
function isFlat({ targets }: Observations): boolean {
  return targets.every(({ series }) => series.values.every((value) => value === series.values[0]));
}

function isSame(a: Observations, b: Observations): boolean {
  const differences = compareObservations(a, b);
  if (differences === undefined) return false;
  const isAlike = a.targets.every(({ series }, index) => {
    const other = b.targets[index]!.series;
    return series.isConnected === other.isConnected && series.returns === other.returns && series.batch === other.batch;
  });
  if (!isAlike) return false;
  return a.targets.every(({ series, x }, index) => {
    const other = b.targets[index]!.series;
    return (
      x.length === b.targets[index]!.x.length &&
      isClose(series.values, other.values) &&
      (series.gradients === null || other.gradients === null
        ? series.gradients === other.gradients
        : isClose(series.gradients, other.gradients))
    );
  });
}

/** As far as float32 tells: the same sum in another order. */
function isClose(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) {
    const [x, y] = [a[at]!, b[at]!];
    if (Object.is(x, y) || x === y) continue;
    // Also where one of the two is no number.
    if (!(Math.abs(x - y) <= 4e-6 * Math.max(1e-3, Math.abs(x), Math.abs(y)))) return false;
  }
  return true;
}

function pointsOf({ targets }: Observations): number {
  return targets.reduce((sum, { x }) => sum + x.length, 0);
}
