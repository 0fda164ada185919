/** Whether training moves a loss's predictions to their targets, as far as its values tell. */

import type { Expression } from "../python/ast.ts";
import { walk } from "../python/walk.ts";
import type { SampleSet } from "../samples/sample-set.ts";
import { batchOf } from "../samples/sample-sets.ts";
import { startValues } from "../samples/start-values.ts";
import { isBaseClass } from "./base-class.ts";
import { findClampedRoot } from "./clamped-root.ts";
import { plainMinus, plainNumber, pointOf } from "./evidence-words.ts";
import { isTerm } from "./facts.ts";
import type { Judgement } from "./judge.ts";
import { isFalling, ladder, manyOfEach } from "./ladder.ts";
import type { LossRun } from "./loss-run.ts";
import type { Observation, Observations } from "./observe.ts";
import type { ProbeContext, ShownRun } from "./probe.ts";
import { findOneWay } from "./pulled-one-way.ts";
import { shownPoint } from "./shown-runs.ts";
import { findTurnedTriplet } from "./turned-triplets.ts";
import { findBottomless, findExchanged } from "./wrong-way-round.ts";

/** What a loss does that is not smallest at the target. */
export interface Astray {
  /**
   * Largest at the target, falling without an end, falling whichever way, or pulling every prediction the same way,
   * ranking some triplets wrongly, or flat where a root is of a negative number, and there smaller or as small.
   */
  readonly kind: "inverted" | "unbounded" | "bottomless" | "oneWay" | "turned" | "clamped" | "clampedAlike";
  /** The expression that does it, where one alone does. */
  readonly expression?: Expression;
  /** The value at the target, of a batch that is predicted exactly. */
  readonly atTarget: number;
  /** Both values, with their points. */
  readonly evidence: string;
  /** Whether all values lie between 0 and 1, and the one at the target is nearer to 1. */
  readonly isScore: boolean;
  /** At the target, and where the loss is smaller. */
  readonly shown: readonly ShownRun[];
}

/**
 * Undefined where the loss is smallest at the target, where that is not asked of it (a critic, a term of a sum), and
 * where its data are not surely its own.
 */
export function findAstray(context: ProbeContext): Promise<Astray | undefined> {
  const known = found.get(context.run) ?? lookForAstray(context);
  found.set(context.run, known);
  return known;
}

/** How boxes are written says a word that nobody gave: those that are shown may be written otherwise. */
function isWrittenAsAssumed({ loss, uses, names }: ProbeContext, { id }: SampleSet): boolean {
  if (!id.startsWith("boxes")) return false;
  return startValues({ loss, uses, names }).some(
    ({ expression, value }) => expression === undefined && typeof value === "string",
  );
}

/** Two probes ask. */
const found = new WeakMap<LossRun, Promise<Astray | undefined>>();

async function lookForAstray(context: ProbeContext): Promise<Astray | undefined> {
  const { loss, run } = context;
  // A class of which others are made is not trained with.
  if (isBaseClass(context)) return undefined;
  const observed = await run.observed();
  if (observed.kind === "failure" || !observed.observations.isSure || isTerm(loss)) return undefined;
  const { observations } = observed;
  const { minimum, batch, spread, isConnected } = (await run.judged())!;
  if (isWrittenAsAssumed(context, observations.set)) return undefined;
  // Samples that are compared with each other say nothing of the target.
  if (spread !== null) return undefined;
  // What trains nothing trains nothing away.
  if (!isConnected) return undefined;
  const turned = await findTurnedTriplet(run, observations.set);
  if (turned !== undefined) return { kind: "turned", isScore: false, ...turned };
  // What ignores its target on purpose has no best place there.
  if (!readsTarget(context)) return undefined;
  const astray = await astrayOnAxis(run, observations, { minimum, batch });
  if (astray !== undefined) return astray;
  const oneWay = await findOneWay(run, observations.set);
  if (oneWay !== undefined) return { kind: "oneWay", isScore: false, ...oneWay };
  const clamped = await findClampedRoot(context, observations.set);
  return clamped && { isScore: false, expression: clamped.call, ...clamped };
}

/** Whether the name of the target is read in the loss; true where it has none of its own. */
function readsTarget({ loss: { body, yTrue } }: ProbeContext): boolean {
  if (body === undefined || yTrue === undefined) return true;
  let isRead = false;
  walk(body, (node) => {
    if (node.kind === "Name" && node.id === yTrue.name) isRead = true;
  });
  return isRead;
}

/** By the points of the set's axis, and by batches that are predicted exactly, less exactly and wrongly. */
async function astrayOnAxis(
  run: LossRun,
  observations: Observations,
  { minimum, batch }: Pick<Judgement, "minimum" | "batch">,
): Promise<Astray | undefined> {
  if (batch === 1 && minimum.kind !== "inverted") {
    const falling = unbounded(observations) ?? fallingLogits(observations);
    if (falling !== undefined || minimum.kind !== "unknown" || !(await tellsTargets(run, observations.set)))
      return falling;
  }
  let values = await run.ladder();
  let samplesOfEach: number | undefined;
  if (values !== undefined && batch > 1 && !isFalling(values)) {
    samplesOfEach = manyOfEach;
    values = await run.ladder(samplesOfEach);
  }
  if (values === undefined || !isFalling(values)) return astrayInBatch(run, observations.set, batch > 1);
  const [atTarget, ...others] = values as [number, ...number[]];
  const isScore = looksLikeScore(values);
  if (batch > 1 || minimum.kind !== "inverted") {
    const evidence = `${plainNumber(atTarget)} for a batch that is predicted exactly, ${plainNumber(others.at(-1)!)} for one that is wrong`;
    return { kind: "inverted", atTarget, evidence, isScore, shown: rungsOf(observations.set, samplesOfEach) };
  }
  const { observation } = minimum.evidence;
  const exact = pointOf({ ...minimum.evidence, x: observation.target.at! }, observations);
  const evidence = `${plainNumber(atTargetOf(observation))} at ${exact}, ${plainNumber(minimum.evidence.value)} at ${pointOf(minimum.evidence, observations)}`;
  const shown = [
    shownPoint({ ...minimum.evidence, x: observation.target.at! }, observations),
    shownPoint(minimum.evidence, observations),
  ];
  return { kind: "inverted", atTarget, evidence, isScore, shown };
}

