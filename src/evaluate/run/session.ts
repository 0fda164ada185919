/** A loss made ready once and called as often as a request needs: values, gradients, blame. */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import type { Expression } from "../../python/ast.ts";
import { isFloating } from "../dtype.ts";
import type { Blame, EvaluationNote, Limits, LossSource, NumericArray } from "../evaluation.ts";
import { type Place, PythonError } from "../failure.ts";
import { createMachine } from "../interpreter/create-machine.ts";
import type { Interpreter } from "../interpreter/machine.ts";
import { refuseOpaque } from "../interpreter/module-values.ts";
import type { Library, Value } from "../interpreter/values.ts";
import { backInSixteenBits } from "../kernels/gradient.ts";
import { mean } from "../kernels/reduction.ts";
import { type LoadedLoss, loadLoss } from "../loading/load-loss.ts";
import { isTensor, toTensor } from "../operations/calls/convert.ts";
import { castTo } from "../operations/calls/operands.ts";
import { createLibrary } from "../operations/library/library.ts";
import { maskOf } from "../operations/losses/mask.ts";
import { reduceLoss } from "../operations/losses/reduction.ts";
import { alignRanks, isBeforeKeras3, squeezeRanks } from "../operations/losses/tensors.ts";
import { firstNonFinite, type Observation, readData, runInScope, toArray } from "../tape/backend.ts";
import { constant, gradientOf, rankOf, watch } from "../tape/tape.ts";
import type { Step, Tensor } from "../tape/tensor.ts";
import { blameBackward, blameForward, shownAt } from "./blame.ts";
import { isSpread } from "./spread.ts";
import { type ForwardTrace, traceForward } from "./trace-forward.ts";

export interface EvaluationOptions {
  /** The operation tables; TensorFlow's and Keras's where it is missing. */
  readonly library?: Library;
  /** Milliseconds from any fixed moment; without a clock time has no limit here. */
  readonly now?: () => number;
  /** Whether the thread's memory would be nearly used up with so many bytes more; not given where that is not known. */
  readonly isMemoryShort?: (bytes: number) => boolean;
}

/**
 * How the loss is called: directly, as Keras calls it, or directly with every axis but the first averaged
 * (one number per sample, which is what a curve shows).
 */
export type CallMode = "direct" | "keras" | "perSample";

/** One call's result, as plain data. */
export interface CallResult {
  readonly value: NumericArray;
  /** Of the value's sum; null where TensorFlow has None. */
  readonly gradient: NumericArray | null;
  /** The value's shape before `perSample` averaged it. */
  readonly shape: readonly number[];
  /** Forward, for each entry of the value's first axis, or one for all of it; empty where the value is finite. */
  readonly blamed: readonly (Blame | undefined)[];
}

/** Told of what happens inside of one call. */
export interface CallWatcher {
  value(machine: Interpreter, node: Expression, value: Value, isStored: boolean): void;
  /** Of the result's sum with respect to what the step made. */
  gradient(step: Step, gradient: Data): void;
}

export interface Session {
  readonly notes: readonly EvaluationNote[];
  readonly log: readonly string[];
  /** The first blame in each direction, over all calls so far. */
  readonly blames: () => readonly Blame[];
  call(yTrue: NumericArray, yPred: NumericArray, mode: CallMode): CallResult;
  /** Which expression made the gradient of this one call infinite or NaN; undefined where none did. */
  blameGradient(yTrue: NumericArray, yPred: NumericArray, mode: CallMode): Blame | undefined;
  /** Where a call first spread its batch over itself; undefined where none has. */
  spread(): ReturnType<typeof shownAt> | undefined;
  /** One call of which the watcher is told every value and its gradient; whether the result is connected. */
  watchCall(yTrue: NumericArray, yPred: NumericArray, mode: CallMode, watcher: CallWatcher): boolean;
  /** As `call`, with its tensors disposed at once: for many calls on large data. */
  callAlone(yTrue: NumericArray, yPred: NumericArray, mode: CallMode): CallResult;
}

