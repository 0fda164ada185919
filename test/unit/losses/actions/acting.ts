/** What the tests of actions do: an action done to a text, and the numbers of both. */

import { expect } from "vitest";
import { analyzeFile, type FileAnalysis } from "../../../../src/check/analyze-file.ts";
import { dialectOf } from "../../../../src/evaluate/dialect.ts";
import { defaultLimits, type NumericArray } from "../../../../src/evaluate/evaluation.ts";
import type { ActionPlace, LossAction } from "../../../../src/losses/actions/action.ts";
import { referenceTo } from "../../../../src/losses/loss-reference.ts";
import { observeOn } from "../../../../src/probes/observe.ts";
import { applyEdits, type Edit } from "../../../../src/python/edits.ts";
import type { SampleSetId } from "../../../../src/samples/sample-sets.ts";
import { findSampleSet } from "../../../../src/samples/sample-sets.ts";
import { startParameters } from "../../../../src/samples/start-values.ts";
import { evaluateInProcess } from "../../cli/in-process.ts";

export const evaluator = evaluateInProcess(() => performance.now());
export const read = (text: string): FileAnalysis => analyzeFile({ text, path: "a.py", project: undefined });

function sourceOf(analysis: FileAnalysis, name: string) {
  const loss = analysis.losses.findLast((each) => each.name === name);
  if (loss === undefined) throw new Error(`There is no '${name}'.`);
  const { module } = analysis.parsed;
  const source = {
    file: { path: "a.py", text: module.text },
    imports: [],
    loss: name,
    definition: referenceTo("a.py", loss, analysis.losses).definition,
    keras: dialectOf(analysis.keras),
    parameters: startParameters({ loss, uses: analysis.uses, names: analysis.names }),
  };
  return { loss, module, source, limits: defaultLimits };
}

/** Values and gradients of the loss of that name on a kind of data, at the values that its file gives it. */
export async function numbersOf(analysis: FileAnalysis, name: string, set: SampleSetId = "binary") {
  const result = await observeOn(sourceOf(analysis, name), findSampleSet(set)!, true, evaluator);
  if (result.kind === "failure") throw new Error(result.failure.message);
  return result.observations.targets.map(({ series }) => [[...series.values], [...(series.gradients ?? [])]]);
}

/** What `fit` reports of one batch, and its gradient. */
export async function reported(
  analysis: FileAnalysis,
  name: string,
  yTrue: NumericArray,
  yPred: NumericArray,
  parameters: Readonly<Record<string, number | boolean>> = {},
) {
  const { source, limits } = sourceOf(analysis, name);
  const given = { ...source, parameters: { ...source.parameters, ...parameters } };
  const answer = await evaluator.ask({ kind: "evaluate", source: given, yTrue, yPred, as: "keras", limits });
  if (answer.kind !== "evaluation") throw new Error(answer.kind === "failure" ? answer.failure.message : answer.kind);
  return [[...answer.value.data], [...(answer.gradient?.data ?? [])]];
}

/** Rows of numbers, as a batch. */
export function batch(shape: readonly number[], data: readonly number[]): NumericArray {
  return { shape: [...shape], data: [...data], dtype: "float32" };
}

export type Act = (
  analysis: FileAnalysis,
  range: { start: number; end: number },
  name: string,
) => readonly Edit[] | undefined;

export const at =
  (action: (place: ActionPlace) => LossAction | undefined): Act =>
  (analysis, range, name) => {
    const loss = analysis.losses.findLast((each) => each.name === name);
    return loss && action({ ...analysis, loss, range })?.edits;
  };

/** `‸` marks the cursor, `«…»` what is selected. The loss is `a_loss`. */
function place(marked: string) {
  const start = Math.max(0, marked.search(/[‸«]/));
  const text = marked.replace(/[‸«»]/g, "");
  const end = marked.includes("»") ? marked.indexOf("»") - 1 : start;
  return { text, range: { start, end } };
}

interface Doing {
  /** The loss before, and after. */
  readonly names?: readonly [string, string];
  readonly set?: SampleSetId;
  /** How many digits are the same, where a sum is added up in another order. */
  readonly digits?: number;
}

/** The text after the action, which computes the same, and in which nothing new is wrong. */
export async function done(act: Act, marked: string, doing: Doing = {}): Promise<string> {
  const { names: [name, newName] = ["a_loss", "a_loss"], set, digits } = doing;
  const { text, range } = place(marked);
  const before = read(text);
  const edits = act(before, range, name);
  if (edits === undefined) throw new Error("Nothing is offered.");
  const changed = applyEdits(text, edits);
  const after = read(changed);
  expect(after.parsed.module.errors).toEqual([]);
  const [was, is] = [await numbersOf(before, name, set), await numbersOf(after, newName, set)];
  if (digits === undefined) expect(is).toEqual(was);
  else {
    const [flatWas, flatIs] = [was.flat(2), is.flat(2)];
    expect(flatIs.length).toBe(flatWas.length);
    for (const [index, value] of flatWas.entries()) expect(flatIs[index]).toBeCloseTo(value, digits);
  }
  const rules = ({ findings }: FileAnalysis) => findings.map(({ rule }) => rule).toSorted();
  expect(rules(after).filter((rule) => !rules(before).includes(rule))).toEqual([]);
  return changed;
}

export const offered = (act: Act, marked: string, name = "a_loss"): boolean => {
  const { text, range } = place(marked);
  return act(read(text), range, name) !== undefined;
};
