/** Gradients that a loss takes itself: `tf.GradientTape`, and `tf.gradients` in the graph that `fit` traces. */

import { isBefore } from "../../keras/release.ts";
import { isFloating } from "../dtype.ts";
import { PythonError, Unsupported } from "../failure.ts";
import { list } from "../interpreter/dict.ts";
import { bindArguments, parseSignature } from "../interpreter/signature.ts";
import { typeName } from "../interpreter/type-names.ts";
import type { Context, Instance, Machine, NativeClass, NativeFunction, Value } from "../interpreter/values.ts";
import { onesLike, zerosLike } from "../kernels/create.ts";
import { gradientsIn, type Recorded } from "../kernels/gradient.ts";
import { stack } from "../kernels/join.ts";
import { reshape } from "../kernels/shape.ts";
import { type Recording, recordings } from "../tape/backend.ts";
import { isSameShape } from "../tape/elements.ts";
import { constant, isConnected, record, shapeOf, sizeOf } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { isTensor, toTensor } from "./calls/convert.ts";
import { flat, packed } from "./calls/nested.ts";
import { type Operation, op } from "./calls/operation.ts";
import { flag } from "./calls/parameters.ts";
import { isVariable } from "./calls/variables.ts";

interface Tape {
  readonly isPersistent: boolean;
  /** While it is asked. */
  asked: { failure?: unknown } | undefined;
  /** What it watches, and what was made of that; undefined before its first block, and once it is used up. */
  recording: Recording | undefined;
}

const tapes = new WeakMap<Instance, Tape>();

function error(exception: string, message: string): PythonError {
  return new PythonError(exception, message);
}

/** What a tape is asked for, as tensors. */
function tensors(value: Value): Tensor[] {
  return flat(value).map((each) => {
    if (isTensor(each)) return each;
    throw error("AttributeError", `'${typeName(each)}' object has no attribute 'dtype'`);
  });
}

/** Whether what is not connected has zeros in place of None. */
function wantsZeros(value: Value): boolean {
  if (value === "none" || value === "zero") return value === "zero";
  throw error("ValueError", `Unknown value for unconnected_gradients: '${value}'`);
}

/** Gradients of the targets' sum, each times what flows into it where that is given. */
function gradients(
  recording: Recorded,
  targets: readonly Tensor[],
  sources: readonly Tensor[],
  upstreams: readonly Value[] | undefined,
  context: Context,
): (Tensor | undefined)[] {
  const weighted = targets.map((tensor, position) => {
    const given = upstreams?.[position] ?? null;
    const upstream = given === null ? onesLike(tensor) : toTensor(given, context, tensor.dtype);
    if (!isSameShape(shapeOf(upstream), shapeOf(tensor)))
      throw new Unsupported("An upstream gradient of another shape than its target is not evaluated.");
    return { tensor, upstream };
  });
  return gradientsIn(recording, weighted, sources);
}

function orElse(found: readonly (Tensor | undefined)[], sources: readonly Tensor[], unconnected: Value): Value[] {
  const isZero = wantsZeros(unconnected);
  return found.map((each, position) => each ?? (isZero ? zerosLike(sources[position]!) : null));
}

/**
 * Asks the tape once: then, unless it is persistent, it is used up. A trace asks for several samples of the same tensors,
 * which is once, and what fails for one of them fails for all.
 */
export function askOnce(self: Value | undefined, ask: () => Value): Value {
  const tape = tapes.get(self as Instance)!;
  const { asked, recording } = tape;
  if (asked !== undefined) {
    if (asked.failure !== undefined) throw asked.failure;
    try {
      return ask();
    } catch (failure) {
      asked.failure = failure;
      throw failure;
    }
  }
  if (recording === undefined)
    throw error(
      "RuntimeError",
      "A non-persistent GradientTape can only be used to compute one set of gradients (or jacobians)",
    );
  tape.asked = {};
  try {
    return ask();
  } finally {
    tape.asked = undefined;
    if (!tape.isPersistent) {
      recordings().delete(recording);
      tape.recording = undefined;
    }
  }
}

