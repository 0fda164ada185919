/** Poles that lie between two samples: the curve goes off on one side and comes back from the other. */

interface Sloped {
  readonly x: ArrayLike<number>;
  readonly loss: ArrayLike<number>;
  readonly gradient: ArrayLike<number> | null;
}

/** By the sample after it, where the curve goes off to. */
export type Poles = ReadonlyMap<number, "up" | "down">;

export const noPoles: Poles = new Map();

/**
 * Where samples on both sides slope against the line between them, and as steeply as that is long, no line leads from one
 * to the other: between them 1 / x goes through infinity. A jump has slopes that know nothing of it, and stays a line.
 */
export function polesOf({ x, loss, gradient }: Sloped): Poles {
  if (gradient === null) return noPoles;
  const poles = new Map<number, "up" | "down">();
  for (let index = 1; index < x.length; index += 1) {
    const step = (x[index] ?? Number.NaN) - (x[index - 1] ?? Number.NaN);
    const rise = (loss[index] ?? Number.NaN) - (loss[index - 1] ?? Number.NaN);
    const [before, after] = [(gradient[index - 1] ?? Number.NaN) * step, (gradient[index] ?? Number.NaN) * step];
    const isAgainst = before * rise < 0 && after * rise < 0;
    if (isAgainst && Math.abs(before) + Math.abs(after) > Math.abs(rise) / 2)
      poles.set(index, rise < 0 ? "up" : "down");
  }
  return poles;
}

/** The poles of a curve of which only some samples are drawn, in order: by their places among these. */
export function polesAmong(poles: Poles, kept: readonly number[]): Poles {
  if (poles.size === 0) return noPoles;
  const among = new Map<number, "up" | "down">();
  for (const [index, side] of poles) {
    const place = kept.findIndex((each) => each >= index);
    if (place > 0) among.set(place, side);
  }
  return among;
}