/** Loads the loss and hands it to `use`; all tensors are gone afterwards. */
export function withSession<T>(
  source: LossSource,
  limits: Limits,
  { library = createLibrary(), now = () => 0, isMemoryShort }: EvaluationOptions,
  use: (session: Session) => T,
): { readonly result: T } | { readonly error: unknown; readonly machine: Interpreter } {
  const { machine, notes, log, look } = createMachine({
    library,
    keras: source.keras,
    limits,
    now,
    isMemoryShort,
    files: [...source.imports, source.file],
  });
  let trace: ForwardTrace | undefined;
  let rows = 1;
  let spreadAt: Place | undefined;
  const blames = new Map<Blame["direction"], Blame>();
  const scope = {
    limits,
    look,
    place: () => machine.place,
    observe: (observation: Observation) => {
      if (spreadAt === undefined && isSpread(observation, rows)) spreadAt = machine.place;
      trace?.observe(observation, machine.place);
    },
  };
  try {
    return { result: runInScope(scope, () => use(makeSession(loadLoss(machine, source)))) };
  } catch (error) {
    return { error, machine };
  }

  function makeSession(loss: LoadedLoss): Session {
    const run = (
      yTrue: NumericArray,
      yPred: NumericArray,
      mode: CallMode,
    ): { whole: Tensor; value: Tensor; predictions: Tensor; blamed: (Blame | undefined)[] } => {
      const targets = constant(yTrue.data, yTrue.shape, yTrue.dtype);
      const predictions = watch(yPred.data, yPred.shape, yPred.dtype);
      rows = yPred.shape[0] ?? 1;
      const watching = traceForward(rows);
      trace = watching;
      const whole =
        mode === "keras"
          ? callAsKeras(machine, loss, targets, predictions)
          : callDirectly(machine, loss, targets, predictions);
      const value = mode === "perSample" ? perSample(whole) : whole;
      trace = undefined;
      return { whole, value, predictions, blamed: blamedFor(value, watching) };
    };
    const blamedFor = (value: Tensor, watching: ForwardTrace): (Blame | undefined)[] => {
      if (firstNonFinite(value.data) < 0) return [];
      const known = watching.of(value);
      // Numbers whose way cannot be followed: the first that was made is the likeliest.
      const otherwise = known.every((step) => step === undefined) ? watching.first() : undefined;
      const width = value.data.size / known.length;
      const values = readData(value.data);
      return known.map((step, row) => {
        const found = step ?? otherwise;
        const at = values.subarray(row * width, (row + 1) * width).findIndex((each) => !Number.isFinite(each));
        return found === undefined || at < 0 ? undefined : blameForward(machine, found, row * width + at);
      });
    };
    const call = (yTrue: NumericArray, yPred: NumericArray, mode: CallMode): CallResult => {
      const { whole, value, predictions, blamed } = run(yTrue, yPred, mode);
      const forward = blamed.find((blame) => blame !== undefined);
      if (!blames.has("forward") && forward !== undefined) blames.set("forward", forward);
      const { gradient } = gradientOf(value, predictions, { back: backInSixteenBits });
      const arrays = toArray(value);
      if (gradient === undefined) return { value: arrays, gradient: null, shape: whole.data.shape, blamed };
      const index = blames.has("backward") ? -1 : firstNonFinite(gradient);
      if (index >= 0) {
        // Only now: to look at every step's gradient costs more than the gradient itself.
        const { blame } = gradientOf(value, predictions, { blame: true, back: backInSixteenBits });
        const found = blame && blameBackward(machine, blame, index);
        if (found !== undefined) blames.set("backward", found);
      }
      return {
        value: arrays,
        gradient: { data: readData(gradient).slice(), shape: [...gradient.shape], dtype: yPred.dtype },
        shape: whole.data.shape,
        blamed,
      };
    };
    const blameGradient = (yTrue: NumericArray, yPred: NumericArray, mode: CallMode): Blame | undefined => {
      const { value, predictions } = run(yTrue, yPred, mode);
      const { gradient, blame } = gradientOf(value, predictions, { blame: true, back: backInSixteenBits });
      const index = gradient === undefined ? -1 : firstNonFinite(gradient);
      return index < 0 || blame === undefined ? undefined : blameBackward(machine, blame, index);
    };
    const watchCall = (yTrue: NumericArray, yPred: NumericArray, mode: CallMode, watcher: CallWatcher): boolean => {
      machine.watch = (node, value, isStored) => watcher.value(machine, node, value, isStored);
      try {
        const { value, predictions } = run(yTrue, yPred, mode);
        return (
          gradientOf(value, predictions, { each: watcher.gradient, back: backInSixteenBits }).gradient !== undefined
        );
      } finally {
        machine.watch = undefined;
        machine.watched = undefined;
      }
    };
    return {
      notes,
      log,
      blames: () => [...blames.values()],
      spread: () => spreadAt && shownAt(machine, spreadAt),
      call,
      watchCall: (...given) => runInScope(scope, () => watchCall(...given)),
      blameGradient: (yTrue, yPred, mode) => runInScope(scope, () => blameGradient(yTrue, yPred, mode)),
      callAlone: (yTrue, yPred, mode) => runInScope(scope, () => call(yTrue, yPred, mode)),
    };
  }
}

