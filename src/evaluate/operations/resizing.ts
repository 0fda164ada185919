/** Images in another size: linear maps along each axis, so the gradient is their transpose, as TensorFlow's is. */

import { PythonError, Unsupported } from "../failure.ts";
import type { Value } from "../interpreter/values.ts";
import { einsum } from "../kernels/einsum.ts";
import { expandDims, repeat, squeeze, transpose } from "../kernels/shape.ts";
import { reserve } from "../tape/backend.ts";
import { constant, rankOf, shapeOf } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { toTensor } from "./calls/convert.ts";
import { castTo } from "./calls/operands.ts";
import { type Operation, op } from "./calls/operation.ts";
import { flag, integer, integers } from "./calls/parameters.ts";

/** Rows of weights from an axis to its resized form, with half-pixel centres as TensorFlow 2 has them. */
function weights(method: string, from: number, to: number): Tensor {
  reserve([to, from]);
  const cells = new Array<number>(to * from).fill(0);
  const scale = from / to;
  for (let row = 0; row < to; row++) {
    const center = (row + 0.5) * scale;
    if (method === "nearest") {
      cells[row * from + Math.min(Math.floor(center), from - 1)] = 1;
      continue;
    }
    const at = center - 0.5;
    const below = Math.floor(at);
    const share = at - below;
    const clamp = (index: number) => Math.min(Math.max(index, 0), from - 1);
    cells[row * from + clamp(below)]! += 1 - share;
    cells[row * from + clamp(below + 1)]! += share;
  }
  return constant(cells, [to, from], "float32");
}

function resized(x: Tensor, height: number, width: number, method: string): Tensor {
  if (method !== "nearest" && method !== "bilinear")
    throw new Unsupported(`Resizing by the method '${method}' is not evaluated`);
  const batch = rankOf(x) === 3 ? expandDims(x, 0) : x;
  if (rankOf(batch) !== 4) throw new PythonError("ValueError", "'images' must have either 3 or 4 dimensions.");
  const [, fromHeight, fromWidth] = shapeOf(batch) as [number, number, number];
  const real = castTo(batch, "float32");
  const rows = einsum("ph,nhwc->npwc", [weights(method, fromHeight, height), real]);
  const full = einsum("qw,npwc->npqc", [weights(method, fromWidth, width), rows]);
  const result = rankOf(x) === 3 ? squeeze(full, [0]) : full;
  return method === "nearest" ? castTo(result, x.dtype) : result;
}

function methodOf(value: Value): string {
  if (typeof value !== "string")
    throw new Unsupported("A resizing method given otherwise than by name is not evaluated");
  return value.toLowerCase();
}

function channelsLast(format: Value): boolean {
  return format === null || format === "channels_last";
}

export const resizing: readonly Operation[] = [
  op({
    names: ["tf.image.resize", "tf.compat.v1.image.resize_images"],
    signature: {
      "tf.image.resize":
        "resize_images_v2(images, size, method='bilinear', preserve_aspect_ratio=False, antialias=False)",
      "tf.compat.v1.image.resize_images":
        "images, size, method='bilinear', align_corners=False, preserve_aspect_ratio=False",
    },
    doc: "Another size, by 'bilinear' or 'nearest'",
    compute: (call, images, size, method, ...rest) => {
      if (call.name.includes("v1")) throw new Unsupported("TensorFlow 1's resizing is not evaluated");
      if (rest.slice(0, 2).some((each) => flag(each!)))
        throw new Unsupported("Resizing with a kept aspect ratio or antialiasing is not evaluated");
      const [height, width] = integers(size!);
      return resized(toTensor(images!, call.context), height!, width!, methodOf(method!));
    },
  }),
  op({
    names: ["keras.ops.image.resize"],
    signature:
      "images, size, interpolation='bilinear', antialias=False, crop_to_aspect_ratio=False, pad_to_aspect_ratio=False, fill_mode='constant', fill_value=0.0, data_format=None",
    doc: "Another size, by 'bilinear' or 'nearest'",
    compute: (call, images, size, method, ...rest) => {
      if (rest.slice(0, 3).some((each) => flag(each!)))
        throw new Unsupported("Resizing with a kept aspect ratio or antialiasing is not evaluated");
      const [height, width] = integers(size!);
      const x = toTensor(images!, call.context);
      if (channelsLast(rest[5]!)) return castTo(resized(x, height!, width!, methodOf(method!)), x.dtype);
      throw new Unsupported("Resizing with channels first is not evaluated");
    },
  }),
  op({
    names: ["keras.backend.resize_images"],
    signature: "x, height_factor, width_factor, data_format, interpolation='nearest'",
    doc: "Another size by whole factors",
    compute: (call, x, heightFactor, widthFactor, format, method) => {
      const given = toTensor(x!, call.context);
      const isLast = channelsLast(format!);
      const images = isLast ? given : transpose(given, [0, 2, 3, 1]);
      const [, height, width] = shapeOf(images) as [number, number, number];
      const result = resized(images, height * integer(heightFactor!), width * integer(widthFactor!), methodOf(method!));
      return isLast ? result : transpose(result, [0, 3, 1, 2]);
    },
  }),
  op({
    names: ["keras.backend.resize_volumes"],
    signature: "x, depth_factor, height_factor, width_factor, data_format",
    doc: "Voxels repeated by whole factors",
    compute: (call, x, depth, height, width, format) => {
      const first = channelsLast(format!) ? 1 : 2;
      return [depth!, height!, width!].reduce<Tensor>(
        (result, factor, index) => repeat(result, integer(factor), first + index),
        toTensor(x!, call.context),
      );
    },
  }),
];
