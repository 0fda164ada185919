/** What became of predictions that a loss's own gradient moved, in words that say where. */

import type { Blame } from "../../evaluate/evaluation.ts";
import { blameSubject } from "../plot/blame-words.ts";
import { formatNumber } from "../plot/numbers.ts";
import type { Axis } from "../plot-data.ts";
import { type BatchFacts, batchVerdict, type Verdict } from "./batch-verdict.ts";

/** A prediction this near to its target, in parts of the axis, has arrived. */
const nearEnough = 0.02;
/** A prediction that moves less than this over a tenth of the way, in parts of the axis, has settled. */
const stillEnough = 0.002;
/** What pulls less than this will not move it on. */
const restPull = 1e-3;

export interface DescentFacts {
  readonly axis: Axis;
  readonly losses: ArrayLike<number>;
  /** Where on the axis each sample is before each step and after the last, step by step. */
  readonly path: ArrayLike<number>;
  readonly samples: readonly { readonly label: string; readonly target: number | null }[];
  readonly isConnected: boolean;
  /** Whether anything pulls at a sample before a step; NaN where the pull itself is not finite. */
  readonly pull: (step: number, sample: number) => number;
  readonly blames: readonly Blame[];
  /** Whether a sample without a target is, at the end, where its loss is smallest. */
  readonly isLowest: (sample: number) => boolean;
  /** What is known of the whole batch, for a loss that mixes its samples. */
  readonly batch?: BatchFacts;
}

export function verdictOf(facts: DescentFacts): Verdict {
  if (!facts.isConnected) return warn("The loss has no gradient: nothing moves.");
  const { batch } = facts;
  if (batch !== undefined) {
    // A sample of such a batch may stand still, or rest beside its target, and nothing is wrong.
    const together = batchVerdict(batch);
    const first = batch.isSpread ? (together ?? arrived(facts)) : (arrived(facts) ?? together);
    return notFinite(facts) ?? first ?? oscillating(facts) ?? runaway(facts) ?? growing(facts) ?? underway(facts);
  }
  return (
    notFinite(facts) ??
    arrived(facts) ??
    stalled(facts) ??
    oscillating(facts) ??
    runaway(facts) ??
    growing(facts) ??
    settled(facts) ??
    underway(facts)
  );
}

const warn = (text: string, blame?: Blame): Verdict => ({ state: "warn", text, blame });

const stepsOf = ({ losses }: DescentFacts): number => losses.length - 1;

function at({ path, samples }: DescentFacts, step: number, sample: number): number {
  return path[step * samples.length + sample] ?? Number.NaN;
}

function spanOf({ axis }: DescentFacts): number {
  return axis.domain[1] - axis.domain[0];
}

function isNear(facts: DescentFacts, step: number, sample: number): boolean {
  const target = facts.samples[sample]?.target;
  if (target === null || target === undefined) return false;
  return Math.abs(at(facts, step, sample) - target) <= nearEnough * spanOf(facts);
}

/** `y_pred = −0.8 (y_true = 1)`. */
function place(facts: DescentFacts, step: number, sample: number): string {
  const { axis, samples } = facts;
  return `${axis.label} = ${formatNumber(at(facts, step, sample))} (${samples[sample]?.label ?? ""})`;
}

