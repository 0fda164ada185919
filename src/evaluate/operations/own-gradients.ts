/** Functions whose gradient the program states itself: `tf.custom_gradient` and its kin. */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import { isFloating } from "../dtype.ts";
import { PythonError, Unsupported } from "../failure.ts";
import { tuple } from "../interpreter/dict.ts";
import { positional } from "../interpreter/natives.ts";
import type { CallArguments, Machine, NativeFunction, Value } from "../interpreter/values.ts";
import { isSameShape } from "../tape/elements.ts";
import { makeResult } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { isSequence } from "./calls/calling-back.ts";
import { isTensor, toTensor } from "./calls/convert.ts";
import { type Operation, op } from "./calls/operation.ts";
import { items } from "./calls/parameters.ts";

/** From the gradients of the results to those of the arguments, None where there is none. */
type Gradient = (upstream: readonly Tensor[]) => readonly Value[];

/** The tensors among the arguments and in lists of them, in TensorFlow's order. */
function flat(values: Iterable<Value>, found: Value[] = []): Value[] {
  for (const value of values) {
    if (isSequence(value)) flat(value.items, found);
    else found.push(value);
  }
  return found;
}

/** What was computed, with the given gradient in place of its own. */
function withGradient(result: Value, inputs: readonly Tensor[], gradient: Gradient, machine: Machine): Value {
  const made = flat([result]).map((each) => toTensor(each, machine));
  const sizes = made.map((each) => each.data.size);
  const upstreams = (joint: Data): Tensor[] => {
    let from = 0;
    return made.map(({ data, dtype }, at) => {
      const part = tf.slice(joint, [from], [sizes[at]!]);
      from += sizes[at]!;
      return { type: "tensor", data: tf.reshape(part, data.shape), dtype, step: undefined };
    });
  };
  // TensorFlow asks for the gradients of all results together: they are one vector on the way.
  const joint = makeResult(
    "customGradient",
    tf.concat(made.map((each) => tf.reshape(tf.cast(each.data, "float32"), [-1]))),
    "float32",
    inputs,
    (upstream) => downstream(gradient(upstreams(upstream)), inputs, machine),
  );
  let offset = 0;
  const results = made.map((each, at) => {
    const start = offset;
    offset += sizes[at]!;
    const padding: [number, number] = [start, joint.data.size - offset];
    return makeResult("customGradient", each.data, each.dtype, [joint], (upstream) => [
      tf.pad(tf.reshape(upstream, [-1]), [padding]),
    ]);
  });
  if (!isSequence(result)) return results[0]!;
  if (result.items.some(isSequence)) throw new Unsupported("A custom gradient of nested results is not evaluated.");
  return result.type === "tuple" ? tuple(results) : { type: "list", items: results };
}

function downstream(stated: readonly Value[], inputs: readonly Tensor[], machine: Machine): (Data | undefined)[] {
  if (stated.length !== inputs.length)
    throw new PythonError(
      "ValueError",
      `custom_gradient function expected to return ${inputs.length} gradients, but returned ${stated.length} instead.`,
    );
  return stated.map((each, at) => {
    if (each === null) return undefined;
    const { data, dtype } = toTensor(each, machine, "float32");
    if (!isFloating(dtype) || !isSameShape(data.shape, inputs[at]!.data.shape))
      throw new Unsupported("A custom gradient of another shape or kind than its argument is not evaluated.");
    return data;
  });
}

/** What is given by keyword has no gradient. */
function inputsOf({ positional: given }: CallArguments, machine: Machine): Tensor[] {
  return flat(given).map((each) => toTensor(each, machine));
}

function decorated(name: string, call: NativeFunction["call"]): NativeFunction {
  return { type: "native", name, call };
}

export const ownGradients: readonly Operation[] = [
  op({
    names: ["tf.custom_gradient", "keras.ops.custom_gradient"],
    signature: { tf: "f=None, /", ops: "f" },
    doc: "A function with a gradient that it states itself",
    compute: (_call, f) =>
      decorated("custom_gradient", (args, machine) => {
        const returned = items(machine.call(f!, args));
        const [result, gradient] = returned;
        if (returned.length !== 2) throw new Unsupported("A custom gradient without a function is not evaluated.");
        const stated: Gradient = (upstream) => flat([machine.call(gradient!, positional(...upstream))]);
        return withGradient(result!, inputsOf(args, machine), stated, machine);
      }),
  }),
  op({
    names: ["tf.grad_pass_through"],
    signature: "f, /",
    doc: "A function whose gradient is passed on as it comes",
    compute: (_call, f) =>
      decorated("grad_pass_through", (args, machine) => {
        const result = machine.call(f!, args);
        if (!isTensor(result)) throw new Unsupported("`tf.grad_pass_through` of several results is not evaluated.");
        return withGradient(result, inputsOf(args, machine), (upstream) => upstream, machine);
      }),
  }),
  op({
    names: ["tf.recompute_grad"],
    signature: "f, /",
    doc: "The function itself",
    compute: (_call, f) => f!,
  }),
];
