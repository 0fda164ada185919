/** The blames of a picture: each once, and for every point which of them is its own. */

import type { Blame } from "../../evaluate/evaluation.ts";
import type { Range } from "../../python/ast.ts";
import type { Place, PlacedBlame } from "../plot-data.ts";

/** What an evaluation says of its points. */
export interface PointBlames {
  readonly blames: readonly Blame[];
  /** For each point the number of its blame, −1 for none; null where every point is finite. */
  readonly blamedForValue: Int32Array | null;
  readonly blamedForGradient: Int32Array | null;
}

/** The blames of one picture, as they are found. */
export interface BlameList {
  readonly list: readonly Blame[];
  numberOf(blame: Blame): number;
}

export function createBlameList(): BlameList {
  const list: Blame[] = [];
  const isSame = (a: Blame, b: Blame): boolean =>
    a.direction === b.direction &&
    a.value === b.value &&
    a.path === b.path &&
    a.range.start === b.range.start &&
    a.range.end === b.range.end;
  return {
    list,
    numberOf(blame) {
      const known = list.findIndex((each) => isSame(each, blame));
      return known >= 0 ? known : list.push(blame) - 1;
    },
  };
}

/** An evaluation's points with the numbers that a picture's own list has for their blames. */
export function pointBlames(
  into: BlameList,
  { blames, blamedForValue, blamedForGradient }: PointBlames,
): { lossBlame?: Float32Array; gradientBlame?: Float32Array } {
  const numbers = blames.map((blame) => into.numberOf(blame));
  const renumbered = (given: Int32Array): Float32Array => Float32Array.from(given, (number) => numbers[number] ?? -1);
  return {
    ...(blamedForValue === null ? {} : { lossBlame: renumbered(blamedForValue) }),
    ...(blamedForGradient === null ? {} : { gradientBlame: renumbered(blamedForGradient) }),
  };
}

/** Where the page can reveal a place; null where the file is not the person's own. */
export type PlaceFinder = (path: string, range: Range) => Place | null;

export function placedBlames({ placeOf }: { readonly placeOf: PlaceFinder }, blames: readonly Blame[]): PlacedBlame[] {
  return blames.map(({ path, range, expression, direction, value }) => ({
    place: placeOf(path, range),
    expression,
    direction,
    value,
  }));
}
