/** The picture as a Python script that draws it again with the person's own Keras, TensorFlow and matplotlib. */

import { hasMasks } from "../ask/masks.ts";
import type { ViewId } from "../plot-data.ts";
import { boxesPart } from "./boxes.ts";
import { trianglePart } from "./classes.ts";
import { batchShown, companyFunctions } from "./company.ts";
import { curvePart } from "./curve.ts";
import { datasetPart } from "./dataset.ts";
import { descentPart } from "./descent.ts";
import { embeddingPart } from "./embedding.ts";
import { scriptLosses } from "./losses.ts";
import { masksPart } from "./masks.ts";
import { aloneFunctions, runningFunctions } from "./running.ts";
import { softDiscFunctions } from "./samples.ts";
import { scriptHead } from "./script-head.ts";
import type { ScriptPart, ScriptQuestion, ScriptSubject, Shown } from "./subject.ts";
import { surfacePart } from "./surface.ts";

/** What each view draws; a part that a picture lacks is undefined. */
const parts: Readonly<Record<ViewId, readonly ((subject: ScriptSubject) => ScriptPart | undefined)[]>> = {
  curve: [curvePart],
  surface: [surfacePart],
  classes: [trianglePart, curvePart],
  masks: [curvePart, masksPart],
  boxes: [boxesPart, surfacePart],
  embedding: [embeddingPart, curvePart],
  data: [datasetPart],
  descent: [descentPart],
};

/** Undefined where there is no script: a lambda without a name, a method, no data yet. */
export function pythonScript(question: ScriptQuestion, shown: Shown): string | undefined {
  const { source, companions, view } = question;
  const losses = scriptLosses(source, companions);
  if (losses === undefined) return undefined;
  const drawn = parts[view].flatMap((part) => part({ question, losses, shown }) ?? []);
  if (drawn.length === 0) return undefined;
  const batch = batchShown(shown);
  const imports = ["import keras", "import matplotlib.pyplot as plt", "import numpy as np", "import tensorflow as tf"];
  const what = (file: string): string => `${source.loss} of ${file} and its gradient, drawn with your own Keras.`;
  return `${[
    ...scriptHead(source, losses, what, imports),
    ...runningFunctions,
    ...(drawn.some(({ needsAlone }) => needsAlone) ? aloneFunctions : []),
    ...(hasMasks(question.set) && view !== "data" ? softDiscFunctions(question.set) : []),
    ...(batch > 1 && view !== "descent" ? companyFunctions(question.set, batch) : []),
    ...drawn.flatMap(({ functions }) => functions),
    ...drawn.map(({ call }) => call),
    "plt.show()",
  ].join("\n")}\n`;
}
