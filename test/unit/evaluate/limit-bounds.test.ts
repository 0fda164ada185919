import { expect, test } from "vitest";
import manifest from "../../../package.json";
import { defaultLimits } from "../../../src/evaluate/evaluation.ts";
import { boundedLimits, limitBounds } from "../../../src/evaluate/limit-bounds.ts";

const nothing = { steps: undefined, elements: undefined, totalElements: undefined, milliseconds: undefined };

test("what is no number is the default; nothing is more than a timer or a memory can hold", () => {
  expect(boundedLimits(nothing)).toEqual(defaultLimits);
  expect(boundedLimits({ ...nothing, steps: "1e99", milliseconds: Number.NaN })).toEqual(defaultLimits);
  const endless = { steps: Infinity, elements: 1e99, totalElements: Infinity, milliseconds: 2_147_484_000 };
  expect(boundedLimits(endless)).toEqual({
    steps: 1_000_000_000,
    elements: 2 ** 25,
    totalElements: 2 ** 27,
    milliseconds: 3_600_000,
  });
  expect(boundedLimits({ steps: -1, elements: 0, totalElements: 0, milliseconds: 0 })).toEqual({
    steps: 1_000,
    elements: 1_000,
    totalElements: 1_000,
    milliseconds: 100,
  });
});

const properties: Readonly<Record<string, Readonly<Record<string, unknown>>>> = Object.assign(
  {},
  ...manifest.contributes.configuration.map((section) => section.properties),
);

test("the settings say the same bounds and defaults", () => {
  for (const key of ["steps", "elements", "totalElements"] as const) {
    expect(properties[`lossLens.limits.${key}`]).toMatchObject({
      default: defaultLimits[key],
      minimum: limitBounds[key].least,
      maximum: limitBounds[key].most,
    });
  }
  expect(properties["lossLens.limits.seconds"]).toMatchObject({
    default: defaultLimits.milliseconds / 1000,
    minimum: limitBounds.milliseconds.least / 1000,
    maximum: limitBounds.milliseconds.most / 1000,
  });
});

test("a workspace that is not trusted has no say in what costs memory or time, nor in what is loaded", () => {
  const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
  expect(supported).toBe("limited");
  const costly = Object.keys(properties).filter((key) =>
    /\.(limits\.|backend$|nativeAddon$|python$|probes$|run$)/.test(key),
  );
  expect([...restrictedConfigurations].sort()).toEqual(costly.sort());
  expect(properties["lossLens.nativeAddon"]).toMatchObject({ scope: "machine" });
});
