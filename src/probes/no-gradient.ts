import { defineProbe } from "./probe.ts";

export const noGradient = defineProbe({
  id: "no-gradient",
  severity: "error",
  summary: "No gradient flows from the loss to the prediction",

  async ask({ loss, isSurelyLoss, run, report }) {
    const observed = await run.observed();
    if (observed.kind === "failure") return;
    const { targets } = observed.observations;
    // A loss that says nothing of y_pred says so on purpose: a placeholder for an output that is not trained.
    if (targets.some(({ series }) => series.isConnected) || !targets.some(({ series }) => varies(series.values)))
      return;
    const built = await run.build();
    if (built.kind !== "built" || built.isConnected) return;
    report(
      undefined,
      `No gradient flows from the result of '${loss.name}' to its prediction. Keras answers: No gradients provided for any variable.`,
      { certainty: isSurelyLoss ? "certain" : "likely" },
    );
  },
});

function varies(values: Float32Array): boolean {
  return values.some((value) => value !== values[0]);
}
