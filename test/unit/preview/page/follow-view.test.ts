import { expect, test } from "vitest";
import type { Snapshot } from "../../../../src/preview/messages.ts";
import { followView, initialLooking } from "../../../../src/preview/page/state.ts";

const snapshot = (view: Snapshot["view"], turned: number): Snapshot =>
  ({ view, views: ["curve", "surface", "data"], turned }) as Snapshot;

test("the page turns to a view that is asked for elsewhere, once, and stays where the person goes from there", () => {
  const turned = followView(initialLooking, snapshot("data", 1));
  expect(turned.tab).toBe("data");
  const chosen = { ...turned, tab: "table" as const };
  expect(followView(chosen, snapshot("data", 1))).toBe(chosen);
  expect(followView(chosen, snapshot("data", 2)).tab).toBe("data");
});

test("a tab stays while a picture of another view comes in late, and goes where it does not fit", () => {
  const chosen = { ...initialLooking, tab: "surface" as const };
  expect(followView(chosen, snapshot("curve", 0))).toBe(chosen);
  expect(followView(chosen, { ...snapshot("data", 0), views: ["curve", "data"] }).tab).toBe("data");
});
