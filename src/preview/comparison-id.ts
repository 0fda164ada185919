/** What something is compared with, as data that the page, its saved state and the host share. */

import * as z from "zod/mini";
import { isSameReference } from "../losses/loss-reference.ts";

/** As `losses/loss-reference.ts` has it. */
export const LossReference = z.object({ file: z.string(), name: z.string(), definition: z.nullable(z.number()) });
export type LossReference = z.output<typeof LossReference>;

export const ComparisonId = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("builtIn"), name: z.string() }),
  z.object({ kind: z.literal("loss"), reference: LossReference }),
  /** The loss itself, at these values of its parameters. */
  z.object({ kind: z.literal("values"), values: z.record(z.string(), z.number()) }),
  /** The loss itself, as it was at the last commit. */
  z.object({ kind: z.literal("committed") }),
]);
export type ComparisonId = z.output<typeof ComparisonId>;

export function isSameComparison(a: ComparisonId, b: ComparisonId): boolean {
  switch (a.kind) {
    case "builtIn":
      return b.kind === "builtIn" && a.name === b.name;
    case "loss":
      return b.kind === "loss" && isSameReference(a.reference, b.reference);
    case "values":
      return b.kind === "values" && isSameValues(a.values, b.values);
    case "committed":
      return b.kind === "committed";
  }
}

function isSameValues(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
