/** How far the limits of an evaluation may be moved: what a timer can count, and what a machine's memory can hold. */

import { defaultLimits, type Limits } from "./evaluation.ts";

interface Bounds {
  readonly least: number;
  readonly most: number;
}

export const limitBounds: Readonly<Record<keyof Limits, Bounds>> = {
  steps: { least: 1_000, most: 1_000_000_000 },
  // Four bytes each, and as many again on the way back: half a gibibyte in all before what a gradient takes.
  elements: { least: 1_000, most: 2 ** 25 },
  totalElements: { least: 1_000, most: 2 ** 27 },
  // A timer that is set for more than 2 ** 31 ms rings at once.
  milliseconds: { least: 100, most: 3_600_000 },
};

/** Limits as a person set them: what is no number is the default, what is too much or too little the nearest that holds. */
export function boundedLimits(given: Readonly<Record<keyof Limits, unknown>>): Limits {
  const bounded = (key: keyof Limits): number => {
    const value = given[key];
    if (typeof value !== "number" || Number.isNaN(value)) return defaultLimits[key];
    return Math.min(limitBounds[key].most, Math.max(limitBounds[key].least, value));
  };
  return {
    steps: bounded("steps"),
    elements: bounded("elements"),
    totalElements: bounded("totalElements"),
    milliseconds: bounded("milliseconds"),
  };
}
