/** Building a loss as `fit` does: one trace of it with tensors that have no value. */

import type {
  Build,
  BuildFailed,
  BuildRequest,
  BuildSpecification,
  Built,
  FrameworkName,
  TensorSpecification,
} from "../build-question.ts";
import type { DType, EvaluationFailure } from "../evaluation.ts";
import { PythonError } from "../failure.ts";
import { createMachine } from "../interpreter/create-machine.ts";
import type { Interpreter } from "../interpreter/machine.ts";
import { failureOf } from "../loading/failure-of.ts";
import { loadLoss } from "../loading/load-loss.ts";
import { createLibrary } from "../operations/library/library.ts";
import { isBeforeKeras3 } from "../operations/losses/tensors.ts";
import { runInScope, sizeOfShape } from "../tape/backend.ts";
import { constant, isConnected, watch } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import type { Framework } from "./frameworks/framework.ts";
import { jax } from "./frameworks/jax.ts";
import { tensorflow } from "./frameworks/tensorflow.ts";
import { torch } from "./frameworks/torch.ts";
import { meantOperation } from "./meant-operation.ts";
import { type Pair, symbolic } from "./samples.ts";
import { commonSpecifications } from "./specifications.ts";
import { parameterOf, type Trace } from "./trace.ts";
import { tracingLibrary, tracingOf } from "./tracing.ts";
import { callCompiled } from "./wrapper.ts";

const frameworks: Readonly<Record<FrameworkName, Framework>> = { tensorflow, jax, torch };

export interface BuildOptions {
  /** Milliseconds from any fixed moment; without a clock time has no limit here. */
  readonly now?: (() => number) | undefined;
  readonly isMemoryShort?: ((bytes: number) => boolean) | undefined;
}

/**
 * What `fit` would say of the loss before it sees data: the shape, dtype and connection of its result, or the error in
 * Keras's words. Needs no data; of the specifications that are asked for the first that builds counts.
 */
export function buildLoss(request: BuildRequest, options: BuildOptions = {}): Build {
  const failures: BuildFailed[] = [];
  for (const specification of request.specifications ?? commonSpecifications) {
    const found = buildFor(request, specification, options);
    if (found.kind !== "failed") return found;
    failures.push(found);
  }
  return commonest(failures);
}

const placeOf = ({ error }: BuildFailed): string => `${error.exception} ${error.path} ${error.range?.start}`;

/** Tensors that do not fit the loss fail by their shapes, which says nothing of the loss. */
const isOfShapes = ({ error }: BuildFailed): boolean =>
  /^(?:ValueError|InvalidArgumentError)$/u.test(error.exception) &&
  /shape|rank|dimension|size|incompatible|out of bounds|axis/iu.test(error.message);

/** The error that most specifications have in common, the first of them where several are. */
function commonest(failures: readonly BuildFailed[]): BuildFailed {
  const telling = failures.some((each) => !isOfShapes(each)) ? failures.filter((each) => !isOfShapes(each)) : failures;
  const counts = new Map<string, number>();
  for (const each of telling) counts.set(placeOf(each), (counts.get(placeOf(each)) ?? 0) + 1);
  const most = Math.max(...counts.values());
  const chosen = telling.find((each) => counts.get(placeOf(each)) === most);
  if (chosen === undefined) throw new Error("A build needs a specification");
  return { ...chosen, isCertain: counts.size === 1 };
}

/** Batches whose sizes none of the data's own axes has. */
const batchPairs: readonly Pair<number>[] = [
  [8, 12],
  [14, 22],
  [26, 34],
  [38, 46],
];
/** For data whose samples are large. */
const smallPairs: readonly Pair<number>[] = [
  [2, 3],
  [5, 7],
  [11, 13],
];
const largeSample = 200;

