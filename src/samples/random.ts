/** Numbers by chance that are the same each time: everything drawn from a seed can be drawn again. */

/** Uniform in [0, 1). The generator is Mulberry32: 32 bits of state, more than a plot needs. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Standard normal, by the Box–Muller transform. */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

export function between(random: () => number, low: number, high: number): number {
  return low + (high - low) * random();
}

export function integerBelow(random: () => number, limit: number): number {
  return Math.floor(random() * limit);
}
