/** Indices as rows of zeros and ones. */

import { isFloating, isInteger } from "../dtype.ts";
import type { DType } from "../evaluation.ts";
import type { Value } from "../interpreter/values.ts";
import * as gather from "../kernels/gather.ts";
import { max } from "../kernels/reduction.ts";
import { rankOf } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { toTensor } from "./calls/convert.ts";
import { named } from "./calls/names.ts";
import { castTo, refuseType } from "./calls/operands.ts";
import { type Call, type Operation, op } from "./calls/operation.ts";
import { dtype, integer, scalar } from "./calls/parameters.ts";

function hot(call: Call, indices: Value, depth: Value, on: number, off: number, axis: number, type: DType): Tensor {
  const given = toTensor(indices, call.context);
  if (call.library !== "ops" && !isInteger(given.dtype)) {
    if (isFloating(given.dtype) || given.dtype === "bool") refuseType("OneHot", given, "uint8, int8, int32, int64");
  }
  return gather.oneHot(
    castTo(given, isInteger(given.dtype) ? given.dtype : "int32"),
    integer(depth),
    on,
    off,
    axis,
    type,
  );
}

export const oneHots: readonly Operation[] = [
  op({
    names: named("one_hot", "tf", "K", "ops"),
    signature: {
      tf: "indices, depth, on_value=None, off_value=None, axis=None, dtype=None",
      K: "indices, num_classes",
      ops: "x, num_classes, axis=-1, dtype=None, sparse=False",
    },
    doc: "1 at an index, 0 elsewhere; out of range gives zeros",
    compute: (call, indices, depth, ...rest) => {
      if (call.library === "K") return hot(call, indices!, depth!, 1, 0, -1, "float32");
      if (call.library === "ops")
        return hot(call, indices!, depth!, 1, 0, integer(rest[0]!), dtype(rest[1]!, "float32"));
      const [on, off, axis, type] = rest;
      const own = on !== null && typeof on === "bigint" ? "int32" : "float32";
      return hot(
        call,
        indices!,
        depth!,
        on === null ? 1 : scalar(on!),
        off === null ? 0 : scalar(off!),
        axis === null ? -1 : integer(axis!),
        dtype(type!, own),
      );
    },
  }),
  op({
    names: ["keras.ops.multi_hot"],
    signature: "inputs, num_classes=None, axis=-1, dtype=None, sparse=False, **kwargs",
    doc: "1 at each of several indices, 0 elsewhere",
    compute: (call, inputs, classes, axis, type) => {
      const given = toTensor(inputs!, call.context);
      const width = classes === null ? call.keywords.get("num_tokens") : classes;
      const each = hot(call, given, width!, 1, 0, integer(axis!), dtype(type!, "float32"));
      return max(each, rankOf(given) === 0 ? [] : [rankOf(given) === 1 ? 0 : 1]);
    },
  }),
];
