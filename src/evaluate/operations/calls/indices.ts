/** Tensors of indices. */

import { isInteger } from "../../dtype.ts";
import type { Value } from "../../interpreter/values.ts";
import { cast } from "../../kernels/create.ts";
import type { Tensor } from "../../tape/tensor.ts";
import { toTensor } from "./convert.ts";
import { refuseType } from "./operands.ts";
import type { Call } from "./operation.ts";

/** Indices: whole numbers, or TensorFlow's error. */
export function indicesOf(call: Call, value: Value): Tensor {
  const tensor = toTensor(value, call.context);
  if (isInteger(tensor.dtype)) return tensor;
  if (call.library === "ops" && tensor.dtype !== "string") return cast(tensor, "int32");
  return refuseType("GatherV2", tensor, "int16, int32, int64");
}
