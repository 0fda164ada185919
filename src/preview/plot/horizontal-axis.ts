/** The axis along the bottom, and the way between its values and pixels. */

import { scaleLinear } from "d3-scale";
import { formatTicks } from "./numbers.ts";
import { fitText, type Item } from "./scene.ts";

const SIZE = 11;

export interface HorizontalPlace {
  readonly left: number;
  readonly right: number;
  readonly domain: readonly [number, number];
}

/** The pixel of a value. */
export function xPixel(model: HorizontalPlace, x: number): number {
  const [low, high] = model.domain;
  return model.left + ((x - low) / (high - low)) * (model.right - model.left);
}

/** The x of a pixel, kept inside what is shown. */
export function xValue(model: HorizontalPlace, pixel: number): number {
  const [low, high] = model.domain;
  const share = (pixel - model.left) / (model.right - model.left);
  return low + Math.min(1, Math.max(0, share)) * (high - low);
}

/** Ticks and the axis's name: beside them, or on a row of its own where the picture is narrow. */
export function horizontalAxis(
  place: HorizontalPlace,
  label: string,
  bottom: number,
  isNarrow: boolean,
  width: number,
): Item[] {
  const count = Math.max(2, Math.min(8, Math.floor((place.right - place.left) / 110)));
  const ticks = scaleLinear()
    .domain([...place.domain])
    .ticks(count);
  const texts = formatTicks(ticks);
  const y = bottom + 18;
  const items = ticks.map(
    (tick, index): Item => ({
      kind: "text",
      x: xPixel(place, tick),
      y,
      text: texts[index] ?? "",
      role: "dim",
      anchor: "middle",
      size: SIZE,
    }),
  );
  const name = fitText(label, place.right - place.left, SIZE);
  items.push(
    isNarrow
      ? { kind: "text", x: place.right, y: y + 15, text: name, role: "dim", anchor: "end", size: SIZE }
      : { kind: "text", x: width, y, text: name, role: "dim", anchor: "end", size: SIZE },
  );
  return items;
}
