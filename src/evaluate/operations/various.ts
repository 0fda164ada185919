/** Functions that few losses use, composed from other rows' kernels. */

import { readNumbers } from "../backend.ts";
import { isFloating } from "../dtype.ts";
import { PythonError, Unsupported } from "../failure.ts";
import { list, tuple } from "../interpreter/dict.ts";
import * as arithmetic from "../kernels/arithmetic.ts";
import * as comparison from "../kernels/comparison.ts";
import { cast, fill, onesLike, zerosLike } from "../kernels/create.ts";
import { diag, diagPart } from "../kernels/diagonal.ts";
import * as gather from "../kernels/gather.ts";
import { concat, split, unstack } from "../kernels/join.ts";
import { logaddexp } from "../kernels/logarithms.ts";
import { matmul } from "../kernels/matmul.ts";
import * as reduction from "../kernels/reduction.ts";
import { cumprod, cumsum } from "../kernels/scan.ts";
import { unsortedSegment } from "../kernels/segment.ts";
import { broadcastTo, expandDims, reshape, reverse, transpose } from "../kernels/shape.ts";
import { sort } from "../kernels/sort.ts";
import { lgamma, ndtri } from "../kernels/special.ts";
import { fft, rfft } from "../kernels/spectral.ts";
import * as unary from "../kernels/unary.ts";
import { constant, rankOf, shapeOf, stopGradient } from "../tape.ts";
import type { Tensor } from "../tensor.ts";
import type { Value } from "../values.ts";
import { constantLike } from "./constants.ts";
import { isTensor, toTensor } from "./convert.ts";
import { finite } from "./elementwise-ops.ts";
import { indicesOf } from "./gathering.ts";
import { array, unreadable } from "./numpy/array.ts";
import { castTo, eagerOperands, floating, promotedOperands, requireFloat } from "./operands.ts";
import { type Call, type Operation, op } from "./operation.ts";
import { axes, dtype, flag, integer, integers, items, scalar, shape } from "./parameters.ts";
import { normalAxis, part } from "./shaping.ts";
import { subscript } from "./subscript.ts";

function readAsArray(call: Call, value: Value): Value {
  if (!isTensor(value)) return value;
  call.context.note(unreadable);
  return array(readNumbers(value), shapeOf(value), value.dtype);
}

const bitwise = [
  ["and", comparison.bitwiseAnd],
  ["or", comparison.bitwiseOr],
  ["xor", comparison.bitwiseXor],
] as const;

/** Parts of nearly equal length, as NumPy splits. */
function nearlyEqual(x: Tensor, count: number, axis: number): Tensor[] {
  const length = shapeOf(x)[axis]!;
  const sizes = Array.from({ length: count }, (_, at) => Math.floor(length / count) + (at < length % count ? 1 : 0));
  return split(x, sizes, axis);
}

function trapezoids(y: Tensor, x: Tensor | undefined, width: number, axis: number): Tensor {
  const at = normalAxis(axis, rankOf(y));
  const length = shapeOf(y)[at]!;
  const heights = arithmetic.add(part(y, at, 1, length), part(y, at, 0, length - 1));
  const half = constantLike(0.5, y);
  if (!x) return reduction.sum(arithmetic.multiply(arithmetic.multiply(heights, half), constantLike(width, y)), at);
  const own = rankOf(x) - 1;
  const steps = arithmetic.subtract(part(x, own, 1, shapeOf(x)[own]!), part(x, own, 0, shapeOf(x)[own]! - 1));
  return reduction.sum(arithmetic.multiply(arithmetic.multiply(steps, heights), half), at);
}

/**
 * As Keras 3 computes it: its threshold sums the running sums, where Martins and Astudillo (2016) take the last one,
 * so its result is not the projection on the probabilities.
 */
function sparsemaxOf(x: Tensor, axis: number): Tensor {
  const at = normalAxis(axis, rankOf(x));
  const length = shapeOf(x)[at]!;
  const sorted = sort(x, at, true);
  const sums = cumsum(sorted, at);
  const ranks = constant(
    Array.from({ length }, (_, index) => index + 1),
    shapeOf(x).map((_, index) => (index === at ? length : 1)),
    x.dtype,
  );
  const one = constantLike(1, x);
  const excess = arithmetic.subtract(sorted, arithmetic.divide(arithmetic.subtract(sums, one), ranks));
  const isIn = comparison.greater(excess, constantLike(0, x));
  const count = reduction.sum(cast(isIn, x.dtype), at, true);
  const total = reduction.sum(comparison.select(isIn, sums, constantLike(0, x)), at, true);
  const threshold = arithmetic.divide(arithmetic.subtract(total, one), count);
  return arithmetic.maximum(arithmetic.subtract(x, threshold), constantLike(0, x));
}

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

