/** Several quantiles of one number: what an output learns shows only over many targets. */

import { say } from "../python/say.ts";
import { normal } from "./random.ts";
import type { SampleSet, SampleTarget } from "./sample-set.ts";

const CROWD_SIZE = 25;
const most = 9;

/** Where a share of a standard normal distribution lies below: Acklam's rational approximation, good to 1e-9. */
export function normalQuantile(share: number): number {
  if (share > 0.5) return -normalQuantile(1 - share);
  const ratio = (top: readonly number[], bottom: readonly number[], at: number): number =>
    top.reduce((sum, each) => sum * at + each, 0) / bottom.reduce((sum, each) => sum * at + each, 0);
  if (share < 0.02425) return ratio(TAIL_TOP, TAIL_BOTTOM, Math.sqrt(-2 * Math.log(share)));
  const off = share - 0.5;
  return off * ratio(MIDDLE_TOP, MIDDLE_BOTTOM, off * off);
}

const MIDDLE_TOP = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
];
const MIDDLE_BOTTOM = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1,
];
const TAIL_TOP = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const TAIL_BOTTOM = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];

/** Targets as a normal distribution spreads them. */
const crowd = Array.from({ length: CROWD_SIZE }, (_, index) => normalQuantile((index + 0.5) / CROWD_SIZE));

/** `levels` where the loss says which quantiles it wants, or how many outputs there are. */
export function quantileSet(levels: readonly number[] | number): SampleSet<"quantiles"> {
  const count = typeof levels === "number" ? levels : levels.length;
  const outputs = Array.from({ length: count }, (_, index) => index);
  const rest = outputs.map((index) => normalQuantile((index + 1) / (count + 1)));
  const targets = outputs.map((index): SampleTarget => {
    const level = typeof levels === "number" ? undefined : levels[index];
    return {
      label: level === undefined ? `output ${index + 1}` : `${level} quantile`,
      value: index,
      yTrue: [0],
      at: level === undefined ? null : normalQuantile(level),
    };
  });
  const offset = (index: number): number => (count < 2 ? 0 : -1 + (2 * index) / (count - 1));
  const bounds = [null, null] as const;
  const reaches = [false, false] as const;
  return {
    id: "quantiles",
    title: "Quantiles",
    yTrueShape: [1],
    yPredShape: [count],
    yTrueDType: "float32",
    prediction: "vector",
    axis: { label: "predicted quantile", domain: [-3, 3], bounds, reaches },
    gradientLabel: "Gradient with respect to that output",
    explanation: () =>
      say(
        "One of the {0} outputs moves, the others stay. Each point is the mean over {1} targets, the ticks on the axis; an output learns to be where its curve is smallest.",
        count,
        CROWD_SIZE,
      ),
    targets,
    crowd: crowd.map((value) => [value]),
    curvePoints: 121,
    predictionAt: (x, target) => outputs.map((index) => (index === target.value ? x : (rest[index] ?? 0))),
    directionAt: (_x, target) => outputs.map((index) => (index === target.value ? 1 : 0)),
    draw: (random) => {
      const middle = 0.3 * normal(random);
      return { yTrue: [normal(random)], yPred: outputs.map((index) => middle + (rest[index] ?? 0)) };
    },
    surface: {
      x: { label: "middle of the quantiles", domain: [-3, 3], bounds, reaches },
      y: { label: "half width", domain: [0, 3], bounds: [0, null], reaches: [true, false] },
      at: (x, y) => ({ yTrue: [0], yPred: outputs.map((index) => x + y * offset(index)) }),
      alongX: () => outputs.map(() => 1),
      alongY: () => outputs.map(offset),
      agreement: [[0, 0]],
    },
    company: [],
    size: {
      label: "Number of quantiles",
      value: count,
      min: 2,
      max: most,
      resize: (size) => (size === count ? quantileSet(levels) : quantileSet(size)),
    },
  };
}

/** The quantiles that a text names, as in `quantiles = [0.1, 0.5, 0.9]`; undefined where it names no list of them. */
export function quantileLevels(text: string): readonly number[] | undefined {
  const list =
    /\b(?:\w{0,40}quantiles?\w{0,40}|taus?|percentiles?|qs?)\s{0,9}(?::[^=\n]{1,80})?=\s{0,9}(?:[\w.]{1,40}\()?\s{0,9}[[(]{1,2}([\d.,\s]{1,400})[\])]/i.exec(
      text,
    )?.[1];
  const levels = list?.split(",").flatMap((part) => (part.trim() === "" ? [] : [Number(part)])) ?? [];
  const areLevels = levels.every((level) => level > 0 && level < 1);
  return levels.length >= 2 && levels.length <= most && areLevels ? levels : undefined;
}

export const quantiles = quantileSet(3);
