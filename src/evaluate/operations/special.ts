/** Special functions: those of survival, directional and counting models, beta, the normal distribution, polynomials. */

import * as arithmetic from "../kernels/arithmetic.ts";
import { zerosLike } from "../kernels/create.ts";
import * as reduction from "../kernels/reduction.ts";
import { cumulativeLogSumExp } from "../kernels/scan.ts";
import * as special from "../kernels/special.ts";
import type { Tensor } from "../tape/tensor.ts";
import { toTensor } from "./calls/convert.ts";
import { requireFloat } from "./calls/operands.ts";
import { type Operation, op } from "./calls/operation.ts";
import { flag, integer, items } from "./calls/parameters.ts";

const bessels: readonly (readonly [string, (x: Tensor) => Tensor, string])[] = [
  ["i0", special.besselI0, "Modified Bessel function of order 0"],
  ["i1", special.besselI1, "Modified Bessel function of order 1"],
  ["i0e", special.besselI0e, "Modified Bessel function of order 0, times exp(-|x|)"],
  ["i1e", special.besselI1e, "Modified Bessel function of order 1, times exp(-|x|)"],
];

export const specialRows: readonly Operation[] = [
  ...bessels.map(([name, kernel, doc]) =>
    op({
      names: [`tf.math.bessel_${name}`, `tf.math.special.bessel_${name}`],
      signature: "x",
      doc,
      compute: (call, x) => kernel(requireFloat(`Bessel${name.toUpperCase()}`, toTensor(x!, call.context))),
    }),
  ),
  op({
    names: ["tf.math.cumulative_logsumexp"],
    signature: "x, axis=0, exclusive=False, reverse=False",
    doc: "log of the sum of exp of all elements so far",
    compute: (call, x, axis, exclusive, reverse) =>
      cumulativeLogSumExp(
        requireFloat("CumulativeLogsumexp", toTensor(x!, call.context)),
        integer(axis!),
        flag(exclusive!),
        flag(reverse!),
      ),
  }),
  op({
    names: ["tf.math.polyval"],
    signature: "coeffs, x",
    doc: "A polynomial's value, by Horner's rule",
    compute: (call, coefficients, x) => {
      const given = toTensor(x!, call.context);
      return items(coefficients!)
        .map((each) => toTensor(each, call.context, given.dtype))
        .reduce((sum, each) => arithmetic.add(each, arithmetic.multiply(sum, given)), zerosLike(given));
    },
  }),
  op({
    names: ["tf.math.lbeta"],
    signature: "x",
    doc: "Logarithm of the beta function along the last axis",
    compute: (call, x) => {
      const given = requireFloat("Lgamma", toTensor(x!, call.context));
      return arithmetic.subtract(reduction.sum(special.lgamma(given), -1), special.lgamma(reduction.sum(given, -1)));
    },
  }),
  op({
    names: ["tf.math.ndtri"],
    signature: "x",
    doc: "Inverse of the normal distribution",
    compute: (call, x) => special.ndtri(requireFloat("Ndtri", toTensor(x!, call.context))),
  }),
];
