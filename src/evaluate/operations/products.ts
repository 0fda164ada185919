/** Matrix products and their kin. */

import { PythonError } from "../failure.ts";
import type { Value } from "../interpreter/values.ts";
import { multiply, subtract } from "../kernels/arithmetic.ts";
import { einsum } from "../kernels/einsum.ts";
import { concat } from "../kernels/join.ts";
import { matmul, tensordot } from "../kernels/matmul.ts";
import { sum } from "../kernels/reduction.ts";
import { expandDims, reshape, squeeze, transpose } from "../kernels/shape.ts";
import { rankOf, shapeOf } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { part } from "./calls/axis.ts";
import { sequenceItems } from "./calls/convert.ts";
import { named } from "./calls/names.ts";
import { eagerOperands, promotedOperands, requireNumeric } from "./calls/operands.ts";
import { type Call, type Operation, op } from "./calls/operation.ts";
import { flag, integer, integers, items } from "./calls/parameters.ts";

function both(call: Call, operation: string, x: Value, y: Value): [Tensor, Tensor] {
  const pair = call.library === "ops" ? promotedOperands(call, [x, y]) : eagerOperands(call, operation, [x, y]);
  requireNumeric(operation, pair[0]!);
  return pair as [Tensor, Tensor];
}

/** As NumPy multiplies: vectors take part as rows and columns. */
function matmulLikeNumpy(a: Tensor, b: Tensor): Tensor {
  const left = rankOf(a) === 1 ? expandDims(a, 0) : a;
  const right = rankOf(b) === 1 ? expandDims(b, 1) : b;
  let product = matmul(left, right);
  if (rankOf(b) === 1) product = squeeze(product, [-1]);
  if (rankOf(a) === 1) product = squeeze(product, [rankOf(b) === 1 ? -1 : -2]);
  return product;
}

/** `K.dot`: the last axis of x with the last but one of y, all other axes kept. */
function dotOfBackend(x: Tensor, y: Tensor): Tensor {
  if (rankOf(x) <= 2 && rankOf(y) <= 2) return matmul(x, y);
  const rank = rankOf(y);
  const order = [rank - 2, ...[...Array(rank).keys()].filter((axis) => axis !== rank - 2)];
  const [left, right] = [shapeOf(x), shapeOf(y)];
  const flat = matmul(reshape(x, [-1, left.at(-1)!]), reshape(transpose(y, order), [right.at(-2)!, -1]));
  return reshape(flat, [...left.slice(0, -1), ...right.slice(0, -2), right.at(-1)!]);
}

function dotOfOps(x: Tensor, y: Tensor): Tensor {
  if (rankOf(x) === 0 || rankOf(y) === 0) return multiply(x, y);
  return rankOf(y) === 1
    ? tensordot(x, y, [[-1 + rankOf(x)], [0]])
    : tensordot(x, y, [[rankOf(x) - 1], [rankOf(y) - 2]]);
}

function batchDot(x: Tensor, y: Tensor, axes: Value): Tensor {
  const [rankX, rankY] = [rankOf(x), rankOf(y)];
  if (rankX < 2 || rankY < 2)
    throw new PythonError(
      "ValueError",
      `Cannot do batch_dot on inputs with rank < 2. Received inputs with tf.shapes (${shapeOf(x).join(", ")}) and (${shapeOf(y).join(", ")}).`,
    );
  const given = axes === null ? [rankX - 1, rankY === 2 ? rankY - 1 : rankY - 2] : integers(axes);
  const [first, second] = [given[0]!, given[1] ?? given[0]!];
  const [atX, atY] = [first < 0 ? first + rankX : first, second < 0 ? second + rankY : second];
  if (atX === 0 || atY === 0)
    throw new PythonError(
      "ValueError",
      "Cannot perform batch_dot over axis 0. If your inputs are not batched, add a dummy batch dimension to your inputs using K.expand_dims(x, 0)",
    );
  const others = (rank: number, at: number) => [...Array(rank).keys()].filter((axis) => axis !== 0 && axis !== at);
  const left = transpose(x, [0, ...others(rankX, atX), atX]);
  const right = transpose(y, [0, atY, ...others(rankY, atY)]);
  const batch = shapeOf(x)[0]!;
  const [outX, outY] = [shapeOf(left).slice(1, -1), shapeOf(right).slice(2)];
  const size = (lengths: readonly number[]) => lengths.reduce((product, length) => product * length, 1);
  const product = matmul(
    reshape(left, [batch, size(outX), shapeOf(left).at(-1)!]),
    reshape(right, [batch, shapeOf(right)[1]!, size(outY)]),
  );
  const result = reshape(product, [batch, ...outX, ...outY]);
  return rankX === 2 && rankY === 2 ? reshape(result, [batch, 1]) : result;
}

function contraction(value: Value): number | [number[], number[]] {
  const pair = sequenceItems(value);
  if (!pair) return integer(value);
  const [left, right] = pair;
  return [integers(left!), integers(right!)];
}

