/** A batch that meets itself by mistake: (N, 1) beside (N,) is spread to (N, N), every sample against every other. */

import type { Observation } from "../tape/backend.ts";

/** Whether a kernel did this to a batch of `rows`. Who writes (N, 1) beside (1, N) means it. */
export function isSpread({ inputs, output }: Observation, rows: number): boolean {
  const { shape } = output.data;
  if (rows < 2 || shape.length !== 2 || shape[0] !== rows || shape[1] !== rows) return false;
  const shapes = inputs.map((input) => input.data.shape.join());
  return shapes.includes(`${rows}`) && shapes.includes(`${rows},1`);
}
