/** Which expression made a shaded region of a picture what it is. */

import type { Item, Scene } from "../plot/scene.ts";
import type { Place, PlacedBlame } from "../plot-data.ts";

type Hatch = Extract<Item, { kind: "hatch" }>;

/** One that can be shown in the code. */
export type ShownBlame = PlacedBlame & { readonly place: Place };

/** A region may be narrower than what a hand can hit. */
const SLACK = 2;

/** The blame of the shaded region at a place, preferably of the curve with this name; any height without `y`. */
export function regionBlame(scene: Scene, x: number, y?: number, name?: string): ShownBlame | undefined {
  const regions = scene.items.filter(
    (item): item is Hatch =>
      item.kind === "hatch" &&
      item.blame !== null &&
      isShown(item.blame) &&
      (item.parts ?? [item]).some(
        (part) =>
          x >= part.x - SLACK &&
          x <= part.x + part.width + SLACK &&
          (y === undefined || (y >= part.y - SLACK && y <= part.y + part.height + SLACK)),
      ),
  );
  const own = regions.find(({ curve }) => curve !== undefined && curve === name);
  const blame = (own ?? regions[0])?.blame;
  return blame && isShown(blame) ? blame : undefined;
}

function isShown(blame: PlacedBlame): blame is ShownBlame {
  return blame.place !== null;
}