export const products: readonly Operation[] = [
  op({
    names: named("matmul", "tf", "linalg", "ops"),
    signature: {
      tf: "a, b, transpose_a=False, transpose_b=False, adjoint_a=False, adjoint_b=False, a_is_sparse=False, b_is_sparse=False, output_type=None, grad_a=False, grad_b=False",
      ops: "x1, x2",
    },
    doc: "Matrix product",
    compute: (call, a, b, ...rest) => {
      const [left, right] = both(call, "MatMul", a!, b!);
      if (call.library === "ops") return matmulLikeNumpy(left, right);
      const [transposeA, transposeB, adjointA, adjointB] = rest.map((each) => flag(each!));
      return matmul(left, right, transposeA || adjointA, transposeB || adjointB);
    },
  }),
  op({
    names: ["tf.linalg.matvec"],
    signature: "a, b, transpose_a=False, adjoint_a=False, a_is_sparse=False, b_is_sparse=False",
    doc: "Matrix times vector",
    compute: (call, a, b, transposed, adjoint) => {
      const [left, right] = both(call, "MatMul", a!, b!);
      return squeeze(matmul(left, expandDims(right, -1), flag(transposed!) || flag(adjoint!)), [-1]);
    },
  }),
  op({
    names: ["keras.backend.dot", "keras.ops.dot"],
    signature: { K: "x, y", ops: "x1, x2" },
    doc: "Product over the last axis of one and the last but one of the other",
    compute: (call, x, y) => {
      const [left, right] = both(call, "MatMul", x!, y!);
      return call.library === "ops" ? dotOfOps(left, right) : dotOfBackend(left, right);
    },
  }),
  op({
    names: ["keras.backend.batch_dot"],
    signature: "x, y, axes=None",
    doc: "Product over one axis of each, sample by sample",
    compute: (call, x, y, axes) => batchDot(...both(call, "BatchMatMulV2", x!, y!), axes!),
  }),
  op({
    names: ["tf.tensordot", "tf.linalg.tensordot", "keras.ops.tensordot"],
    signature: { tf: "a, b, axes", ops: "x1, x2, axes=2" },
    doc: "Product summed over given axes of both",
    compute: (call, a, b, axes) => tensordot(...both(call, "MatMul", a!, b!), contraction(axes!)),
  }),
  op({
    names: ["tf.einsum", "tf.linalg.einsum", "keras.ops.einsum"],
    signature: { tf: "equation, *inputs, **kwargs", ops: "subscripts, *operands, **kwargs" },
    doc: "Products and sums written with letters for axes",
    compute: (call, equation, operands) => {
      const values = items(operands!);
      const tensors = call.library === "ops" ? promotedOperands(call, values) : eagerOperands(call, "Einsum", values);
      return einsum(String(equation), tensors);
    },
  }),
  op({
    names: ["keras.ops.outer"],
    signature: "x1, x2",
    doc: "All products of two tensors' elements",
    compute: (call, x, y) => {
      const [left, right] = both(call, "Mul", x!, y!);
      return multiply(reshape(left, [-1, 1]), reshape(right, [1, -1]));
    },
  }),
  op({
    names: ["keras.ops.inner", "keras.ops.vdot"],
    signature: "x1, x2",
    doc: "Sum of products over the last axes; `vdot` over everything",
    compute: (call, x, y) => {
      const [left, right] = both(call, "Mul", x!, y!);
      if (rankOf(left) === 0 || rankOf(right) === 0) return multiply(left, right);
      if (call.name.endsWith("vdot")) return sum(multiply(reshape(left, [-1]), reshape(right, [-1])));
      return tensordot(left, right, [[rankOf(left) - 1], [rankOf(right) - 1]]);
    },
  }),
  op({
    names: ["tf.linalg.cross", "keras.ops.cross"],
    signature: { tf: "a, b", ops: "x1, x2, axisa=-1, axisb=-1, axisc=-1, axis=None" },
    doc: "Cross product of vectors of three",
    compute: (call, a, b) => {
      const [left, right] = both(call, "Cross", a!, b!);
      const component = (x: Tensor, index: number) => part(x, rankOf(x) - 1, index, index + 1);
      if (shapeOf(left).at(-1) !== 3 || shapeOf(right).at(-1) !== 3)
        throw new PythonError(
          "InvalidArgumentError",
          "Cross-products are only defined for 3-element vectors. [Op:Cross]",
        );
      const parts = [0, 1, 2].map((axis) => {
        const [next, after] = [(axis + 1) % 3, (axis + 2) % 3];
        return subtract(
          multiply(component(left, next), component(right, after)),
          multiply(component(left, after), component(right, next)),
        );
      });
      return concat(parts, -1);
    },
  }),
  op({
    names: ["keras.ops.kron"],
    signature: "x1, x2",
    doc: "Kronecker product of matrices",
    compute: (call, x, y) => {
      const [left, right] = both(call, "Mul", x!, y!);
      const [a, b] = [shapeOf(left), shapeOf(right)];
      const product = multiply(reshape(left, [a[0]!, 1, a[1]!, 1]), reshape(right, [1, b[0]!, 1, b[1]!]));
      return reshape(product, [a[0]! * b[0]!, a[1]! * b[1]!]);
    },
  }),
];
