/** Shapes: asking for them and changing them. */

import { PythonError } from "../failure.ts";
import { tuple } from "../interpreter/dict.ts";
import * as arithmetic from "../kernels/arithmetic.ts";
import * as kernels from "../kernels/shape.ts";
import { slice } from "../kernels/slice.ts";
import { constant, identity, rankOf, shapeOf, sizeOf, stopGradient } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import type { Value } from "../values.ts";
import { isTensor, noteNarrowed, sequenceItems, toTensor } from "./convert.ts";
import { named } from "./names.ts";
import { castTo } from "./operands.ts";
import { type Call, type Operation, op } from "./operation.ts";
import { axes, dtype, integer, integers, items, shape } from "./parameters.ts";

/** A shape as a tensor of ints, as `tf.shape` gives it. */
export function shapeTensor(dimensions: readonly number[], type: "int32" | "int64" = "int32"): Tensor {
  return constant(dimensions, [dimensions.length], type);
}

/** `tf.cast`: anything to anything, with the note that float64 deserves. */
export function castValue(call: Call, x: Value, type: Value): Tensor {
  const target = call.library === "ops" && isPythonInt(type) ? "int64" : dtype(type, "float32");
  noteNarrowed(target, call.context);
  const tensor = toTensor(x, call.context);
  return castTo(tensor, target);
}

/** `int`, which `keras.ops` takes for int64 and TensorFlow refuses. */
function isPythonInt(type: Value): boolean {
  return (
    type === "int" || (typeof type === "object" && type !== null && type.type === "nativeClass" && type.name === "int")
  );
}

export function normalAxis(axis: number, rank: number): number {
  return axis < 0 ? axis + rank : axis;
}

function expanded(call: Call, x: Value, axis: Value): Tensor {
  const tensor = toTensor(x, call.context);
  const rank = rankOf(tensor) + 1;
  if (call.library !== "ops") return kernels.expandDims(tensor, integer(axis));
  let result = tensor;
  const wanted = integers(axis);
  const final = rankOf(tensor) + wanted.length;
  for (const at of wanted.map((each) => normalAxis(each, final)).sort((a, b) => a - b)) {
    if (at < 0 || at >= final)
      throw new PythonError(
        "ValueError",
        `axis ${integers(axis)[0]} is out of bounds for an array with dimension ${rank}.`,
      );
    result = kernels.expandDims(result, at);
  }
  return result;
}

