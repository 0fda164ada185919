/** Boxes: the predicted one is moved away from the true one. */

import { say } from "../python/say.ts";
import { between } from "./random.ts";
import type { SampleAxis, SampleSet, SampleTarget } from "./sample-set.ts";

export type BoxFormat = "corners" | "xywh" | "center";
export type Box = readonly [number, number, number, number];

/** The true box, as corners. */
export const trueBox: Box = [0.3, 0.35, 0.7, 0.65];

/** Corners (left, top, right, bottom) as a loss takes them. */
export function boxAs(format: BoxFormat, [left, top, right, bottom]: Box): Box {
  if (format === "corners") return [left, top, right, bottom];
  const [width, height] = [right - left, bottom - top];
  return format === "xywh" ? [left, top, width, height] : [(left + right) / 2, (top + bottom) / 2, width, height];
}

function moved(dx: number, dy: number): Box {
  const [left, top, right, bottom] = trueBox;
  return [left + dx, top + dy, right + dx, bottom + dy];
}

function scaled(by: number): Box {
  const [left, top, right, bottom] = trueBox;
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const [w, h] = [((right - left) / 2) * (1 + by), ((bottom - top) / 2) * (1 + by)];
  return [x - w, y - h, x + w, y + h];
}

const MOVES: readonly { readonly label: string; readonly box: (x: number) => Box }[] = [
  { label: "moved sideways", box: (x) => moved(x, 0) },
  { label: "moved diagonally", box: (x) => moved(x, x) },
  { label: "scaled", box: scaled },
];

function moveOf(target: SampleTarget): (x: number) => Box {
  return MOVES.find(({ label }) => label === target.label)?.box ?? ((x) => moved(x, 0));
}

function boxSet<const Id extends string>(id: Id, title: string, format: BoxFormat): SampleSet<Id> {
  const truth = boxAs(format, trueBox);
  const domain = [-0.5, 0.5] as const;
  const axis = (label: string): SampleAxis => ({ label, domain, bounds: [null, null], reaches: [false, false] });
  const difference = (a: Box, b: Box): number[] => a.map((value, i) => value - (b[i] ?? 0));
  return {
    id,
    title,
    prediction: "box",
    yTrueShape: [4],
    yPredShape: [4],
    yTrueDType: "float32",
    axis: axis("shift or growth of the box"),
    gradientLabel: "Gradient along that movement",
    explanation: () =>
      say("The predicted box starts as the true one and is moved or scaled; the picture is 1 wide and 1 high."),
    targets: MOVES.map(({ label }): SampleTarget => ({ label, value: null, yTrue: truth, at: 0 })),
    curvePoints: 257,
    predictionAt: (x, target) => boxAs(format, moveOf(target)(x)),
    // Each movement is linear in x, so its direction is the difference of two of its points.
    directionAt: (_x, target) => difference(boxAs(format, moveOf(target)(1)), boxAs(format, moveOf(target)(0))),
    exactly: (yTrue) => yTrue,
    draw(random) {
      const [left, top] = [between(random, 0.1, 0.5), between(random, 0.1, 0.5)];
      const [right, bottom] = [left + between(random, 0.15, 0.45), top + between(random, 0.15, 0.45)];
      const near = (value: number): number => value + between(random, -0.025, 0.025);
      return {
        yTrue: boxAs(format, [left, top, right, bottom]),
        yPred: boxAs(format, [near(left), near(top), near(right), near(bottom)]),
      };
    },
    surface: {
      x: axis("shift right"),
      y: axis("shift up"),
      at: (x, y) => ({ yTrue: truth, yPred: boxAs(format, moved(x, -y)) }),
      alongX: () => difference(boxAs(format, moved(1, 0)), boxAs(format, moved(0, 0))),
      alongY: () => difference(boxAs(format, moved(0, -1)), boxAs(format, moved(0, 0))),
      agreement: [[0, 0]],
    },
    company: [],
    size: null,
  };
}

export const boxSets = [
  boxSet("boxes", "Boxes, corners", "corners"),
  boxSet("boxes-xywh", "Boxes, corner and size", "xywh"),
  boxSet("boxes-center", "Boxes, centre and size", "center"),
] as const;

/** Undefined for a set that has no boxes. */
export function boxFormatOf(id: string): BoxFormat | undefined {
  if (id === "boxes") return "corners";
  if (id === "boxes-xywh") return "xywh";
  return id === "boxes-center" ? "center" : undefined;
}