function batchesFor({ yTrue, yPred }: BuildSpecification): Pair<number> {
  const lengths = new Set([...yTrue.shape, ...yPred.shape]);
  const perSample = Math.max(...[yTrue, yPred].map(({ shape }) => sizeOfShape(shape.map((length) => length ?? 1))));
  const pairs = perSample > largeSample ? smallPairs : batchPairs;
  return pairs.find((pair) => !pair.some((size) => lengths.has(size))) ?? [17, 19];
}

function buildFor(
  request: BuildRequest,
  specification: BuildSpecification,
  { now = () => 0, isMemoryShort }: BuildOptions,
): Build {
  const { source, limits } = request;
  const framework = frameworks[request.framework ?? "tensorflow"];
  const batches = batchesFor(specification);
  const trace: Trace = {
    get machine() {
      return machine;
    },
    framework,
    library: createLibrary(),
    batches: framework.knowsBatch ? [batches[0], batches[0]] : batches,
    ownLengths: new Set([...specification.yTrue.shape, ...specification.yPred.shape].map((length) => length ?? 1)),
    crossings: [],
    cuts: [],
    dataSamples: new WeakSet(),
    side: 0,
    hasReadData: false,
  };
  const { machine, look } = createMachine({
    library: tracingLibrary(trace),
    keras: source.keras,
    limits,
    now,
    isMemoryShort,
    files: [...source.imports, source.file],
  });
  const scope = { limits, look, place: () => machine.place, parameter: (tensor: Tensor) => parameterOf(trace, tensor) };
  let isTracing = false;
  try {
    return runInScope(scope, () => {
      const loss = loadLoss(machine, source);
      isTracing = true;
      machine.tracing = tracingOf(trace, isBeforeKeras3(source.keras) && framework === tensorflow);
      const values = callCompiled(
        trace,
        machine,
        loss,
        input(trace, specification.yTrue, false),
        input(trace, specification.yPred, true),
      );
      return {
        kind: "built",
        shape: values.shape === undefined ? null : values.shape,
        dtype: values.dtype,
        isConnected: isConnected(values.samples[0]),
        specification,
        crossings: trace.crossings,
        cuts: trace.cuts,
      } satisfies Built;
    });
  } catch (error) {
    const failure = failureOf(error, machine, source.file.path);
    // What goes wrong before the loss is called goes wrong where it is made: that is another story than `fit`'s.
    if (!(error instanceof PythonError) || !isTracing) return { kind: "notBuilt", failure };
    return { kind: "failed", error: buildError(error, failure, machine), specification, isCertain: true };
  }
}

function buildError(error: PythonError, failure: EvaluationFailure, machine: Interpreter): BuildFailed["error"] {
  const { path, range } = failure;
  const text = machine.modules.get(path)?.tree.text ?? "";
  return {
    exception: error.exception,
    message: error.message,
    path,
    range,
    expression: range === undefined ? "" : text.slice(range.start, range.end),
    meant: meantOperation(error),
  };
}

/** A tensor of the loss's, in samples for both batches: between 0 and 1, so that it may be an index as well. */
function input(trace: Trace, { shape, dtype }: TensorSpecification, isPrediction: boolean) {
  const sample = (batch: number): Tensor => {
    const lengths = shape.map((length) => length ?? batch);
    const values = fractions(sizeOfShape(lengths), isPrediction ? 7 : 3, dtype);
    return isPrediction ? watch(values, lengths, dtype) : constant(values, lengths, dtype);
  };
  const [small, large] = trace.batches;
  return symbolic([sample(small), sample(large)], {
    className: trace.framework.className,
    batches: trace.batches,
    holdsData: true,
    isDataShaped: false,
  });
}

function fractions(size: number, seed: number, dtype: DType): Float32Array {
  const values = new Float32Array(size);
  if (!dtype.includes("float")) return values;
  let state = seed;
  for (let index = 0; index < size; index++) {
    state = (state * 16807) % 2147483647;
    values[index] = 0.1 + 0.8 * (state / 2147483647);
  }
  return values;
}
