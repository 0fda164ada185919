/** What a panel shows, made from its state and the code: one whole snapshot, and the last good data while code is broken. */

import { dependencyText } from "../../losses/dependencies.ts";
import { isSameReference, type LossReference } from "../../losses/loss-reference.ts";
import { aboutPicture, kerasWords } from "../../preview/about-picture.ts";
import { askPicture } from "../../preview/ask/ask.ts";
import { chooseSamples, viewFor } from "../../preview/ask/choose-samples.ts";
import type { PictureQuestion } from "../../preview/ask/question.ts";
import { fittingViews, viewOptions } from "../../preview/ask/view-controls.ts";
import { explainFailure, hasWholeTargets, isOfMissingName } from "../../preview/failure-words.ts";
import type { Fact, NextStep } from "../../preview/messages.ts";
import type { LossFact } from "../../probes/facts.ts";
import { say } from "../../python/say.ts";
import { startNotes } from "../../samples/start-values.ts";
import { readLossSource } from "../loss-source.ts";
import { readSettings } from "../settings.ts";
import { chosenData } from "./chosen-data.ts";
import type { ColumnMemory } from "./column-memory.ts";
import { type CompanionParts, comparisonsOf, savedCompanion } from "./companions.ts";
import { type FactsOf, untilExplained } from "./facts-until-explained.ts";
import { fixOfMeantNames, mendedSubject } from "./mended-subject.ts";
import type { OfferedFix } from "./next-step.ts";
import { frameOf, type SnapshotContent, samplesOf, wantedOf } from "./panel-frame.ts";
import { placeFinder, placeIn } from "./places.ts";
import { type Evaluators, shownFacts } from "./shown-facts.ts";
import { sinceLastCommit } from "./since-last-commit.ts";
import { literalsOf } from "./sliders.ts";
import type { PanelState } from "./state.ts";
import { findLoss, inFile, type Subject } from "./subject.ts";

export interface PanelContent {
  readonly kind: "content";
  readonly snapshot: SnapshotContent;
  /** What was asked for it; undefined where nothing could be asked. */
  readonly question: PictureQuestion | undefined;
  /** The text of the loss and of what it rests on: while it stays, so does the set that was chosen for it. */
  readonly restsOn: string;
  /** What the page offers as a fix. */
  readonly fix?: OfferedFix;
  /** What the picture alone says of the loss. */
  readonly said?: Omit<FactsOf, "shown">;
  /** What is to be said of it besides, once nothing newer is to be drawn. Rejects only when `signal` is aborted. */
  readonly explain?: ((signal: AbortSignal) => Promise<readonly Fact[]>) | undefined;
}

export interface ContentParts extends CompanionParts, Evaluators {
  readonly columns: ColumnMemory;
}

/**
 * Draws once. `onPartial` gets the picture as far as it is: first the frame with what was drawn before, then the
 * data, before the facts are known.
 */
export async function fillPanel(
  state: PanelState,
  last: PanelContent | undefined,
  parts: ContentParts,
  signal: AbortSignal,
  onPartial: (partial: PanelContent) => void,
): Promise<PanelContent | { readonly kind: "empty"; readonly text: string }> {
  const subject = await findLoss(state, parts);
  signal.throwIfAborted();
  if (subject.kind === "none") {
    if (last === undefined) return { kind: "empty", text: subject.message };
    const steps = subject.problem === "gone" ? [{ id: "chooseLoss" as const, label: say("Choose another loss") }] : [];
    const problem = { kind: subject.problem, message: subject.message, place: subject.place, steps };
    return { ...last, snapshot: { ...last.snapshot, problem, isPinned: state.isPinned, busy: null } };
  }
  const frame = frameOf(state, subject, parts);
  onPartial({ kind: "content", question: undefined, restsOn: "", snapshot: { ...frame, ...kept(last, state) } });
  const drawn = await drawSubject(state, subject, frame, last, parts, signal, onPartial);
  if (!drawn.isHeldUp) return drawn.content;
  const mended = mendedSubject(subject);
  if (mended === undefined) {
    const offered = fixOfMeantNames(subject);
    return offered === undefined ? drawn.content : withSteps(drawn.content, offered.steps, offered.fix);
  }
  // What the file lacks has one right fix: the loss is drawn as that would have it.
  const { notice } = mended;
  const withNotice = (content: PanelContent): PanelContent => ({
    ...content,
    fix: mended.fix,
    snapshot: { ...content.snapshot, notice },
  });
  const asFixed = await drawSubject(state, mended.subject, frame, last, parts, signal, (partial) =>
    onPartial(withNotice(partial)),
  );
  return asFixed.content.snapshot.problem === null
    ? withNotice(asFixed.content)
    : withSteps(drawn.content, notice.steps, mended.fix);
}

/** Where what the fix would give is not drawn, the fix is still the next step. */
function withSteps(content: PanelContent, first: readonly NextStep[], fix: OfferedFix): PanelContent {
  const { problem } = content.snapshot;
  if (problem === null) return content;
  const steps = [...first, ...(problem.steps ?? [])];
  return { ...content, fix, snapshot: { ...content.snapshot, problem: { ...problem, steps } } };
}

interface Drawn {
  readonly content: PanelContent;
  /** Whether a name that is not there stands in the way. */
  readonly isHeldUp: boolean;
}