/** By batches that get worse, though no sample does by itself. */
async function astrayInBatch(run: LossRun, set: SampleSet, isMixed: boolean): Promise<Astray | undefined> {
  const exchanged = isMixed ? await findExchanged(run, set) : undefined;
  if (exchanged !== undefined) return { kind: "inverted", ...exchanged, isScore: looksLikeScore(exchanged.values) };
  const bottomless = await findBottomless(run, set);
  return bottomless && { kind: "bottomless", ...bottomless, isScore: false };
}

function looksLikeScore(values: readonly number[]): boolean {
  return values[0]! > leastScore && values.every((value) => value > -0.01 && value < 1.01);
}

function rungsOf(set: SampleSet, samplesOfEach: number | undefined): readonly ShownRun[] {
  const rungs = ladder(set, samplesOfEach) ?? [];
  return [rungs[0], rungs.at(-1)].flatMap((rung) =>
    rung === undefined ? [] : [{ label: rung.distance === 0 ? "predicted exactly" : "wrong", batch: rung.batch }],
  );
}

/** The axis of classes is that of the true class, on which all targets look alike: whether the loss looks at the target. */
async function tellsTargets(run: LossRun, set: SampleSet): Promise<boolean> {
  const { yTrue, yPred } = batchOf(set, { size: 6 });
  const before = await run.evaluate({ yTrue, yPred });
  const row = yTrue.data.length / 6;
  const turned = Float32Array.from(yTrue.data, (_, at) => yTrue.data[(at + row) % yTrue.data.length]!);
  const after = await run.evaluate({ yTrue: { ...yTrue, data: turned }, yPred });
  return (
    before !== undefined && after !== undefined && before.value.data.some((each, at) => each !== after.value.data[at])
  );
}

/** Soft masks do not overlap whole, however right they are. */
const leastScore = 0.5;

/** Falls from the target to an end of the axis, for every target, and as fast at the end as anywhere. */
function unbounded(observations: Observations): Astray | undefined {
  const { targets } = observations;
  if (!targets.every(fallsOn)) return undefined;
  const [first] = targets;
  const { x, series } = first!;
  const end = series.values[0]! < series.values[x.length - 1]! ? 0 : x.length - 1;
  const point = (index: number): string =>
    pointOf({ observation: first!, x: x[index]!, value: series.values[index]! }, observations);
  const at = x.indexOf(first!.target.at!);
  const evidence = plainMinus(
    `${plainNumber(series.values[at]!)} at ${point(at)}, ${plainNumber(series.values[end]!)} at ${point(end)}`,
  );
  const shown = [at, end].map((index) =>
    shownPoint({ observation: first!, x: x[index]!, value: series.values[index]! }, observations),
  );
  return { kind: "unbounded", atTarget: series.values[at]!, evidence, isScore: false, shown };
}

/**
 * Logits have no best place, but a direction: the loss of a sample falls where the logit of its class rises. One that
 * rises there, all the way and for every target, is minimised the wrong way round.
 */
function fallingLogits(observations: Observations): Astray | undefined {
  const { set, targets } = observations;
  const rises = ({ target, x, series: { values } }: Observation): boolean => {
    // Of two classes, the logit is that of class 1.
    const isTurned = set.prediction === "logit" && target.value === 0;
    const ordered = isTurned ? [...values].reverse() : [...values];
    const range = ordered.at(-1)! - ordered[0]!;
    return (
      x.length > 2 && range > 0.1 && ordered.every((each, at) => at === 0 || each >= ordered[at - 1]! - 1e-4 * range)
    );
  };
  if (set.prediction !== "logit" && set.prediction !== "logits") return undefined;
  if (targets.some(({ target }) => target.at !== null) || !targets.every(rises)) return undefined;
  const [first] = targets;
  const { x, series } = first!;
  const isTurned = set.prediction === "logit" && first!.target.value === 0;
  const [right, wrong] = isTurned ? [0, x.length - 1] : [x.length - 1, 0];
  const point = (index: number) => ({ observation: first!, x: x[index]!, value: series.values[index]! });
  const words = (index: number): string =>
    `${plainNumber(series.values[index]!)} at ${pointOf(point(index), observations)}`;
  return {
    kind: "inverted",
    atTarget: series.values[right]!,
    evidence: plainMinus(`${words(right)}, ${words(wrong)}`),
    isScore: false,
    shown: [right, wrong].map((index) => shownPoint(point(index), observations)),
  };
}

function fallsOn({ x, series, target }: Observation): boolean {
  const { values } = series;
  const at = x.indexOf(target.at ?? Number.NaN);
  const last = x.length - 1;
  if (at <= 0 || at >= last) return false;
  const end = values[0]! < values[last]! ? 0 : last;
  const step = end === 0 ? 1 : -1;
  const slope = (from: number, to: number): number => (values[from]! - values[to]!) / Math.abs(x[from]! - x[to]!);
  const whole = slope(at, end);
  return whole > 0.01 && slope(end + 2 * step, end) > 0.5 * whole;
}

function atTargetOf({ x, series, target }: Observation): number {
  return series.values[x.indexOf(target.at!)]!;
}
