/** Regions without a finite value on a map: hatched, named where there is room, and listed beneath. */

import { blameWords } from "./blame-words.ts";
import { blocksOf } from "./heat-map.ts";
import { type Region, regionLabel, regionTitle, valueWords } from "./regions.ts";
import { fitText, type Item, textWidth } from "./scene.ts";
import { words } from "./words.ts";

const SIZE = 11;

export interface GridPlace {
  readonly columns: number;
  readonly rows: number;
  /** Pixels of a position in the grid, which may lie between points. */
  readonly toColumn: (column: number) => number;
  readonly toRow: (row: number) => number;
  /** How far a cell reaches beyond the outermost positions: nothing where the axes end at them. */
  readonly beyond: 0 | 0.5;
}

/** `cellsOf` says which cells of the grid a region covers. */
export function regionMarks(
  regions: readonly Region[],
  count: number,
  place: GridPlace,
  cellsOf: (region: Region) => readonly number[] = ({ points }) => points,
): Item[] {
  return regions.flatMap((region): Item[] => {
    const boxes = blocksOf(cellsOf(region), place.columns).map(({ from, to, first, last }) => {
      const xs = [
        place.toColumn(Math.max(-place.beyond, from - 0.5)),
        place.toColumn(Math.min(place.columns - 1 + place.beyond, to + 0.5)),
      ];
      const ys = [
        place.toRow(Math.max(-place.beyond, first - 0.5)),
        place.toRow(Math.min(place.rows - 1 + place.beyond, last + 0.5)),
      ];
      return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
    });
    if (boxes.length === 0) return [];
    const left = Math.min(...boxes.map((box) => box.left));
    const top = Math.min(...boxes.map((box) => box.top));
    const roomiest = boxes.reduce((a, b) =>
      Math.min(b.right - b.left, 4 * (b.bottom - b.top)) > Math.min(a.right - a.left, 4 * (a.bottom - a.top)) ? b : a,
    );
    const room = roomiest.right - roomiest.left - 12;
    const label = fitText(regionLabel(region), room, SIZE);
    const hasRoom =
      roomiest.bottom - roomiest.top > 20 && room > textWidth(regionLabel({ ...region, blame: undefined }), SIZE);
    return [
      {
        kind: "hatch",
        x: left,
        y: top,
        width: Math.max(...boxes.map((box) => box.right)) - left,
        height: Math.max(...boxes.map((box) => box.bottom)) - top,
        parts: boxes.map((box) => ({
          x: box.left,
          y: box.top,
          width: box.right - box.left,
          height: box.bottom - box.top,
        })),
        title: regionTitle(region, count),
        blame: region.blame ?? null,
      },
      ...(hasRoom
        ? [
            {
              kind: "text",
              x: (roomiest.left + roomiest.right) / 2,
              y: (roomiest.top + roomiest.bottom) / 2 + 4,
              text: label,
              role: "text",
              anchor: "middle",
              size: SIZE,
              hasHalo: true,
            } satisfies Item,
          ]
        : []),
    ];
  });
}

export interface Caption {
  readonly items: readonly Item[];
  /** From the first line's baseline to the last one's. */
  readonly more: number;
}

/** What the hatching means: each blame once. */
export function regionCaption(regions: readonly Region[], x: number, y: number, width: number): Caption {
  const first = regions[0];
  if (first === undefined) return { items: [], more: 0 };
  const said = new Set(
    regions.map(({ what, value, blame }) => (blame === undefined ? valueWords(what, value) : blameWords(blame))),
  );
  const text = [...said].join("; ");
  const { items, more } = words(text, { x: x + 20, y, width: width - 20, role: "dim", size: SIZE });
  return {
    items: [{ kind: "hatch", x, y: y - 9, width: 14, height: 10, title: text, blame: first.blame ?? null }, ...items],
    more,
  };
}
