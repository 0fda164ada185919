/** What looks like a fault and is none, of the pages and the cases of the probes: runs that would show the fault, as a script. */

import { analyzeFile, type FileAnalysis } from "../../../src/check/analyze-file.ts";
import { knowledgeOf } from "../../../src/check/loss-knowledge.ts";
import { lossesToProbe } from "../../../src/check/probe-loss.ts";
import { subjectIn } from "../../../src/cli/loss-files.ts";
import type { LossSource } from "../../../src/evaluate/evaluation.ts";
import type { LossDefinition } from "../../../src/losses/loss.ts";
import { pythonArray, pythonText } from "../../../src/preview/script/literals.ts";
import { scriptLosses } from "../../../src/preview/script/losses.ts";
import { scriptHead } from "../../../src/preview/script/script-head.ts";
import { observeLoss } from "../../../src/probes/fitting-set.ts";
import { ladder } from "../../../src/probes/ladder.ts";
import type { Observations } from "../../../src/probes/observe.ts";
import { shapingParameters, triedValues } from "../../../src/probes/parameter-without-effect.ts";
import { degenerateCases } from "../../../src/samples/degenerate-cases.ts";
import type { SampleSet } from "../../../src/samples/sample-set.ts";
import { batchOf, companions, curveBatch, type SampleBatch, toBatch } from "../../../src/samples/sample-sets.ts";
import { inThread } from "../../unit/probes/probe-text.ts";
import { probeTexts } from "./evidence.ts";

/** What a call is to show. */
export type CallRole = "training" | "axis" | "occasion" | "rung" | "together" | "alone" | "beside" | "parameter";

export interface LookAlikeCall {
  readonly role: CallRole;
  readonly label: string;
  readonly batch: SampleBatch;
  readonly parameters?: Readonly<Record<string, number>>;
}

export interface LookAlike {
  /** `non-finite-value.silent.py log_loss`. */
  readonly name: string;
  /** The probe whose finding it looks like. */
  readonly probe: string;
  readonly source: LossSource;
  readonly calls: readonly LookAlikeCall[];
  readonly script: string;
}

export interface LookAlikes {
  readonly run: readonly LookAlike[];
  /** By their names: those that no sample data are for, or that have no name a script could call them by. */
  readonly unrun: readonly string[];
}

/** Each loss that Keras may train with, and whose file is not found fault with. */
export async function lookAlikes(): Promise<LookAlikes> {
  const run: LookAlike[] = [];
  const unrun: string[] = [];
  for (const [file, text] of probeTexts("not flagged", ".silent.py")) {
    const configuration = { rules: new Map(), keras: undefined, probes: undefined };
    const analysis = analyzeFile({ text, path: "a.py", project: undefined, asked: { configuration, problems: [] } });
    for (const loss of lossesToProbe(analysis)) {
      if (loss.name.startsWith("_")) continue;
      const subject = subjectIn({ ...analysis, path: "a.py", imports: [] }, loss);
      const observed = await observeLoss(subject, inThread);
      const name = `${file} ${loss.name}`;
      const probe = file.split(".")[0]!;
      const { source } = subject;
      const calls =
        observed.kind === "observed"
          ? [...callsFor(probe, { analysis, loss, observations: observed.observations })]
          : [];
      const script = calls.length === 0 ? undefined : scriptOf(source, probe, calls);
      if (script === undefined) unrun.push(name);
      else run.push({ name, probe, source, calls, script });
    }
  }
  return { run, unrun };
}

interface Observed {
  readonly analysis: FileAnalysis;
  readonly loss: LossDefinition;
  readonly observations: Observations;
}

/** As many samples as `fit` takes where it is told nothing else. */
const trainedOn = 32;

function* callsFor(probe: string, { analysis, loss, observations }: Observed): Generator<LookAlikeCall> {
  const { set, isSure } = observations;
  yield { role: "training", label: "some samples", batch: batchOf(set, { size: trainedOn }) };
  switch (probe) {
    case "non-finite-value":
    case "non-finite-gradient":
    case "lost-epsilon":
      if (isSure) yield* alongAxis(observations);
      for (const { words, batch, isOfLoss } of degenerateCases(set, knowledgeOf(analysis, loss)))
        if (isSure || isOfLoss) yield { role: "occasion", label: `where ${words}`, batch };
      return;
    case "gradient-vanishes":
      yield* alongAxis(observations);
      return;
    case "no-minimum-at-target":
    case "higher-is-better":
    case "swapped-arguments":
    case "metric-as-loss":
      if (!isSure) return;
      for (const { distance, batch } of ladder(set) ?? [])
        yield { role: "rung", label: distance === 0 ? "predicted exactly" : `${distance} away`, batch };
      return;
    case "batch-broadcast":
      yield* togetherAndAlone(set);
      return;
    case "depends-on-batch":
      yield* besideOthers(set);
      return;
    case "parameter-without-effect":
      for (const { name, value } of shapingParameters(loss))
        for (const each of triedValues(value))
          yield {
            role: "parameter",
            label: `${name} = ${each}`,
            batch: batchOf(set, { size: trainedOn }),
            parameters: { [name]: each },
          };
  }
}