export const shaping: readonly Operation[] = [
  op({
    names: ["tf.shape", "keras.backend.shape", "tf.compat.v1.shape"],
    signature: { tf: "shape_v2(input, out_type=None)", K: "x" },
    doc: "The shape as a tensor of ints",
    compute: (call, x, type) =>
      shapeTensor(
        shapeOf(toTensor(x!, call.context)),
        call.library === "tf" && dtype(type!) === "int64" ? "int64" : "int32",
      ),
  }),
  op({
    names: ["keras.ops.shape", "keras.backend.int_shape"],
    signature: "x",
    doc: "The shape as a tuple of ints",
    compute: (call, x) => tuple(shapeOf(toTensor(x!, call.context)).map(BigInt)),
  }),
  op({
    names: ["tf.rank"],
    signature: "input",
    doc: "The number of axes, as a tensor",
    compute: (call, x) => constant(rankOf(toTensor(x!, call.context)), [], "int32"),
  }),
  op({
    names: ["keras.backend.ndim", "keras.ops.ndim"],
    signature: "x",
    doc: "The number of axes",
    compute: (call, x) => BigInt(rankOf(toTensor(x!, call.context))),
  }),
  op({
    names: ["tf.size", "keras.ops.size", "keras.backend.size"],
    signature: { tf: "size_v2(input, out_type=None)", ops: "x", K: "x" },
    doc: "The number of elements, as a tensor",
    compute: (call, x, type) =>
      constant(sizeOf(toTensor(x!, call.context)), [], call.library === "tf" ? dtype(type!, "int32") : "int32"),
  }),
  op({
    names: ["keras.backend.count_params"],
    signature: "x",
    doc: "The number of elements",
    compute: (call, x) => BigInt(sizeOf(toTensor(x!, call.context))),
  }),
  op({
    names: named("reshape", "tf", "K", "ops"),
    signature: { tf: "tensor, shape", K: "x, shape", ops: "x, newshape" },
    gradientThrough: ["tensor", "x"],
    doc: "The same elements in another shape; -1 is worked out",
    compute: (call, x, to) => kernels.reshape(toTensor(x!, call.context), shape(to!)),
  }),
  op({
    names: ["keras.backend.flatten", "keras.ops.ravel"],
    signature: "x",
    gradientThrough: ["x"],
    doc: "All elements along one axis",
    compute: (call, x) => kernels.reshape(toTensor(x!, call.context), [-1]),
  }),
  op({
    names: ["keras.backend.batch_flatten"],
    signature: "x",
    gradientThrough: ["x"],
    doc: "Everything but the first axis along one",
    compute: (call, x) => {
      const tensor = toTensor(x!, call.context);
      return kernels.reshape(tensor, [
        -1,
        shapeOf(tensor)
          .slice(1)
          .reduce((product, length) => product * length, 1),
      ]);
    },
  }),
  op({
    names: named("expand_dims", "tf", "K", "ops"),
    signature: { tf: "expand_dims_v2(input, axis)", K: "x, axis=-1", ops: "x, axis" },
    gradientThrough: ["input", "x"],
    doc: "A new axis of length 1",
    compute: (call, x, axis) => expanded(call, x!, axis!),
  }),
  op({
    names: named("squeeze", "tf", "K", "ops"),
    signature: { tf: "squeeze_v2(input, axis=None)", K: "x, axis", ops: "x, axis=None" },
    gradientThrough: ["input", "x"],
    doc: "Without axes of length 1",
    compute: (call, x, axis) => kernels.squeeze(toTensor(x!, call.context), axes(axis!)),
  }),
  op({
    names: [...named("transpose", "tf", "K", "ops"), "keras.backend.permute_dimensions"],
    signature: {
      tf: "transpose_v2(a, perm=None, conjugate=False)",
      "keras.backend.transpose": "x",
      "keras.backend.permute_dimensions": "x, pattern",
      ops: "x, axes=None",
    },
    gradientThrough: ["a", "x"],
    doc: "Axes in another order; reversed where none is given",
    compute: (call, x, order) => kernels.transpose(toTensor(x!, call.context), axes(order ?? null)),
  }),
  op({
    names: ["tf.linalg.matrix_transpose", "tf.linalg.adjoint"],
    signature: { tf: "a, name='matrix_transpose', conjugate=False", "tf.linalg.adjoint": "matrix" },
    gradientThrough: ["a", "matrix"],
    doc: "The last two axes exchanged",
    compute: (call, x) => {
      const tensor = toTensor(x!, call.context);
      return swapped(tensor, -1, -2);
    },
  }),
  op({
    names: ["keras.ops.swapaxes"],
    signature: "x, axis1, axis2",
    gradientThrough: ["x"],
    doc: "Two axes exchanged",
    compute: (call, x, one, other) => swapped(toTensor(x!, call.context), integer(one!), integer(other!)),
  }),
  op({
    names: ["keras.ops.moveaxis"],
    signature: "x, source, destination",
    gradientThrough: ["x"],
    doc: "Axes moved to other places",
    compute: (call, x, source, destination) => {
      const tensor = toTensor(x!, call.context);
      const rank = rankOf(tensor);
      const from = integers(source!).map((axis) => normalAxis(axis, rank));
      const to = integers(destination!).map((axis) => normalAxis(axis, rank));
      const order = [...Array(rank).keys()].filter((axis) => !from.includes(axis));
      const moves = from.map((axis, index) => [to[index]!, axis] as const).sort((a, b) => a[0] - b[0]);
      for (const [at, axis] of moves) order.splice(at, 0, axis);
      return kernels.transpose(tensor, order);
    },
  }),
  op({
    names: named("broadcast_to", "tf", "ops"),
    signature: { tf: "input, shape", ops: "x, shape" },
    gradientThrough: ["input", "x"],
    doc: "Repeated along axes of length 1 to a shape",
    compute: (call, x, to) => kernels.broadcastTo(toTensor(x!, call.context), shape(to!)),
  }),
  op({
    names: named("tile", "tf", "K", "ops"),
    signature: { tf: "input, multiples", K: "x, n", ops: "x, repeats" },
    gradientThrough: ["input", "x"],
    doc: "Copies beside one another",
    compute: (call, x, times) => {
      const tensor = toTensor(x!, call.context);
      const counts = integers(times!);
      if (call.library !== "ops") return kernels.tile(tensor, counts);
      const rank = Math.max(rankOf(tensor), counts.length);
      const ones = (count: number) => new Array<number>(count).fill(1);
      const full = kernels.reshape(tensor, [...ones(rank - rankOf(tensor)), ...shapeOf(tensor)]);
      return kernels.tile(full, [...ones(rank - counts.length), ...counts]);
    },
  }),
  op({
    names: ["tf.repeat", "keras.ops.repeat"],
    signature: { tf: "input, repeats, axis=None", ops: "x, repeats, axis=None" },
    gradientThrough: ["input", "x"],
    doc: "Each element several times",
    compute: (call, x, repeats, axis) => {
      const counts = integers(repeats!);
      const tensor = toTensor(x!, call.context);
      const flat = axis === null ? kernels.reshape(tensor, [-1]) : tensor;
      return kernels.repeat(flat, counts.length === 1 ? counts[0]! : counts, axis === null ? 0 : integer(axis!));
    },
  }),
  op({
    names: ["keras.backend.repeat"],
    signature: "x, n",
    gradientThrough: ["x"],
    doc: "Rows repeated along a new middle axis",
    compute: (call, x, n) => {
      const tensor = toTensor(x!, call.context);
      if (rankOf(tensor) !== 2)
        throw new PythonError("ValueError", `Expected input \`x\` to have rank 2. Received: rank(x)=${rankOf(tensor)}`);
      return kernels.tile(kernels.expandDims(tensor, 1), [1, integer(n!), 1]);
    },
  }),
  op({
    names: ["keras.backend.repeat_elements"],
    signature: "x, rep, axis",
    gradientThrough: ["x"],
    doc: "Each slice several times along an axis",
    compute: (call, x, times, axis) => kernels.repeat(toTensor(x!, call.context), integer(times!), integer(axis!)),
  }),
  op({
    names: ["tf.reverse", "keras.backend.reverse", "keras.ops.flip"],
    signature: { tf: "tensor, axis", K: "x, axes", ops: "x, axis=None" },
    gradientThrough: ["tensor", "x"],
    doc: "Backwards along axes",
    compute: (call, x, axis) => {
      const tensor = toTensor(x!, call.context);
      return kernels.reverse(tensor, axis === null ? [...Array(rankOf(tensor)).keys()] : integers(axis!));
    },
  }),
  op({
    names: ["tf.roll", "keras.ops.roll"],
    signature: { tf: "input, shift, axis", ops: "x, shift, axis=None" },
    gradientThrough: ["input", "x"],
    doc: "Moved along axes, what falls off coming in again",
    compute: (call, x, shift, axis) => {
      const tensor = toTensor(x!, call.context);
      if (axis !== null) return kernels.roll(tensor, integers(shift!), integers(axis!));
      return kernels.reshape(kernels.roll(kernels.reshape(tensor, [-1]), integers(shift!), [0]), [...shapeOf(tensor)]);
    },
  }),
  op({
    names: [...named("cast", "tf", "K", "ops"), "tf.dtypes.cast"],
    signature: "x, dtype",
    gradientThrough: ["x"],
    doc: "Another dtype; gradient only between floats",
    compute: (call, x, type) => castValue(call, x!, type!),
  }),
  op({
    names: [...named("saturate_cast", "tf", "ops"), "tf.dtypes.saturate_cast"],
    signature: { tf: "value, dtype", ops: "x, dtype" },
    gradientThrough: ["value", "x"],
    doc: "Another dtype, clipped to what it holds",
    compute: (call, x, type) => castValue(call, x!, type!),
  }),
  op({
    names: ["keras.backend.cast_to_floatx"],
    signature: "x",
    gradientThrough: ["x"],
    doc: "As float32",
    compute: (call, x) => castTo(toTensor(x!, call.context, isTensor(x!) ? undefined : "float32"), "float32"),
  }),
  op({
    names: ["tf.identity", "keras.ops.copy", "keras.backend.identity", "tf.ensure_shape", "tf.guarantee_const"],
    signature: { tf: "input", "tf.ensure_shape": "x, shape", ops: "x", K: "x" },
    gradientThrough: ["input", "x"],
    doc: "The tensor itself",
    compute: (call, x, expected) => {
      const tensor = toTensor(x!, call.context);
      if (call.name === "tf.ensure_shape") requireShape(tensor, expected!);
      return identity(tensor);
    },
  }),
  op({
    names: ["tf.stop_gradient", "keras.ops.stop_gradient", "keras.backend.stop_gradient"],
    signature: { tf: "input", ops: "variable", K: "variables" },
    doc: "The same values, with no gradient through them",
    compute: (call, x) => {
      const several = isTensor(x!) ? undefined : sequenceItems(x!);
      if (call.library === "K" && several)
        return { type: "list", items: several.map((each) => stopGradient(toTensor(each, call.context))) };
      return stopGradient(toTensor(x!, call.context));
    },
  }),
  op({
    names: ["tf.pad", "keras.ops.pad"],
    signature: {
      tf: "pad_v2(tensor, paddings, mode='CONSTANT', constant_values=0)",
      ops: "x, pad_width, mode='constant', constant_values=None",
    },
    gradientThrough: ["tensor", "x"],
    doc: "Room around a tensor, filled with a value or mirrored",
    compute: (call, x, widths, mode, value) => {
      const tensor = toTensor(x!, call.context);
      const fill = value === null || value === undefined ? 0 : Number(value as number);
      return kernels.pad(tensor, paddings(widths!, rankOf(tensor)), String(mode).toLowerCase() as "constant", fill);
    },
  }),
  op({
    names: ["tf.broadcast_dynamic_shape", "tf.broadcast_static_shape"],
    signature: "shape_x, shape_y",
    doc: "The shape of two tensors broadcast together",
    compute: (call, one, other) => {
      const result = broadcastShape(shape(one!), shape(other!));
      return call.name.includes("static") ? { type: "shape", dimensions: result } : shapeTensor(result);
    },
  }),
  op({
    names: ["keras.ops.diff"],
    signature: "a, n=1, axis=-1",
    gradientThrough: ["a"],
    doc: "Differences of neighbours along an axis",
    compute: (call, a, times, axis) => {
      let tensor = toTensor(a!, call.context);
      const at = normalAxis(integer(axis!), rankOf(tensor));
      for (let round = integer(times!); round > 0; round--) {
        const length = shapeOf(tensor)[at]!;
        tensor = arithmetic.subtract(part(tensor, at, 1, length), part(tensor, at, 0, length - 1));
      }
      return tensor;
    },
  }),
];

