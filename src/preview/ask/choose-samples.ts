/** Which sample data a loss is shown on: those that the person or the code chose, or the likeliest on which it shows what it does. */

import type { Evaluator } from "../../evaluate/evaluator.ts";
import type { LossDefinition } from "../../losses/loss.ts";
import { factsOf, type LossFact } from "../../probes/facts.ts";
import { observeLoss } from "../../probes/fitting-set.ts";
import { observeOn, type Subject } from "../../probes/observe.ts";
import { rankSampleSets, type SampleChoice } from "../../samples/choose-sample-set.ts";
import { listLengths } from "../../samples/start-values.ts";
import type { ViewId } from "../plot-data.ts";
import { fittingViews, preferredView } from "./view-controls.ts";

/** What a person has chosen; null while the choice is automatic. */
export interface WantedSamples {
  readonly id: string | null;
  readonly size: number | null;
}

const ranked = new WeakMap<LossDefinition, readonly SampleChoice[]>();

/** The sets by how likely they fit, which reading alone says: worked out once for a loss. */
export function rankedSamples(loss: LossDefinition): readonly SampleChoice[] {
  let known = ranked.get(loss);
  if (known === undefined) {
    known = rankSampleSets(loss, loss.module);
    ranked.set(loss, known);
  }
  return known;
}

/** By reading alone. */
export function likeliestSamples(loss: LossDefinition, wanted: WantedSamples): SampleChoice {
  const choices = rankedSamples(loss);
  return sized(choices.find(({ set }) => set.id === wanted.id) ?? choices[0]!, wanted);
}

/** `before`: what was chosen for the same loss earlier. Without any of these the loss is run to find the set that fits. */
export async function chooseSamples(
  subject: Subject,
  wanted: WantedSamples,
  before: string | undefined,
  evaluator: Evaluator,
  signal?: AbortSignal,
): Promise<SampleChoice> {
  const lengths = listLengths(subject.source.parameters);
  const choices =
    lengths.length === 0 ? rankedSamples(subject.loss) : rankSampleSets(subject.loss, subject.module, lengths);
  const id = wanted.id ?? (choices[0]!.isPinned ? choices[0]!.set.id : before);
  const known = choices.filter(({ set }) => set.id === id);
  if (known.length === 1) return sized(known[0]!, wanted);
  const result = await observeLoss(subject, evaluator, signal, known.length > 0 ? known : choices);
  const { set } = result.kind === "observed" ? result.observations : result;
  const choice = choices.find((each) => each.set === set) ?? choices.find((each) => each.set.id === set.id)!;
  // One of the choices, or one of them in another shape, for which the loss asked.
  return sized({ ...choice, set: set as SampleChoice["set"] }, wanted);
}

function sized(choice: SampleChoice, { size: wanted }: WantedSamples): SampleChoice {
  const { size } = choice.set;
  if (wanted === null || size === null) return choice;
  return { ...choice, set: size.resize(Math.min(size.max, Math.max(size.min, wanted))) };
}

/** The view that the person chose; one that does not fit the set gives way to the one that does best. */
export function viewFor(wanted: ViewId | null, { set }: Pick<SampleChoice, "set">): ViewId {
  return wanted !== null && fittingViews(set).includes(wanted) ? wanted : preferredView(set);
}

/** What the run that the picture is drawn from says of the loss; nothing where it could not be run. */
export async function askFacts(
  subject: Subject,
  { set, isSure }: SampleChoice,
  isForTraining: boolean,
  evaluator: Evaluator,
  signal?: AbortSignal,
): Promise<LossFact[]> {
  const seen = await observeOn(subject, set, isSure, evaluator, signal);
  return seen.kind === "observed" ? factsOf(seen.observations, subject.loss, isForTraining) : [];
}
