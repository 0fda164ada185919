/**
 * A target of the fuzz run: cases from a seed, and what holds of each. The gate tries a few of each target, always the
 * same; `npm run fuzz` tries many, from a new seed, and says how many they were.
 */
import fc from "fast-check";
import { expect, test } from "vitest";

declare module "vitest" {
  interface TaskMeta {
    /** How many cases were tried, for the sum at the end of a long run. */
    fuzzed?: number;
  }
}

interface Cases {
  /** In the gate. */
  readonly short: number;
  /** By `npm run fuzz`. */
  readonly long: number;
  /** The least share of the cases that come as far as they are meant to: a target that nothing reaches proves nothing. */
  readonly reached?: number;
}

/** Undefined in the gate. */
const longRun = process.env.LOSS_LENS_FUZZ === undefined ? undefined : Number(process.env.LOSS_LENS_FUZZ);
const gateSeed = 20_260_101;
/** So many at once: between them the worker answers, and a counterexample is told with the seed of its batch. */
const batch = 500;

// biome-ignore lint/suspicious/noConfusingVoidType: what says nothing of how far it came has no return.
type Outcome = boolean | void;

/**
 * Tries `holds` on what `cases` gives; it throws, or rejects, where it does not hold. With `reached`, it says whether the
 * case came as far as it was meant to.
 */
export function fuzz<T>(
  title: string,
  { short, long, reached = 0 }: Cases,
  cases: fc.Arbitrary<T>,
  holds: (value: T) => Outcome | Promise<Outcome>,
): void {
  const wanted = longRun === undefined ? short : long;
  test(title, { timeout: longRun === undefined ? 120_000 : 24 * 3600_000 }, async ({ task }) => {
    expect(wanted).toBeGreaterThan(0);
    let done = 0;
    let far = 0;
    const property = fc.asyncProperty(cases, async (value) => {
      const outcome = await holds(value);
      if (outcome === true) far++;
      done++;
    });
    try {
      while (done < wanted) {
        const before = done;
        const seed = (longRun ?? gateSeed) + before;
        await fc.assert(property, { numRuns: Math.min(batch, wanted - before), seed });
        await new Promise(setImmediate);
      }
    } finally {
      task.meta.fuzzed = done;
    }
    expect(far).toBeGreaterThanOrEqual(done * reached);
  });
}

/** One of several things done to a text in a row, as people, merges and broken tools do them. */
export function spoiled(texts: readonly string[], splinters: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const step = fc.record({
    kind: fc.constantFrom("put", "put", "cut", "replace", "repeat", "other"),
    at: fc.nat(),
    size: fc.nat(60),
    text: splinters,
    from: fc.constantFrom(...texts),
  });
  return fc.tuple(fc.constantFrom(...texts), fc.array(step, { maxLength: 5 })).map(([text, steps]) => {
    let now = text;
    for (const { kind, at, size, text: put, from } of steps) {
      const place = at % (now.length + 1);
      const rest = now.slice(place + size);
      if (kind === "put") now = now.slice(0, place) + put + now.slice(place);
      else if (kind === "cut") now = now.slice(0, place) + rest;
      else if (kind === "replace") now = now.slice(0, place) + put + rest;
      else if (kind === "repeat") now = now.slice(0, place + size) + now.slice(place, place + size) + rest;
      else now = now.slice(0, place) + from.slice(at % from.length, (at % from.length) + size) + rest;
    }
    return now;
  });
}