function notFinite(facts: DescentFacts): Verdict | undefined {
  const { losses, samples, blames, axis } = facts;
  const named = (direction: Blame["direction"]): { blame: Blame | undefined; words: string } => {
    const blame = blames.find((each) => each.direction === direction);
    return { blame, words: blame === undefined ? "" : ` in ${blameSubject(blame)}` };
  };
  for (let step = 0; step <= stepsOf(facts); step++) {
    // At the first step nothing has moved: it was so from the start.
    const becomes = (value: number): string =>
      step === 0 ? `is ${formatNumber(value)} from the start` : `becomes ${formatNumber(value)} at step ${step}`;
    const loss = losses[step] ?? Number.NaN;
    const astray = samples.findIndex((_, sample) => isOutside(axis, at(facts, step, sample)));
    const outside = astray < 0 ? "" : `: ${place(facts, step, astray)} is outside of its range`;
    if (!Number.isFinite(loss)) {
      const { blame, words } = named("forward");
      const hasGrown = step > 0 && Math.abs(losses[step - 1] ?? 0) > 100 * Math.abs(losses[0] ?? 0);
      const why =
        outside === "" && hasGrown ? ": it had grown with every step; a smaller learning rate may help" : outside;
      return warn(`The loss ${becomes(loss)}${words}${why}.`, blame);
    }
    const sample = samples.findIndex((_, each) => !Number.isFinite(facts.pull(step, each)));
    if (sample < 0) continue;
    const { blame, words } = named("backward");
    return warn(
      `The gradient ${becomes(facts.pull(step, sample))}${words}, where ${place(facts, step, sample)}.`,
      blame,
    );
  }
  return undefined;
}

function isOutside({ bounds: [low, high] }: Axis, x: number): boolean {
  return (low !== null && x < low) || (high !== null && x > high);
}

/** From when on every prediction is near its target and stays there. */
function arrived(facts: DescentFacts): Verdict | undefined {
  const everyNear = (step: number): boolean => facts.samples.every((_, sample) => isNear(facts, step, sample));
  let step = stepsOf(facts);
  if (!everyNear(step)) return undefined;
  while (step > 0 && everyNear(step - 1)) step--;
  const what = new Set(facts.samples.map(({ target }) => target)).size === 1 ? "target" : "targets";
  return { state: "ok", text: `Reaches the ${what} in ${count(step, "step")}.`, blame: undefined };
}

function stalled(facts: DescentFacts): Verdict | undefined {
  const steps = stepsOf(facts);
  const still = facts.samples.flatMap((_, sample) => {
    if (facts.pull(steps, sample) !== 0 || isNear(facts, steps, sample)) return [];
    if (facts.isLowest(sample)) return [];
    let step = steps;
    while (step > 0 && facts.pull(step - 1, sample) === 0) step--;
    return [{ sample, step }];
  });
  const [first, ...others] = still.sort((a, b) => a.step - b.step);
  if (first === undefined) return undefined;
  const when = first.step === 0 ? "from the start" : `at step ${first.step}`;
  const all = facts.samples.length;
  const rest =
    others.length === all - 1
      ? all === 2
        ? "the other"
        : `the other ${others.length}`
      : `${others.length} more of ${all}`;
  const [verb, noun] = others.length === 1 ? ["does", "prediction"] : ["do", "predictions"];
  const more = others.length === 0 ? "" : `; so ${verb} ${rest} ${noun}`;
  return warn(`Stalls ${when} where ${place(facts, first.step, first.sample)}, gradient 0${more}.`);
}

function oscillating(facts: DescentFacts): Verdict | undefined {
  const steps = stepsOf(facts);
  const from = Math.floor(steps / 2);
  if (steps - from < 6) return undefined;
  let worst: { sample: number; reach: number; middle: number; isWidening: boolean } | undefined;
  facts.samples.forEach((_, sample) => {
    const moves = Array.from(
      { length: steps - from },
      (_, i) => at(facts, from + i + 1, sample) - at(facts, from + i, sample),
    );
    const turns = moves.filter((move, i) => i > 0 && move * (moves[i - 1] ?? 0) < 0).length;
    if (turns < 0.8 * (moves.length - 1)) return;
    const size = (part: readonly number[]): number => part.reduce((sum, move) => sum + Math.abs(move), 0) / part.length;
    const half = Math.floor(moves.length / 2);
    const [early, late] = [size(moves.slice(0, half)), size(moves.slice(half))];
    // What dies away arrives.
    if (late < 0.5 * early || late < nearEnough * spanOf(facts)) return;
    const middle = (at(facts, steps, sample) + at(facts, steps - 1, sample)) / 2;
    if (worst === undefined || late > worst.reach)
      worst = { sample, reach: late, middle, isWidening: late > 1.2 * early };
  });
  if (worst === undefined) return undefined;
  const label = facts.samples[worst.sample]?.label ?? "";
  if (worst.isWidening) {
    const [first, last] = [facts.losses[0] ?? 0, facts.losses[steps] ?? 0];
    const grown = `the loss goes from ${formatNumber(first)} to ${formatNumber(last)}`;
    return warn(
      `Swings ever wider around ${facts.axis.label} = ${formatNumber(worst.middle)} (${label}), ${grown}: a smaller learning rate may help.`,
    );
  }
  return warn(
    `Oscillates by ±${formatNumber(worst.reach / 2)} around ${facts.axis.label} = ${formatNumber(worst.middle)} (${label}): a smaller learning rate may help.`,
  );
}

