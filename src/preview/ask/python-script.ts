/** The curves as a Python script that draws them again with the person's own Keras, TensorFlow and matplotlib. */

import type { GivenValue, LossSource } from "../../evaluate/evaluation.ts";
import { dependenciesOf } from "../../losses/dependencies.ts";
import { findLosses } from "../../losses/find-losses.ts";
import type { LossDefinition } from "../../losses/loss.ts";
import { parseModule } from "../../python/parse.ts";
import { analyzeNames } from "../../python/scope.ts";
import type { SampleSet, SampleTarget } from "../../samples/sample-set.ts";
import { curvePoints, drawnAxis } from "./curve.ts";
import type { PictureQuestion } from "./question.ts";

/** As Python writes it. */
export function pythonLiteral(value: GivenValue): string {
  if (value === null) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "bigint") return String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) return `float("${Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf"}")`;
    const text = String(value);
    return /[.e]/.test(text) ? text : `${text}.0`;
  }
  if ("code" in value) return value.code;
  if ("tuple" in value) {
    const parts = value.tuple.map(pythonLiteral);
    return `(${parts.join(", ")}${parts.length === 1 ? "," : ""})`;
  }
  return `[${value.map(pythonLiteral).join(", ")}]`;
}

const pointCount = 257;
/** Predictions of more numbers than these would make a script that nobody reads. */
const mostNumbers = 8;
/** Points of a set whose predictions are written out. */
const writtenPoints = 65;

export type ScriptQuestion = Pick<PictureQuestion, "source" | "set" | "domain" | "companions">;

/** Undefined where there is no short script: a lambda without a name, a method, predictions that are whole masks. */
export function pythonScript({ source, set, domain, companions }: ScriptQuestion): string | undefined {
  const { module } = parseModule(source.file.text);
  const names = analyzeNames(module);
  const loss = findLosses(module, names).losses.findLast(({ name }) => name === source.loss);
  if (loss === undefined || !/^[A-Za-z_]\w*$/.test(loss.name) || loss.form === "method") return undefined;
  const data = dataOf(set, domain);
  if (data === undefined) return undefined;
  const given = Object.values(source.parameters).flatMap((value) =>
    value !== null && typeof value === "object" && "code" in value ? (value.code.match(/[A-Za-z_]\w*/g) ?? []) : [],
  );
  const statements = dependenciesOf(loss, names, given).map(({ range }) => module.text.slice(range.start, range.end));
  const isFuture = (statement: string) => /^from\s+__future__\s/.test(statement);
  const builtIns = companions.filter((each) => each.source.file.path.startsWith("keras/losses/"));
  const file = source.file.path.slice(source.file.path.lastIndexOf("/") + 1);
  const folder = source.file.path.slice(0, source.file.path.lastIndexOf("/"));
  const path = source.imports.length === 0 ? [] : ["import sys", "", `sys.path.insert(0, ${JSON.stringify(folder)})`];
  const curves = [
    `    (${pythonText(loss.name)}, own_loss, "-"),`,
    ...builtIns.map(({ label }) => `    (${pythonText(label)}, keras.losses.${label}, "--"),`),
  ];
  return `${[
    `"""${loss.name} of ${file.replace(/["\\]/g, "_")} and its gradient, drawn with your own Keras. Written by Loss Lens."""`,
    ...statements.filter(isFuture),
    "",
    "import os",
    "",
    'os.environ.setdefault("KERAS_BACKEND", "tensorflow")',
    ...path,
    "",
    "import keras",
    "import matplotlib.pyplot as plt",
    "import numpy as np",
    "import tensorflow as tf",
    "",
    "# As in your file: the loss, and what it rests on.",
    ...statements.filter((statement) => !isFuture(statement)).flatMap((statement) => [statement, ""]),
    "",
    `own_loss = ${callee(loss, source)}`,
    "",
    "",
    ...data.functions,
    "def value_and_slope(loss, y_true, y_pred, direction):",
    '    """One sample at a time: a loss that averages over the batch mixes no points."""',
    "    values, slopes = [], []",
    "    for i in range(len(y_pred)):",
    "        prediction = tf.Variable(y_pred[i : i + 1])",
    "        with tf.GradientTape() as tape:",
    "            value = tf.convert_to_tensor(loss(tf.constant(y_true[i : i + 1]), prediction))",
    "        gradient = tape.gradient(value, prediction)",
    "        values.append(np.mean(value.numpy()))",
    "        slopes.append(np.nan if gradient is None else np.sum(gradient.numpy() * direction[i : i + 1]))",
    "    return values, slopes",
    "",
    "",
    "figure, (above, below) = plt.subplots(2, 1, sharex=True, figsize=(7, 6), height_ratios=(2, 1))",
    "curves = [",
    ...curves,
    "]",
    `targets = [${data.targets.join(", ")}]`,
    "for color, (label, data) in enumerate(targets):",
    "    x, y_true, y_pred, direction = data()",
    "    for name, loss, style in curves:",
    "        values, slopes = value_and_slope(loss, y_true, y_pred, direction)",
    '        above.plot(x, values, style, color=f"C{color}", label=f"{name}, {label}")',
    '        below.plot(x, slopes, style, color=f"C{color}")',
    'above.set_ylabel("loss")',
    "above.legend()",
    'below.set_ylabel("gradient")',
    `below.set_xlabel(${pythonText(set.axis.label)})`,
    `figure.suptitle(${pythonText(loss.name)})`,
    "plt.show()",
  ].join("\n")}\n`;
}

