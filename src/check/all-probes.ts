/** Every probe, in the order in which they are put: what stops a loss first. */

import { batchBroadcast } from "../probes/batch-broadcast.ts";
import { failsWhenBuilt } from "../probes/fails-when-built.ts";
import { gradientVanishes } from "../probes/gradient-vanishes.ts";
import { higherIsBetter } from "../probes/higher-is-better.ts";
import { noGradient } from "../probes/no-gradient.ts";
import { noMinimumAtTarget } from "../probes/no-minimum-at-target.ts";
import { nonFiniteGradient } from "../probes/non-finite-gradient.ts";
import { nonFiniteValue } from "../probes/non-finite-value.ts";
import type { Probe } from "../probes/probe.ts";

export const allProbes: readonly Probe[] = [
  failsWhenBuilt,
  noGradient,
  nonFiniteValue,
  nonFiniteGradient,
  batchBroadcast,
  gradientVanishes,
  noMinimumAtTarget,
  higherIsBetter,
];

export const probeIds: ReadonlySet<string> = new Set(allProbes.map(({ id }) => id));
