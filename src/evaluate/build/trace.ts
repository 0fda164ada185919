/** One trace of a loss: what is known of it on the way, and how an operation is put to its tensors. */

import type { Crossing, Cut } from "../build-question.ts";
import { PythonError, Unsupported } from "../failure.ts";
import type { SymbolicTensor } from "../interpreter/array-values.ts";
import type { Interpreter } from "../interpreter/machine.ts";
import type { Library, Value } from "../interpreter/values.ts";
import { shapeOf } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import type { Framework } from "./frameworks/framework.ts";
import { sampleFor, sizeTogether } from "./other-batches.ts";
import { joined, mapSymbolics, type Origin, type Pair, type Side, symbolic, symbolicsIn, Uneven } from "./samples.ts";
import { noteCrossing, noteCut } from "./trace-notes.ts";

export interface Trace {
  readonly framework: Framework;
  /** The machine that runs the loss. */
  readonly machine: Interpreter;
  /** The operations themselves. */
  readonly library: Library;
  /** The sizes of the two batches that the samples are made for. */
  readonly batches: Pair<number>;
  /** Lengths of the data's own axes: no batch is taken to be of these sizes, but by chance. */
  readonly ownLengths: ReadonlySet<number>;
  /** Where the batch met itself: (N,) beside (N, 1). */
  readonly crossings: Crossing[];
  /** Where a gradient ended: what came from y_pred went in, and nothing that is connected to it came out. */
  readonly cuts: Cut[];
  /** Samples whose elements are data. */
  readonly dataSamples: WeakSet<Tensor>;
  /** Which sample is being computed. */
  side: Side;
  /** Whether the operation that runs took a length or an axis from data. */
  hasReadData: boolean;
}

/** What a tensor is to an operation that takes a length or an axis from it: for data, another number on each side. */
export function parameterOf(trace: Trace, tensor: Tensor): readonly number[] | undefined {
  if (!trace.dataSamples.has(tensor)) return undefined;
  trace.hasReadData = true;
  return new Array<number>(tensor.data.size).fill(2 + trace.side);
}

/** Tensors that are made while a loss is traced are traced too, constants included. */
export function lifted(trace: Trace, value: Value): Value {
  return joined(value, value, { ...plainOrigin(trace), holdsData: false });
}

export function plainOrigin(trace: Trace): Origin {
  return {
    className: trace.framework.className,
    batches: trace.batches,
    holdsData: false,
    isDataShaped: false,
  };
}

/** What an operation does with its inputs, traced tensors replaced by samples. */
export type Run = (inputs: readonly Value[]) => Value;

/**
 * Puts an operation to both samples of its traced inputs. Where it raises for both batches and for all others that it
 * is tried with, it raises for any data, in the framework's words. Throws Unsupported where that cannot be told.
 */
export function inBothBatches(
  trace: Trace,
  machine: Interpreter,
  name: string,
  inputs: readonly Value[],
  run: Run,
): Value {
  const symbolics = symbolicsIn(inputs);
  const { tracing } = machine;
  machine.tracing = undefined;
  trace.hasReadData = false;
  try {
    return symbolics.length === 0
      ? alone(trace, name, inputs, run)
      : together(trace, machine, name, inputs, symbolics, run);
  } finally {
    machine.tracing = tracing;
  }
}

/** An operation on what is no tensor, or one of a module's. */
function alone(trace: Trace, name: string, inputs: readonly Value[], run: Run): Value {
  try {
    return lifted(trace, run(inputs));
  } catch (error) {
    if (error instanceof PythonError) throw trace.framework.inItsWords(error, { name, inputs, symbolics: [] });
    throw error;
  }
}

function together(
  trace: Trace,
  machine: Interpreter,
  name: string,
  inputs: readonly Value[],
  symbolics: readonly SymbolicTensor[],
  run: Run,
): Value {
  const batches = agreedBatches(trace, symbolics);
  const outcome = ofBatches(trace, inputs, run, batches);
  const isDataShaped = symbolics.some((each) => each.isDataShaped) || trace.hasReadData;
  const origin = (made: Pair<number>): Origin => ({
    className: trace.framework.className,
    batches: made,
    holdsData: symbolics.some((each) => each.holdsData),
    isDataShaped,
  });
  if ("results" in outcome) {
    const result = finished(trace, name, symbolics, outcome.results, origin(batches));
    noteCrossing(trace.crossings, machine, symbolics, result);
    noteCut(trace.cuts, machine, name, symbolics, result);
    const isOfUnknownRank = symbolics.some((each) => each.shape === undefined) && keepsRank(name, inputs);
    return isOfUnknownRank ? withoutRanks(result) : result;
  }
  if (isDataShaped) throw new Unsupported("What this gives depends on the data, which a trace does not have.");
  const found = otherBatches(trace, inputs, symbolics, run);
  if (found !== undefined) return joined(found.results[0], found.results[1], origin(found.batches));
  throw trace.framework.inItsWords(outcome.error, { name, inputs, symbolics });
}

function finished(
  trace: Trace,
  name: string,
  symbolics: readonly SymbolicTensor[],
  results: Pair<Value>,
  origin: Origin,
): Value {
  try {
    return joined(results[0], results[1], origin);
  } catch (error) {
    if (error instanceof Uneven) throw trace.framework.uneven(name, symbolics);
    throw error;
  }
}

