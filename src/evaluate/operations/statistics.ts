/** Correlations and weighted moments. */

import { Unsupported } from "../failure.ts";
import { tuple } from "../interpreter/dict.ts";
import * as arithmetic from "../kernels/arithmetic.ts";
import { diagPart } from "../kernels/diagonal.ts";
import { matmul } from "../kernels/matmul.ts";
import * as reduction from "../kernels/reduction.ts";
import { broadcastTo, expandDims, reshape, transpose } from "../kernels/shape.ts";
import * as unary from "../kernels/unary.ts";
import { rankOf, shapeOf, stopGradient } from "../tape/tape.ts";
import { constantLike } from "./calls/constants.ts";
import { toTensor } from "./calls/convert.ts";
import { floating, requireFloat } from "./calls/operands.ts";
import { type Operation, op } from "./calls/operation.ts";
import { axes, flag } from "./calls/parameters.ts";

export const statistics: readonly Operation[] = [
  op({
    names: ["keras.ops.corrcoef"],
    signature: "x",
    doc: "Correlations of rows",
    compute: (call, x) => {
      const given = floating(call, "Mul", x!);
      const rows = rankOf(given) === 1 ? expandDims(given, 0) : given;
      if (rankOf(rows) !== 2) throw new Unsupported("`corrcoef` of more than two axes is not evaluated");
      const centered = arithmetic.subtract(rows, reduction.mean(rows, -1, true));
      const count = constantLike(shapeOf(rows)[1]! - 1, rows);
      const covariance = arithmetic.divide(matmul(centered, transpose(centered)), count);
      const deviations = unary.sqrt(diagPart(covariance));
      const product = arithmetic.multiply(expandDims(deviations, 1), expandDims(deviations, 0));
      const correlation = arithmetic.divide(covariance, product);
      return rankOf(given) === 1 ? reshape(correlation, []) : correlation;
    },
  }),
  op({
    names: ["tf.nn.weighted_moments"],
    signature: "weighted_moments_v2(x, axes, frequency_weights, keepdims=False)",
    doc: "Weighted mean and variance",
    compute: (call, x, along, weights, keepdims) => {
      const given = requireFloat("Mul", toTensor(x!, call.context));
      const shares = broadcastTo(toTensor(weights!, call.context, given.dtype), shapeOf(given));
      const all = axes(along!);
      const total = reduction.sum(shares, all, true);
      const center = arithmetic.divide(reduction.sum(arithmetic.multiply(given, shares), all, true), total);
      const squares = arithmetic.multiply(shares, arithmetic.squaredDifference(given, stopGradient(center)));
      const spread = arithmetic.divide(reduction.sum(squares, all, true), total);
      if (flag(keepdims!)) return tuple([center, spread]);
      return tuple([reduction.sum(center, all), reduction.sum(spread, all)]);
    },
  }),
];
