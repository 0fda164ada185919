/** NumPy's functions of shape. */

import { numpyResultType } from "../../dtype.ts";
import { PythonError, Unsupported } from "../../failure.ts";
import type { NdArray } from "../../interpreter/array-values.ts";
import { tuple } from "../../interpreter/dict.ts";
import { rankOf, shapeOf } from "../../tape/tape.ts";
import { array, mapArray, positions, requireRoom, stackArrays, stridesOf, toArray } from "../arrays/array.ts";
import { matmulArrays } from "../arrays/products.ts";
import { reshapeArray, transposeArray } from "../arrays/shaping.ts";
import { isArray, isScalar, isTensor } from "../calls/convert.ts";
import { type Operation, op } from "../calls/operation.ts";
import { integer, integers, items, shape } from "../calls/parameters.ts";

function concatenated(parts: readonly NdArray[], axis: number): NdArray {
  const first = parts[0];
  if (!first) throw new PythonError("ValueError", "need at least one array to concatenate");
  const rank = first.shape.length;
  const at = axis < 0 ? axis + rank : axis;
  requireRoom(parts.reduce((sum, part) => sum + part.data.length, 0));
  // The joined axis goes to the front, where joining is appending.
  const order = [at, ...[...Array(rank).keys()].filter((each) => each !== at)];
  const fronted = parts.map((part) => transposeArray(part, order));
  const inner = fronted[0]!.shape.slice(1);
  if (fronted.some((part) => part.shape.slice(1).join() !== inner.join()))
    throw new PythonError(
      "ValueError",
      "all the input array dimensions except for the concatenation axis must match exactly",
    );
  const dtype = parts.reduce((type, part) => numpyResultType(type, part.dtype), first.dtype);
  const length = fronted.reduce((sum, part) => sum + part.shape[0]!, 0);
  const joined = array(
    fronted.flatMap((part) => Array.from(part.data)),
    [length, ...inner],
    dtype,
  );
  const back = order.map((_, index) => order.indexOf(index));
  return transposeArray(joined, back);
}

function flipped(x: NdArray, axes: readonly number[]): NdArray {
  const strides = stridesOf(x.shape);
  const data = Array.from({ length: x.data.length }, (_, flat) => {
    let at = flat;
    for (const axis of axes) {
      const place = Math.floor(flat / strides[axis]!) % x.shape[axis]!;
      at += (x.shape[axis]! - 1 - 2 * place) * strides[axis]!;
    }
    return x.data[at]!;
  });
  return array(data, x.shape, x.dtype);
}

