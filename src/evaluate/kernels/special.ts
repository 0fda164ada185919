/** Special functions, computed in double precision and rounded once. */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import { addData, chooseData, divideData, equalData, multiplyData, subtractData } from "../tape/elements.ts";
import type { Tensor } from "../tape/tensor.ts";
import { mapData } from "./broadcast.ts";
import { digammaOf, erfcOf, erfinvOf, erfOf, lgammaOf, scaledBesselOf, trigammaOf } from "./functions.ts";
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

/** A Bessel function as data, scaled by e^−|x| or not. */
function besselData(order: 0 | 1, isScaled: boolean): (x: Data) => Data {
  return (x) =>
    mapData(x, (value) => {
      const scaled = scaledBesselOf(order, value);
      return isScaled ? scaled : value === 0 ? 1 - order : scaled * Math.exp(Math.abs(value));
    });
}

const bessel0 = besselData(0, false);
const bessel1 = besselData(1, false);
const scaledBessel0 = besselData(0, true);
const scaledBessel1 = besselData(1, true);

/** The modified Bessel function of the first kind, I₀. */
export function besselI0(x: Tensor): Tensor {
  return applyFloat("besselI0", x, bessel0, (upstream, value) => multiplyData(upstream, bessel1(value)));
}

/** I₁ */
export function besselI1(x: Tensor): Tensor {
  return applyFloat("besselI1", x, bessel1, (upstream, value, result) => {
    const slope = subtractData(bessel0(value), divideData(result, value));
    // Where x is 0, TensorFlow states 1.
    return multiplyData(upstream, chooseData(equalData(value, 0), 1, slope));
  });
}

/** e^−|x| I₀(x) */
export function besselI0e(x: Tensor): Tensor {
  return applyFloat("besselI0e", x, scaledBessel0, (upstream, value, result) =>
    multiplyData(upstream, subtractData(scaledBessel1(value), multiplyData(mapData(value, Math.sign), result))),
  );
}

/** e^−|x| I₁(x) */
export function besselI1e(x: Tensor): Tensor {
  return applyFloat("besselI1e", x, scaledBessel1, (upstream, value, result) => {
    const rate = addData(mapData(value, Math.sign), divideData(1, value));
    const slope = subtractData(scaledBessel0(value), multiplyData(result, rate));
    return multiplyData(upstream, chooseData(equalData(value, 0), 0.5, slope));
  });
}
