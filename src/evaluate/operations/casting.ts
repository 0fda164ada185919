/** Dtypes: naming them and casting to them. */

import type { Value } from "../interpreter/values.ts";
import type { Tensor } from "../tape/tensor.ts";
import { isTensor, noteNarrowed, toTensor } from "./calls/convert.ts";
import { named } from "./calls/names.ts";
import { castTo } from "./calls/operands.ts";
import { type Call, type Operation, op } from "./calls/operation.ts";
import { dtype } from "./calls/parameters.ts";

/** `tf.cast`: anything to anything, with the note that float64 deserves. */
export function castValue(call: Call, x: Value, type: Value): Tensor {
  const target = call.library === "ops" && isPythonInt(type) ? "int64" : dtype(type, "float32");
  noteNarrowed(target, call.context);
  const tensor = toTensor(x, call.context);
  return castTo(tensor, target);
}

/** `int`, which `keras.ops` takes for int64 and TensorFlow refuses. */
function isPythonInt(type: Value): boolean {
  return (
    type === "int" || (typeof type === "object" && type !== null && type.type === "nativeClass" && type.name === "int")
  );
}

export const casting: readonly Operation[] = [
  op({
    names: ["tf.as_dtype", "tf.dtypes.as_dtype"],
    signature: "type_value",
    doc: "A dtype by its name",
    compute: (_call, type) => ({ type: "dtype", dtype: dtype(type!, "float32") }),
  }),
  op({
    names: [...named("cast", "tf", "K", "ops"), "tf.dtypes.cast"],
    signature: "x, dtype",
    doc: "Another dtype; gradient only between floats",
    compute: (call, x, type) => castValue(call, x!, type!),
  }),
  op({
    names: [...named("saturate_cast", "tf", "ops"), "tf.dtypes.saturate_cast"],
    signature: { tf: "value, dtype", ops: "x, dtype" },
    doc: "Another dtype, clipped to what it holds",
    compute: (call, x, type) => castValue(call, x!, type!),
  }),
  op({
    names: ["keras.backend.cast_to_floatx"],
    signature: "x",
    doc: "As float32",
    compute: (call, x) => castTo(toTensor(x!, call.context, isTensor(x!) ? undefined : "float32"), "float32"),
  }),
];