async function drawSubject(
  state: PanelState,
  subject: Subject,
  frame: SnapshotContent,
  last: PanelContent | undefined,
  parts: ContentParts,
  signal: AbortSignal,
  onPartial: (partial: PanelContent) => void,
): Promise<Drawn> {
  const { analysis, loss } = subject;
  const source = await readLossSource(parts.imports, analysis, loss, literalsOf(inFile(subject), state.parameters));
  const saved = await savedCompanion(state, subject, source, parts);
  const companions = [...saved.companions, ...(await comparisonsOf(state, subject, source, parts))];
  const rows =
    state.view === "data"
      ? await chosenData(state.dataFile, analysis.source.uri, loss.module, parts.columns)
      : undefined;
  signal.throwIfAborted();
  const limits = readSettings(analysis.source.uri).limits;
  const restsOn = dependencyText(loss, analysis.names);
  const before =
    last !== undefined && isOfLoss(last, state) && last.restsOn === restsOn ? last.snapshot.samples.chosen : undefined;
  const asked = { loss, module: loss.module, source, limits };
  const choice = await chooseSamples(asked, wantedOf(state), before, parts.evaluator, signal);
  const question: PictureQuestion = {
    source,
    set: choice.set,
    view: viewFor(state.view, choice),
    options: state.options,
    ...(rows === undefined ? {} : { data: rows }),
    domain: state.domain,
    companions,
    limits,
    placeOf: placeFinder(analysis, source),
  };
  const answer = await askPicture(question, parts.evaluator, signal);
  const about = aboutPicture({
    set: choice.set,
    view: question.view,
    options: state.options,
    data: rows,
    keras: kerasWords(analysis.keras),
  });
  const found = {
    ...frame,
    about,
    ...samplesOf(state, choice),
    views: fittingViews(choice.set),
    view: question.view,
    options: viewOptions(question.view, choice.set, state.options),
    hasSaved: saved.isThere,
  };
  if (answer.kind === "failure") {
    const { failure } = answer;
    const { message, range, steps } = explainFailure(failure, {
      loss,
      path: source.file.path,
      hasWholeTargets: hasWholeTargets(question.view, choice.set, rows),
      isChosen: state.samples !== null,
    });
    const problem = {
      kind: failure.kind,
      message,
      place: question.placeOf(failure.path, range ?? failure.range ?? loss.nameRange),
      steps: [...steps],
    };
    // The choices stay as they were made: only what is drawn is from before.
    // So do the facts and notes of that, which keep their room and move nothing.
    const { data = null, facts = [], notes = [], log = [] } = kept(last, state);
    const snapshot = { ...found, data, facts, notes, log, problem };
    return { content: { kind: "content", question, restsOn, snapshot }, isHeldUp: isOfMissingName(failure) };
  }
  const { data, notes, log } = answer;
  const place = placeFinder(analysis, source);
  const drawn = {
    ...found,
    data,
    notes: [
      ...startNotes(inFile(subject)).map(({ text, range }) => ({ text, place: placeIn(analysis, range) })),
      ...notes.map(({ message, path, range }) => ({ text: message, place: place(path, range) })),
    ],
    log: [...log],
  };
  const saidOfLast = saidBefore(last, state);
  const partial = { kind: "content", question, restsOn, ...(saidOfLast && { said: saidOfLast }) } as const;
  onPartial({ ...partial, snapshot: { ...drawn, facts: keptFacts(last, state) } });
  const { ofPicture, atOnce, explain } = await shownFacts(subject, asked, choice, parts, signal);
  const since = state.comparisons.some(({ kind }) => kind === "committed")
    ? await sinceLastCommit(subject, asked, choice, ofPicture, parts, signal)
    : [];
  const said = {
    key: JSON.stringify([restsOn, state.parameters, choice.set.id, choice.set.size?.value]),
    atOnce: atOnce.map((fact) => toFact(fact, place)),
  };
  const snapshot = {
    ...drawn,
    notes: [...since.map((text) => ({ text, place: null })), ...drawn.notes],
    facts: [...(explain === undefined ? said.atOnce : untilExplained(saidOfLast, said))],
  };
  const explained =
    explain && (async (aborted: AbortSignal) => (await explain(aborted)).map((fact) => toFact(fact, place)));
  return { content: { kind: "content", question, restsOn, snapshot, said, explain: explained }, isHeldUp: false };
}

function saidBefore(last: PanelContent | undefined, state: PanelState): FactsOf | undefined {
  if (last?.said === undefined || !isOfLoss(last, state)) return undefined;
  return { ...last.said, shown: last.snapshot.facts };
}

/** The last good picture of the same loss, which stays until there is a new one. */
function kept(last: PanelContent | undefined, state: PanelState): Partial<SnapshotContent> {
  if (last === undefined || !isOfLoss(last, state)) return {};
  const { data, views, view, turned, options, samples, facts, notes, log, hasSaved } = last.snapshot;
  return { data, views, view, turned, options, samples, facts, notes, log, hasSaved };
}

function keptFacts(last: PanelContent | undefined, state: PanelState): Fact[] {
  return last !== undefined && isOfLoss(last, state) ? [...last.snapshot.facts] : [];
}

function isOfLoss({ snapshot }: PanelContent, state: PanelState): boolean {
  return isSameReference(snapshot.loss.reference, state.loss);
}

/** The picture of a loss that an edit has moved among those of its name. */
export function contentFor(content: PanelContent, reference: LossReference): PanelContent {
  const { snapshot } = content;
  return { ...content, snapshot: { ...snapshot, loss: { ...snapshot.loss, reference } } };
}

function toFact({ state, text, message, place }: LossFact, placeOf: ReturnType<typeof placeFinder>): Fact {
  return {
    state,
    text,
    message: message ?? null,
    place: place === undefined ? null : placeOf(place.path, place.range),
  };
}
