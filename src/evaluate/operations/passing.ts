/** Tensors handed on as they are: their identity, with or without the gradient. */

import { PythonError } from "../failure.ts";
import type { Value } from "../interpreter/values.ts";
import { identity, shapeOf, stopGradient } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { isTensor, sequenceItems, toTensor } from "./calls/convert.ts";
import { type Operation, op } from "./calls/operation.ts";
import { integer, items } from "./calls/parameters.ts";

export const passing: readonly Operation[] = [
  op({
    names: ["tf.identity", "keras.ops.copy", "keras.backend.identity", "tf.ensure_shape", "tf.guarantee_const"],
    signature: { tf: "input", "tf.ensure_shape": "x, shape", ops: "x", K: "x" },
    doc: "The tensor itself",
    compute: (call, x, expected) => {
      const tensor = toTensor(x!, call.context);
      if (call.name === "tf.ensure_shape") requireShape(tensor, expected!);
      return identity(tensor);
    },
  }),
  op({
    names: ["tf.stop_gradient", "keras.ops.stop_gradient", "keras.backend.stop_gradient"],
    signature: { tf: "input", ops: "variable", K: "variables" },
    doc: "The same values, with no gradient through them",
    compute: (call, x) => {
      const several = isTensor(x!) ? undefined : sequenceItems(x!);
      if (call.library === "K" && several)
        return { type: "list", items: several.map((each) => stopGradient(toTensor(each, call.context))) };
      return stopGradient(toTensor(x!, call.context));
    },
  }),
];

function requireShape(x: Tensor, expected: Value): void {
  if (expected === null) return;
  const wanted = items(expected);
  const actual = shapeOf(x);
  const fits =
    wanted.length === actual.length && wanted.every((each, index) => each === null || integer(each) === actual[index]);
  if (fits) return;
  const text = (lengths: readonly (Value | number)[]) =>
    `[${lengths.map((each) => (each === null ? "?" : String(each))).join(",")}]`;
  throw new PythonError(
    "InvalidArgumentError",
    `Shape of tensor Input ${text(actual)} is not compatible with expected shape ${text(wanted)}. [Op:EnsureShape]`,
  );
}
