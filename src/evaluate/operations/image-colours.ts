/** Colours, contrast and brightness of images. */

import { isFloating } from "../dtype.ts";
import { PythonError, Unsupported } from "../failure.ts";
import { add, divide, maximum, multiply, subtract } from "../kernels/arithmetic.ts";
import { cast } from "../kernels/create.ts";
import { einsum } from "../kernels/einsum.ts";
import { mean } from "../kernels/reduction.ts";
import { tile } from "../kernels/shape.ts";
import * as unary from "../kernels/unary.ts";
import { constant, isConnected, rankOf, shapeOf } from "../tape/tape.ts";
import { constantLike } from "./calls/constants.ts";
import { toTensor } from "./calls/convert.ts";
import { type Operation, op } from "./calls/operation.ts";
import { pixels } from "./calls/pixels.ts";

/** Rows of weights, as TensorFlow has them. */
const colourSpaces: readonly (readonly [string, readonly number[]])[] = [
  ["rgb_to_yuv", [0.299, -0.14714119, 0.61497538, 0.587, -0.28886916, -0.51496512, 0.114, 0.43601035, -0.10001026]],
  ["yuv_to_rgb", [1, 1, 1, 0, -0.394642334, 2.03206185, 1.13988303, -0.58062185, 0]],
  ["rgb_to_yiq", [0.299, 0.59590059, 0.2115, 0.587, -0.27455667, -0.52273617, 0.114, -0.32134392, 0.31119955]],
  ["yiq_to_rgb", [1, 1, 1, 0.95598634, -0.27201283, -1.10674021, 0.6208248, -0.64720424, 1.70423049]],
];

export const imageColours: readonly Operation[] = [
  op({
    names: ["tf.image.rgb_to_grayscale"],
    signature: "images",
    doc: "Brightness of colours",
    compute: (call, images) => {
      const x = pixels(call, images!);
      const shape = shapeOf(x);
      const channels = shape.at(-1) ?? 1;
      if (channels !== 3) {
        const rows = shape.slice(0, -1).reduce((product, length) => product * length, 1);
        const message = `Matrix size-incompatible: In[0]: [${rows},${channels}], In[1]: [3,1] [Op:MatMul]`;
        throw new PythonError("InvalidArgumentError", message);
      }
      const weights = constant([0.2989, 0.587, 0.114], [3, 1], x.dtype);
      return einsum("...c,cd->...d", [x, weights]);
    },
  }),
  op({
    names: ["tf.image.grayscale_to_rgb"],
    signature: "images",
    doc: "Brightness three times over",
    compute: (call, images) => {
      const x = toTensor(images!, call.context);
      return tile(
        x,
        shapeOf(x).map((_, axis) => (axis === rankOf(x) - 1 ? 3 : 1)),
      );
    },
  }),
  op({
    names: ["tf.image.convert_image_dtype"],
    signature: "image, dtype, saturate=False",
    doc: "Pixels as another dtype; only to float32 here",
    compute: (call, given, type) => {
      const isFloat =
        type === "float32" ||
        (typeof type === "object" && type !== null && type.type === "dtype" && type.dtype === "float32");
      if (!isFloat) throw new Unsupported("`tf.image.convert_image_dtype` to anything but float32 is not evaluated");
      return pixels(call, given!);
    },
  }),
  op({
    names: ["tf.image.per_image_standardization"],
    signature: "image",
    doc: "Each image with mean 0 and variance 1",
    compute: (call, given) => {
      const x = cast(toTensor(given!, call.context), "float32");
      const count = shapeOf(x)
        .slice(-3)
        .reduce((product, length) => product * length, 1);
      const center = mean(x, [-1, -2, -3], true);
      const deviation = unary.sqrt(mean(unary.square(subtract(x, center)), [-1, -2, -3], true));
      return divide(subtract(x, center), maximum(deviation, constantLike(1 / Math.sqrt(count), x)));
    },
  }),
  ...colourSpaces.map(([name, weights]) =>
    op({
      names: [`tf.image.${name}`],
      signature: "images",
      doc: `Colours of another space: ${name.replaceAll("_", " ")}`,
      compute: (call, images) => {
        const x = toTensor(images!, call.context);
        return einsum("...c,cd->...d", [x, constant(weights, [3, 3], x.dtype)]);
      },
    }),
  ),
  op({
    names: ["tf.image.adjust_contrast"],
    signature: "images, contrast_factor",
    doc: "Distance from each channel's mean scaled; TensorFlow has no gradient for it",
    compute: (call, images, factor) => {
      const x = toTensor(images!, call.context);
      if (!isFloating(x.dtype)) throw new Unsupported("Contrast of images of ints is not evaluated");
      if (isConnected(x)) throw new PythonError("LookupError", "gradient registry has no entry for: AdjustContrastv2");
      const center = mean(x, [-3, -2], true);
      return add(multiply(subtract(x, center), toTensor(factor!, call.context, x.dtype)), center);
    },
  }),
  op({
    names: ["tf.image.adjust_brightness"],
    signature: "image, delta",
    doc: "Brighter by a number",
    compute: (call, given, delta) => {
      const x = toTensor(given!, call.context);
      if (!isFloating(x.dtype)) throw new Unsupported("Brightness of images of ints is not evaluated");
      return add(x, toTensor(delta!, call.context, x.dtype));
    },
  }),
];