function runaway(facts: DescentFacts): Verdict | undefined {
  const { losses } = facts;
  const steps = stepsOf(facts);
  const [first, middle, last] = [losses[0] ?? 0, losses[Math.floor(steps / 2)] ?? 0, losses[steps] ?? 0];
  if (!(last < 0 && last < middle - 0.25 * Math.abs(first - last))) return undefined;
  let below = steps;
  while (below > 0 && (losses[below - 1] ?? 0) < 0) below--;
  const when = below === 0 ? "from the start" : `from step ${below} on`;
  return warn(
    `Runs away below zero, ${when}: after ${count(steps, "step")} the loss is ${formatNumber(last)} and falls on.`,
  );
}

function growing(facts: DescentFacts): Verdict | undefined {
  const steps = stepsOf(facts);
  const [first, last] = [facts.losses[0] ?? 0, facts.losses[steps] ?? 0];
  if (!(last > first * (1 + 1e-6) + 1e-12)) return undefined;
  return warn(`The loss grows from ${formatNumber(first)} to ${formatNumber(last)}: a smaller learning rate may help.`);
}

/** Predictions that stopped, but not where they should. */
function settled(facts: DescentFacts): Verdict | undefined {
  const steps = stepsOf(facts);
  const before = Math.floor(steps * 0.9);
  if (steps - before < 3) return undefined;
  const sample = facts.samples.findIndex(
    ({ target }, each) =>
      target !== null &&
      !isNear(facts, steps, each) &&
      Math.abs(at(facts, steps, each) - at(facts, before, each)) < stillEnough * spanOf(facts),
  );
  if (sample < 0) return undefined;
  const target = facts.samples[sample]?.target ?? Number.NaN;
  const pull = facts.pull(steps, sample);
  if (pull < restPull) {
    return warn(
      `Comes to rest at ${place(facts, steps, sample)}, not at ${formatNumber(target)}: the gradient there is ${formatNumber(pull)}.`,
    );
  }
  const away = formatNumber(Math.abs(at(facts, steps, sample) - target));
  return warn(
    `Hardly moves: ${place(facts, steps, sample)} is ${away} from its target after ${count(steps, "step")}, gradient ${formatNumber(pull)}; a larger learning rate may help.`,
  );
}

function underway(facts: DescentFacts): Verdict {
  const steps = stepsOf(facts);
  const [first, last] = [facts.losses[0] ?? 0, facts.losses[steps] ?? 0];
  const share = Math.round((1 - last / first) * 100);
  const fallen =
    first > 0 && last >= 0
      ? `has fallen by ${share === 100 && last > 0 ? "more than 99" : share} %`
      : `has fallen from ${formatNumber(first)} to ${formatNumber(last)}`;
  const { batch } = facts;
  const exact = batch?.exact ?? Number.NaN;
  if (batch !== undefined) {
    const best = Number.isFinite(exact) ? `; exact predictions have ${formatNumber(exact)}` : "";
    const text = `After ${count(steps, "step")} the loss of the batch of ${batch.size} ${fallen}${best}.`;
    return { state: "ok", text, blame: undefined };
  }
  const missing = facts.samples.filter(({ target }, sample) => target !== null && !isNear(facts, steps, sample)).length;
  const rest = missing === 0 ? "" : `; ${missing} of ${facts.samples.length} predictions are still on their way`;
  return { state: "ok", text: `After ${count(steps, "step")} the loss ${fallen}${rest}.`, blame: undefined };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
