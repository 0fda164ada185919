/** Bits of whole numbers. */

import * as comparison from "../kernels/comparison.ts";
import { eagerOperands, promotedOperands } from "./calls/operands.ts";
import { type Operation, op } from "./calls/operation.ts";

const bitwise = [
  ["and", comparison.bitwiseAnd],
  ["or", comparison.bitwiseOr],
  ["xor", comparison.bitwiseXor],
] as const;

export const bitwiseRows: readonly Operation[] = [
  ...bitwise.map(([name, kernel]) =>
    op({
      names: [`keras.ops.bitwise_${name}`, `tf.bitwise.bitwise_${name}`],
      signature: "x, y",
      doc: `Bitwise ${name} of whole numbers`,
      compute: (call, x, y) => {
        const pair =
          call.library === "ops" ? promotedOperands(call, [x!, y!]) : eagerOperands(call, `Bitwise${name}`, [x!, y!]);
        return kernel(pair[0]!, pair[1]!);
      },
    }),
  ),
];
