import { expect, test } from "vitest";
import { masksPicture } from "../../../src/preview/plot/masks.ts";
import type { Item } from "../../../src/preview/plot/scene.ts";
import { twoMasks } from "../../page/canned-views.ts";

const maps = (width: number): readonly Extract<Item, { kind: "raster" }>[] =>
  masksPicture(twoMasks, { width, height: 400, title: "a loss" }).scene.items.filter(
    (item) => item.kind === "raster" && item.rows > 1,
  ) as Extract<Item, { kind: "raster" }>[];

test("beside code in a window of 1440 pixels all four maps stand in one row, above the sliders that change them", () => {
  const shown = maps(497);
  expect(shown).toHaveLength(4);
  expect(new Set(shown.map(({ y }) => y)).size).toBe(1);
  expect(masksPicture(twoMasks, { width: 497, height: 400, title: "a loss" }).scene.height).toBeLessThan(260);
});

test("in a narrow panel they stand two in a row, and nowhere beyond its edge", () => {
  for (const width of [276, 306, 440]) {
    const shown = maps(width);
    expect(new Set(shown.map(({ y }) => y)).size).toBe(2);
    for (const { x, width: own } of shown) expect(x + own).toBeLessThanOrEqual(width + 0.01);
  }
});

test("in a panel that is low too they stand in one row, smaller, and the key of a gradient has one number for both ends", () => {
  const { scene } = masksPicture(twoMasks, { width: 306, height: 240, title: "a loss" });
  const shown = scene.items.filter((item) => item.kind === "raster" && item.rows > 1);
  expect(new Set(shown.map((item) => "y" in item && item.y)).size).toBe(1);
  expect(scene.height).toBeLessThan(240);
  expect(scene.items.some((item) => item.kind === "text" && item.text.startsWith("±"))).toBe(true);
});
