import { expect, test } from "vitest";
import { regionBlame } from "../../../../src/preview/page/region-blame.ts";
import type { Item, Scene } from "../../../../src/preview/plot/scene.ts";

const place = (line: number) => ({ path: "a.py", start: 0, end: 1, line });

function hatch(x: number, curve: string, line: number, isKnown = true): Item {
  const expression = "ops.log(x)";
  const blame = { place: isKnown ? place(line) : null, expression, direction: "forward", value: "-Infinity" } as const;
  return { kind: "hatch", x, y: 0, width: 10, height: 10, title: `The loss is −∞ at 0 for ${curve}`, blame, curve };
}

const scene = (...items: Item[]): Scene => ({ width: 100, height: 100, title: "", description: "", items });

test("of regions that cover one another, that of the curve that is read; whatever curves are called", () => {
  const both = scene(hatch(0, "target for b: 1", 3), hatch(0, "b", 7), hatch(0, "a", 9));
  expect(regionBlame(both, 5, 5, "b")?.place.line).toBe(7);
  expect(regionBlame(both, 5, 5, "a")).toMatchObject({ expression: "ops.log(x)", place: place(9) });
  expect(regionBlame(both, 5, 5, "c")?.place.line).toBe(3);
  expect(regionBlame(both, 5)?.place.line).toBe(3);
});

test("beside a region, or in one of which nobody knows the cause, there is none", () => {
  expect(regionBlame(scene(hatch(0, "a", 3)), 40)).toBeUndefined();
  expect(regionBlame(scene(hatch(0, "a", 3)), 5, 60)).toBeUndefined();
  expect(regionBlame(scene(hatch(0, "a", 3, false)), 5)).toBeUndefined();
  // A region may be narrower than what a hand can hit.
  expect(regionBlame(scene(hatch(0, "a", 3)), 11)?.place.line).toBe(3);
});
