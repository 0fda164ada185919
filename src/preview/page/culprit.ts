/** Which expression made a shaded region of a picture what it is. */

import type { Culprit, Item, Scene } from "../plot/scene.ts";

type Hatch = Extract<Item, { kind: "hatch" }>;

/** A region may be narrower than what a hand can hit. */
const SLACK = 2;

/** The culprit of the shaded region at a place, preferably of the curve with this name; any height without `y`. */
export function culpritAt(scene: Scene, x: number, y?: number, name?: string): Culprit | undefined {
  const regions = scene.items.filter(
    (item): item is Hatch =>
      item.kind === "hatch" &&
      item.culprit !== null &&
      (item.parts ?? [item]).some(
        (part) =>
          x >= part.x - SLACK &&
          x <= part.x + part.width + SLACK &&
          (y === undefined || (y >= part.y - SLACK && y <= part.y + part.height + SLACK)),
      ),
  );
  const own = regions.find(({ culprit }) => culprit?.curve !== undefined && culprit.curve === name);
  return (own ?? regions[0])?.culprit ?? undefined;
}
