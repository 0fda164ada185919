/** The pictures of which a script is kept beside this file, and what the script draws with real Keras and matplotlib. */

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openFiles } from "../../../../src/cli/loss-files.ts";
import { defaultLimits, type GivenValue, type LossSource } from "../../../../src/evaluate/evaluation.ts";
import type { PictureQuestion } from "../../../../src/preview/ask/question.ts";
import { builtInLossSource } from "../../../../src/preview/built-in-loss.ts";
import type { ViewId } from "../../../../src/preview/plot-data.ts";
import type { Shown } from "../../../../src/preview/script/subject.ts";
import { readDataFile } from "../../../../src/samples/data-file.ts";
import { quantileSet } from "../../../../src/samples/quantile-set.ts";
import type { SampleSet } from "../../../../src/samples/sample-set.ts";
import { findSampleSet } from "../../../../src/samples/sample-sets.ts";

const checkout = fileURLToPath(new URL("../../../../", import.meta.url));

export interface ScriptCase {
  readonly name: string;
  readonly question: PictureQuestion;
  readonly reading?: NonNullable<Shown["reading"]>;
}

const files = openFiles();

async function sourceOf(
  path: string,
  loss: string,
  parameters: Readonly<Record<string, GivenValue>> = {},
): Promise<LossSource> {
  const file = await files.open(`${checkout}${path}`);
  const source = files.lossSource(file, { name: loss, definition: null }, parameters, undefined);
  // As paths look wherever the checkout is.
  return { ...source, file: { ...source.file, path: `/work/${path}` } };
}

interface Asked {
  readonly file: string;
  readonly loss: string;
  readonly set: string | SampleSet;
  readonly view: ViewId;
  readonly parameters?: Readonly<Record<string, GivenValue>>;
  readonly options?: PictureQuestion["options"];
  readonly domain?: readonly [number, number];
  readonly reading?: NonNullable<Shown["reading"]>;
}

const losses = "media/examples/losses.py";
const byTask = "media/examples/by_task.py";
const ops = "test/unit/preview/golden/losses/ops_style.py";
const tensorFlow = "test/unit/preview/golden/losses/tensorflow_style.py";

const asked: Readonly<Record<string, Asked>> = {
  "curve-compared": { file: losses, loss: "focal_loss", set: "binary", view: "curve", parameters: { gamma: 3 } },
  "curve-difference": {
    file: losses,
    loss: "focal_loss",
    set: "binary",
    view: "curve",
    parameters: { gamma: 3 },
    reading: { difference: "gamma = 1", isNormalized: false },
  },
  "curve-normalized": {
    file: losses,
    loss: "focal_loss",
    set: "binary",
    view: "curve",
    parameters: { gamma: 3 },
    reading: { difference: null, isNormalized: true },
  },
  "curve-zoomed": { file: losses, loss: "huber", set: "regression", view: "curve", domain: [0.5, 1.5] },
  "curve-ordered": { file: byTask, loss: "ordinal_emd", set: "ordinal", view: "curve" },
  "curve-quantiles": { file: tensorFlow, loss: "tilted", set: quantileSet([0.2, 0.8]), view: "curve" },
  "curve-survival": { file: ops, loss: "breslow_survival", set: "survival", view: "curve" },
  "surface-regression": { file: losses, loss: "huber", set: "regression", view: "surface" },
  "surface-distribution": { file: byTask, loss: "gaussian_nll", set: "distribution", view: "surface" },
  classes: {
    file: byTask,
    loss: "categorical_focal",
    set: "categorical",
    view: "classes",
    options: { trueClass: 1 },
  },
  "masks-of-pixels": {
    file: byTask,
    loss: "weighted_mask_loss",
    set: "segmentation",
    view: "masks",
    options: { overlap: 0.4, blur: 1.2 },
  },
  "masks-of-overlap": { file: losses, loss: "dice_loss", set: "segmentation", view: "masks" },
  boxes: { file: byTask, loss: "giou_loss", set: "boxes", view: "boxes", options: { shiftX: 0.2, growth: 0.3 } },
  "boxes-center": {
    file: losses,
    loss: "huber",
    set: "boxes-center",
    view: "boxes",
    options: { shiftX: 0.2, shiftUp: 0.1, growth: 0.3 },
  },
  "boxes-xywh": { file: losses, loss: "log_cosh", set: "boxes-xywh", view: "boxes", options: { growth: 0.2 } },
  embedding: { file: byTask, loss: "triplet_loss", set: "embedding", view: "embedding" },
  "descent-adam": {
    file: losses,
    loss: "huber",
    set: "regression",
    view: "descent",
    options: { optimizer: "adam", steps: 30 },
  },
  "descent-masks": { file: losses, loss: "dice_loss", set: "segmentation", view: "descent", options: { steps: 20 } },
  "descent-quantiles": {
    file: tensorFlow,
    loss: "tilted",
    set: quantileSet([0.2, 0.8]),
    view: "descent",
    options: { steps: 20 },
  },
  data: { file: losses, loss: "huber", set: "regression", view: "data" },
};

export async function scriptCases(): Promise<ScriptCase[]> {
  const rows = readFileSync(`${checkout}test/page/golden/validation.csv`);
  const cases: ScriptCase[] = [];
  for (const [name, { file, loss, set, view, parameters, options, domain, reading }] of Object.entries(asked)) {
    const source = await sourceOf(file, loss, parameters);
    const other = await sourceOf(byTask, "categorical_focal");
    const saved = source.file.text.replace("positive = -alpha", "positive = -0.5 * alpha");
    const question: PictureQuestion = {
      source,
      set: typeof set === "string" ? findSampleSet(set)! : set,
      view,
      options: options ?? {},
      domain: domain ?? null,
      companions: /^curve-(?:compared|difference|normalized)$/.test(name)
        ? [
            {
              id: "keras:binary_crossentropy",
              label: "binary_crossentropy",
              role: "comparison",
              source: builtInLossSource("binary_crossentropy"),
            },
            {
              id: "values:1",
              label: "gamma = 1",
              role: "comparison",
              source: { ...source, parameters: { gamma: 1 } },
            },
            { id: "loss:other", label: "categorical_focal", role: "comparison", source: other },
            {
              id: "saved",
              label: "as last saved",
              role: "saved",
              source: { ...source, file: { ...source.file, text: saved } },
            },
          ]
        : [],
      limits: defaultLimits,
      placeOf: () => null,
      ...(view === "data"
        ? {
            data: {
              name: "validation.csv",
              path: "test/page/golden/validation.csv",
              result: readDataFile("validation.csv", rows),
            },
          }
        : {}),
    };
    cases.push({ name, question, ...(reading === undefined ? {} : { reading }) });
  }
  return cases;
}