function sourcesOf(tape: Tape, value: Value): Tensor[] {
  const sources = tensors(value);
  if (sources.some((each) => isVariable(each) && !tape.recording!.has(each)))
    throw new Unsupported(
      "The gradient with respect to a variable that the tape was not told to watch is not evaluated.",
    );
  return sources;
}

/** d target[i] / d source for each i: of all elements, or of those of each sample, whose samples are then summed. */
function jacobian(
  tape: Tape,
  target: Value,
  sources: readonly Tensor[],
  unconnected: Value,
  machine: Machine,
  isBatch = false,
) {
  const tensor = toTensor(target, machine);
  const lengths = shapeOf(tensor);
  const rows = isBatch ? lengths[0]! : 1;
  const count = rows === 0 ? 0 : sizeOf(tensor) / rows;
  if (count === 0) throw new Unsupported("The Jacobian of nothing is not evaluated.");
  machine.step(count);
  const columns = Array.from({ length: count }, (_, at) => {
    const hot = Float32Array.from({ length: sizeOf(tensor) }, (__, each) => Number(each % count === at));
    const found = gradients(tape.recording!, [tensor], sources, [constant(hot, lengths, tensor.dtype)], machine);
    return orElse(found, sources, unconnected);
  });
  return sources.map((source, position): Value => {
    const parts = columns.map((column) => column[position]!);
    if (parts.some((part) => part === null)) return null;
    return reshape(stack(parts as Tensor[], isBatch ? 1 : 0), [...lengths, ...shapeOf(source).slice(isBatch ? 1 : 0)]);
  });
}

type Method = (tape: Tape, values: readonly Value[], machine: Machine, self: Value) => Value;

const methods: Readonly<Record<string, Method>> = {
  "__enter__()": (tape, _values, _machine, self) => {
    tape.recording ??= new WeakMap();
    if (recordings().has(tape.recording))
      throw error(
        "ValueError",
        "Tape is still recording, This can happen if you try to re-enter an already-active tape.",
      );
    recordings().add(tape.recording);
    return self;
  },
  "__exit__(*args)": (tape) => {
    if (tape.recording) recordings().delete(tape.recording);
    return null;
  },
  "watch(tensor)": ({ recording }, [value], machine) => {
    for (const each of flat(value!)) {
      if (!isTensor(each))
        throw error(
          "ValueError",
          `Passed in object ${machine.str(each)} of type '${typeName(each)}', not tf.Tensor or tf.Variable or ExtensionType.`,
        );
      if (recording === undefined) throw error("AttributeError", "'NoneType' object has no attribute '_tape'");
      record(each, recording);
    }
    return null;
  },
  "gradient(target, sources, output_gradients=None, unconnected_gradients='none')": (tape, values, machine, self) => {
    const [target, sources, upstream, unconnected] = values as [Value, Value, Value, Value];
    return askOnce(self, () => {
      if (target === null)
        throw error(
          "TypeError",
          "Argument `target` should be a list or nested structure of Tensors, Variables or CompositeTensors to be differentiated, but received None.",
        );
      const leaves = sourcesOf(tape, sources);
      const upstreams = upstream === null ? undefined : flat(upstream);
      const found = gradients(tape.recording!, tensors(target), leaves, upstreams, machine);
      return packed(sources, orElse(found, leaves, unconnected));
    });
  },
  "jacobian(target, sources, unconnected_gradients='none', parallel_iterations=None, experimental_use_pfor=True)": (
    tape,
    [target, sources, unconnected],
    machine,
    self,
  ) => askOnce(self, () => packed(sources!, jacobian(tape, target!, sourcesOf(tape, sources!), unconnected!, machine))),
  "batch_jacobian(target, source, unconnected_gradients='none', parallel_iterations=None, experimental_use_pfor=True)":
    (tape, [target, source, unconnected], machine, self) =>
      askOnce(self, () => jacobian(tape, target!, sourcesOf(tape, source!), unconnected!, machine, true)[0]!),
  "stop_recording()": ({ recording }) => paused(recording),
  "reset()": (tape) => {
    const isOn = tape.recording !== undefined && recordings().delete(tape.recording);
    tape.recording = new WeakMap();
    if (isOn) recordings().add(tape.recording);
    return null;
  },
  "watched_variables()": () => {
    throw new Unsupported("Variables are constants here: those that a tape watched are not evaluated.");
  },
};