interface ScriptData {
  readonly functions: readonly string[];
  /** Pairs of a label and a function's name. */
  readonly targets: readonly string[];
}

function dataOf(set: SampleSet, domain: readonly [number, number] | null): ScriptData | undefined {
  const size = set.yPredShape.reduce((a, b) => a * b, 1);
  if (set.python === null && size > mostNumbers) return undefined;
  const functions: string[] = [];
  const targets: string[] = [];
  for (const [index, target] of set.targets.entries()) {
    const points = curvePoints(drawnAxis(set.axis, domain), set, target);
    const [low, high] = [points[0] ?? 0, points.at(-1) ?? 1];
    functions.push(
      `def data_${index}():`,
      ...(set.python === null ? written(set, target, low, high) : computed(set.python(target), low, high)),
      "",
      "",
    );
    targets.push(`(${pythonText(target.label)}, data_${index})`);
  }
  return { functions, targets };
}

/** The set's own statements. Its predictions lie on a line, so that one step shows their direction. */
function computed(statements: readonly string[], low: number, high: number): string[] {
  return [
    "    def samples(x):",
    ...statements.map((statement) => `        ${statement}`),
    "        return y_true, y_pred",
    "",
    `    x = np.linspace(${low}, ${high}, ${pointCount}, dtype="float32")`,
    "    y_true, y_pred = samples(x)",
    "    return x, y_true, y_pred, samples(x + 1)[1] - y_pred",
  ];
}

function written(set: SampleSet, target: SampleTarget, low: number, high: number): string[] {
  const x = Array.from({ length: writtenPoints }, (_, index) => low + ((high - low) * index) / (writtenPoints - 1));
  const array = (rows: readonly (readonly number[])[], shape: readonly number[], dtype: string) =>
    `np.array(${JSON.stringify(rows.flat().map((value) => Number(value.toPrecision(7))))}, "${dtype}").reshape(${JSON.stringify([rows.length, ...shape])})`;
  return [
    `    x = np.linspace(${low}, ${high}, ${writtenPoints}, dtype="float32")`,
    `    y_true = np.repeat(${array([target.yTrue], set.yTrueShape, set.yTrueDType)}, len(x), axis=0)`,
    `    y_pred = ${array(
      x.map((each) => set.predictionAt(each, target)),
      set.yPredShape,
      "float32",
    )}`,
    `    direction = ${array(
      x.map((each) => set.directionAt(each, target)),
      set.yPredShape,
      "float32",
    )}`,
    "    return x, y_true, y_pred, direction",
  ];
}

/** What is called with y_true and y_pred. */
function callee({ name, form }: LossDefinition, { parameters }: LossSource): string {
  const given = Object.entries(parameters).map(([parameter, value]) => `${parameter}=${pythonLiteral(value)}`);
  if (form === "factory") return `${name}(${given.join(", ")})`;
  if (form === "class") return `${name}(${given.join(", ")}).call`;
  return given.length === 0 ? name : `lambda y_true, y_pred: ${name}(y_true, y_pred, ${given.join(", ")})`;
}

/** JSON's strings are Python's too. */
function pythonText(text: string): string {
  return JSON.stringify(text);
}
