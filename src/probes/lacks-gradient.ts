/** Whether no gradient comes back to the prediction, though it moves the loss. */

import type { LossRun } from "./loss-run.ts";

/** Found by running and by building alike, so that no data could make it otherwise. */
export async function lacksGradient(run: LossRun): Promise<boolean> {
  const observed = await run.observed();
  if (observed.kind === "failure") return false;
  const { targets } = observed.observations;
  // A loss that says nothing of y_pred says so on purpose: a placeholder for an output that is not trained.
  if (targets.some(({ series }) => series.isConnected) || !targets.some(({ series }) => varies(series.values)))
    return false;
  const built = await run.build();
  return built.kind === "built" && !built.isConnected;
}

function varies(values: Float32Array): boolean {
  return values.some((value) => value !== values[0]);
}