function method(row: string, compute: Method): [string, NativeFunction] {
  const open = row.indexOf("(");
  const name = row.slice(0, open);
  const signature = parseSignature(row.slice(open + 1, -1), `GradientTape.${name}`);
  const call: NativeFunction["call"] = ({ positional: [self, ...rest], keywords }, machine) =>
    compute(
      tapes.get(self as Instance)!,
      bindArguments(signature, { positional: rest, keywords }).values,
      machine,
      self!,
    );
  return [name, { type: "native", name: `tf.GradientTape.${name}`, call }];
}

const constructorSignature = parseSignature("persistent=False, watch_accessed_variables=True", "GradientTape");

export const gradientTapeClass: NativeClass = {
  type: "nativeClass",
  name: "tf.GradientTape",
  bases: [],
  attributes: new Map(Object.entries(methods).map(([row, compute]) => method(row, compute))),
  construct(args) {
    const [persistent] = bindArguments(constructorSignature, args).values;
    const self: Instance = { type: "instance", class: gradientTapeClass, attributes: new Map() };
    tapes.set(self, { isPersistent: flag(persistent!), asked: undefined, recording: undefined });
    return self;
  },
};

/** A block during which a tape does not record. */
function paused(recording: Recording | undefined): Instance {
  const native = (name: string, run: (set: Set<Recording>, own: Recording) => void): [string, NativeFunction] => [
    name,
    {
      type: "native",
      name,
      call: () => {
        if (recording !== undefined) run(recordings(), recording);
        return null;
      },
    },
  ];
  const attributes = new Map([
    native("__enter__", (set, own) => set.delete(own)),
    native("__exit__", (set, own) => set.add(own)),
  ]);
  const type: NativeClass = {
    type: "nativeClass",
    name: "stop_recording",
    bases: [],
    attributes,
    construct: () => null,
  };
  return { type: "instance", class: type, attributes: new Map() };
}

/** A graph knows of every tensor what it was made of. Here that is known of those that depend on `y_pred`. */
const graph = { has: isConnected, get: isConnected };

export const graphGradients: readonly Operation[] = [
  op({
    names: ["tf.gradients", "keras.backend.gradients"],
    signature: {
      tf: "gradients_v2(ys, xs, grad_ys=None, name='gradients', gate_gradients=False, aggregation_method=None, stop_gradients=None, unconnected_gradients='none')",
      K: "loss, variables",
    },
    doc: "Gradients of the first with respect to the second, as a list",
    compute: ({ library, context }, ys, xs, upstreams, ...rest) => {
      const targets = flat(ys!).map((each) => toTensor(each, context));
      const sources = flat(xs!).map((each) => toTensor(each, context));
      const [stopped, unconnected] = library === "tf" ? rest.slice(3) : [null, "none"];
      if (stopped !== null) throw new Unsupported("`tf.gradients` with `stop_gradients` is not evaluated");
      if (sources.some((each) => isFloating(each.dtype) && !isConnected(each)))
        throw new Unsupported("The graph's gradient with respect to what does not depend on `y_pred` is not evaluated");
      if (!context.keras.isKnown || !isBefore(context.keras.version, "2.4"))
        context.note("Works where Keras traces the loss, as `fit` does; run eagerly, TensorFlow raises here");
      const given = (upstreams ?? null) === null ? undefined : flat(upstreams!);
      return list(orElse(gradients(graph, targets, sources, given, context), sources, unconnected!));
    },
  }),
];
