/** What `compile(loss=…)` makes of a loss: casts, ranks aligned, then the loss, then its reduction. */

import { isFloating } from "../dtype.ts";
import type { DType } from "../evaluation.ts";
import { PythonError, Unsupported } from "../failure.ts";
import type { SymbolicTensor } from "../interpreter/array-values.ts";
import { tuple } from "../interpreter/dict.ts";
import type { Interpreter } from "../interpreter/machine.ts";
import { refuseOpaque } from "../interpreter/module-values.ts";
import { positional } from "../interpreter/natives.ts";
import { isSymbolic } from "../interpreter/tracing.ts";
import { typeName } from "../interpreter/type-names.ts";
import type { CallArguments, NativeFunction, Value } from "../interpreter/values.ts";
import { sum } from "../kernels/reduction.ts";
import { expandDims } from "../kernels/shape.ts";
import type { LoadedLoss } from "../loading/load-loss.ts";
import { toTensor } from "../operations/calls/convert.ts";
import { castTo } from "../operations/calls/operands.ts";
import { dtype as readDType } from "../operations/calls/parameters.ts";
import { alignRanks, isBeforeKeras3, squeezeRanks } from "../operations/losses/tensors.ts";
import { rankOf } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { inBothBatches, type Trace } from "./trace.ts";

/** A kernel of tensors, for both batches. */
function both(
  trace: Trace,
  machine: Interpreter,
  name: string,
  inputs: readonly Value[],
  run: (...tensors: Tensor[]) => Value,
): Value {
  return inBothBatches(trace, machine, name, inputs, (values) => run(...(values as Tensor[])));
}

function cast(trace: Trace, machine: Interpreter, value: Value, type: DType): Value {
  if (isSymbolic(value) && value.dtype === type) return value;
  return inBothBatches(trace, machine, "keras.ops.convert_to_tensor", [value], ([each]) =>
    castTo(toTensor(each!, machine, isTensorLike(each!) ? undefined : type), type),
  );
}

function isTensorLike(value: Value): boolean {
  return value !== null && typeof value === "object" && (value.type === "tensor" || value.type === "ndarray");
}

function aligned(trace: Trace, machine: Interpreter, one: Value, other: Value, isOld: boolean): [Value, Value] {
  const align = isOld ? squeezeRanks : alignRanks;
  const pair = both(trace, machine, "align", [one, other], (a, b) => tuple(align(a!, b!)));
  return [...(pair as Extract<Value, { type: "tuple" }>).items] as [Value, Value];
}

/** What a loss returned, as the tensor that Keras makes of it. */
function asTensor(trace: Trace, machine: Interpreter, value: Value, type: DType | undefined): SymbolicTensor {
  refuseOpaque(value);
  if (value === null) throw new PythonError("ValueError", "None values not supported.");
  if (typeof value === "string") {
    throw new PythonError("TypeError", `Expected ${type ?? "float32"}, but got ${value} of type 'str'.`);
  }
  if (typeof value === "object" && value.type === "dict") {
    throw new PythonError("TypeError", `Expected ${type ?? "float32"}, but got a value of type 'dict'.`);
  }
  if (typeof value === "object" && /^(?:function|native|method|class|nativeClass)$/u.test(value.type)) {
    const name = typeName(value);
    throw new PythonError(
      "ValueError",
      `Attempt to convert a value with an unsupported type (<class '${name}'>) to a Tensor.`,
    );
  }
  const tensor = isSymbolic(value)
    ? value
    : inBothBatches(trace, machine, "tf.convert_to_tensor", [value], ([each]) =>
        toTensor(each!, machine, isTensorLike(each!) ? undefined : type),
      );
  if (!isSymbolic(tensor)) throw new Unsupported("What the loss returns is not evaluated.");
  return tensor;
}

/** One number of the values; Keras asks them for their rank. */
function reduced(trace: Trace, machine: Interpreter, values: SymbolicTensor): void {
  if (values.shape === undefined && trace.framework.name === "tensorflow" && !isBeforeKeras3(machine.keras)) {
    throw new PythonError("ValueError", "Cannot iterate over a shape with unknown rank.");
  }
  both(trace, machine, "sum", [values], (each) => sum(isFloating(each!.dtype) ? each! : castTo(each!, "float32")));
}

