/** NumPy functions with rules of their own. */

import { numpyResultType } from "../../dtype.ts";
import { mapArray, toArray, zipArrays } from "../arrays/array.ts";
import { type Operation, op } from "../calls/operation.ts";
import { scalar } from "../calls/parameters.ts";

export const exactly: readonly Operation[] = [
  op({
    names: ["numpy.nan_to_num"],
    signature: "x, copy=True, nan=0.0, posinf=None, neginf=None",
    doc: "NaN as 0, infinities as the largest numbers",
    compute: (call, x, _copy, nan, positive, negative) => {
      const most = positive === null ? Number.MAX_VALUE : scalar(positive!);
      const least = negative === null ? -Number.MAX_VALUE : scalar(negative!);
      return mapArray(toArray(x!, call.context), (value) => {
        if (Number.isNaN(value)) return scalar(nan!);
        if (value === Number.POSITIVE_INFINITY) return most;
        return value === Number.NEGATIVE_INFINITY ? least : value;
      });
    },
  }),
  op({
    names: ["numpy.logaddexp"],
    signature: "x1, x2",
    doc: "log(exp(x1) + exp(x2))",
    compute: (call, x, y) => {
      const [one, other] = [toArray(x!, call.context), toArray(y!, call.context)];
      const formula = (a: number, b: number) =>
        a === b ? a + Math.LN2 : Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
      return zipArrays(one, other, formula, numpyResultType(one.dtype, numpyResultType(other.dtype, "float32")));
    },
  }),
];