/** All that is drawn and judged of it; by chance in the order of the axis, which no loss here minds. */
function* alongAxis({ set, targets }: Observations): Generator<LookAlikeCall> {
  for (const { target, x } of targets)
    yield { role: "axis", label: `along the axis, ${target.label}`, batch: curveBatch(set, target, x) };
}

function rowsOf(set: SampleSet, rows: ReturnType<typeof companions>): SampleBatch {
  return toBatch(
    set,
    rows.map(({ yTrue }) => yTrue),
    rows.map(({ yPred }) => yPred),
  );
}

function* togetherAndAlone(set: SampleSet): Generator<LookAlikeCall> {
  const rows = companions(set, 4);
  yield { role: "together", label: "four samples", batch: rowsOf(set, rows) };
  for (const [at, row] of rows.entries())
    yield { role: "alone", label: `sample ${at + 1} alone`, batch: rowsOf(set, [row]) };
}

/** A batch is as large as no axis of what a loss returns. */
export const besideSize = 11;
/** Where the sample stands in both batches. */
export const besideRow = 2;

function* besideOthers(set: SampleSet): Generator<LookAlikeCall> {
  const [sample, ...others] = companions(set, 2 * besideSize - 1);
  for (const [at, from] of [0, besideSize - 1].entries()) {
    const mates = others.slice(from, from + besideSize - 1);
    const rows = [...mates.slice(0, besideRow), sample!, ...mates.slice(besideRow)];
    yield { role: "beside", label: at === 0 ? "beside some" : "beside others", batch: rowsOf(set, rows) };
  }
}

const imports = ["import keras", "import numpy as np", "import tensorflow as tf"];

function scriptOf(source: LossSource, probe: string, calls: readonly LookAlikeCall[]): string | undefined {
  const losses = scriptLosses(source, []);
  if (losses === undefined) return undefined;
  const [training] = calls;
  const { yTrue, yPred } = training!.batch;
  const arrays = ({ batch }: LookAlikeCall): string =>
    `    ${pythonArray([...batch.yTrue.data], batch.yTrue.dtype, batch.yTrue.shape)},\n    ${pythonArray([...batch.yPred.data], "float32", batch.yPred.shape)},\n`;
  const whole = probe === "integer-target" ? [`fit(own_loss, np.round(y_true).astype("int64"), y_pred)`] : [];
  return `${[
    ...scriptHead(source, losses, () => `What would show ${probe} in ${source.loss}, which has none.`, imports),
    helpers,
    ...calls.map(
      (call) => `show(\n    ${pythonText(call.label)},\n    ${expressionOf(source, call)},\n${arrays(call)})`,
    ),
    `y_true = ${pythonArray([...yTrue.data], yTrue.dtype, yTrue.shape)}`,
    `y_pred = ${pythonArray([...yPred.data], "float32", yPred.shape)}`,
    "fit(own_loss, y_true, y_pred)",
    ...whole,
  ].join("\n")}\n`;
}

function expressionOf(source: LossSource, { parameters = {} }: LookAlikeCall): string {
  if (Object.keys(parameters).length === 0) return "own_loss";
  const changed = scriptLosses({ ...source, parameters: { ...source.parameters, ...parameters } }, []);
  return changed!.statements.at(-1)!.replace(/^own_loss = /u, "");
}

const helpers = `
import json


def number(value):
    return f"{float(value):.7g}"


def show(label, loss, y_true, y_pred):
    prediction = tf.constant(y_pred)
    with tf.GradientTape() as tape:
        tape.watch(prediction)
        values = tf.convert_to_tensor(loss(tf.constant(y_true), prediction))
        value = tf.reduce_mean(values)
    found = {"label": label, "loss": number(value), "shape": list(values.shape), "gradient": None}
    gradient = tape.gradient(value, prediction)
    rows = values.numpy().reshape(len(values), -1).mean(axis=1) if values.shape.rank else values.numpy()[None]
    found["first"] = [number(each) for each in rows[:4]]
    if gradient is not None:
        numbers = tf.convert_to_tensor(gradient).numpy().ravel()
        finite = numbers[np.isfinite(numbers)]
        found["gradient"] = {
            "notFinite": len(numbers) - len(finite),
            "zero": round(float(np.mean(numbers == 0)), 3),
            "from": number(finite.min()) if len(finite) else None,
            "to": number(finite.max()) if len(finite) else None,
        }
    print(json.dumps(found))


class TimesAWeight(keras.layers.Layer):
    """What is given, times one weight that is trained: it predicts what it is given."""

    def build(self, shape):
        self.scale = self.add_weight(shape=(), initializer="ones")

    def call(self, inputs):
        return self.scale * inputs


def fit(loss, y_true, y_pred):
    model = keras.Sequential([keras.Input(y_pred.shape[1:]), TimesAWeight()])
    model.compile(keras.optimizers.SGD(1e-3), loss=loss)
    history = model.fit(y_pred, y_true, batch_size=len(y_pred), shuffle=False, verbose=0)
    weight = model.get_weights()[0]
    print(json.dumps({"fit": number(history.history["loss"][0]), "isFinite": bool(np.isfinite(weight))}))


`;
