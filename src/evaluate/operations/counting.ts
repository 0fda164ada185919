/** How often values occur. */

import type { Value } from "../interpreter/values.ts";
import * as arithmetic from "../kernels/arithmetic.ts";
import * as comparison from "../kernels/comparison.ts";
import { cast } from "../kernels/create.ts";
import * as gather from "../kernels/gather.ts";
import { matmul } from "../kernels/matmul.ts";
import * as reduction from "../kernels/reduction.ts";
import { expandDims, reshape } from "../kernels/shape.ts";
import { readNumbers } from "../tape/backend.ts";
import type { Tensor } from "../tape/tensor.ts";
import { constantLike } from "./calls/constants.ts";
import { toTensor } from "./calls/convert.ts";
import { indicesOf } from "./calls/indices.ts";
import { namedResult } from "./calls/named-result.ts";
import { castTo } from "./calls/operands.ts";
import { type Call, type Operation, op } from "./calls/operation.ts";
import { dtype, integer } from "./calls/parameters.ts";

function confusion(call: Call, labels: Value, predictions: Value, classes: Value, weights: Value, type: Value): Tensor {
  const [truth, guess] = [indicesOf(call, labels), indicesOf(call, predictions)].map((each) => castTo(each, "int32"));
  const most = Math.max(-1, ...readNumbers(truth!), ...readNumbers(guess!)) + 1;
  const size = classes === null ? most : integer(classes);
  const wanted = dtype(type, "int32");
  const [rows, columns] = [truth!, guess!].map((each) => gather.oneHot(each, size, 1, 0, -1, wanted));
  const weighed =
    weights === null
      ? columns!
      : arithmetic.multiply(columns!, expandDims(castTo(toTensor(weights, call.context), wanted), -1));
  return matmul(rows!, weighed, true);
}

export const counting: readonly Operation[] = [
  op({
    names: ["tf.math.zero_fraction", "tf.nn.zero_fraction"],
    signature: "value",
    doc: "The share of zeros",
    compute: (call, value) => {
      const given = toTensor(value!, call.context);
      return reduction.mean(cast(comparison.equal(given, constantLike(0, given)), "float32"));
    },
  }),
  op({
    names: ["tf.math.confusion_matrix"],
    signature: "labels, predictions, num_classes=None, weights=None, dtype=tf.int32",
    doc: "How often each class was taken for each",
    compute: (call, labels, predictions, classes, weights, type) =>
      confusion(call, labels!, predictions!, classes!, weights!, type!),
  }),
  op({
    names: ["tf.compat.v1.confusion_matrix"],
    signature: "labels, predictions, num_classes=None, dtype=tf.int32, name=None, weights=None",
    doc: "How often each class was taken for each",
    compute: (call, labels, predictions, classes, type, _name, weights) =>
      confusion(call, labels!, predictions!, classes!, weights!, type!),
  }),
  op({
    names: ["tf.unique", "tf.unique_with_counts"],
    signature: "x, out_idx=tf.int32",
    doc: "The different elements, in order of appearance",
    compute: (call, x) => {
      const { values, indices, counts } = gather.uniqueWithCounts(toTensor(x!, call.context));
      if (call.name.endsWith("counts"))
        return namedResult("UniqueWithCounts", { y: values, idx: indices, count: counts });
      return namedResult("Unique", { y: values, idx: indices });
    },
  }),
  op({
    names: ["tf.math.bincount", "keras.ops.bincount"],
    signature: {
      tf: "arr, weights=None, minlength=None, maxlength=None, dtype=tf.int32",
      ops: "x, weights=None, minlength=0, sparse=False",
    },
    doc: "How often each whole number occurs",
    compute: (call, x, weights, least, most, type) => {
      const given = reshape(cast(toTensor(x!, call.context), "int32"), [-1]);
      const wanted = Math.max(least === null ? 0 : integer(least!), Math.max(-1, ...readNumbers(given)) + 1);
      const isLimited = call.library === "tf" && most !== null;
      const width = isLimited ? Math.min(wanted, integer(most!)) : wanted;
      if (weights === null) {
        const counts = reduction.sum(gather.oneHot(given, width, 1, 0, -1, "int32"), 0);
        return call.library === "tf" ? castTo(counts, dtype(type!, "int32")) : counts;
      }
      const shares = reshape(castTo(toTensor(weights!, call.context), "float32"), [-1, 1]);
      return reduction.sum(arithmetic.multiply(gather.oneHot(given, width, 1, 0, -1, "float32"), shares), 0);
    },
  }),
];
