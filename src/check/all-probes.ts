/** Every probe, in the order in which they are put: what stops a loss first. */

import { batchBroadcast } from "../probes/batch-broadcast.ts";
import { buriedTerm } from "../probes/buried-term.ts";
import { dependsOnBatch } from "../probes/depends-on-batch.ts";
import { failsWhenBuilt } from "../probes/fails-when-built.ts";
import { failsWhenRun } from "../probes/fails-when-run.ts";
import { gradientVanishes } from "../probes/gradient-vanishes.ts";
import { higherIsBetter } from "../probes/higher-is-better.ts";
import { integerTarget } from "../probes/integer-target.ts";
import { lostEpsilon } from "../probes/lost-epsilon.ts";
import { metricAsLoss } from "../probes/metric-as-loss.ts";
import { noGradient } from "../probes/no-gradient.ts";
import { noMinimumAtTarget } from "../probes/no-minimum-at-target.ts";
import { nonFiniteGradient } from "../probes/non-finite-gradient.ts";
import { nonFiniteValue } from "../probes/non-finite-value.ts";
import { parameterWithoutEffect } from "../probes/parameter-without-effect.ts";
import type { Probe } from "../probes/probe.ts";
import { swappedArguments } from "../probes/swapped-arguments.ts";

export const allProbes: readonly Probe[] = [
  failsWhenBuilt,
  integerTarget,
  failsWhenRun,
  noGradient,
  metricAsLoss,
  swappedArguments,
  lostEpsilon,
  nonFiniteValue,
  nonFiniteGradient,
  batchBroadcast,
  gradientVanishes,
  noMinimumAtTarget,
  higherIsBetter,
  dependsOnBatch,
  parameterWithoutEffect,
  buriedTerm,
];

export const probeIds: ReadonlySet<string> = new Set(allProbes.map(({ id }) => id));

/** What stops a loss altogether, or makes another loss of it: there is nothing else to say of it then. */
export const stoppingProbes: ReadonlySet<string> = new Set([
  "fails-when-built",
  "integer-target",
  "fails-when-run",
  "swapped-arguments",
]);
