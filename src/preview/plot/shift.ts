/** A drawing's parts, moved: a picture within another, or one that gets a heading. */

import type { Item } from "./scene.ts";

export function shifted(item: Item, dx: number, dy: number): Item {
  switch (item.kind) {
    case "line":
      return { ...item, x1: item.x1 + dx, x2: item.x2 + dx, y1: item.y1 + dy, y2: item.y2 + dy };
    case "path":
      return { ...item, d: shiftedPath(item.d, dx, dy) };
    case "hatch":
      return {
        ...item,
        x: item.x + dx,
        y: item.y + dy,
        ...(item.parts === undefined
          ? {}
          : { parts: item.parts.map((part) => ({ ...part, x: part.x + dx, y: part.y + dy })) }),
      };
    case "raster":
      return {
        ...item,
        x: item.x + dx,
        y: item.y + dy,
        ...(item.clip === undefined ? {} : { clip: shiftedPath(item.clip, dx, dy) }),
      };
    default:
      return { ...item, x: item.x + dx, y: item.y + dy };
  }
}

/** Only of paths whose commands are M, L and Z, as all of ours are. */
function shiftedPath(d: string, dx: number, dy: number): string {
  return d.replace(
    /([ML])(-?[\d.]+) (-?[\d.]+)/g,
    (_, command: string, x: string, y: string) =>
      `${command}${(Number(x) + dx).toFixed(1)} ${(Number(y) + dy).toFixed(1)}`,
  );
}