/** `Loss.__call__` inside of a trace: of the loss that is compiled, or of one that it calls. */
export function callLoss(trace: Trace, machine: Interpreter, _callee: NativeFunction, args: CallArguments): Value {
  const [self, yTrue, yPred] = args.positional;
  const isOld = isBeforeKeras3(machine.keras);
  machine.getAttribute(self!, "name");
  const reduction = machine.getAttribute(self!, "reduction");
  const type = isOld ? undefined : readDType(machine.getAttribute(self!, "dtype"), "float32");
  const weight = args.positional[3] ?? args.keywords.get("sample_weight") ?? null;
  const targets = yTrue ?? args.keywords.get("y_true") ?? null;
  const predictions = yPred ?? args.keywords.get("y_pred") ?? null;
  const prepared = [targets, predictions].map((value) =>
    type === undefined ? value : cast(trace, machine, value, type),
  );
  const returned = machine.call(machine.getAttribute(self!, "call"), positional(...prepared));
  const values = asTensor(trace, machine, returned, type);
  const inType = type === undefined ? values : cast(trace, machine, values, type);
  if (reduction === null || reduction === "none") return weighted(machine, inType, weight);
  const all = weighted(machine, inType, weight);
  reduced(trace, machine, all as SymbolicTensor);
  return both(trace, machine, "sum", [all], (each) => sum(isFloating(each!.dtype) ? each! : castTo(each!, "float32")));
}

function weighted(machine: Interpreter, values: Value, weight: Value): Value {
  return weight === null ? values : machine.library.binary("*", values, weight, machine);
}

/** Calls a loss as `fit` does, and gives what the loss itself returned. */
export function callCompiled(
  trace: Trace,
  machine: Interpreter,
  loss: LoadedLoss,
  yTrue: SymbolicTensor,
  yPred: SymbolicTensor,
): SymbolicTensor {
  const isOld = isBeforeKeras3(machine.keras);
  const { instance } = loss;
  let [targets, predictions]: [Value, Value] = [yTrue, yPred];
  if (isOld) [targets, predictions] = matched(trace, machine, yTrue, yPred);
  let type: DType | undefined = isOld ? undefined : "float32";
  if (instance !== undefined) {
    const call = machine.getAttribute(instance, "__call__");
    const isOwn = call !== null && typeof call === "object" && call.type === "method" && isFunction(call.function);
    if (isOwn) {
      return asTensor(trace, machine, machine.call(instance, positional(targets, predictions)), type);
    }
    // Asked for first, as Keras does: without `super().__init__()` this is the AttributeError that people see.
    machine.getAttribute(instance, "name");
    machine.getAttribute(instance, "reduction");
    if (!isOld) type = readDType(machine.getAttribute(instance, "dtype"), "float32");
  }
  if (type !== undefined) {
    targets = cast(trace, machine, targets, type);
    predictions = cast(trace, machine, predictions, type);
  }
  if (instance === undefined) [targets, predictions] = aligned(trace, machine, targets, predictions, isOld);
  const returned = machine.call(loss.callee, { positional: [targets, predictions], keywords: loss.keywords });
  const values = asTensor(trace, machine, returned, type);
  reduced(trace, machine, type === undefined ? values : (cast(trace, machine, values, type) as SymbolicTensor));
  return values;
}

function isFunction(value: Value): boolean {
  return value !== null && typeof value === "object" && value.type === "function";
}

/** Keras 2 matches targets to predictions before any loss is called: (N,) to (N, 1), and dtypes of one kind. */
function matched(trace: Trace, machine: Interpreter, yTrue: SymbolicTensor, yPred: SymbolicTensor): [Value, Value] {
  let targets: Value = yTrue;
  if (yTrue.shape?.length === 1 && yPred.shape?.length === 2) {
    targets = both(trace, machine, "expand_dims", [targets], (each) => expandDims(each!, rankOf(each!)));
  }
  const isOneKind = isFloating(yTrue.dtype) === isFloating(yPred.dtype) && yTrue.dtype !== "bool";
  return [isOneKind ? cast(trace, machine, targets, yPred.dtype) : targets, yPred];
}
