import { expect, test } from "vitest";
import { gridNeighbours } from "../../../src/preview/plot/regions.ts";
import type { Item } from "../../../src/preview/plot/scene.ts";
import { shifted } from "../../../src/preview/plot/shift.ts";

test("a cell has the cells around it, and none beyond the edges", () => {
  const around = gridNeighbours(3, 4);
  expect(around(0)).toEqual([1, 3, 4]);
  expect(around(4)).toEqual([0, 1, 2, 3, 5, 6, 7, 8]);
  expect(around(11)).toEqual([7, 8, 10]);
});

test("what is moved moves with all its parts", () => {
  const hatch: Item = {
    kind: "hatch",
    x: 10,
    y: 20,
    width: 30,
    height: 40,
    title: "NaN",
    blame: null,
    parts: [{ x: 12, y: 22, width: 5, height: 6 }],
  };
  expect(shifted(hatch, 100, 1000)).toEqual({
    ...hatch,
    x: 110,
    y: 1020,
    parts: [{ x: 112, y: 1022, width: 5, height: 6 }],
  });
  const { parts, ...whole } = hatch;
  expect(parts).toBeDefined();
  expect(shifted(whole, 1, 2)).toEqual({ ...whole, x: 11, y: 22 });
});
