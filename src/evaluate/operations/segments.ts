/** Groups of rows reduced. */

import * as arithmetic from "../kernels/arithmetic.ts";
import { cast, onesLike } from "../kernels/create.ts";
import * as segments from "../kernels/segment.ts";
import { reshape } from "../kernels/shape.ts";
import * as unary from "../kernels/unary.ts";
import { readNumbers } from "../tape/backend.ts";
import { rankOf } from "../tape/tape.ts";
import { constantLike } from "./calls/constants.ts";
import { toTensor } from "./calls/convert.ts";
import { indicesOf } from "./calls/indices.ts";
import { castTo } from "./calls/operands.ts";
import { type Operation, op } from "./calls/operation.ts";
import { integer } from "./calls/parameters.ts";

const reductions = ["sum", "mean", "max", "min", "prod"] as const;

export const segmentRows: readonly Operation[] = [
  ...reductions.map((reduction) =>
    op({
      names: [`tf.math.segment_${reduction}`],
      signature: "data, segment_ids",
      doc: `The ${reduction} of each run of rows`,
      compute: (call, data, ids) =>
        segments.sortedSegment(reduction, toTensor(data!, call.context), indicesOf(call, ids!)),
    }),
  ),
  ...reductions.map((reduction) =>
    op({
      names: [`tf.math.unsorted_segment_${reduction}`],
      signature: "data, segment_ids, num_segments",
      doc: `The ${reduction} of the rows of each group`,
      compute: (call, data, ids, count) =>
        segments.unsortedSegment(reduction, toTensor(data!, call.context), indicesOf(call, ids!), integer(count!)),
    }),
  ),
  ...(["sum", "max", "min", "prod"] as const).map((reduction) =>
    op({
      names: [`keras.ops.segment_${reduction}`],
      signature: "data, segment_ids, num_segments=None, sorted=False",
      doc: `The ${reduction} of the rows of each group`,
      compute: (call, data, ids, count) => {
        const groups = castTo(indicesOf(call, ids!), "int32");
        const number = count === null ? Math.max(-1, ...readNumbers(groups)) + 1 : integer(count!);
        return segments.unsortedSegment(reduction, toTensor(data!, call.context), groups, number);
      },
    }),
  ),
  op({
    names: ["tf.math.unsorted_segment_sqrt_n"],
    signature: "data, segment_ids, num_segments",
    doc: "Sums of groups over the square root of their size",
    compute: (call, data, ids, count) => {
      const given = toTensor(data!, call.context);
      const groups = indicesOf(call, ids!);
      const number = integer(count!);
      const sizes = segments.unsortedSegment("sum", onesLike(cast(groups, given.dtype)), groups, number);
      const extra = new Array<number>(rankOf(given) - rankOf(groups)).fill(1);
      const bound = arithmetic.maximum(reshape(sizes, [number, ...extra]), constantLike(1, given));
      return arithmetic.divide(segments.unsortedSegment("sum", given, groups, number), unary.sqrt(bound));
    },
  }),
];
