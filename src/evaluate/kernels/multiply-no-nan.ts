/** `tf.math.multiply_no_nan`, with TensorFlow's own gradient. */

import * as tf from "@tensorflow/tfjs-core";
import { makeResult, shapeOf } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { unbroadcast } from "./broadcast.ts";

type Data = tf.Tensor;

/** x · y, and 0 where y is 0 whatever x is. */
function product(x: Data, y: Data): Data {
  return tf.where(tf.equal(y, 0), 0, tf.mul(x, y));
}

/** MulNoNan: towards x it multiplies upstream by y in the same way, towards y it multiplies x by upstream. */
export function multiplyNoNan(x: Tensor, y: Tensor): Tensor {
  return makeResult("multiplyNoNan", product(x.data, y.data), x.dtype, [x, y], (upstream) => [
    unbroadcast(product(upstream, y.data), shapeOf(x)),
    unbroadcast(product(x.data, upstream), shapeOf(y)),
  ]);
}
