import { describe, expect, test } from "vitest";
import { chooseFrame } from "../../../src/preview/plot/frame.ts";

const x = Array.from({ length: 257 }, (_, index) => -2 + index / 32);

describe("the value axis shows", () => {
  test.each([
    ["a square that is capped", (e: number) => Math.min(e * e, 0.25), 0.25],
    ["Tukey's biweight", (e: number) => (Math.abs(e) < 0.5 ? (1 - (1 - e * e * 4) ** 3) / 6 : 1 / 6), 1 / 6],
    ["Geman and McClure's loss", (e: number) => (e * e) / (e * e + 0.01), 1],
    ["a kernel that is nearly flat", (e: number) => 1 - Math.exp(-e * e * 20), 1],
  ] as const)("both the plateau and the minimum of %s", (_, loss, plateau) => {
    const { low, high } = chooseFrame(
      x.flatMap((each) => [loss(each - 1), loss(each - 3)]),
      "loss",
      0,
      300,
    );
    expect(low).toBeLessThanOrEqual(0);
    expect(high).toBeGreaterThanOrEqual(plateau * 0.999);
    expect(high).toBeLessThan(plateau * 2);
  });

  test("no pole downwards: it would flatten all the rest", () => {
    const places = [1e-9, 1e-7, 1e-5, ...Array.from({ length: 257 }, (_, index) => (index + 1) / 257)];
    const { low } = chooseFrame(
      places.map((place) => -1 / place),
      "loss",
      0,
      300,
    );
    expect(low).toBeGreaterThan(-100);
  });
});
