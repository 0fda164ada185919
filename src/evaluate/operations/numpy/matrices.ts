/** NumPy's traces, Kronecker products and norms. */

import { numpyResultType } from "../../dtype.ts";
import { Unsupported } from "../../failure.ts";
import type { Value } from "../../interpreter/values.ts";
import { given } from "../arrays/along-axis.ts";
import { array, asFloat, reduceArray, rounded, zipArrays } from "../arrays/array.ts";
import { reshapeArray } from "../arrays/shaping.ts";
import { type Operation, op } from "../calls/operation.ts";
import { axes, flag } from "../calls/parameters.ts";

function vectorNorm(values: readonly number[], kind: Value): number {
  const sizes = values.map(Math.abs);
  if (kind === null || kind === 2n || kind === 2) return Math.sqrt(sizes.reduce((sum, each) => sum + each * each, 0));
  if (kind === 1n || kind === 1) return sizes.reduce((sum, each) => sum + each, 0);
  if (kind === Number.POSITIVE_INFINITY) return Math.max(...sizes);
  throw new Unsupported("`numpy.linalg.norm` with this `ord` is not evaluated");
}

export const numpyMatrices: readonly Operation[] = [
  op({
    names: ["numpy.trace"],
    signature: "a",
    doc: "Sum of the diagonal",
    compute: (call, a) => {
      const x = given(call, a);
      if (x.shape.length !== 2) throw new Unsupported("`numpy.trace` of anything but a matrix is not evaluated");
      const width = x.shape[1]!;
      const diagonal = Array.from(x.data).filter((_, at) => Math.floor(at / width) === at % width);
      return rounded(
        array([diagonal.reduce((left, right) => left + right, 0)], [], x.dtype.startsWith("float") ? x.dtype : "int64"),
      );
    },
  }),
  op({
    names: ["numpy.kron"],
    signature: "a, b",
    doc: "The second array, once for each element of the first, times it",
    compute: (call, a, b) => {
      const [x, y] = [given(call, a), given(call, b)];
      if (x.shape.length !== 2 || y.shape.length !== 2)
        throw new Unsupported("`numpy.kron` of anything but matrices is not evaluated");
      const [[h, w], [m, n]] = [x.shape, y.shape] as [[number, number], [number, number]];
      const wide = reshapeArray(x, [h, 1, w, 1]);
      const product = zipArrays(
        wide,
        reshapeArray(y, [1, m, 1, n]),
        (left, right) => left * right,
        numpyResultType(x.dtype, y.dtype),
      );
      return reshapeArray(product, [h * m, w * n]);
    },
  }),
  op({
    names: ["numpy.linalg.norm"],
    signature: "x, ord=None, axis=None, keepdims=False",
    doc: "Length of vectors, or of all elements",
    compute: (call, x, kind, axis, keepdims) => {
      const value = given(call, x);
      const along = axes(axis!);
      const isVector = (along ?? [...value.shape.keys()]).length === 1;
      if (!isVector && kind !== null) throw new Unsupported("`numpy.linalg.norm` of matrices is not evaluated");
      const type = asFloat(value.dtype);
      return reduceArray(value, along, flag(keepdims!), (values) => vectorNorm(values, kind!), type);
    },
  }),
];
