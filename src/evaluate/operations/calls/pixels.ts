/** Pixels as `tf.image` converts them. */

import { isFloating } from "../../dtype.ts";
import { Unsupported } from "../../failure.ts";
import type { Value } from "../../interpreter/values.ts";
import { multiply } from "../../kernels/arithmetic.ts";
import { cast } from "../../kernels/create.ts";
import type { Tensor } from "../../tape/tensor.ts";
import { constantLike } from "./constants.ts";
import { toTensor } from "./convert.ts";
import type { Call } from "./operation.ts";
import { scalar } from "./parameters.ts";

/** Pixels as float32: whole-number types are scaled to 0 … 1, as `tf.image.convert_image_dtype` does. */
export function pixels(call: Call, value: Value): Tensor {
  const tensor = toTensor(value, call.context);
  if (isFloating(tensor.dtype)) return tensor;
  const largest = { uint8: 255, uint16: 65_535, int8: 127, int16: 32_767, int32: 2_147_483_647 }[
    tensor.dtype as string
  ];
  if (largest === undefined) throw new Unsupported(`Images of ${tensor.dtype} are not evaluated`);
  const real = cast(tensor, "float32");
  return multiply(real, constantLike(1 / largest, real));
}

/** `max_val` as the conversion of the images scales it. */
export function range(call: Call, value: Value, images: Value): number {
  const { dtype } = toTensor(images, call.context);
  if (isFloating(dtype)) return scalar(value);
  const largest: Readonly<Record<string, number>> = {
    uint8: 255,
    uint16: 65_535,
    int8: 127,
    int16: 32_767,
    int32: 2_147_483_647,
  };
  return scalar(value) / (largest[dtype] ?? 1);
}
