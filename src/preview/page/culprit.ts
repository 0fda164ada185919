/** Which expression made a shaded region of a picture what it is. */

import type { Item, Scene } from "../plot/scene.ts";
import type { Culprit } from "./readout.ts";

type Hatch = Extract<Item, { kind: "hatch" }>;

/** A region may be narrower than what a hand can hit. */
const SLACK = 2;

/** The culprit of the shaded region at a place, preferably of the curve with this name; any height without `y`. */
export function culpritAt(scene: Scene, x: number, y?: number, name?: string): Culprit | undefined {
  const regions = scene.items.filter(
    (item): item is Hatch =>
      item.kind === "hatch" &&
      item.place !== null &&
      (item.parts ?? [item]).some(
        (part) =>
          x >= part.x - SLACK &&
          x <= part.x + part.width + SLACK &&
          (y === undefined || (y >= part.y - SLACK && y <= part.y + part.height + SLACK)),
      ),
  );
  const mark = name === undefined ? undefined : `for ${name}: `;
  const region = (mark === undefined ? undefined : regions.find(({ title }) => title.includes(mark))) ?? regions[0];
  if (region === undefined || region.place === null) return undefined;
  const start = mark === undefined ? -1 : region.title.indexOf(mark);
  return { text: start < 0 ? region.title : region.title.slice(start + (mark?.length ?? 0)), place: region.place };
}
