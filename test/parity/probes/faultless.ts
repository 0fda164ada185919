/** Whether what Keras gave is free of the fault that it looks like, as far as numbers tell. */

import type { CallRole, LookAlike } from "./look-alikes.ts";
import type { ShownCall } from "./shown-calls.ts";

/** `row`: where the sample stands that has other samples beside it. */
export function faultless({ probe, calls: asked }: LookAlike, shown: readonly ShownCall[], row: number): boolean {
  const inRole = (role: CallRole): ShownCall[] => shown.filter((_, at) => asked[at]!.role === role);
  const training = shown[0]!;
  switch (probe) {
    case "non-finite-value":
    case "non-finite-gradient":
    case "lost-epsilon":
      return shown.every(({ loss, gradient }) => Number.isFinite(loss) && (gradient?.notFinite ?? 0) === 0);
    case "no-gradient":
      return training.gradient !== null;
    case "gradient-vanishes":
      return inRole("axis").some(({ gradient }) => gradient !== null && gradient.zero < 0.95);
    case "metric-as-loss":
      return training.gradient !== null && isSmallestWhenExact(inRole("rung"));
    case "no-minimum-at-target":
    case "higher-is-better":
    case "swapped-arguments":
      return isSmallestWhenExact(inRole("rung"));
    case "batch-broadcast": {
      const [together] = inRole("together");
      const alone = inRole("alone").map(({ loss }) => loss);
      return isClose(together!.loss, alone.reduce((sum, each) => sum + each, 0) / alone.length);
    }
    case "depends-on-batch": {
      const [one, other] = inRole("beside");
      // One number for the whole batch is a statistic over it, as its author wrote it.
      return one!.first[row] === undefined || isClose(one!.first[row]!, other!.first[row]!);
    }
    case "parameter-without-effect": {
      const names = new Set(asked.flatMap(({ parameters = {} }) => Object.keys(parameters)));
      return [...names].every((name) =>
        shown.some((call, at) => name in (asked[at]!.parameters ?? {}) && !isSame(call, training)),
      );
    }
    default:
      // That it is built, run and trained with is all that there is to show.
      return true;
  }
}

/** Of batches that are predicted exactly, less exactly and wrongly; true where nothing is exact. */
function isSmallestWhenExact(rungs: readonly ShownCall[]): boolean {
  const [exact, ...others] = rungs.map(({ loss }) => loss);
  return others.every((each) => each > exact! - 1e-5 * Math.max(1, Math.abs(exact!)));
}

function isClose(one: number, other: number): boolean {
  return Math.abs(one - other) <= 1e-4 * Math.max(1, Math.abs(one), Math.abs(other));
}

function isSame(one: ShownCall, other: ShownCall): boolean {
  return (
    one.loss === other.loss && one.gradient?.from === other.gradient?.from && one.gradient?.to === other.gradient?.to
  );
}

const compares = "it compares the samples of a batch with each other";
const relative = "each sample is seen against the whole batch, and its name says so";
const placeholder = "it stands for an output that is not trained, beside others that are";
const smoothed = "it smooths labels, so that it is smallest a little before an exact prediction";

/** Losses that do on purpose what the probe asks for, and why nothing is to be said of them. */
export const onPurpose: ReadonlyMap<string, string> = new Map([
  ["batch-broadcast.md:34 pairwise_ranking_loss", compares],
  ["batch-broadcast.silent.py ranking_loss", compares],
  ["batch-broadcast.silent.py similarity_matrix_loss", compares],
  ["batch-broadcast.silent.py axis_zero_loss", "it compares means over the batch"],
  ["batch-broadcast.silent.py batch_mean_loss", "it divides by a mean over the batch"],
  ["depends-on-batch.md:28 batch_scaled_loss", relative],
  ["depends-on-batch.silent.py batch_centred_loss", relative],
  ["depends-on-batch.silent.py covariance_loss", relative],
  ["depends-on-batch.silent.py rank_loss", compares],
  ["depends-on-batch.silent.py binary_and_dice_loss", "a Dice over the whole batch is added to what each pixel says"],
  ["gradient-vanishes.md:24 unused_output_loss", placeholder],
  ["gradient-vanishes.silent.py unused_loss", placeholder],
  ["metric-as-loss.silent.py unused_score", placeholder],
  ["no-gradient.md:25 unused_output_loss", placeholder],
  ["no-gradient.silent.py unused_output_loss", placeholder],
  ["no-minimum-at-target.md:49 label_smoothing_loss", smoothed],
  ["no-minimum-at-target.silent.py smoothing_loss", smoothed],
  ["swapped-arguments.md:70 softened_bce", smoothed],
  ["swapped-arguments.silent.py smooth_labels_loss", smoothed],
  [
    "no-minimum-at-target.silent.py image_text_loss",
    "the other samples of a batch are its counterexamples, and here some are the same",
  ],
  ["swapped-arguments.silent.py absolute_probability_loss", "it takes its prediction for a logit"],
]);

/** Those that no gradient comes back from: trained with alone, Keras refuses them. */
export const refused: ReadonlySet<string> = new Set([
  "metric-as-loss.silent.py unused_score",
  "no-gradient.md:25 unused_output_loss",
  "no-gradient.silent.py unused_output_loss",
]);

/** By their names: no sample data are for them, or no script can call them. */
export const unrunHere: readonly string[] = [
  "fails-when-built.md:68 pixels_loss",
  "fails-when-built.md:68 BaseLoss",
  "fails-when-built.md:104 StepLoss",
  "fails-when-run.md:56 landmarks_loss",
  "fails-when-run.md:56 checked_loss",
  "fails-when-run.md:56 BaseLoss",
  "fails-when-run.md:56 helper_loss",
  "fails-when-run.silent.py refusing_loss",
  "fails-when-run.silent.py asserting_loss",
];