function callDirectly(machine: Interpreter, loss: LoadedLoss, yTrue: Tensor, yPred: Tensor): Tensor {
  const positional = inOrder(loss, [yTrue, yPred]);
  return asTensor(machine, machine.call(loss.callee, { positional, keywords: loss.keywords }));
}

function inOrder({ takesPredictionFirst }: LoadedLoss, [yTrue, yPred]: [Tensor, Tensor]): Tensor[] {
  return takesPredictionFirst ? [yPred, yTrue] : [yTrue, yPred];
}

/** What `tf.convert_to_tensor` makes of what the loss returned. */
function asTensor(machine: Interpreter, value: Value): Tensor {
  refuseOpaque(value);
  if (value === null) throw new PythonError("ValueError", "None values not supported.");
  return toTensor(value, machine);
}

/** What `compile(loss=…)` makes of the loss: `Loss.__call__`, which for a plain function is a wrapper's. */
function callAsKeras(machine: Interpreter, loss: LoadedLoss, yTrue: Tensor, yPred: Tensor): Tensor {
  if (loss.instance !== undefined) {
    return asTensor(machine, machine.call(loss.instance, { positional: [yTrue, yPred], keywords: loss.keywords }));
  }
  const isOld = isBeforeKeras3(machine.keras);
  const [targets, predictions] = isOld
    ? castTargets(yTrue, yPred)
    : [castTo(yTrue, "float32"), castTo(yPred, "float32")];
  const aligned = isOld ? squeezeRanks(targets, predictions) : alignRanks(targets, predictions);
  const result = machine.call(loss.callee, { positional: inOrder(loss, aligned), keywords: loss.keywords });
  const values = asTensor(machine, result);
  return reduceLoss(isOld ? values : castTo(values, "float32"), {
    reduction: "sum_over_batch_size",
    sampleWeight: undefined,
    mask: isOld || !isTensor(result) ? undefined : maskOf(result),
    isBeforeKeras3: isOld,
  });
}

/** Keras 2's wrapper casts targets to the predictions' dtype, where both are floating or both are not. */
function castTargets(yTrue: Tensor, yPred: Tensor): [Tensor, Tensor] {
  return isFloating(yTrue.dtype) === isFloating(yPred.dtype) ? [castTo(yTrue, yPred.dtype), yPred] : [yTrue, yPred];
}

function perSample(value: Tensor): Tensor {
  const rank = rankOf(value);
  if (rank < 2) return value;
  return mean(isFloating(value.dtype) ? value : castTo(value, "float32"), range(1, rank));
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, index) => start + index);
}