export const numpyShaping: readonly Operation[] = [
  op({
    names: ["numpy.reshape"],
    signature: "a, newshape",
    doc: "The same elements in another shape",
    compute: (call, a, to) => reshapeArray(toArray(a!, call.context), shape(to!)),
  }),
  op({
    names: ["numpy.transpose"],
    signature: "a, axes=None",
    doc: "Axes in another order",
    compute: (call, a, order) =>
      transposeArray(toArray(a!, call.context), order === null ? undefined : integers(order!)),
  }),
  op({
    names: ["numpy.ravel", "numpy.flatten"],
    signature: "a",
    doc: "All elements along one axis",
    compute: (call, a) => reshapeArray(toArray(a!, call.context), [-1]),
  }),
  op({
    names: ["numpy.squeeze"],
    signature: "a, axis=None",
    doc: "Without axes of length 1",
    compute: (call, a, axis) => {
      const given = toArray(a!, call.context);
      const rank = given.shape.length;
      const dropped = axis === null ? undefined : integers(axis!).map((each) => (each < 0 ? each + rank : each));
      if (dropped?.some((each) => given.shape[each] !== 1))
        throw new PythonError("ValueError", "cannot select an axis to squeeze out which has size not equal to one");
      return array(
        given.data,
        given.shape.filter((length, at) => (dropped ? !dropped.includes(at) : length !== 1)),
        given.dtype,
      );
    },
  }),
  op({
    names: ["numpy.expand_dims"],
    signature: "a, axis",
    doc: "A new axis of length 1",
    compute: (call, a, axis) => {
      const given = toArray(a!, call.context);
      const at = integer(axis!);
      const to = [...given.shape];
      to.splice(at < 0 ? at + to.length + 1 : at, 0, 1);
      return array(given.data, to, given.dtype);
    },
  }),
  op({
    names: ["numpy.concatenate"],
    signature: "arrays, axis=0",
    doc: "Arrays one after another along an axis",
    compute: (call, arrays, axis) =>
      concatenated(
        items(arrays!).map((each) => toArray(each, call.context)),
        integer(axis!),
      ),
  }),
  op({
    names: ["numpy.stack"],
    signature: "arrays, axis=0",
    doc: "Arrays along a new axis",
    compute: (call, arrays, axis) => {
      const stacked = stackArrays(items(arrays!).map((each) => toArray(each, call.context)));
      const rank = stacked.shape.length;
      const at = integer(axis!) < 0 ? integer(axis!) + rank : integer(axis!);
      const order = [...Array(rank - 1).keys()].map((each) => each + 1);
      order.splice(at, 0, 0);
      return transposeArray(stacked, order);
    },
  }),
  op({
    names: ["numpy.broadcast_to"],
    signature: "array, shape",
    doc: "Repeated along axes of length 1 to a shape",
    compute: (call, given, to) => {
      const from = toArray(given!, call.context);
      const lengths = shape(to!);
      return array(
        Array.from(positions(from.shape, lengths), (at) => from.data[at]!),
        lengths,
        from.dtype,
      );
    },
  }),
  op({
    names: ["numpy.repeat"],
    signature: "a, repeats, axis=None",
    doc: "Each element several times",
    compute: (call, a, repeats, axis) => {
      const given = toArray(a!, call.context);
      const flat = axis === null ? reshapeArray(given, [-1]) : given;
      const at = axis === null ? 0 : integer(axis!);
      const order = [
        at < 0 ? at + flat.shape.length : at,
        ...[...Array(flat.shape.length).keys()].filter((each) => each !== (at < 0 ? at + flat.shape.length : at)),
      ];
      const fronted = transposeArray(flat, order);
      const width = fronted.data.length / fronted.shape[0]!;
      const counts = integers(repeats!);
      const times = (row: number): number => (counts.length === 1 ? counts[0]! : counts[row]!);
      const total = counts.length === 1 ? counts[0]! * fronted.shape[0]! : counts.reduce((sum, each) => sum + each, 0);
      requireRoom(total * width);
      const data: number[] = [];
      for (let row = 0; row < fronted.shape[0]!; row++)
        for (let time = 0; time < times(row); time++)
          for (let at = row * width; at < (row + 1) * width; at++) data.push(fronted.data[at]!);
      const made = array(data, [data.length / width, ...fronted.shape.slice(1)], given.dtype);
      return transposeArray(
        made,
        order.map((_, index) => order.indexOf(index)),
      );
    },
  }),
  op({
    names: ["numpy.tile"],
    signature: "A, reps",
    doc: "Copies beside one another",
    compute: (call, a, reps) => {
      let result = toArray(a!, call.context);
      const counts = integers(reps!);
      const rank = Math.max(result.shape.length, counts.length);
      result = reshapeArray(result, [...new Array<number>(rank - result.shape.length).fill(1), ...result.shape]);
      requireRoom(result.data.length, ...counts);
      for (const [index, count] of counts.entries())
        result = concatenated(new Array<NdArray>(count).fill(result), index + rank - counts.length);
      return result;
    },
  }),
  op({
    names: ["numpy.flip"],
    signature: "m, axis=None",
    doc: "Backwards along axes",
    compute: (call, m, axis) => {
      const given = toArray(m!, call.context);
      const rank = given.shape.length;
      return flipped(
        given,
        axis === null ? [...Array(rank).keys()] : integers(axis!).map((each) => (each < 0 ? each + rank : each)),
      );
    },
  }),
  op({
    names: ["numpy.sort"],
    signature: "a",
    doc: "Sorted along the last axis",
    compute: (call, a) => {
      const given = toArray(a!, call.context);
      const width = given.shape.at(-1) ?? 1;
      const data: number[] = [];
      for (let from = 0; from < given.data.length; from += width)
        for (const value of Array.from(given.data.slice(from, from + width)).sort((x, y) =>
          Number.isNaN(x) ? 1 : Number.isNaN(y) ? -1 : x - y,
        ))
          data.push(value);
      return array(data, given.shape, given.dtype);
    },
  }),
  op({
    names: ["numpy.shape"],
    signature: "a",
    doc: "The shape as a tuple",
    // A tensor's own `shape` is asked for first: none of its values are read.
    compute: (call, a) =>
      isTensor(a!)
        ? { type: "shape", dimensions: [...shapeOf(a)] }
        : tuple(toArray(a!, call.context).shape.map(BigInt)),
  }),
  op({
    names: ["numpy.ndim"],
    signature: "a",
    doc: "The number of axes",
    compute: (call, a) => BigInt(isTensor(a!) ? rankOf(a) : toArray(a!, call.context).shape.length),
  }),
  op({
    names: ["numpy.isscalar"],
    signature: "element",
    doc: "Whether something is a number or a text by itself",
    compute: (_call, element) => {
      // A NumPy number is one, an array of no axes is not, and both are the same here.
      if (isArray(element!) && element.shape.length === 0)
        throw new Unsupported("`np.isscalar` of an array of no axes is not evaluated");
      return isScalar(element!) || typeof element === "string";
    },
  }),
  op({
    names: ["numpy.size"],
    signature: "a",
    doc: "The number of elements",
    compute: (call, a) => BigInt(toArray(a!, call.context).data.length),
  }),
  op({
    names: ["numpy.matmul", "numpy.dot"],
    signature: "a, b",
    doc: "Matrix product",
    compute: (call, a, b) => {
      const [one, other] = [toArray(a!, call.context), toArray(b!, call.context)];
      if (one.shape.length === 0) return mapArray(other, (value) => value * one.data[0]!);
      if (other.shape.length === 0) return mapArray(one, (value) => value * other.data[0]!);
      return matmulArrays(one, other);
    },
  }),
  op({
    names: ["numpy.triu_indices", "numpy.tril_indices"],
    signature: "n, k=0, m=None",
    doc: "Rows and columns of a matrix's upper or lower triangle",
    compute: (call, n, k, m) => {
      const [height, width] = [integer(n!), m === null ? integer(n!) : integer(m!)];
      const isUpper = call.name.endsWith("triu_indices");
      requireRoom(height, width);
      const rows: number[] = [];
      const columns: number[] = [];
      for (let row = 0; row < height; row++)
        for (let column = 0; column < width; column++) {
          const distance = column - row - integer(k!);
          if (isUpper ? distance < 0 : distance > 0) continue;
          rows.push(row);
          columns.push(column);
        }
      return tuple([rows, columns].map((places) => array(places, [places.length], "int64")));
    },
  }),
  op({
    names: ["numpy.outer"],
    signature: "a, b",
    doc: "All products of two vectors' elements",
    compute: (call, a, b) =>
      matmulArrays(reshapeArray(toArray(a!, call.context), [-1, 1]), reshapeArray(toArray(b!, call.context), [1, -1])),
  }),
];
