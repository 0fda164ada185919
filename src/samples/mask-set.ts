/** A mask and a soft prediction of it, moved away until they no longer overlap. */

import { between } from "./random.ts";
import type { SampleSet } from "./sample-set.ts";

export const maskSize = 16;
const radius = 3.5;
const centre = { x: 4.5, y: 7.5 };

/** How far a disc must move to leave its own place. */
const wholeWay = 2 * radius;

/** A disc of the given blur (pixels over which its edge falls) with values in [0, 1], row by row. */
export function softDisc(x: number, y: number, blur: number): number[] {
  return Array.from({ length: maskSize * maskSize }, (_, index) => {
    const distance = Math.hypot((index % maskSize) - x, Math.floor(index / maskSize) - y);
    if (blur === 0) return distance <= radius ? 1 : 0;
    return 1 / (1 + Math.exp((distance - radius) / blur));
  });
}

const mask = softDisc(centre.x, centre.y, 0);

/** The prediction for an overlap from 0 (beside the mask) to 1 (on it). */
export function maskAt(overlap: number, blur: number): number[] {
  return softDisc(centre.x + (1 - overlap) * wholeWay, centre.y, blur);
}

export const segmentation: SampleSet = {
  id: "segmentation",
  title: "Segmentation mask",
  prediction: "probability",
  yTrueShape: [maskSize, maskSize, 1],
  yTrueDType: "float32",
  yPredShape: [maskSize, maskSize, 1],
  targets: [{ label: "disc", value: null, yTrue: mask, at: 1 }],
  axis: { label: "overlap", domain: [0, 1], bounds: [0, 1], reaches: [true, true] },
  explanation: `A disc on ${maskSize} × ${maskSize} pixels; the predicted disc, with a soft edge, is moved away from it.`,
  predictionAt: (overlap) => maskAt(overlap, 0.35),
  draw(random) {
    const yTrue = softDisc(between(random, 4, 11), between(random, 4, 11), 0);
    const yPred = softDisc(between(random, 4, 11), between(random, 4, 11), between(random, 0.3, 1));
    return { yTrue, yPred };
  },
};
