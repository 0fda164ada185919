import { expect, test } from "vitest";
import { masksPicture } from "../../../src/preview/plot/masks.ts";
import { type Item, textWidth } from "../../../src/preview/plot/scene.ts";
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

test("the numbers of a key stand clear of each other at every width: zero is left out where it would run into an end", () => {
  let keys = 0;
  for (let width = 250; width <= 700; width += 2) {
    const { items } = masksPicture(twoMasks, { width, height: 240, title: "a loss" }).scene;
    const numbers = items.flatMap((item) => {
      if (item.kind !== "text" || !/^[−±\d.]+$/.test(item.text)) return [];
      const own = textWidth(item.text, item.size);
      const left = item.x - (item.anchor === "end" ? own : item.anchor === "middle" ? own / 2 : 0);
      return [{ y: item.y, left, right: left + own, text: item.text }];
    });
    if (numbers.some(({ text }) => text.startsWith("−"))) keys++;
    for (const a of numbers)
      for (const b of numbers)
        if (a.y === b.y && a.left < b.left)
          expect(b.left - a.right, `${width}: ${a.text} ${b.text}`).toBeGreaterThan(7.9);
  }
  expect(keys).toBeGreaterThan(50);
});
