/** Where a loss over two directions, or its gradient, is not finite: connected regions, each with its blame. */

import { say } from "../../python/say.ts";
import type { PlacedBlame } from "../plot-data.ts";
import { blameAt, blameSubject, blameWords } from "./blame-words.ts";
import { formatNumber } from "./numbers.ts";

export interface Region {
  readonly points: readonly number[];
  readonly what: "loss" | "gradient";
  readonly value: number;
  readonly blame: PlacedBlame | undefined;
}

export interface PointValues {
  readonly loss: ArrayLike<number>;
  /** Along each direction there is. */
  readonly gradients: readonly ArrayLike<number>[];
  readonly blames: readonly PlacedBlame[];
  readonly lossBlame?: ArrayLike<number> | undefined;
  readonly gradientBlame?: ArrayLike<number> | undefined;
}

type Trouble = Omit<Region, "points">;

/** What is wrong at a point; undefined where all is finite. */
export function troubleAt(data: PointValues, index: number): Trouble | undefined {
  const loss = data.loss[index] ?? Number.NaN;
  if (!Number.isFinite(loss))
    return { what: "loss", value: loss, blame: blameAt(data.blames, data.lossBlame, index, "forward", loss) };
  for (const gradient of data.gradients) {
    const value = gradient[index] ?? Number.NaN;
    if (Number.isFinite(value)) continue;
    return { what: "gradient", value, blame: blameAt(data.blames, data.gradientBlame, index, "backward", value) };
  }
  return undefined;
}

/** Regions of points that are alike, the largest first. `neighbours` tells which points touch. */
export function regionsOf(data: PointValues, neighbours: (index: number) => readonly number[]): Region[] {
  const count = data.loss.length;
  const keys = new Array<string | undefined>(count);
  const troubles = new Map<string, Trouble>();
  for (let index = 0; index < count; index += 1) {
    const trouble = troubleAt(data, index);
    if (trouble === undefined) continue;
    // One blame is one region: what makes an infinity makes NaN beside it, where it is multiplied by 0.
    const cause = trouble.blame === undefined ? trouble.value : `#${data.blames.indexOf(trouble.blame)}`;
    const key = `${trouble.what} ${cause}`;
    keys[index] = key;
    troubles.set(key, trouble);
  }
  const regions: Region[] = [];
  for (let start = 0; start < count; start += 1) {
    const key = keys[start];
    const trouble = key === undefined ? undefined : troubles.get(key);
    if (trouble === undefined) continue;
    const points = [start];
    keys[start] = undefined;
    for (let at = 0; at < points.length; at += 1) {
      for (const next of neighbours(points[at] ?? 0)) {
        if (keys[next] !== key) continue;
        keys[next] = undefined;
        points.push(next);
      }
    }
    const middle = points[Math.floor(points.length / 2)] ?? start;
    regions.push({ ...trouble, value: troubleAt(data, middle)?.value ?? trouble.value, points });
  }
  return regions.sort((a, b) => b.points.length - a.points.length);
}

/** The eight cells around a cell of a grid. */
export function gridNeighbours(columns: number, rows: number): (index: number) => number[] {
  return (index) => {
    const [column, row] = [index % columns, Math.floor(index / columns)];
    const around: number[] = [];
    for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1) {
      for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1) {
        if (x !== column || y !== row) around.push(y * columns + x);
      }
    }
    return around;
  };
}

/** `The loss is NaN at 12 of 4096 points: ops.log(y_pred) is NaN, line 17`. */
export function regionTitle({ what, value, points, blame }: Region, count: number): string {
  const [shown, of] = [formatNumber(value), points.length];
  const said =
    what === "loss"
      ? say("The loss is {0} at {1} of {2} points", shown, of, count)
      : say("The gradient is {0} at {1} of {2} points", shown, of, count);
  return blame === undefined ? said : say("{0}: {1}", said, blameWords(blame));
}

/** `the loss is NaN`, where no expression is known that makes it so. */
export function valueWords(what: Region["what"], value: number): string {
  return what === "loss"
    ? say("the loss is {0}", formatNumber(value))
    : say("the gradient is {0}", formatNumber(value));
}

/** The short name that a region bears: its value, and the expression where there is one. */
export function regionLabel({ what, value, blame }: Region): string {
  const said = `${what === "loss" ? say("loss") : say("gradient")} ${formatNumber(value)}`;
  return blame === undefined ? said : say("{0}: {1}", said, blameSubject(blame));
}
