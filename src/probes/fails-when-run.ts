import type { BuildError, BuildFailed, BuildSpecification, StaticShape } from "../evaluate/build-question.ts";
import { modelOutput } from "../samples/file-model.ts";
import { columnsOf } from "./batch-broadcast.ts";
import { firstSentences, isOfDTypes, isOfShapes, isOfTracing, isRaised } from "./build-words.ts";
import { certainFailure } from "./certain-failure.ts";
import { defineProbe, type ProbeContext, type ShownRun } from "./probe.ts";
import { restsOnData, restsOnTarget } from "./rests-on-data.ts";
import { unevenBatch } from "./uneven-batch.ts";

export const failsWhenRun = defineProbe({
  id: "fails-when-run",
  severity: "error",
  summary: "The loss raises an error on whatever data, or on those of the file's own model",

  async ask(context) {
    const { isSurelyLoss, quote, report } = context;
    const failure = await certainFailure(context);
    const found =
      failure === undefined
        ? await onModel(context)
        : isOwn(context, failure.error)
          ? { ...failure, where: "" }
          : undefined;
    if (found === undefined) {
      await onBatches(context);
      return;
    }
    const { range } = found.error;
    if (range === undefined) return;
    const { exception, message, path } = found.error;
    const place = { path, range };
    report(place, `\`${quote(place)}\` raises ${exception}${found.where}: ${firstSentences(message)}`, {
      certainty: isSurelyLoss ? "certain" : "likely",
      shown: [{ specification: found.specification }],
    });
  },
});

/** Whatever the size of the batch, because of what its axis is put beside. */
async function onBatches(context: ProbeContext): Promise<void> {
  const failed = await unevenBatch(context);
  if (failed?.error.range === undefined) return;
  const { error, specification } = failed;
  const { exception, message, path } = error;
  const place = { path, range: failed.error.range };
  context.report(
    place,
    `\`${context.quote(place)}\` raises ${exception} for a batch of several samples: ${firstSentences(message)}`,
    { certainty: "likely", shown: [severalSamples(specification)] },
  );
}

/** As many as no axis of the data has lengths. */
function severalSamples(specification: BuildSpecification): ShownRun {
  const lengths = [...specification.yTrue.shape, ...specification.yPred.shape];
  const samples = [5, 7, 9, 11].find((each) => !lengths.includes(each)) ?? 13;
  return columnsOf(specification, `${samples} samples`, samples);
}

/** A wrong call, a name that has no value yet, a key that is not there: no data could help. */
function isOwn(context: ProbeContext, error: BuildError): boolean {
  const { exception, range } = error;
  if (range === undefined || !plain.test(exception) || isOfTracing(error) || isOfShapes(error)) return false;
  // A name that its module lacks may come from where nobody can read; `unknown-function` says what is certain.
  if (/^module /u.test(error.message)) return false;
  if (ofValues.test(exception) && restsOnData(context, range)) return false;
  // That has a name of its own, `integer-target`.
  return !isOfDTypes(error) || !restsOnTarget(context, range);
}

const plain =
  /^(?:TypeError|AttributeError|KeyError|IndexError|UnboundLocalError|ZeroDivisionError|ValueError|RecursionError|OverflowError)$/u;

/** Other data may have another shape, and with it another number of parts. */
const ofValues = /^(?:KeyError|IndexError|ZeroDivisionError|ValueError|OverflowError)$/u;

/** With the predictions of the one model that is compiled with it, and targets of whatever width. */
async function onModel({
  loss,
  uses,
  run,
}: ProbeContext): Promise<(Pick<BuildFailed, "error" | "specification"> & { readonly where: string }) | undefined> {
  if (uses.filter((use) => use.loss === loss && use.role === "loss").length !== 1) return undefined;
  const output = modelOutput(loss);
  if (output === undefined || output.units === null || (output.rank ?? 2) !== 2) return undefined;
  const { units } = output;
  const errors: BuildError[] = [];
  for (const yTrue of targetShapes(units)) {
    const built = await run.build([specification(yTrue, [null, units])]);
    if (built.kind !== "failed" || isRaised(built.error)) return undefined;
    errors.push(built.error);
  }
  // Targets of another rank fail elsewhere, and earlier.
  const [error, ...others] = errors.slice(0, widths.length);
  if (error === undefined || !isOfShapes(error) || !others.every((each) => isSamePlace(each, error))) return undefined;
  return {
    error,
    specification: specification([null, widths[0]!], [null, units]),
    where: ` for predictions of shape (N, ${units}), as the model gives them`,
  };
}

const widths = [1, 2, 3, 4, 8, 16, 32];

function targetShapes(units: number): readonly StaticShape[] {
  return [...widths.map((width): StaticShape => [null, width]), [null, units], [null], [null, units, units]];
}

function specification(yTrue: StaticShape, yPred: StaticShape): BuildSpecification {
  return { yTrue: { shape: yTrue, dtype: "float32" }, yPred: { shape: yPred, dtype: "float32" } };
}

function isSamePlace(one: BuildError, other: BuildError): boolean {
  return one.path === other.path && one.range?.start === other.range?.start && one.exception === other.exception;
}
