/** What belongs to the page alone: how it is being looked at. It survives hiding and reloading. */

import * as z from "zod/mini";
import type { PageState, Snapshot } from "../messages.ts";
import { ViewId } from "../plot-data.ts";

export const Looking = z.object({
  tab: z.union([ViewId, z.literal("table")]),
  showsGradient: z.boolean(),
  isLogarithmic: z.boolean(),
  showsSaved: z.boolean(),
  isNormalized: z.boolean(),
  difference: z.nullable(z.string()),
  zoom: z.nullable(z.tuple([z.number(), z.number()])),
  /** Of the wishes from outside of the page for a view, the last that it has followed. */
  turned: z.optional(z.number()),
  /** Whether the formula is opened. */
  showsFormula: z.optional(z.boolean()),
});
export type Looking = z.output<typeof Looking>;

export const initialLooking: Looking = {
  tab: "curve",
  showsGradient: true,
  isLogarithmic: false,
  showsSaved: false,
  isNormalized: false,
  difference: null,
  zoom: null,
};

/** What was kept, or how a new page begins. */
export function readLooking(kept: unknown): Looking {
  if (typeof kept !== "object" || kept === null || !("looking" in kept)) return initialLooking;
  const read = z.safeParse(Looking, kept.looking);
  return read.success ? read.data : initialLooking;
}

/** The tab stays as it was chosen, unless it does not fit, or somebody has asked for a view elsewhere. */
export function followView(looking: Looking, { view, views, turned = 0 }: Snapshot): Looking {
  const isTurned = turned !== (looking.turned ?? 0);
  const fits = looking.tab === "table" || views.includes(looking.tab);
  return isTurned || !fits ? { ...looking, tab: view, turned } : looking;
}

/** What the page keeps: for itself how it is looked at, for the host what is shown. */
export function stateToKeep(snapshot: Snapshot, looking: Looking): PageState & { looking: Looking } {
  return {
    version: 2,
    loss: snapshot.loss.reference,
    isPinned: snapshot.isPinned,
    samples: snapshot.samples.isAutomatic ? null : snapshot.samples.chosen,
    parameters: Object.fromEntries(
      snapshot.parameters.filter(({ value, initial }) => value !== initial).map(({ name, value }) => [name, value]),
    ),
    comparisons: snapshot.comparisons.map(({ id }) => id),
    view: snapshot.view,
    ...(snapshot.kept === undefined ? {} : { kept: snapshot.kept }),
    looking,
  };
}
