/** `tf.image` as losses use it: similarity, variation, edges, colours. */

import { isFloating } from "../dtype.ts";
import { PythonError, Unsupported } from "../failure.ts";
import { tuple } from "../interpreter/dict.ts";
import { relu } from "../kernels/activation.ts";
import { add, divide, maximum, multiply, power, squaredDifference, subtract } from "../kernels/arithmetic.ts";
import { depthwiseConvolution } from "../kernels/convolution.ts";
import { cast, zerosLike } from "../kernels/create.ts";
import { einsum } from "../kernels/einsum.ts";
import { concat, stack } from "../kernels/join.ts";
import { mean, prod, sum } from "../kernels/reduction.ts";
import { pad, reshape, reverse, tile, transpose } from "../kernels/shape.ts";
import * as unary from "../kernels/unary.ts";
import { constant, isConnected, rankOf, shapeOf } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import type { Value } from "../values.ts";
import { constantLike } from "./constants.ts";
import { toTensor } from "./convert.ts";
import { type Call, type Operation, op } from "./operation.ts";
import { flag, integer, items, scalar } from "./parameters.ts";
import { part } from "./shaping.ts";

/** Pixels as float32: whole-number types are scaled to 0 … 1, as `tf.image.convert_image_dtype` does. */
function pixels(call: Call, value: Value): Tensor {
  const tensor = toTensor(value, call.context);
  if (isFloating(tensor.dtype)) return tensor;
  const largest = { uint8: 255, uint16: 65_535, int8: 127, int16: 32_767, int32: 2_147_483_647 }[
    tensor.dtype as string
  ];
  if (largest === undefined) throw new Unsupported(`Images of ${tensor.dtype} are not evaluated`);
  const real = cast(tensor, "float32");
  return multiply(real, constantLike(1 / largest, real));
}

/** Images are compared in float32, those of float64 too. */
function comparable(call: Call, one: Value, other: Value): [Tensor, Tensor] {
  const [x, y] = [one, other].map((each) => cast(pixels(call, each), "float32")) as [Tensor, Tensor];
  requireSameShape(x, y);
  return [x, y];
}

