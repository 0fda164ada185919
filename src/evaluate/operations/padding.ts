/** Room around tensors. */

import { PythonError } from "../failure.ts";
import { tuple } from "../interpreter/dict.ts";
import type { Value } from "../interpreter/values.ts";
import { pad } from "../kernels/shape.ts";
import { rankOf } from "../tape/tape.ts";
import { isTensor, toTensor } from "./calls/convert.ts";
import { type Operation, op } from "./calls/operation.ts";
import { integers, items } from "./calls/parameters.ts";

export const padding: readonly Operation[] = [
  op({
    names: ["tf.pad", "keras.ops.pad"],
    signature: {
      tf: "pad_v2(tensor, paddings, mode='CONSTANT', constant_values=0)",
      ops: "x, pad_width, mode='constant', constant_values=None",
    },
    doc: "Room around a tensor, filled with a value or mirrored",
    compute: (call, x, widths, mode, value) => {
      const tensor = toTensor(x!, call.context);
      const fill = value === null || value === undefined ? 0 : Number(value as number);
      return pad(tensor, paddings(widths!, rankOf(tensor)), String(mode).toLowerCase() as "constant", fill);
    },
  }),
];

/** `[[1, 1], [0, 2]]`; `keras.ops.pad` also takes one pair or one number for all axes. */
function paddings(widths: Value, rank: number): [number, number][] {
  if (isTensor(widths)) {
    const flat = integers(widths);
    return Array.from({ length: flat.length / 2 }, (_, index) => [flat[2 * index]!, flat[2 * index + 1]!]);
  }
  const given = typeof widths === "bigint" ? [widths, widths] : items(widths);
  const pairs = given.length === 2 && typeof given[0] === "bigint" ? [tuple(given)] : given;
  if (pairs.length !== rank)
    throw new PythonError(
      "InvalidArgumentError",
      `The first dimension of paddings must be the rank of inputs[${pairs.length},2], ${rank} [Op:Pad]`,
    );
  return pairs.map((pair): [number, number] => {
    const [before, after] = integers(pair);
    return [before!, after ?? before!];
  });
}
