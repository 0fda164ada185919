/** What a finding by running rests on, as a Python script that shows it with the person's own Keras. */

import type { LossSource } from "../../evaluate/evaluation.ts";
import type { Evidence, EvidenceArray, EvidenceRun, Finding } from "../../losses/finding.ts";
import { pythonArray, pythonText } from "./literals.ts";
import { scriptLosses } from "./losses.ts";
import { scriptHead } from "./script-head.ts";

const tensorflow = "import tensorflow as tf";
const imports = ["import keras", "import numpy as np", tensorflow];

/** Undefined where the loss has no name that a script could call it by: a lambda in an expression, a method. */
export function evidenceScript(
  source: LossSource,
  { rule, message }: Pick<Finding, "rule" | "message">,
  { runs }: Evidence,
): string | undefined {
  const losses = scriptLosses(source, []);
  if (losses === undefined) return undefined;
  const called = runs.map((run) => callOf(source, run));
  if (called.some((call) => call === undefined)) return undefined;
  const what = (file: string): string => `${rule} in ${source.loss} of ${file}, shown with your own Keras.`;
  return `${[
    ...scriptHead(source, losses, what, imports),
    ...(runs.some(({ kind }) => kind === "call") ? showing : []),
    ...runs.flatMap((run) => (run.kind === "build" ? building(run.yTrueDType) : [])),
    ...message.split("\n").map((line) => `# ${line}`),
    ...(called as string[]),
  ].join("\n")}\n`;
}

const showing = [
  "",
  "def show(label, loss, y_true, y_pred):",
  "    prediction = tf.constant(y_pred)",
  "    with tf.GradientTape() as tape:",
  "        tape.watch(prediction)",
  "        values = tf.convert_to_tensor(loss(tf.constant(y_true), prediction))",
  "        value = tf.reduce_mean(values)",
  "    gradient = tape.gradient(value, prediction)",
  '    print(f"{label}: loss {value.numpy():.6g}, the first values {values.numpy().ravel()[:4]}")',
  "    if gradient is None:",
  '        print("no gradient")',
  "        return",
  "    numbers = tf.convert_to_tensor(gradient).numpy().ravel()",
  "    finite = numbers[np.isfinite(numbers)]",
  '    print(f"gradient: {len(numbers) - len(finite)} of {len(numbers)} numbers are not finite")',
  "    if len(finite) > 0:",
  '        print(f"the others are from {finite.min():.6g} to {finite.max():.6g}")',
  "",
  "",
];

const building = (yTrueDType = "float32"): readonly string[] => [
  "",
  "def build(loss, y_true, y_pred):",
  '    """Traces the loss as `fit` does: with tensors that have a shape and no value."""',
  "    step = tf.function(lambda t, p: loss(t, p), autograph=False)",
  `    step.get_concrete_function(tf.TensorSpec(y_true, "${yTrueDType}"), tf.TensorSpec(y_pred, "float32"))`,
  "",
  "",
];

function callOf(source: LossSource, run: EvidenceRun): string | undefined {
  if (run.kind === "build") return `build(own_loss, ${shapeText(run.yTrueShape)}, ${shapeText(run.yPredShape)})`;
  const loss = expressionOf(source, run.parameters);
  if (loss === undefined) return undefined;
  return `show(\n    ${pythonText(run.label)},\n    ${loss},\n    ${arrayText(run.yTrue)},\n    ${arrayText(run.yPred)},\n)`;
}

/** What the script calls `own_loss`, with other values of its parameters. */
function expressionOf(source: LossSource, parameters: Readonly<Record<string, number>>): string | undefined {
  if (Object.keys(parameters).length === 0) return "own_loss";
  const changed = scriptLosses({ ...source, parameters: { ...source.parameters, ...parameters } }, []);
  return changed?.statements.at(-1)?.replace(/^own_loss = /u, "");
}

function arrayText({ data, shape, dtype }: EvidenceArray): string {
  return pythonArray(data, dtype, shape);
}

function shapeText(shape: readonly (number | null)[]): string {
  return `[${shape.map((length) => length ?? "None").join(", ")}]`;
}
