/** Which columns of a data file are the target's and which the prediction's, as a person chooses them in the page. */

import * as z from "zod/mini";

export const ColumnChoice = z.object({ yTrue: z.array(z.string()), yPred: z.array(z.string()) });
export type ColumnChoice = z.output<typeof ColumnChoice>;

/** What was kept earlier; undefined for what is no choice. */
export function readColumnChoice(kept: unknown): ColumnChoice | undefined {
  const read = z.safeParse(ColumnChoice, kept);
  return read.success ? read.data : undefined;
}
