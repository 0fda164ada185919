/** In a language of which every sentence is a mark, nothing that a picture, its table or its facts say is English. */

import { afterAll, beforeAll, expect, test } from "vitest";
import { defaultLimits } from "../../../src/evaluate/evaluation.ts";
import { findLosses } from "../../../src/losses/find-losses.ts";
import { aboutPicture } from "../../../src/preview/about-picture.ts";
import { askPicture } from "../../../src/preview/ask/ask.ts";
import { fittingViews, viewOptions } from "../../../src/preview/ask/view-controls.ts";
import { curveModel, defaultCurveOptions } from "../../../src/preview/plot/curve.ts";
import { pictureOf, tableOf } from "../../../src/preview/plot/pictures.ts";
import type { PlotData, ViewId } from "../../../src/preview/plot-data.ts";
import { factsOf } from "../../../src/probes/facts.ts";
import { observeOn } from "../../../src/probes/observe.ts";
import { parseModule } from "../../../src/python/parse.ts";
import { speakIn } from "../../../src/python/say.ts";
import { analyzeNames } from "../../../src/python/scope.ts";
import { readDataFile } from "../../../src/samples/data-file.ts";
import { sampleSets } from "../../../src/samples/sample-sets.ts";
import { evaluateInProcess } from "../cli/in-process.ts";

/** Each sentence becomes a mark and the values in it. */
const marks = new Proxy({}, { get: (_, english: string) => `译${[...english.matchAll(/\{\d+\}/g)].join(" ")}` });
beforeAll(() => speakIn(marks));
afterAll(() => speakIn({}));

const evaluator = evaluateInProcess(() => performance.now());

/** Finite on one half, infinite beyond, in each of many samples: what is said of regions is said too. */
const bodies = {
  smooth: "ops.mean(ops.square(y_pred - y_true), axis=-1)",
  broken: "ops.mean(y_true - ops.log(y_pred), axis=-1)",
};

/** Of the code, and names that are the same in every language. */
const known =
  /y_true|y_pred|∂loss\/∂\w+|rows\.csv|ops\.log|\bmine\b|\b(?:NaN|None|Keras|logits?|one-hot|SGD|Adam|x|y|h|w|pt)\b/gi;
const isEnglish = (text: string): boolean => /\p{Script=Latin}{2,}/u.test(text.replace(known, ""));

function questionOf(set: (typeof sampleSets)[number], view: ViewId, body: string) {
  const text = `from keras import ops\n\ndef mine(y_true, y_pred):\n    return ${body}\n`;
  const rows = new TextEncoder().encode("y_true,y_pred\n1,0.5\n0,0.25\n");
  return {
    source: {
      file: { path: "losses.py", text },
      imports: [],
      loss: "mine",
      keras: { version: "3.15", isKnown: true },
      parameters: {},
    },
    set,
    view,
    options: { resolution: 16, steps: 5 },
    domain: null,
    companions: [],
    limits: defaultLimits,
    placeOf: (path: string, { start, end }: { start: number; end: number }) => ({ path, start, end, line: 4 }),
    data: { name: "rows.csv", path: "rows.csv", result: readDataFile("rows.csv", rows) },
  };
}

function wordsOf(data: PlotData): string[] {
  const scene =
    pictureOf(data, { width: 600, height: 400, title: "mine" })?.scene ??
    curveModel(data.view === "classes" ? data.curve : (data as PlotData & { view: "curve" }), {
      ...defaultCurveOptions,
      title: "mine",
    }).scene;
  const { caption, columns } = tableOf(data);
  return [
    scene.title,
    scene.description,
    caption,
    ...columns,
    ...scene.items.flatMap((item) => (item.kind === "text" ? [item.text] : item.kind === "hatch" ? [item.title] : [])),
    ...("explanation" in data && data.explanation !== null ? [data.explanation] : []),
  ];
}

const cases = sampleSets.flatMap((set) => fittingViews(set).map((view) => ({ set, id: set.id, view })));

test.each(cases)("$view of $id", async ({ set, view }) => {
  for (const body of Object.values(bodies)) {
    const question = questionOf(set, view, body);
    const answer = await askPicture(question, evaluator);
    if (answer.kind === "failure") continue;
    const controls = viewOptions(view, set, {}).flatMap((option) => [
      option.label,
      ...(option.kind === "choice" ? option.choices.map(({ label }) => label) : []),
    ]);
    const about = aboutPicture({ ...question, keras: "Keras 3" });
    const said = [...wordsOf(answer.data), ...answer.notes.map(({ message }) => message), ...about, ...controls];
    expect(said.filter(isEnglish)).toEqual([]);
  }
});

test.each(sampleSets.map((set) => ({ set, id: set.id })))("what is known of losses on $id", async ({ set }) => {
  for (const body of Object.values(bodies)) {
    const { source } = questionOf(set, "curve", body);
    const { module } = parseModule(source.file.text);
    const loss = findLosses(module, analyzeNames(module)).losses[0]!;
    const seen = await observeOn({ loss, module, source, limits: defaultLimits }, set, true, evaluator);
    if (seen.kind !== "observed") continue;
    expect(
      factsOf(seen.observations, loss, true)
        .map(({ text }) => text)
        .filter(isEnglish),
    ).toEqual([]);
  }
});
