/** Special functions, computed in double precision and rounded once. */

import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "../tensor.ts";
import { mapData } from "./broadcast.ts";
import { divideData, multiplyData } from "./elements.ts";
import { digammaOf, erfcOf, erfinvOf, erfOf, lgammaOf, trigammaOf } from "./functions.ts";
import { applyFloat } from "./unary.ts";

const twoOverRootPi = 2 / Math.sqrt(Math.PI);

export function erf(x: Tensor): Tensor {
  return applyFloat(
    "erf",
    x,
    (value) => mapData(value, erfOf),
    (upstream, value) => multiplyData(multiplyData(upstream, twoOverRootPi), tf.exp(tf.neg(tf.square(value)))),
  );
}

export function erfc(x: Tensor): Tensor {
  return applyFloat(
    "erfc",
    x,
    (value) => mapData(value, erfcOf),
    (upstream, value) => multiplyData(multiplyData(upstream, -twoOverRootPi), tf.exp(tf.neg(tf.square(value)))),
  );
}

export function erfinv(x: Tensor): Tensor {
  return applyFloat(
    "erfinv",
    x,
    (value) => mapData(value, erfinvOf),
    (upstream, _x, result) => multiplyData(multiplyData(upstream, 1 / twoOverRootPi), tf.exp(tf.square(result))),
  );
}

/** The quantile of the standard normal distribution. */
export function ndtri(x: Tensor): Tensor {
  return applyFloat(
    "ndtri",
    x,
    (value) => mapData(value, (each) => Math.SQRT2 * erfinvOf(2 * each - 1)),
    (upstream, _x, result) =>
      multiplyData(multiplyData(upstream, Math.sqrt(2 * Math.PI)), tf.exp(divideData(tf.square(result), 2))),
  );
}

/** log |Γ(x)| */
export function lgamma(x: Tensor): Tensor {
  return applyFloat(
    "lgamma",
    x,
    (value) => mapData(value, lgammaOf),
    (upstream, value) => multiplyData(upstream, mapData(value, digammaOf)),
  );
}

export function digamma(x: Tensor): Tensor {
  return applyFloat(
    "digamma",
    x,
    (value) => mapData(value, digammaOf),
    (upstream, value) => multiplyData(upstream, mapData(value, trigammaOf)),
  );
}
