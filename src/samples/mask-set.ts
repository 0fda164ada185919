/** Segmentation: a disc, and a soft disc that slides over it. */

import { say } from "../python/say.ts";
import type { SampleSet } from "./sample-set.ts";

/** Probabilities stay off 0 and 1, as a sigmoid's do. */
export const discLeast = 0.02;
export const discSpan = 0.96;

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

export interface DiscMask {
  readonly values: readonly number[];
  /** How each pixel changes as the disc moves to the right. */
  readonly alongX: readonly number[];
}

/** A soft disc in a square of `side` pixels. Positions are in units of the square; `blur` is in pixels. */
export function softDisc(side: number, centerX: number, centerY: number, radius: number, blur: number): DiscMask {
  const values: number[] = [];
  const alongX: number[] = [];
  const soft = Math.max(0.05, blur) / side;
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      const dx = (column + 0.5) / side - centerX;
      const dy = (row + 0.5) / side - centerY;
      const distance = Math.hypot(dx, dy);
      const inside = logistic((radius - distance) / soft);
      values.push(discLeast + discSpan * inside);
      // The distance shrinks as the centre comes nearer: d(distance)/d(centerX) = −dx / distance.
      alongX.push(distance === 0 ? 0 : (discSpan * inside * (1 - inside) * dx) / distance / soft);
    }
  }
  return { values, alongX };
}

export const discRadius = 0.24;
/** From no overlap to all of it, in units of the square. */
export const discTravel = 0.5;

/** The hard disc that is to be found. */
export function targetDisc(side: number): number[] {
  return softDisc(side, 0.5, 0.5, discRadius, 0).values.map((value) => (value > 0.5 ? 1 : 0));
}

const defaultSide = 16;
/** Of the disc that slides, in pixels. */
export const discBlur = 0.6;

function maskSet(side: number): SampleSet<"segmentation"> {
  const target = targetDisc(side);
  const disc = (overlap: number): DiscMask =>
    softDisc(side, 0.5 + (1 - overlap) * discTravel, 0.5, discRadius, discBlur);
  return {
    id: "segmentation",
    title: "Segmentation mask",
    prediction: "probability",
    yTrueShape: [side, side, 1],
    yPredShape: [side, side, 1],
    yTrueDType: "float32",
    axis: { label: "overlap", domain: [0, 1], bounds: [0, 1], reaches: [true, true] },
    gradientLabel: "Gradient along that movement",
    explanation: say("A soft disc slides over the target: at 0 they are apart, at 1 they coincide."),
    targets: [{ label: "disc", value: null, yTrue: target, at: 1 }],
    curvePoints: 65,
    predictionAt: (x) => disc(x).values,
    directionAt: (x) => disc(x).alongX.map((slope) => -discTravel * slope),
    exactly: (yTrue) => yTrue,
    draw: (random) => ({ yTrue: target, yPred: disc(random()).values }),
    surface: null,
    company: [],
    size: { value: side, min: 4, max: 48, resize: maskSet },
  };
}

export const segmentation = maskSet(defaultSide);
