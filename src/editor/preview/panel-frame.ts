/** What a panel shows around its picture: all that is known of a loss by reading. */

import { latexWithValues } from "../../losses/formula/latex.ts";
import { mathmlOf, mathmlOfValues } from "../../losses/formula/mathml.ts";
import { aboutPicture, kerasWords } from "../../preview/about-picture.ts";
import { likeliestSamples, viewFor, type WantedSamples } from "../../preview/ask/choose-samples.ts";
import { viewOptions } from "../../preview/ask/view-controls.ts";
import { calledAs } from "../../preview/called-as.ts";
import { comparableLosses } from "../../preview/comparisons.ts";
import { lossFormula } from "../../preview/formula.ts";
import type { Snapshot } from "../../preview/messages.ts";
import { say } from "../../python/say.ts";
import type { SampleChoice } from "../../samples/choose-sample-set.ts";
import type { SampleSet } from "../../samples/sample-set.ts";
import { sampleSets } from "../../samples/sample-sets.ts";
import { startParameters } from "../../samples/start-values.ts";
import { fileName } from "../python-source.ts";
import { type CompanionParts, labelled } from "./companions.ts";
import { offeredFiles } from "./comparisons.ts";
import { placeIn } from "./places.ts";
import { literalsOf, slidersOf } from "./sliders.ts";
import type { PanelState } from "./state.ts";
import { inFile, type Subject } from "./subject.ts";

export type SnapshotContent = Omit<Snapshot, "type" | "serial">;

/** All that is known by reading. */
export function frameOf(state: PanelState, { analysis, loss }: Subject, parts: CompanionParts): SnapshotContent {
  const offered = offeredFiles(parts.analyses, parts.workspaceLosses());
  const likeliest = likeliestSamples(loss, wantedOf(state));
  const view = viewFor(state.view, likeliest);
  return {
    loss: {
      reference: state.loss,
      name: loss.name,
      signature: calledAs(inFile({ analysis, loss }), {
        ...startParameters(inFile({ analysis, loss })),
        ...literalsOf(inFile({ analysis, loss }), state.parameters),
      }),
      file: fileName(analysis.source.uri),
      place: placeIn(analysis, loss.nameRange),
    },
    about: aboutPicture({ set: likeliest.set, view, options: state.options, keras: kerasWords(analysis.keras) }),
    isPinned: state.isPinned,
    formula: formulaOf(state, { analysis, loss }),
    facts: [],
    parameters: slidersOf(inFile({ analysis, loss }), state.parameters),
    ...samplesOf(state, likeliest),
    views: [view],
    view,
    options: viewOptions(view, likeliest.set, state.options),
    comparisons: labelled(state, offered),
    comparable: comparableLosses(
      offered,
      state.loss,
      state.parameters,
      parts.lastCommit.changed(analysis, loss) !== undefined,
    ).map(({ group, entries }) => ({
      group,
      entries: [...entries],
    })),
    hasSaved: false,
    turned: state.turned,
    point: state.point,
    data: null,
    problem: null,
    notes: [],
    log: [],
    busy: null,
  };
}

/** As mathematics, at the values of the sliders. */
function formulaOf(state: PanelState, subject: Pick<Subject, "analysis" | "loss">): Snapshot["formula"] {
  const given = literalsOf(inFile(subject), state.parameters);
  const formula = lossFormula(inFile(subject), subject.analysis.keras, given);
  if (formula === undefined) return null;
  return { mathml: mathmlOf(formula), values: mathmlOfValues(formula), latex: latexWithValues(formula) };
}

/** The samples that the person has chosen, or has left to the loss. */
export function wantedOf({ samples, sampleSize }: PanelState): WantedSamples {
  return { id: samples, size: sampleSize };
}

/** How many numbers the data have, and between which bounds that can be chosen; null where it cannot. */
function sizeOf({ size }: SampleSet): Snapshot["samples"]["size"] {
  return size === null ? null : { label: say(size.label), value: size.value, min: size.min, max: size.max };
}

/** The data that are shown, why, and which others there are. */
export function samplesOf(state: PanelState, { set, isPinned }: SampleChoice): Pick<Snapshot, "samples"> {
  const isAutomatic = state.samples === null;
  return {
    samples: {
      chosen: set.id,
      isAutomatic,
      options: sampleSets.map(({ id, title }) => ({ id, label: say(title) })),
      reason: isAutomatic
        ? isPinned
          ? say("fixed by a comment in the code")
          : say("chosen from the loss")
        : say("chosen here"),
      size: sizeOf(set),
    },
  };
}
