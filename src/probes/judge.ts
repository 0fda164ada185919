/** What observations say about a loss: each judgement names its evidence. */

import type { Blame } from "../evaluate/evaluation.ts";
import { gradientSizeAt, type Observation, type Observations } from "./observe.ts";

/** A point of the axis, for one target. */
export interface Evidence {
  readonly observation: Observation;
  readonly x: number;
  readonly value: number;
}

export interface Judgement {
  /** The first point whose value is NaN or infinite; null where all are finite. */
  readonly nonFinite: (Evidence & { readonly blame: Blame | undefined }) | null;
  /** The first point whose value is finite and whose gradient is not. */
  readonly nonFiniteGradient: (Evidence & { readonly blame: Blame | undefined }) | null;
  readonly isConnected: boolean;
  /** The part of all points at which the gradient is 0, from 0 to 1. */
  readonly zeroGradient: number;
  readonly minimum: Minimum;
  readonly returns: "perSample" | "scalar";
  readonly dependsOnBatch: boolean;
  /** How many samples each value is the loss of; more than one where the loss mixes its batch. */
  readonly batch: number;
  readonly spread: Observation["series"]["spread"];
}

export type Minimum =
  | { readonly kind: "atTarget" }
  /** Smaller elsewhere; `isAtEdge`: it still falls where the axis ends. */
  | { readonly kind: "elsewhere"; readonly evidence: Evidence; readonly atTarget: number; readonly isAtEdge: boolean }
  /** The loss is largest at the target. */
  | { readonly kind: "inverted"; readonly evidence: Evidence }
  /** The set does not say where the best prediction is, or the loss does not depend on y_true. */
  | { readonly kind: "unknown" };

export function judge({ targets }: Observations): Judgement {
  const series = targets.map((each) => each.series);
  return {
    nonFinite: firstNonFinite(targets),
    nonFiniteGradient: firstNonFiniteGradient(targets),
    isConnected: series.some((each) => each.isConnected),
    zeroGradient: zeroGradientPart(targets),
    minimum: judgeMinimum(targets),
    returns: series.some((each) => each.returns === "scalar") ? "scalar" : "perSample",
    dependsOnBatch: series.some((each) => each.dependsOnBatch),
    batch: Math.max(...series.map((each) => each.batch)),
    spread: series.find((each) => each.spread !== null)?.spread ?? null,
  };
}

function evidenceAt(observation: Observation, index: number): Evidence {
  return { observation, x: observation.x[index]!, value: observation.series.values[index]! };
}

/** The point's own; where that is not known, the first of all. */
function blameAt({ series }: Observation, index: number, direction: Blame["direction"]): Blame | undefined {
  const numbers = direction === "forward" ? series.blamedForValue : series.blamedForGradient;
  return series.blames[numbers?.[index] ?? -1] ?? series.blames.find((each) => each.direction === direction);
}

function firstNonFinite(targets: readonly Observation[]): Judgement["nonFinite"] {
  for (const observation of targets) {
    const index = observation.series.values.findIndex((value) => !Number.isFinite(value));
    if (index < 0) continue;
    return { ...evidenceAt(observation, index), blame: blameAt(observation, index, "forward") };
  }
  return null;
}

function firstNonFiniteGradient(targets: readonly Observation[]): Judgement["nonFiniteGradient"] {
  for (const observation of targets) {
    for (let index = 0; index < observation.x.length; index++) {
      const size = gradientSizeAt(observation, index);
      if (size === null || Number.isFinite(size) || !Number.isFinite(observation.series.values[index])) continue;
      return { ...evidenceAt(observation, index), blame: blameAt(observation, index, "backward") };
    }
  }
  return null;
}

function zeroGradientPart(targets: readonly Observation[]): number {
  let zeros = 0;
  let all = 0;
  for (const observation of targets) {
    for (let index = 0; index < observation.x.length; index++) {
      all++;
      if (gradientSizeAt(observation, index) === 0) zeros++;
    }
  }
  return all === 0 ? 0 : zeros / all;
}

/** A difference that float32 rounding could make is none. */
function isBelow(a: number, b: number): boolean {
  return a < b - 1e-5 * Math.max(1, Math.abs(a), Math.abs(b));
}

/** All targets must agree: a loss that is asymmetric for one target may be meant so. */
function judgeMinimum(targets: readonly Observation[]): Minimum {
  if (!dependsOnTarget(targets)) return { kind: "unknown" };
  const judged = targets.map(minimumOf);
  const elsewhere = judged.filter((each) => each.kind === "elsewhere");
  if (judged.every((each) => each.kind === "inverted")) return judged[0]!;
  if (judged.some((each) => each.kind === "unknown")) return { kind: "unknown" };
  if (judged.every((each) => each.kind === "atTarget")) return { kind: "atTarget" };
  return elsewhere[0] ?? { kind: "unknown" };
}

function minimumOf(observation: Observation): Minimum {
  const { target, x, series } = observation;
  const index = target.at === null ? -1 : x.indexOf(target.at);
  const atTarget = series.values[index];
  if (atTarget === undefined || !Number.isFinite(atTarget)) return { kind: "unknown" };
  let least = index;
  let largest = atTarget;
  for (let each = 0; each < x.length; each++) {
    const value = series.values[each]!;
    if (isBelow(value, series.values[least]!)) least = each;
    if (value > largest) largest = value;
  }
  if (least === index) return { kind: "atTarget" };
  const evidence = evidenceAt(observation, least);
  if (!isBelow(atTarget, largest)) return { kind: "inverted", evidence };
  return { kind: "elsewhere", evidence, atTarget, isAtEdge: least === 0 || least === x.length - 1 };
}

/** Whether the value changes with y_true at all; with one target, it is taken to. */
function dependsOnTarget(targets: readonly Observation[]): boolean {
  const [first, ...others] = targets;
  if (first === undefined || others.length === 0) return true;
  return others.some((other) =>
    other.x.some((x, index) => {
      const same = first.x.indexOf(x);
      return same >= 0 && first.series.values[same] !== other.series.values[index];
    }),
  );
}
