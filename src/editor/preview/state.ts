/** What the person chose in a panel. The picture is made from this, the code, and nothing else. */

import type { Evidence } from "../../losses/finding.ts";
import { isSameReference, type LossReference } from "../../losses/loss-reference.ts";
import { type ComparisonId, isSameComparison } from "../../preview/comparison-id.ts";
import type { Kept, PageState, ToHost, ViewOption } from "../../preview/messages.ts";
import type { ViewId } from "../../preview/plot-data.ts";

export type OptionValue = ViewOption["value"];

export interface PanelState {
  /** Its file is the URI of the file or notebook. */
  readonly loss: LossReference;
  readonly isPinned: boolean;
  /** Null while the choice is automatic. */
  readonly samples: string | null;
  readonly sampleSize: number | null;
  /** Values that differ from the code. */
  readonly parameters: Readonly<Record<string, number>>;
  readonly comparisons: readonly ComparisonId[];
  /** Null while the view is the one that fits the samples. */
  readonly view: ViewId | null;
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly domain: readonly [number, number] | null;
  readonly showsSaved: boolean;
  /** Where the curve's cursor is to stand; the count tells one wish from the next. */
  readonly point: { readonly target: number; readonly x: number; readonly asked: number } | null;
  /** URI of the person's own data. */
  readonly dataFile: string | null;
  /** How often something outside of the page has chosen the view. */
  readonly turned: number;
}

export function initialState(loss: LossReference): PanelState {
  return {
    loss,
    isPinned: false,
    samples: null,
    sampleSize: null,
    parameters: {},
    comparisons: [],
    view: null,
    options: {},
    domain: null,
    showsSaved: false,
    point: null,
    dataFile: null,
    turned: 0,
  };
}

/** What a finding by running shows: its samples, at its point, with nothing else in the way. */
export function stateForEvidence(
  state: PanelState,
  { samples, point }: Pick<Evidence, "samples" | "point">,
): PanelState {
  const asked = (state.point?.asked ?? 0) + 1;
  return {
    ...state,
    samples,
    sampleSize: null,
    parameters: {},
    domain: null,
    view: null,
    dataFile: null,
    turned: state.turned + 1,
    point: point === null ? null : { ...point, asked },
  };
}

/** The person's own rows, which somebody asks for elsewhere than in the page. */
export function stateForData(state: PanelState, dataFile: string): PanelState {
  return { ...state, dataFile, view: "data", turned: state.turned + 1 };
}

/** Another loss in the same panel: what belonged to the old one goes, what is a way of looking stays. */
export function stateForLoss(state: PanelState, loss: LossReference): PanelState {
  if (isSameReference(state.loss, loss)) return state;
  const { isPinned, view, showsSaved, turned } = state;
  return { ...initialState(loss), isPinned, view, showsSaved, turned };
}

/** What the page kept through a reload. */
export function restoredState(kept: PageState): PanelState {
  return {
    ...initialState(kept.loss),
    isPinned: kept.isPinned,
    samples: kept.samples,
    parameters: kept.parameters,
    comparisons: kept.comparisons,
    ...kept.kept,
  };
}

/** What the page is to keep beside what it shows. */
export function keptOf({ view, sampleSize, options, domain, showsSaved, dataFile, turned }: PanelState): Kept {
  return {
    view,
    sampleSize,
    options: { ...options },
    domain: domain === null ? null : [domain[0], domain[1]],
    showsSaved,
    dataFile,
    turned,
  };
}

/** The state after what the person did; the same object where it changes nothing that the picture rests on. */
export function nextState(state: PanelState, message: ToHost): PanelState {
  switch (message.type) {
    case "setParameter":
      return { ...state, parameters: { ...state.parameters, [message.name]: message.value } };
    case "resetParameter": {
      const { [message.name]: _, ...parameters } = state.parameters;
      return { ...state, parameters };
    }
    case "setSamples":
      return { ...state, samples: message.id, domain: null, point: null };
    case "setSampleSize":
      return { ...state, sampleSize: message.size };
    case "setView":
      return { ...state, view: message.view, domain: null };
    case "setOption":
      return { ...state, options: { ...state.options, [message.id]: message.value } };
    case "setDomain":
      return { ...state, domain: message.domain };
    case "addComparison":
      return state.comparisons.some((id) => isSameComparison(id, message.id))
        ? state
        : { ...state, comparisons: [...state.comparisons, message.id] };
    case "removeComparison":
      return { ...state, comparisons: state.comparisons.filter((id) => !isSameComparison(id, message.id)) };
    case "showSaved":
      return { ...state, showsSaved: message.isShown };
    case "pin":
      return { ...state, isPinned: message.isPinned };
    default:
      return state;
  }
}

/** The same losses after an edit of their file; the same object where it moved none of them. */
export function stateAfterEdit(state: PanelState, follow: (reference: LossReference) => LossReference): PanelState {
  const loss = follow(state.loss);
  let isMoved = !isSameReference(loss, state.loss);
  const comparisons = state.comparisons.map((id): ComparisonId => {
    if (id.kind !== "loss") return id;
    const reference = follow(id.reference);
    if (isSameReference(reference, id.reference)) return id;
    isMoved = true;
    return { kind: "loss", reference };
  });
  return isMoved ? { ...state, loss, comparisons } : state;
}

/** The files whose losses a panel shows. */
export function filesOf({ loss, comparisons }: PanelState): string[] {
  return [loss.file, ...comparisons.flatMap((id) => (id.kind === "loss" ? [id.reference.file] : []))];
}
