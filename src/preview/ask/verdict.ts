/** What became of predictions that a loss's own gradient moved, in words that say where. */

import type { Blame } from "../../evaluate/evaluation.ts";
import { say } from "../../python/say.ts";
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
  if (!facts.isConnected) return warn(say("The loss has no gradient: nothing moves."));
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
  return `${say(axis.label)} = ${formatNumber(at(facts, step, sample))} (${samples[sample]?.label ?? ""})`;
}

function notFinite(facts: DescentFacts): Verdict | undefined {
  const { losses, samples, blames, axis } = facts;
  const named = (direction: Blame["direction"]): Blame | undefined =>
    blames.find((each) => each.direction === direction);
  for (let step = 0; step <= stepsOf(facts); step++) {
    // At the first step nothing has moved: it was so from the start.
    const lossBecomes = (value: number): string =>
      step === 0
        ? say("The loss is {0} from the start", formatNumber(value))
        : say("The loss becomes {0} at step {1}", formatNumber(value), step);
    const gradientBecomes = (value: number): string =>
      step === 0
        ? say("The gradient is {0} from the start", formatNumber(value))
        : say("The gradient becomes {0} at step {1}", formatNumber(value), step);
    const within = (words: string, blame: Blame | undefined): string =>
      blame === undefined ? words : say("{0} in {1}", words, blameSubject(blame));
    const loss = losses[step] ?? Number.NaN;
    const astray = samples.findIndex((_, sample) => isOutside(axis, at(facts, step, sample)));
    if (!Number.isFinite(loss)) {
      const blame = named("forward");
      const what = within(lossBecomes(loss), blame);
      if (astray >= 0) return warn(say("{0}: {1} is outside of its range.", what, place(facts, step, astray)), blame);
      const hasGrown = step > 0 && Math.abs(losses[step - 1] ?? 0) > 100 * Math.abs(losses[0] ?? 0);
      return hasGrown
        ? warn(say("{0}: it had grown with every step; a smaller learning rate may help.", what), blame)
        : warn(say("{0}.", what), blame);
    }
    const sample = samples.findIndex((_, each) => !Number.isFinite(facts.pull(step, each)));
    if (sample < 0) continue;
    const blame = named("backward");
    const what = within(gradientBecomes(facts.pull(step, sample)), blame);
    return warn(say("{0}, where {1}.", what, place(facts, step, sample)), blame);
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
  const text =
    new Set(facts.samples.map(({ target }) => target)).size === 1
      ? say("Reaches the target in {0}.", stepWords(step))
      : say("Reaches the targets in {0}.", stepWords(step));
  return { state: "ok", text, blame: undefined };
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
  const where = place(facts, first.step, first.sample);
  const what =
    first.step === 0
      ? say("Stalls from the start where {0}, gradient 0", where)
      : say("Stalls at step {0} where {1}, gradient 0", first.step, where);
  const all = facts.samples.length;
  const count = others.length;
  if (count === 0) return warn(say("{0}.", what));
  if (count < all - 1)
    return warn(
      count === 1
        ? say("{0}; so does 1 more of {1} prediction.", what, all)
        : say("{0}; so do {1} more of {2} predictions.", what, count, all),
    );
  return warn(
    count === 1
      ? say("{0}; so does the other prediction.", what)
      : say("{0}; so do the other {1} predictions.", what, count),
  );
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
  const around = `${say(facts.axis.label)} = ${formatNumber(worst.middle)} (${label})`;
  if (worst.isWidening) {
    const [first, last] = [facts.losses[0] ?? 0, facts.losses[steps] ?? 0];
    return warn(
      say(
        "Swings ever wider around {0}, the loss goes from {1} to {2}: a smaller learning rate may help.",
        around,
        formatNumber(first),
        formatNumber(last),
      ),
    );
  }
  return warn(
    say("Oscillates by ±{0} around {1}: a smaller learning rate may help.", formatNumber(worst.reach / 2), around),
  );
}

function runaway(facts: DescentFacts): Verdict | undefined {
  const { losses } = facts;
  const steps = stepsOf(facts);
  const [first, middle, last] = [losses[0] ?? 0, losses[Math.floor(steps / 2)] ?? 0, losses[steps] ?? 0];
  if (!(last < 0 && last < middle - 0.25 * Math.abs(first - last))) return undefined;
  let below = steps;
  while (below > 0 && (losses[below - 1] ?? 0) < 0) below--;
  return warn(
    below === 0
      ? say(
          "Runs away below zero, from the start: after {0} the loss is {1} and falls on.",
          stepWords(steps),
          formatNumber(last),
        )
      : say(
          "Runs away below zero, from step {0} on: after {1} the loss is {2} and falls on.",
          below,
          stepWords(steps),
          formatNumber(last),
        ),
  );
}

function growing(facts: DescentFacts): Verdict | undefined {
  const steps = stepsOf(facts);
  const [first, last] = [facts.losses[0] ?? 0, facts.losses[steps] ?? 0];
  if (!(last > first * (1 + 1e-6) + 1e-12)) return undefined;
  return warn(
    say("The loss grows from {0} to {1}: a smaller learning rate may help.", formatNumber(first), formatNumber(last)),
  );
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
      say(
        "Comes to rest at {0}, not at {1}: the gradient there is {2}.",
        place(facts, steps, sample),
        formatNumber(target),
        formatNumber(pull),
      ),
    );
  }
  const away = formatNumber(Math.abs(at(facts, steps, sample) - target));
  return warn(
    say(
      "Hardly moves: {0} is {1} from its target after {2}, gradient {3}; a larger learning rate may help.",
      place(facts, steps, sample),
      away,
      stepWords(steps),
      formatNumber(pull),
    ),
  );
}

function underway(facts: DescentFacts): Verdict {
  const steps = stepsOf(facts);
  const [first, last] = [facts.losses[0] ?? 0, facts.losses[steps] ?? 0];
  const share = Math.round((1 - last / first) * 100);
  const part = share === 100 && last > 0 ? say("more than 99") : share;
  const fallen =
    first > 0 && last >= 0
      ? say("has fallen by {0} %", part)
      : say("has fallen from {0} to {1}", formatNumber(first), formatNumber(last));
  const { batch } = facts;
  const exact = batch?.exact ?? Number.NaN;
  if (batch !== undefined) {
    const said = say("After {0} the loss of the batch of {1} {2}", stepWords(steps), batch.size, fallen);
    const text = Number.isFinite(exact)
      ? say("{0}; exact predictions have {1}.", said, formatNumber(exact))
      : say("{0}.", said);
    return { state: "ok", text, blame: undefined };
  }
  const missing = facts.samples.filter(({ target }, sample) => target !== null && !isNear(facts, steps, sample)).length;
  const said = say("After {0} the loss {1}", stepWords(steps), fallen);
  const text =
    missing === 0
      ? say("{0}.", said)
      : say("{0}; {1} of {2} predictions are still on their way.", said, missing, facts.samples.length);
  return { state: "ok", text, blame: undefined };
}

function stepWords(count: number): string {
  return count === 1 ? say("1 step") : say("{0} steps", count);
}
