/** How alike two images are: signal-to-noise ratio and structural similarity. */

import { PythonError } from "../failure.ts";
import type { Value } from "../interpreter/values.ts";
import { relu } from "../kernels/activation.ts";
import { add, divide, multiply, power, squaredDifference, subtract } from "../kernels/arithmetic.ts";
import { cast } from "../kernels/create.ts";
import { einsum } from "../kernels/einsum.ts";
import { stack } from "../kernels/join.ts";
import { mean, prod } from "../kernels/reduction.ts";
import { pad, reshape } from "../kernels/shape.ts";
import * as unary from "../kernels/unary.ts";
import { reserve } from "../tape/backend.ts";
import { constant, shapeOf } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { constantLike } from "./calls/constants.ts";
import { type Call, type Operation, op } from "./calls/operation.ts";
import { flag, integer, items, scalar } from "./calls/parameters.ts";
import { pixels, range } from "./calls/pixels.ts";

/** Images are compared in float32, those of float64 too. */
function comparable(call: Call, one: Value, other: Value): [Tensor, Tensor] {
  const [x, y] = [one, other].map((each) => cast(pixels(call, each), "float32")) as [Tensor, Tensor];
  requireSameShape(x, y);
  return [x, y];
}

function requireSameShape(one: Tensor, other: Tensor): void {
  const [a, b] = [shapeOf(one).slice(-3), shapeOf(other).slice(-3)];
  if (a.join() !== b.join())
    throw new PythonError("ValueError", `Shapes (${a.join(", ")}) and (${b.join(", ")}) are incompatible`);
}

/** One dimension of the Gaussian window; the window is the product of two. */
function gaussian(size: number, sigma: number): number[] {
  reserve(size);
  const powers = Array.from({ length: size }, (_, at) => Math.exp((-0.5 * (at - (size - 1) / 2) ** 2) / sigma ** 2));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((value) => value / total);
}

/** The matrix whose product with an axis is that axis filtered, without borders. */
function filterMatrix(weights: readonly number[], length: number): Tensor {
  const out = length - weights.length + 1;
  reserve([out, length]);
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

const similaritySignature = "max_val, filter_size=11, filter_sigma=1.5, k1=0.01, k2=0.03";

export const imageSimilarity: readonly Operation[] = [
  op({
    names: ["tf.image.psnr", "keras.ops.psnr"],
    signature: { tf: "a, b, max_val", ops: "x1, x2, max_val" },
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
    doc: "Structural similarity over several scales",
    compute: (call, one, other, peakValue, factors, ...rest) => {
      const [x, y] = comparable(call, one!, other!);
      return multiscale(x, y, items(factors!).map(scalar), ssimOptions(call, peakValue!, one!, rest));
    },
  }),
];
