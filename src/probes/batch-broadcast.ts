import type { BuildSpecification, Crossing, StaticShape } from "../evaluate/build-question.ts";
import type { NumericArray } from "../evaluate/evaluation.ts";
import { broadcastFixes } from "./broadcast-fixes.ts";
import { specificationOf } from "./loss-run.ts";
import { defineProbe, type ProbeContext, type ShownRun } from "./probe.ts";

export const batchBroadcast = defineProbe({
  id: "batch-broadcast",
  severity: "warning",
  summary: "(N,) meets (N, 1) and becomes (N, N): every sample is compared with all the others",

  async ask(context) {
    const { run, quote, report } = context;
    const found = await findCrossing(context);
    if (found === undefined) return;
    const { crossing } = found;
    for (const other of elsewhere(context, found.specification)) {
      const built = await run.build([other]);
      // Made for data of more axes, on which nothing crosses.
      const crosses = (each: Crossing): boolean => isOfRanks(each) || each.range.start === crossing.range.start;
      if (built.kind === "built" && !built.crossings.some(crosses)) return;
    }
    const [one, another] = crossing.inputs.map(shapeText);
    report(
      crossing,
      `\`${quote(crossing)}\` puts ${one} beside ${another}, which gives ${shapeText(crossing.result)}: every sample is compared with all the others.`,
      {
        fixes: crossing.path === run.subject.source.file.path ? broadcastFixes(context, crossing) : [],
        shown: [columnsOf(found.specification)],
      },
    );
  },
});

function specification(yTrue: StaticShape, yPred: StaticShape): BuildSpecification {
  return { yTrue: { shape: yTrue, dtype: "float32" }, yPred: { shape: yPred, dtype: "float32" } };
}

/** One number for each sample: where (N, 1) comes from. */
const columns: readonly BuildSpecification[] = [
  specification([null, 1], [null, 1]),
  specification([null, 1], [null, 3]),
  specification([null, 1], [null, 2]),
];

async function findCrossing({
  run,
}: ProbeContext): Promise<{ readonly crossing: Crossing; readonly specification: BuildSpecification } | undefined> {
  const observed = await run.observed();
  const isSure = observed.kind === "observed" && observed.observations.isSure;
  for (const each of isSure ? [specificationOf(observed.observations.set)] : columns) {
    const built = await run.build([each]);
    if (built.kind !== "built") continue;
    const crossing = built.crossings.find(isOfRanks);
    return crossing && { crossing, specification: built.specification };
  }
  return undefined;
}

/** The same kind of data with another axis: steps of sequences, pixels; and several numbers for each sample. */
function elsewhere({ loss, module }: ProbeContext, { yPred }: BuildSpecification): readonly BuildSpecification[] {
  const text = module.text.slice(loss.range.start, loss.range.end);
  const classes = /sparse/iu.test(text) ? 3 : (yPred.shape.at(-1) ?? 1);
  if (classes !== 1) {
    return [
      specification([null, 5], [null, 5, classes]),
      specification([null, 5, 1], [null, 5, classes]),
      specification([null, 5, classes], [null, 5, classes]),
    ];
  }
  const deeper = [specification([null, 5, 1], [null, 5, 1]), specification([null, 6, 6, 1], [null, 6, 6, 1])];
  // Whoever squeezes has an axis of length 1: on data without it that would do nothing.
  if (/\bsqueeze\b|\bflatten\b/u.test(text)) return deeper;
  return [...deeper, specification([null, 3], [null, 3]), specification([null, 5, 3], [null, 5, 3])];
}

/** Samples of such shapes, four of them where nothing else is said. */
export function columnsOf({ yTrue, yPred }: BuildSpecification, label = "four samples", samples = 4): ShownRun {
  const array = ({ shape, dtype }: BuildSpecification["yTrue"], step: number): NumericArray => {
    const lengths = shape.map((length) => length ?? samples);
    const size = lengths.reduce((product, length) => product * length, 1);
    return { data: Float32Array.from({ length: size }, (_, at) => (step * (at + 1)) % 1), shape: lengths, dtype };
  };
  return { label, batch: { yTrue: array(yTrue, 0.37), yPred: array(yPred, 0.23) } };
}

/** Where one side has lost an axis. Two columns that were turned against each other are pairs that somebody wants. */
function isOfRanks({ inputs }: Crossing): boolean {
  return inputs.some(({ length }) => length === 1) && inputs.some((shape) => shape.length === 2 && shape[1] === 1);
}

function shapeText(shape: StaticShape): string {
  const lengths = shape.map((length) => (length === null ? "N" : String(length)));
  return lengths.length === 1 ? `(${lengths[0]},)` : `(${lengths.join(", ")})`;
}
