/** Python code that TensorFlow calls with the tensors' values: `tf.py_function` and `tf.numpy_function`. */

import * as tf from "@tensorflow/tfjs-core";
import { PythonError, Unsupported } from "../failure.ts";
import { list } from "../interpreter/dict.ts";
import type { Value } from "../interpreter/values.ts";
import { read } from "../tape/backend.ts";
import { isConnected, makeResult, stopGradient } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { array } from "./arrays/array.ts";
import { isSequence, run } from "./calls/calling-back.ts";
import { toTensor } from "./calls/convert.ts";
import { type Call, type Operation, op } from "./calls/operation.ts";
import { dtype, items } from "./calls/parameters.ts";

/** A result of `tf.py_function`, in the dtype that was announced; one that owes its inputs nothing has zeros as gradient. */
function announced(call: Call, result: Value, type: Value, inputs: readonly Tensor[]): Tensor {
  if (result === null) throw new Unsupported("`tf.py_function` of a function that returns nothing is not evaluated.");
  const wanted = dtype(type);
  const made = toTensor(result, call.context, wanted);
  if (made.dtype !== wanted)
    throw new PythonError(
      "InvalidArgumentError",
      `ValueError: Tensor conversion requested dtype ${wanted} for Tensor with dtype ${made.dtype}`,
    );
  if (isConnected(made)) return made;
  return makeResult("pyFunction", made.data, made.dtype, inputs, () => inputs.map(({ data }) => tf.zerosLike(data)));
}

export const pythonCode: readonly Operation[] = [
  op({
    names: ["tf.py_function"],
    signature: "eager_py_func(func=None, inp=None, Tout=None)",
    doc: "A Python function of tensors, run as it is",
    compute: (call, callee, given, types) => {
      const inputs = items(given!).map((each) => toTensor(each, call.context));
      const result = run(call, callee!, ...inputs);
      if (!isSequence(types!)) return announced(call, result, types!, inputs);
      const results = isSequence(result) ? result.items : [result];
      if (results.length !== types.items.length)
        throw new Unsupported("`tf.py_function` with another number of results than it announces is not evaluated.");
      return list(types.items.map((type, at) => announced(call, results[at]!, type, inputs)));
    },
  }),
  op({
    names: ["tf.numpy_function", "tf.compat.v1.py_func"],
    signature: {
      "tf.numpy_function": "func=None, inp=None, Tout=None, stateful=True",
      "tf.compat.v1.py_func": "func, inp, Tout, stateful=True",
    },
    doc: "A Python function of the tensors' values as arrays, without a gradient",
    compute: (call, callee, inputs) => {
      const arrays = items(inputs!).map((each) => {
        const tensor = toTensor(each, call.context);
        return array(Array.from(read(tensor)), tensor.data.shape, tensor.dtype);
      });
      const result = run(call, callee!, ...arrays);
      const one = (value: Value): Tensor => stopGradient(toTensor(value, call.context));
      if (!isSequence(result)) return one(result);
      return result.items.length === 1 ? one(result.items[0]!) : list(result.items.map(one));
    },
  }),
];