/** Samples of inputs that were made for batches of different sizes are made anew for those of one of them. */
function agreedBatches(trace: Trace, symbolics: readonly SymbolicTensor[]): Pair<number> {
  return symbolics.find(({ batches }) => batches !== trace.batches)?.batches ?? trace.batches;
}

type Outcome = { readonly results: Pair<Value> } | { readonly error: PythonError };

function ofBatches(trace: Trace, inputs: readonly Value[], run: Run, batches: Pair<number>): Outcome {
  const results: Value[] = [];
  for (const side of [0, 1] as const) {
    const result = ofBatch(trace, inputs, run, batches[side], side);
    if (result instanceof PythonError) return { error: result };
    results.push(result);
  }
  return { results: [results[0]!, results[1]!] };
}

function ofBatch(trace: Trace, inputs: readonly Value[], run: Run, batch: number, side: Side): Value | PythonError {
  trace.side = side;
  const samples = inputs.map((input) =>
    mapSymbolics(input, (each) => {
      const sample = each.batches[side] === batch ? each.samples[side] : sampleFor(each, batch);
      if (sample === undefined) throw new Unsupported("How this depends on the batch is not known.");
      if (each.holdsData) trace.dataSamples.add(sample);
      return sample;
    }),
  );
  try {
    return run(samples);
  } catch (error) {
    if (error instanceof PythonError) return error;
    throw error;
  }
}

/** Sizes that batches have in practice; small ones only where the loss itself names them. */
const commonSizes = [16, 32, 64, 128, 256, 10, 20, 24, 25, 30, 36, 40, 48, 50, 60, 100, 500];
const mostElements = 500_000;

function otherBatches(
  trace: Trace,
  inputs: readonly Value[],
  symbolics: readonly SymbolicTensor[],
  run: Run,
): { readonly results: Pair<Value>; readonly batches: Pair<number> } | undefined {
  const sizes = new Set([...namedSizes(inputs), ...commonSizes]);
  const found: { result: Value; batch: number }[] = [];
  for (const batch of sizes) {
    if (batch < 2 || trace.ownLengths.has(batch) || sizeTogether(symbolics, batch) > mostElements) continue;
    let result: Value | PythonError;
    try {
      result = ofBatch(trace, inputs, run, batch, 0);
    } catch (error) {
      if (error instanceof Unsupported) continue;
      throw error;
    }
    if (result instanceof PythonError) continue;
    found.push({ result, batch });
    if (found.length === 2) break;
  }
  const [one, other] = found;
  if (one === undefined) return undefined;
  const second = other ?? one;
  return { results: [one.result, second.result], batches: [one.batch, second.batch] };
}

/** Whole numbers and lengths of tensors that the loss brings itself. */
function namedSizes(inputs: readonly Value[], found: Set<number> = new Set()): Set<number> {
  for (const value of inputs) {
    if (typeof value === "bigint" && value > 0n && value < 100_000n) {
      found.add(Number(value));
      found.add(Number(value) + 1);
    }
    if (value === null || typeof value !== "object") continue;
    if (value.type === "tensor") for (const length of shapeOf(value)) found.add(length);
    if (value.type === "ndarray") for (const length of value.shape) found.add(length);
    if (value.type === "symbolic" && !value.holdsData) for (const length of value.shape ?? []) found.add(length ?? 0);
    if (value.type === "tuple" || value.type === "list") {
      found.add(value.items.length);
      namedSizes(value.items, found);
    }
    if (value.type === "slice") namedSizes([value.start, value.stop], found);
  }
  return found;
}

const elementwise = new Set(
  `+ - * / // % ** == != < <= > >= & | ^ ~ abs add cast cast_to_floatx clip clip_by_value convert_to_tensor cos divide
  divide_no_nan equal erf exp expm1 floor greater greater_equal identity less less_equal log log1p logical_and logical_not
  logical_or max maximum mean min minimum multiply negative not_equal one_hot pow power reciprocal reduce_max reduce_mean
  reduce_min reduce_prod reduce_std reduce_sum reduce_variance relu round rsqrt sigmoid sign sin softplus sqrt square
  squared_difference std stop_gradient subtract sum tanh truediv var where zeros_like ones_like`.split(/\s+/u),
);

const reductions = /^(?:reduce_\w+|max|mean|min|std|sum|var)$/u;

/**
 * Whether what an operation gives has a rank only where its inputs have: of others it may come from elsewhere, and a
 * reduction of all axes has none left.
 */
function keepsRank(name: string, inputs: readonly Value[]): boolean {
  const last = name.slice(name.lastIndexOf(".") + 1);
  if (!elementwise.has(name) && !elementwise.has(last)) return false;
  if (!reductions.test(last)) return true;
  return inputs.slice(1).some((each) => typeof each === "bigint" || (each !== null && typeof each === "object"));
}

function withoutRanks(value: Value): Value {
  return mapSymbolics(value, (each) => ({ ...each, shape: undefined }));
}

/** As TensorFlow.js's own tensors are made, for both batches. */
export function fromSamples(trace: Trace, samples: Pair<Tensor>, origin: Partial<Origin> = {}): SymbolicTensor {
  const { batches, className } = plainOrigin(trace);
  const { holdsData = false, isDataShaped = false } = origin;
  return symbolic(samples, { className, batches: origin.batches ?? batches, holdsData, isDataShaped });
}
