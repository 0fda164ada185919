/** Focal cross-entropies of `K`. */

import { sigmoid, softmax } from "../kernels/activation.ts";
import * as arithmetic from "../kernels/arithmetic.ts";
import { sum } from "../kernels/reduction.ts";
import * as unary from "../kernels/unary.ts";
import type { Tensor } from "../tape/tensor.ts";
import { constantLike } from "./calls/constants.ts";
import { toTensor } from "./calls/convert.ts";
import { eagerOperands } from "./calls/operands.ts";
import { type Operation, op } from "./calls/operation.ts";
import { flag, integer } from "./calls/parameters.ts";
import { binaryOfBackend, clampProbability, requireCompatible } from "./crossentropy.ts";

const times = arithmetic.multiply;

export const focalCrossentropies: readonly Operation[] = [
  op({
    names: ["keras.backend.binary_focal_crossentropy"],
    signature: "target, output, apply_class_balancing=False, alpha=0.25, gamma=2.0, from_logits=False",
    doc: "Binary cross-entropy with easy examples weighed down",
    compute: (call, target, output, isBalanced, alpha, gamma, fromLogits) => {
      const [labels, given] = eagerOperands(call, "Mul", [target!, output!]) as [Tensor, Tensor];
      const probability = flag(fromLogits!) ? sigmoid(given) : given;
      const one = constantLike(1, given);
      const hit = arithmetic.add(
        times(labels, probability),
        times(arithmetic.subtract(one, labels), arithmetic.subtract(one, probability)),
      );
      const factor = arithmetic.power(arithmetic.subtract(one, hit), constantLike(Number(gamma), given));
      const focal = times(factor, binaryOfBackend(call, labels, given, fromLogits!));
      if (!flag(isBalanced!)) return focal;
      const share = constantLike(Number(alpha), given);
      const weight = arithmetic.add(
        times(labels, share),
        times(arithmetic.subtract(one, labels), constantLike(1 - Number(alpha), given)),
      );
      return times(weight, focal);
    },
  }),
  op({
    names: ["keras.backend.categorical_focal_crossentropy"],
    signature: "target, output, alpha=0.25, gamma=2.0, from_logits=False, axis=-1",
    doc: "Categorical cross-entropy with easy examples weighed down",
    compute: (call, target, output, alpha, gamma, fromLogits, axis) => {
      const [labels, given] = [toTensor(target!, call.context), toTensor(output!, call.context)];
      requireCompatible(labels, given);
      const at = integer(axis!);
      const probability = flag(fromLogits!) ? softmax(given, at) : given;
      const clamped = clampProbability(arithmetic.divide(probability, sum(probability, at, true)));
      const entropy = times(arithmetic.negative(labels), unary.log(clamped));
      const factor = arithmetic.power(
        arithmetic.subtract(constantLike(1, clamped), clamped),
        constantLike(Number(gamma), clamped),
      );
      return sum(times(times(factor, toTensor(alpha!, call.context, clamped.dtype)), entropy), at);
    },
  }),
];