/** `max_val` as the conversion of the images scales it. */
function range(call: Call, value: Value, images: Value): number {
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

function difference(x: Tensor, axis: number): Tensor {
  const length = shapeOf(x)[axis]!;
  return subtract(part(x, axis, 1, length), part(x, axis, 0, length - 1));
}

function requireSameShape(one: Tensor, other: Tensor): void {
  const [a, b] = [shapeOf(one).slice(-3), shapeOf(other).slice(-3)];
  if (a.join() !== b.join())
    throw new PythonError("ValueError", `Shapes (${a.join(", ")}) and (${b.join(", ")}) are incompatible`);
}

/** One dimension of the Gaussian window; the window is the product of two. */
function gaussian(size: number, sigma: number): number[] {
  const powers = Array.from({ length: size }, (_, at) => Math.exp((-0.5 * (at - (size - 1) / 2) ** 2) / sigma ** 2));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((value) => value / total);
}

/** The matrix whose product with an axis is that axis filtered, without borders. */
function filterMatrix(weights: readonly number[], length: number): Tensor {
  const out = length - weights.length + 1;
  const cells = new Array<number>(out * length).fill(0);
  for (let row = 0; row < out; row++)
    for (const [at, weight] of weights.entries()) cells[row * length + row + at] = weight;
  return constant(cells, [out, length], "float32");
}

interface Similarity {
  readonly filterSize: number;
  readonly sigma: number;
  readonly k1: number;
  readonly k2: number;
  readonly range: number;
}

/** Wang, Bovik, Sheikh and Simoncelli (2004): structural similarity and its contrast part, for each pixel. */
function similarity(x: Tensor, y: Tensor, options: Similarity): { whole: Tensor; contrast: Tensor } {
  const [height, width] = shapeOf(x).slice(-3);
  const { filterSize } = options;
  if (height! < filterSize || width! < filterSize)
    throw new PythonError(
      "InvalidArgumentError",
      `Expected 'tf.Tensor(False, shape=(), dtype=bool)' to be true. Summarized data: ${shapeOf(x).join(", ")} ${filterSize}`,
    );
  const weights = gaussian(filterSize, options.sigma);
  const rows = filterMatrix(weights, height!);
  const columns = filterMatrix(weights, width!);
  const averaged = (image: Tensor) =>
    einsum("qw,...pwc->...pqc", [columns, einsum("ph,...hwc->...pwc", [rows, image])]);
  const number = (value: number) => constantLike(value, x);
  const [c1, c2] = [number((options.k1 * options.range) ** 2), number((options.k2 * options.range) ** 2)];
  const [meanX, meanY] = [averaged(x), averaged(y)];
  const crossMeans = multiply(multiply(meanX, meanY), number(2));
  const squareMeans = add(unary.square(meanX), unary.square(meanY));
  const luminance = divide(add(crossMeans, c1), add(squareMeans, c1));
  const products = multiply(averaged(multiply(x, y)), number(2));
  const squares = averaged(add(unary.square(x), unary.square(y)));
  const contrast = divide(add(subtract(products, crossMeans), c2), add(subtract(squares, squareMeans), c2));
  return { whole: multiply(luminance, contrast), contrast };
}

/** Half the size by the mean of 2 × 2 pixels; odd sizes are mirrored by one first. */
function halved(x: Tensor): Tensor {
  const shape = shapeOf(x);
  const [height, width, channels] = shape.slice(-3) as [number, number, number];
  const flat = reshape(x, [-1, height, width, channels]);
  const even = pad(
    flat,
    [
      [0, 0],
      [0, height % 2],
      [0, width % 2],
      [0, 0],
    ],
    "symmetric",
  );
  const [h, w] = [Math.ceil(height / 2), Math.ceil(width / 2)];
  return reshape(mean(reshape(even, [-1, h, 2, w, 2, channels]), [2, 4]), [...shape.slice(0, -3), h, w, channels]);
}

function ssimOptions(call: Call, peakValue: Value, images: Value, rest: readonly Value[]): Similarity {
  const [size, sigma, k1, k2] = rest;
  return {
    range: range(call, peakValue, images),
    filterSize: integer(size!),
    sigma: scalar(sigma!),
    k1: scalar(k1!),
    k2: scalar(k2!),
  };
}

function multiscale(x: Tensor, y: Tensor, factors: readonly number[], options: Similarity): Tensor {
  let [one, other] = [x, y];
  const parts: Tensor[] = [];
  for (const [scale] of factors.entries()) {
    if (scale > 0) [one, other] = [halved(one), halved(other)];
    const { whole, contrast } = similarity(one, other, options);
    const isLast = scale === factors.length - 1;
    parts.push(relu(mean(isLast ? whole : contrast, [-3, -2])));
  }
  const together = stack(parts, -1);
  const weights = constant(factors, [factors.length], "float32");
  return mean(prod(power(together, weights), [-1]), [-1]);
}

/** One filter across rows and its transpose across columns, in the places of a 3 × 3 window. */
const sobelFilters = [-1, -1, -2, 0, -1, 1, 0, -2, 0, 0, 0, 2, 1, -1, 2, 0, 1, 1];

function sobel(x: Tensor): Tensor {
  const padded = pad(
    x,
    [
      [0, 0],
      [1, 1],
      [1, 1],
      [0, 0],
    ],
    "reflect",
  );
  const shape = shapeOf(x) as [number, number, number, number];
  const pair = reshape(constant(sobelFilters, [18], x.dtype), [3, 3, 1, 2]);
  const edges = depthwiseConvolution(padded, tile(pair, [1, 1, shape[3], 1]), [1, 1], "valid", [1, 1]);
  return reshape(edges, [...shape, 2]);
}

/** Rows of weights, as TensorFlow has them. */
const colourSpaces: readonly (readonly [string, readonly number[]])[] = [
  ["rgb_to_yuv", [0.299, -0.14714119, 0.61497538, 0.587, -0.28886916, -0.51496512, 0.114, 0.43601035, -0.10001026]],
  ["yuv_to_rgb", [1, 1, 1, 0, -0.394642334, 2.03206185, 1.13988303, -0.58062185, 0]],
  ["rgb_to_yiq", [0.299, 0.59590059, 0.2115, 0.587, -0.27455667, -0.52273617, 0.114, -0.32134392, 0.31119955]],
  ["yiq_to_rgb", [1, 1, 1, 0.95598634, -0.27201283, -1.10674021, 0.6208248, -0.64720424, 1.70423049]],
];

const similaritySignature = "max_val, filter_size=11, filter_sigma=1.5, k1=0.01, k2=0.03";

export const image: readonly Operation[] = [
  op({
    names: ["tf.image.total_variation"],
    signature: "images",
    gradientThrough: ["images"],
    doc: "Sum of absolute differences of neighbouring pixels",
    compute: (call, images) => {
      const x = toTensor(images!, call.context);
      const rank = rankOf(x);
      if (rank !== 3 && rank !== 4) throw new PythonError("ValueError", "'images' must be either 3 or 4-dimensional.");
      const along = rank === 3 ? undefined : [1, 2, 3];
      return add(sum(unary.abs(difference(x, rank - 3)), along), sum(unary.abs(difference(x, rank - 2)), along));
    },
  }),
  op({
    names: ["tf.image.image_gradients"],
    signature: "image",
    gradientThrough: ["image"],
    doc: "Differences to the pixel below and to the right, 0 at the end",
    compute: (call, given) => {
      const x = toTensor(given!, call.context);
      if (rankOf(x) !== 4)
        throw new PythonError(
          "ValueError",
          `image_gradients expects a 4D tensor [batch_size, h, w, d], not (${shapeOf(x).join(", ")}).`,
        );
      const withEnd = (axis: number) => concat([difference(x, axis), zerosLike(part(x, axis, 0, 1))], axis);
      return tuple([withEnd(1), withEnd(2)]);
    },
  }),
  op({
    names: ["tf.image.sobel_edges"],
    signature: "image",
    gradientThrough: ["image"],
    doc: "Sobel edges, vertical and horizontal, along a new last axis",
    compute: (call, given) => sobel(toTensor(given!, call.context)),
  }),
  op({
    names: ["tf.image.psnr", "keras.ops.psnr"],
    signature: { tf: "a, b, max_val", ops: "x1, x2, max_val" },
    gradientThrough: ["a", "b", "x1", "x2"],
    doc: "Peak signal-to-noise ratio",
    compute: (call, a, b, peakValue) => {
      const [x, y] = call.library === "ops" ? [pixels(call, a!), pixels(call, b!)] : comparable(call, a!, b!);
      const error = mean(squaredDifference(x, y), call.library === "ops" ? undefined : [-3, -2, -1]);
      const peak = (20 * Math.log(range(call, peakValue!, a!))) / Math.LN10;
      return subtract(constantLike(peak, error), multiply(constantLike(10 / Math.LN10, error), unary.log(error)));
    },
  }),
  op({
    names: ["tf.image.ssim"],
    signature: `img1, img2, ${similaritySignature}, return_index_map=False`,
    gradientThrough: ["img1", "img2"],
    doc: "Structural similarity, 1 for equal images",
    compute: (call, one, other, peakValue, ...rest) => {
      const [x, y] = comparable(call, one!, other!);
      const { whole } = similarity(x, y, ssimOptions(call, peakValue!, one!, rest));
      return mean(flag(rest[4]!) ? whole : mean(whole, [-3, -2]), [-1]);
    },
  }),
  op({
    names: ["tf.image.ssim_multiscale"],
    signature:
      "img1, img2, max_val, power_factors=(0.0448, 0.2856, 0.3001, 0.2363, 0.1333), filter_size=11, filter_sigma=1.5, k1=0.01, k2=0.03",
    gradientThrough: ["img1", "img2"],
    doc: "Structural similarity over several scales",
    compute: (call, one, other, peakValue, factors, ...rest) => {
      const [x, y] = comparable(call, one!, other!);
      return multiscale(x, y, items(factors!).map(scalar), ssimOptions(call, peakValue!, one!, rest));
    },
  }),
  op({
    names: ["tf.image.rgb_to_grayscale"],
    signature: "images",
    gradientThrough: ["images"],
    doc: "Brightness of colours",
    compute: (call, images) => {
      const x = pixels(call, images!);
      const weights = constant([0.2989, 0.587, 0.114], [3, 1], x.dtype);
      return einsum("...c,cd->...d", [x, weights]);
    },
  }),
  op({
    names: ["tf.image.grayscale_to_rgb"],
    signature: "images",
    gradientThrough: ["images"],
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
    gradientThrough: ["image"],
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
    gradientThrough: ["image"],
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
  op({
    names: ["tf.image.flip_left_right", "tf.image.flip_up_down"],
    signature: "image",
    gradientThrough: ["image"],
    doc: "Mirrored images",
    compute: (call, given) => {
      const x = toTensor(given!, call.context);
      return reverse(x, rankOf(x) - (call.name.endsWith("left_right") ? 2 : 3));
    },
  }),
  op({
    names: ["tf.image.transpose"],
    signature: "image",
    gradientThrough: ["image"],
    doc: "Rows and columns exchanged",
    compute: (call, given) => {
      const x = toTensor(given!, call.context);
      return transpose(x, rankOf(x) === 3 ? [1, 0, 2] : [0, 2, 1, 3]);
    },
  }),
  ...colourSpaces.map(([name, weights]) =>
    op({
      names: [`tf.image.${name}`],
      signature: "images",
      gradientThrough: ["images"],
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
    gradientThrough: ["image", "delta"],
    doc: "Brighter by a number",
    compute: (call, given, delta) => {
      const x = toTensor(given!, call.context);
      if (!isFloating(x.dtype)) throw new Unsupported("Brightness of images of ints is not evaluated");
      return add(x, toTensor(delta!, call.context, x.dtype));
    },
  }),
];
