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

/** Of further classes: squares at the left, where the disc never comes, which are found as they should be. */
function squareAt(index: number, side: number): number | null {
  const [row, column] = [Math.floor(index / side), index % side];
  const size = Math.max(1, Math.floor(side / 8));
  if (column >= size) return null;
  const place = Math.floor(row / (2 * size));
  return row % (2 * size) < size ? place + 2 : null;
}

const rest = 0.02;

/** How a pixel's probabilities are shared: class 0 is what is around the disc, class 1 the disc, others have their squares. */
function pixel(inside: number, square: number | null, channels: number): number[] {
  if (channels === 1) return [inside];
  const others = Math.max(0, channels - 2);
  if (square !== null && square < channels) {
    return Array.from({ length: channels }, (_, each) => (each === square ? 1 - rest * (channels - 1) : rest));
  }
  const share = 1 - rest * others;
  return Array.from({ length: channels }, (_, each) =>
    each === 0 ? (1 - inside) * share : each === 1 ? inside * share : rest,
  );
}

/** `slices`: how often the picture is repeated along an axis before its own, for volumes; null for pictures. */
function maskSet(side: number, channels = 1, slices: number | null = null): SampleSet<"segmentation"> {
  const repeated = (values: readonly number[]): number[] =>
    slices === null ? [...values] : Array.from({ length: slices }, () => values).flat();
  const hard = targetDisc(side);
  const squareOf = (index: number): number | null => {
    const square = squareAt(index, side);
    return square !== null && square < channels ? square : null;
  };
  const target = repeated(
    hard.flatMap((inside, index) => {
      const of = squareOf(index) ?? inside;
      return channels === 1 ? [inside] : Array.from({ length: channels }, (_, each) => (each === of ? 1 : 0));
    }),
  );
  const disc = (overlap: number): DiscMask =>
    softDisc(side, 0.5 + (1 - overlap) * discTravel, 0.5, discRadius, discBlur);
  const predicted = (x: number): number[] =>
    repeated(disc(x).values.flatMap((inside, index) => pixel(inside, squareOf(index), channels)));
  const share = 1 - rest * Math.max(0, channels - 2);
  const moving = (x: number): number[] =>
    repeated(
      disc(x).alongX.flatMap((alongX, index) => {
        const slope = -discTravel * alongX;
        if (channels === 1) return [slope];
        const moves = squareOf(index) === null ? slope * share : 0;
        return Array.from({ length: channels }, (_, each) => (each === 0 ? -moves : each === 1 ? moves : 0));
      }),
    );
  const shape = [...(slices === null ? [] : [slices]), side, side, channels];
  return {
    id: "segmentation",
    title: channels === 1 ? "Segmentation mask" : `Segmentation, ${channels} classes`,
    prediction: channels === 1 ? "probability" : "probabilities",
    yTrueShape: shape,
    yPredShape: shape,
    yTrueDType: "float32",
    axis: { label: "overlap", domain: [0, 1], bounds: [0, 1], reaches: [true, true] },
    gradientLabel: "Gradient along that movement",
    explanation: () =>
      `${say("A soft disc slides over the target: at 0 they are apart, at 1 they coincide.")}${channelWords(channels)}`,
    targets: [{ label: "disc", value: null, yTrue: target, at: 1 }],
    curvePoints: 65,
    predictionAt: predicted,
    directionAt: moving,
    exactly: (yTrue) => yTrue,
    draw: (random) => ({ yTrue: target, yPred: predicted(random()) }),
    surface: null,
    company: [],
    size: {
      label: "Pixels along a side",
      value: side,
      min: 4,
      max: 48,
      resize: (size) => maskSet(size, channels, slices),
    },
    reshape(wanted) {
      const [first, ...others] = wanted;
      const [height, width, classes] = wanted.length === 4 ? others : wanted;
      if (height === undefined || height !== width || classes === undefined || wanted.length < 3 || wanted.length > 4)
        return undefined;
      return maskSet(height, classes, wanted.length === 4 ? first! : null);
    },
  };
}

export const segmentation = maskSet(defaultSide);

function channelWords(channels: number): string {
  if (channels === 1) return "";
  const words =
    channels > 2
      ? say("Channel 0 is what is around it, channel 1 the disc, the others stay.")
      : say("Channel 0 is what is around it, channel 1 the disc.");
  return ` ${words}`;
}
