import { toBatch } from "../samples/sample-sets.ts";
import { gradientSizeAt, type Observation, type Observations } from "./observe.ts";
import { defineProbe, type ShownRun } from "./probe.ts";
import { flatSentence } from "./sentences.ts";

/** The part of all points where nothing pulls. */
const nearlyAll = 0.95;

export const gradientVanishes = defineProbe({
  id: "gradient-vanishes",
  severity: "warning",
  summary: "The gradient is 0 nearly everywhere: the loss does not train",

  async ask({ loss, isSurelyLoss, run, report }) {
    const observed = await run.observed();
    if (observed.kind === "failure" || !observed.observations.isSure || !isSurelyLoss) return;
    const { observations } = observed;
    const { targets } = observations;
    const { zeroGradient, isConnected, spread } = (await run.judged())!;
    if (!isConnected || spread !== null) return;
    const isFlat = targets.every(isRoundedAway);
    if (zeroGradient < nearlyAll && !isFlat) return;
    // What says nothing of the prediction at all is a placeholder.
    if (!targets.some(({ series }) => series.values.some((value) => value !== series.values[0]))) return;
    report(undefined, flatSentence(loss.name, isFlat ? 1 : zeroGradient, observations), {
      shown: [shownWay(observations)],
    });
  },
});

/**
 * Constant but for what rounding leaves of terms that cancel: the sum of a softmax is 1. That leaves a few values, of which
 * a loss that is only small has one for each point.
 */
function isRoundedAway(observation: Observation): boolean {
  const values = [...observation.series.values];
  const range = Math.max(...values) - Math.min(...values);
  const sizes = values.map((_, at) => gradientSizeAt(observation, at));
  const isFlat = range < 1e-6 && sizes.every((size) => size !== null && size < 1e-6);
  return isFlat && new Set(values).size < values.length / 8;
}

/** Predictions from one end to the other. */
function shownWay({ set, targets }: Observations): ShownRun {
  const { target } = targets[0]!;
  const [low, high] = set.axis.domain;
  const points = [0.05, 0.25, 0.45, 0.75, 0.95].map((part) => low + part * (high - low));
  const batch = toBatch(
    set,
    points.map(() => target.yTrue),
    points.map((x) => set.predictionAt(x, target)),
  );
  return { label: `${set.axis.label} from ${low} to ${high}`, batch };
}