/** Positions `from` up to `to` of one axis. */
export function part(x: Tensor, axis: number, from: number, to: number): Tensor {
  const begin = shapeOf(x).map((_, index) => (index === axis ? from : 0));
  const size = shapeOf(x).map((length, index) => (index === axis ? to - from : length));
  return slice(x, begin, size);
}

function swapped(x: Tensor, one: number, other: number): Tensor {
  const rank = rankOf(x);
  const order = [...Array(rank).keys()];
  const [a, b] = [normalAxis(one, rank), normalAxis(other, rank)];
  order[a] = b;
  order[b] = a;
  return kernels.transpose(x, order);
}

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

function requireShape(x: Tensor, expected: Value): void {
  if (expected === null) return;
  const wanted = items(expected);
  const actual = shapeOf(x);
  const fits =
    wanted.length === actual.length && wanted.every((each, index) => each === null || integer(each) === actual[index]);
  if (fits) return;
  const text = (lengths: readonly (Value | number)[]) =>
    `[${lengths.map((each) => (each === null ? "?" : String(each))).join(",")}]`;
  throw new PythonError(
    "InvalidArgumentError",
    `Shape of tensor Input ${text(actual)} is not compatible with expected shape ${text(wanted)}. [Op:EnsureShape]`,
  );
}

export function broadcastShape(one: readonly number[], other: readonly number[]): number[] {
  const rank = Math.max(one.length, other.length);
  return Array.from({ length: rank }, (_, index) => {
    const a = one[index - rank + one.length] ?? 1;
    const b = other[index - rank + other.length] ?? 1;
    if (a !== b && a !== 1 && b !== 1)
      throw new PythonError("InvalidArgumentError", `Incompatible shapes: [${one.join(",")}] vs. [${other.join(",")}]`);
    return a === 1 ? b : a;
  });
}
