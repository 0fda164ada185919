/** The two boxes stand where their numbers say, in one square and on one scale. */
import { expect, test } from "vitest";
import { boxesPicture, boxesView } from "../../../src/preview/plot/boxes.ts";
import type { Item } from "../../../src/preview/plot/scene.ts";
import { twoBoxes } from "../../page/canned-views.ts";

type Rectangle = Extract<Item, { kind: "rectangle" }>;
type Corners = [number, number, number, number];

const inside: Corners = [0.42, 0.42, 0.86, 0.74];
const farAway: Corners = [-0.6, -0.3, -0.2, 0.1];

test.each([
  ["overlaps the target", inside, 900, 400],
  ["overlaps the target", inside, 320, 500],
  ["overlaps the target", inside, 320, 230],
  ["lies outside of the unit square", farAway, 900, 400],
])("a prediction that %s: %j, in %i × %i", (_, prediction, width, height) => {
  const { scene } = boxesPicture({ ...twoBoxes, prediction }, { width, height, title: "my_loss" });
  const drawn = scene.items.filter((item): item is Rectangle => item.kind === "rectangle" && item.paint === "stroke");
  const one = (role: string) => drawn.find((item) => item.role === role)!;
  const square = one("grid");
  const { low, span } = boxesView(prediction);
  const scale = square.width / span;
  for (const [box, [left, top, right, bottom]] of [
    [one("series1"), twoBoxes.target],
    [one("series0"), prediction],
  ] as const) {
    expect((box.x - square.x) / scale).toBeCloseTo(left - low[0]);
    expect((box.y - square.y) / scale).toBeCloseTo(top - low[1]);
    expect(box.width / scale).toBeCloseTo(right - left);
    expect(box.height / scale).toBeCloseTo(bottom - top);
    expect(box.x).toBeGreaterThanOrEqual(square.x);
    expect(box.y).toBeGreaterThanOrEqual(square.y);
    expect(box.x + box.width).toBeLessThanOrEqual(square.x + square.width);
    expect(box.y + box.height).toBeLessThanOrEqual(square.y + square.height);
  }
});

test("in a low narrow window the map stands beside the boxes, and both leave room below them", () => {
  const { scene } = boxesPicture({ ...twoBoxes, prediction: inside }, { width: 320, height: 230, title: "my_loss" });
  const square = scene.items.find((item) => item.kind === "rectangle" && item.role === "grid") as Rectangle;
  const map = scene.items.find((item) => item.kind === "raster")!;
  expect(map.x).toBeGreaterThan(square.x + square.width);
  expect(map.x + map.width).toBeLessThan(320);
  expect(map.width).toBeGreaterThanOrEqual(75);
  expect(scene.height).toBeLessThan(200);
});