function complexParts(call: Call, x: Value): { real: Tensor; imaginary: Tensor } {
  const parts = isTensor(x) ? [x] : items(x);
  if (parts.length !== 2)
    throw new PythonError("ValueError", "Input `x` should be a tuple of two tensors - real and imaginary.");
  return { real: floating(call, "Complex", parts[0]!), imaginary: floating(call, "Complex", parts[1]!) };
}

export const various: readonly Operation[] = [
  op({
    names: ["keras.backend.eval", "keras.backend.get_value", "keras.ops.convert_to_numpy"],
    signature: "x",
    doc: "The values as a NumPy array, cut off from the gradient",
    compute: (call, x) => readAsArray(call, x!),
  }),
  op({
    names: ["keras.backend.batch_get_value"],
    signature: "tensors",
    doc: "The values of several tensors as NumPy arrays",
    compute: (call, tensors) => list(items(tensors!).map((each) => readAsArray(call, each))),
  }),
  op({
    names: ["tf.get_static_value"],
    signature: "constant_value(tensor, partial=False)",
    doc: "The values as a NumPy array",
    compute: (call, x) => readAsArray(call, x!),
  }),
  op({
    names: ["tf.as_dtype", "tf.dtypes.as_dtype"],
    signature: "type_value",
    doc: "A dtype by its name",
    compute: (_call, type) => ({ type: "dtype", dtype: dtype(type!, "float32") }),
  }),
  op({
    names: ["keras.ops.empty", "keras.ops.empty_like"],
    signature: { "keras.ops.empty": "shape, dtype=None", "keras.ops.empty_like": "x, dtype=None" },
    doc: "A tensor of zeros",
    compute: (call, x, type) => {
      if (call.name.endsWith("like"))
        return zerosLike(toTensor(x!, call.context), dtype(type!, toTensor(x!, call.context).dtype));
      return fill(shape(x!), 0, dtype(type!, "float32"));
    },
  }),
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
  op({
    names: ["tf.realdiv"],
    signature: "x, y",
    gradientThrough: ["x", "y"],
    doc: "x / y of floats",
    compute: (call, x, y) => {
      const [left, right] = eagerOperands(call, "RealDiv", [x!, y!]) as [Tensor, Tensor];
      return arithmetic.divide(requireFloat("RealDiv", left), right);
    },
  }),
  op({
    names: ["keras.ops.logaddexp2"],
    signature: "x1, x2",
    gradientThrough: ["x1", "x2"],
    doc: "log2(2^x1 + 2^x2)",
    compute: (call, x, y) => {
      const [left, right] = promotedOperands(call, [x!, y!], ["float"]) as [Tensor, Tensor];
      const ln2 = constantLike(Math.LN2, left);
      return arithmetic.divide(logaddexp(arithmetic.multiply(left, ln2), arithmetic.multiply(right, ln2)), ln2);
    },
  }),
  op({
    names: ["keras.ops.allclose"],
    signature: "x1, x2, rtol=1e-05, atol=1e-08, equal_nan=False",
    doc: "Whether all elements are nearly equal",
    compute: (call, x, y, rtol, atol, equalNaN) => {
      if (flag(equalNaN!)) throw new Unsupported("`allclose` with `equal_nan` is not evaluated");
      const [left, right] = promotedOperands(call, [x!, y!], ["float"]) as [Tensor, Tensor];
      const bound = arithmetic.add(
        constantLike(scalar(atol!), left),
        arithmetic.multiply(constantLike(scalar(rtol!), left), unary.abs(right)),
      );
      return reduction.all(comparison.lessEqual(unary.abs(arithmetic.subtract(left, right)), bound));
    },
  }),
  op({
    names: ["keras.ops.array_split", "keras.ops.hsplit", "keras.ops.vsplit"],
    signature: {
      "keras.ops.array_split": "x, indices_or_sections, axis=0",
      "keras.ops.hsplit": "x, indices_or_sections",
      "keras.ops.vsplit": "x, indices_or_sections",
    },
    gradientThrough: ["x"],
    doc: "Parts along an axis, as a list",
    compute: (call, x, sections, axis) => {
      const given = toTensor(x!, call.context);
      const along = call.name.endsWith("hsplit")
        ? Math.min(1, rankOf(given) - 1)
        : call.name.endsWith("vsplit")
          ? 0
          : integer(axis!);
      const at = normalAxis(along, rankOf(given));
      if (call.name.endsWith("array_split") && typeof sections !== "bigint")
        throw new PythonError("TypeError", "Argument `indices_or_sections` must be of type `int`.");
      if (typeof sections === "bigint") return list(nearlyEqual(given, Number(sections), at));
      const bounds = [0, ...integers(sections!), shapeOf(given)[at]!];
      return list(
        split(
          given,
          bounds.slice(1).map((bound, index) => bound - bounds[index]!),
          at,
        ),
      );
    },
  }),
  op({
    names: ["keras.ops.fliplr", "keras.ops.flipud"],
    signature: "x",
    gradientThrough: ["x"],
    doc: "Mirrored along the second or the first axis",
    compute: (call, x) => reverse(toTensor(x!, call.context), call.name.endsWith("fliplr") ? 1 : 0),
  }),
  op({
    names: ["keras.ops.rot90", "tf.image.rot90"],
    signature: { ops: "array, k=1, axes=(0, 1)", tf: "image, k=1" },
    gradientThrough: ["array", "image"],
    doc: "Turned by quarter turns",
    compute: (call, x, turns, along) => {
      const given = toTensor(x!, call.context);
      const first = rankOf(given) === 4 ? 1 : 0;
      const [a, b] =
        call.library === "ops" ? integers(along!).map((axis) => normalAxis(axis, rankOf(given))) : [first, first + 1];
      const order = shapeOf(given).map((_, axis) => (axis === a ? b! : axis === b ? a! : axis));
      switch (((integer(turns!) % 4) + 4) % 4) {
        case 1:
          return transpose(reverse(given, b!), order);
        case 2:
          // Keras 3's own half turn mixes the elements up; whoever calls it wants to know, not to see that.
          if (call.library === "ops") throw new Unsupported("`keras.ops.rot90` by a half turn is not evaluated");
          return reverse(given, [a!, b!]);
        case 3:
          return reverse(transpose(given, order), b!);
        default:
          return given;
      }
    },
  }),
  op({
    names: ["keras.ops.dstack"],
    signature: "xs",
    gradientThrough: ["xs"],
    doc: "Tensors along the third axis",
    compute: (call, xs) => {
      const parts = promotedOperands(call, items(xs!)).map((each) => {
        if (rankOf(each) === 1) return reshape(each, [1, -1, 1]);
        return rankOf(each) === 2 ? expandDims(each, -1) : each;
      });
      return concat(parts, 2);
    },
  }),
  op({
    names: ["keras.ops.isin"],
    signature: "x1, x2, assume_unique=False, invert=False",
    doc: "Whether each element is among others",
    compute: (call, x, others, _unique, invert) => {
      const [left, right] = promotedOperands(call, [x!, others!]) as [Tensor, Tensor];
      const hits = comparison.equal(expandDims(left, -1), reshape(right, [-1]));
      const found = reduction.any(hits, -1);
      return flag(invert!) ? comparison.logicalNot(found) : found;
    },
  }),
  op({
    names: ["keras.ops.nonzero"],
    signature: "x",
    doc: "Indices of what is not zero, one tensor for each axis",
    compute: (call, x) =>
      list(unstack(cast(comparison.whereIndices(castTo(toTensor(x!, call.context), "bool")), "int32"), 1)),
  }),
  op({
    names: ["keras.ops.select"],
    signature: "condlist, choicelist, default=0",
    gradientThrough: ["choicelist", "default"],
    doc: "The value of the first true condition, element by element",
    compute: (call, conditions, choices, otherwise) => {
      const [rest, ...values] = promotedOperands(call, [otherwise!, ...items(choices!)]) as [Tensor, ...Tensor[]];
      const tests = items(conditions!).map((each) => castTo(toTensor(each, call.context), "bool"));
      return tests.reduceRight((result, test, at) => comparison.select(test, values[at]!, result), rest);
    },
  }),
  op({
    names: ["keras.ops.trapezoid"],
    signature: "y, x=None, dx=1.0, axis=-1",
    gradientThrough: ["y", "x"],
    doc: "Integral by the trapezoidal rule",
    compute: (call, y, x, width, axis) => {
      const heights = floating(call, "Mul", y!);
      const places = x === null ? undefined : castTo(toTensor(x!, call.context), heights.dtype);
      if (places && rankOf(places) !== 1 && rankOf(places) !== rankOf(heights))
        throw new Unsupported("`trapezoid` with places of another shape is not evaluated");
      return trapezoids(heights, places, scalar(width!), integer(axis!));
    },
  }),
  op({
    names: ["keras.ops.sparsemax"],
    signature: "x, axis=-1",
    gradientThrough: ["x"],
    doc: "Like softmax, with exact zeros",
    compute: (call, x, axis) => sparsemaxOf(requireFloat("Sub", toTensor(x!, call.context)), integer(axis!)),
  }),
  op({
    names: ["keras.ops.nancumsum", "keras.ops.nancumprod"],
    signature: "x, axis=None, dtype=None",
    gradientThrough: ["x"],
    doc: "Running sums or products, NaN counting as nothing",
    compute: (call, x, axis, type) => {
      const given = toTensor(x!, call.context);
      if (!isFloating(given.dtype)) throw new Unsupported(`\`${call.name}\` of whole numbers is not evaluated`);
      const isSum = call.name.endsWith("sum");
      const clean = castTo(finite(given, isSum ? 0 : 1), dtype(type!, given.dtype));
      const flat = axis === null ? reshape(clean, [-1]) : clean;
      return (isSum ? cumsum : cumprod)(flat, axis === null ? 0 : integer(axis!));
    },
  }),
  op({
    names: ["keras.ops.get_item"],
    signature: "x, key",
    gradientThrough: ["x"],
    doc: "x[key]",
    compute: (call, x, key) => subscript(toTensor(x!, call.context), key!, call.context),
  }),
  op({
    names: ["keras.ops.diagflat"],
    signature: "x, k=0",
    gradientThrough: ["x"],
    doc: "A diagonal matrix of all elements",
    compute: (call, x, k) => diag(reshape(toTensor(x!, call.context), [-1]), integer(k!)),
  }),
  op({
    names: ["keras.ops.corrcoef"],
    signature: "x",
    gradientThrough: ["x"],
    doc: "Correlations of rows",
    compute: (call, x) => {
      const given = floating(call, "Mul", x!);
      const rows = rankOf(given) === 1 ? expandDims(given, 0) : given;
      if (rankOf(rows) !== 2) throw new Unsupported("`corrcoef` of more than two axes is not evaluated");
      const centered = arithmetic.subtract(rows, reduction.mean(rows, -1, true));
      const count = constantLike(shapeOf(rows)[1]! - 1, rows);
      const covariance = arithmetic.divide(matmul(centered, transpose(centered)), count);
      const deviations = unary.sqrt(diagPart(covariance));
      const product = arithmetic.multiply(expandDims(deviations, 1), expandDims(deviations, 0));
      const correlation = arithmetic.divide(covariance, product);
      return rankOf(given) === 1 ? reshape(correlation, []) : correlation;
    },
  }),
  op({
    names: ["keras.ops.fft"],
    signature: "x",
    gradientThrough: ["x"],
    doc: "Fourier transform of a pair of real and imaginary parts",
    compute: (call, x) => {
      const { real, imaginary } = fft(complexParts(call, x!));
      return tuple([real, imaginary]);
    },
  }),
  op({
    names: ["keras.ops.rfft"],
    signature: "x, fft_length=None",
    gradientThrough: ["x"],
    doc: "Fourier transform of reals, as real and imaginary parts",
    compute: (call, x, length) => {
      if (length !== null) throw new Unsupported("`rfft` of another length is not evaluated");
      const { real, imaginary } = rfft(floating(call, "RFFT", x!));
      return tuple([real, imaginary]);
    },
  }),
  op({
    names: ["tf.clip_by_global_norm"],
    signature: "t_list, clip_norm, use_norm=None",
    gradientThrough: ["t_list"],
    doc: "Tensors scaled down to a norm of all together, and that norm",
    compute: (call, given, limit, known) => {
      const parts = items(given!).map((each) => toTensor(each, call.context));
      const first = parts[0]!;
      const norm =
        known === null
          ? unary.sqrt(arithmetic.addN(parts.map((each) => reduction.sum(unary.square(each)))))
          : toTensor(known!, call.context, first.dtype);
      const bound = toTensor(limit!, call.context, first.dtype);
      const scale = arithmetic.multiply(
        bound,
        arithmetic.minimum(unary.reciprocal(norm), arithmetic.divide(constantLike(1, first), bound)),
      );
      return tuple([list(parts.map((each) => arithmetic.multiply(each, scale))), norm]);
    },
  }),
  op({
    names: ["tf.shape_n"],
    signature: "input, out_type=tf.int32",
    doc: "The shapes of several tensors, as tensors",
    compute: (call, given) =>
      list(
        items(given!).map((each) => {
          const lengths = shapeOf(toTensor(each, call.context));
          return constant(lengths, [lengths.length], "int32");
        }),
      ),
  }),
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
    names: ["tf.math.polyval"],
    signature: "coeffs, x",
    gradientThrough: ["coeffs", "x"],
    doc: "A polynomial's value, by Horner's rule",
    compute: (call, coefficients, x) => {
      const given = toTensor(x!, call.context);
      return items(coefficients!)
        .map((each) => toTensor(each, call.context, given.dtype))
        .reduce((sum, each) => arithmetic.add(each, arithmetic.multiply(sum, given)), zerosLike(given));
    },
  }),
  op({
    names: ["tf.math.lbeta"],
    signature: "x",
    gradientThrough: ["x"],
    doc: "Logarithm of the beta function along the last axis",
    compute: (call, x) => {
      const given = requireFloat("Lgamma", toTensor(x!, call.context));
      return arithmetic.subtract(reduction.sum(lgamma(given), -1), lgamma(reduction.sum(given, -1)));
    },
  }),
  op({
    names: ["tf.math.ndtri"],
    signature: "x",
    gradientThrough: ["x"],
    doc: "Inverse of the normal distribution",
    compute: (call, x) => ndtri(requireFloat("Ndtri", toTensor(x!, call.context))),
  }),
  op({
    names: ["tf.math.unsorted_segment_sqrt_n"],
    signature: "data, segment_ids, num_segments",
    gradientThrough: ["data"],
    doc: "Sums of groups over the square root of their size",
    compute: (call, data, ids, count) => {
      const given = toTensor(data!, call.context);
      const groups = indicesOf(call, ids!);
      const number = integer(count!);
      const sizes = unsortedSegment("sum", onesLike(cast(groups, given.dtype)), groups, number);
      const extra = new Array<number>(rankOf(given) - rankOf(groups)).fill(1);
      const bound = arithmetic.maximum(reshape(sizes, [number, ...extra]), constantLike(1, given));
      return arithmetic.divide(unsortedSegment("sum", given, groups, number), unary.sqrt(bound));
    },
  }),
  op({
    names: ["tf.nn.weighted_moments"],
    signature: "weighted_moments_v2(x, axes, frequency_weights, keepdims=False)",
    gradientThrough: ["x", "frequency_weights"],
    doc: "Weighted mean and variance",
    compute: (call, x, along, weights, keepdims) => {
      const given = requireFloat("Mul", toTensor(x!, call.context));
      const shares = broadcastTo(toTensor(weights!, call.context, given.dtype), shapeOf(given));
      const all = axes(along!);
      const total = reduction.sum(shares, all, true);
      const center = arithmetic.divide(reduction.sum(arithmetic.multiply(given, shares), all, true), total);
      const squares = arithmetic.multiply(shares, arithmetic.squaredDifference(given, stopGradient(center)));
      const spread = arithmetic.divide(reduction.sum(squares, all, true), total);
      if (flag(keepdims!)) return tuple([center, spread]);
      return tuple([reduction.sum(center, all), reduction.sum(spread, all)]);
    },
  }),
  op({
    names: ["tf.debugging.assert_shapes"],
    signature: "assert_shapes_v2(shapes, data=None, summarize=None, message=None)",
    doc: "Fails unless tensors have the given shapes",
    compute: (call, pairs) => {
      const known = new Map<string, number>();
      for (const pair of items(pairs!)) {
        const [x, wanted] = items(pair);
        const lengths = shapeOf(toTensor(x!, call.context));
        const expected = items(wanted!);
        const fits =
          expected.length === lengths.length && expected.every((each, axis) => matches(each, lengths[axis]!, known));
        if (!fits)
          throw new PythonError("ValueError", `Specified explicitly.  Tensor has shape (${lengths.join(", ")})`);
      }
      return null;
    },
  }),
  op({
    names: ["tf.debugging.enable_check_numerics", "tf.debugging.disable_check_numerics"],
    signature: {
      "tf.debugging.enable_check_numerics": "stack_height_limit=30, path_length_limit=50",
      "tf.debugging.disable_check_numerics": "",
    },
    doc: "Nothing here",
    compute: () => null,
  }),
];

/** A length, a name that must mean the same everywhere, or None. */
function matches(wanted: Value, length: number, known: Map<string, number>): boolean {
  if (wanted === null || wanted === ".") return true;
  if (typeof wanted !== "string") return integer(wanted) === length;
  const before = known.get(wanted);
  known.set(wanted, length);
  return before === undefined || before === length;
}
