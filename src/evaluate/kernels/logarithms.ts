/** Products and quotients with a logarithm in them, which TensorFlow makes safe at 0. */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import { addData, broadcastShape, mapPairsData, multiplyData, notEqualData } from "../tape/elements.ts";
import { lifted } from "../tape/lifting.ts";
import type { Tensor } from "../tape/tensor.ts";
import { add, maximum, negative, subtract } from "./arithmetic.ts";
import { select } from "./comparison.ts";
import { applyPair, type PairKernel } from "./pair.ts";
import { abs, exp, isNan, log1p } from "./unary.ts";

/** A quotient or product that is 0 where its first factor is, whatever the other. */
function zeroSafe(name: string, apply: (a: number, b: number) => number) {
  return (a: Data, b: Data, shape: readonly number[] = broadcastShape(a.shape, b.shape)): Data =>
    lifted(name, [a, b]) ?? mapPairsData(a, b, shape, (x, y) => (x === 0 ? 0 : apply(x, y)));
}

const xlogyData = zeroSafe("xlogy", (x, y) => x * Math.log(y));
const xlog1pyData = zeroSafe("xlog1py", (x, y) => x * Math.log1p(y));
const xdivyData = zeroSafe("xdivy", (x, y) => x / y);

function isNotZero(data: Data): Data {
  return tf.cast(notEqualData(data, 0), "float32");
}

const xlogyPair: PairKernel = {
  kernel: "xlogy",
  operation: "Xlogy",
  floats: xlogyData,
  left: (upstream, x, y) => multiplyData(xlogyData(isNotZero(x), y), upstream),
  right: (upstream, x, y) => multiplyData(xdivyData(x, y), upstream),
};

/** x · log y, and 0 where x is 0. */
export function xlogy(x: Tensor, y: Tensor): Tensor {
  return applyPair(xlogyPair, x, y);
}

const xlog1pyPair: PairKernel = {
  kernel: "xlog1py",
  operation: "Xlog1py",
  floats: xlog1pyData,
  left: (upstream, x, y) => multiplyData(xlog1pyData(isNotZero(x), y), upstream),
  right: (upstream, x, y) => multiplyData(xdivyData(x, addData(y, 1)), upstream),
};

/** x · log(1 + y), and 0 where x is 0. */
export function xlog1py(x: Tensor, y: Tensor): Tensor {
  return applyPair(xlog1pyPair, x, y);
}

const xdivyPair: PairKernel = {
  kernel: "xdivy",
  operation: "Xdivy",
  floats: xdivyData,
  left: (upstream, x, y) => multiplyData(xdivyData(isNotZero(x), y), upstream),
  right: (upstream, x, y) => multiplyData(xdivyData(tf.neg(x), tf.square(y)), upstream),
};

/** x / y, and 0 where x is 0. */
export function xdivy(x: Tensor, y: Tensor): Tensor {
  return applyPair(xdivyPair, x, y);
}

/** log(eᵃ + eᵇ) as Keras composes it: the larger plus the logarithm of what the other adds. */
export function logaddexp(a: Tensor, b: Tensor): Tensor {
  const difference = subtract(a, b);
  const result = add(maximum(a, b), log1p(exp(negative(abs(difference)))));
  return select(isNan(difference), add(a, b), result);
}
