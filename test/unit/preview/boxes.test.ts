/** The two boxes stand where their numbers say, in one square and on one scale. */
import { expect, test } from "vitest";
import { boxesPicture } from "../../../src/preview/plot/boxes.ts";
import type { Item } from "../../../src/preview/plot/scene.ts";
import { twoBoxes } from "../../page/canned-views.ts";

type Rectangle = Extract<Item, { kind: "rectangle" }>;

function outlines(width: number, height: number) {
  const { scene } = boxesPicture(twoBoxes, { width, height, title: "my_loss" });
  const drawn = scene.items.filter((item): item is Rectangle => item.kind === "rectangle" && item.paint === "stroke");
  const one = (role: string) => drawn.find((item) => item.role === role)!;
  return { square: one("grid"), target: one("series1"), prediction: one("series0") };
}

test.each([
  [900, 400],
  [320, 500],
])("in a picture of %i × %i", (width, height) => {
  const { square, target, prediction } = outlines(width, height);
  const [left, top, right, bottom] = twoBoxes.target;
  const scale = target.width / (right! - left!);
  expect(target.height / (bottom! - top!)).toBeCloseTo(scale);
  expect((prediction.x - target.x) / scale).toBeCloseTo(twoBoxes.prediction[0]! - left!);
  expect((prediction.y - target.y) / scale).toBeCloseTo(twoBoxes.prediction[1]! - top!);
  expect(prediction.width / scale).toBeCloseTo(twoBoxes.prediction[2]! - twoBoxes.prediction[0]!);
  for (const box of [target, prediction]) {
    expect(box.x).toBeGreaterThanOrEqual(square.x);
    expect(box.y).toBeGreaterThanOrEqual(square.y);
    expect(box.x + box.width).toBeLessThanOrEqual(square.x + square.width);
    expect(box.y + box.height).toBeLessThanOrEqual(square.y + square.height);
  }
});
