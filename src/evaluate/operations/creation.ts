/** Tensors from numbers: constants, zeros, ranges, identity matrices. */

import { isFloating } from "../dtype.ts";
import type { DType } from "../evaluation.ts";
import { PythonError } from "../failure.ts";
import type { Value } from "../interpreter/values.ts";
import * as create from "../kernels/create.ts";
import { broadcastTo, reshape } from "../kernels/shape.ts";
import { constant, shapeOf, sizeOf } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { isArray, isScalar, isTensor, noteNarrowed, toTensor } from "./calls/convert.ts";
import { named } from "./calls/names.ts";
import { castTo } from "./calls/operands.ts";
import { type Call, type Operation, op } from "./calls/operation.ts";
import { dtype, integer, scalar, shape } from "./calls/parameters.ts";
import { asVariable } from "./calls/variables.ts";

/** `tf.constant` and its kin: a tensor is refused another dtype, not cast. */
function converted(call: Call, value: Value, type: DType | undefined): Tensor {
  const tensor = toTensor(value, call.context, type);
  if (type !== undefined && tensor.dtype !== type)
    throw new PythonError(
      "ValueError",
      `Tensor conversion requested dtype ${type} for Tensor with dtype ${tensor.dtype}`,
    );
  noteNarrowed(tensor.dtype, call.context);
  return tensor;
}

/** `keras.ops.convert_to_tensor` casts where TensorFlow refuses. */
function convertedByOps(call: Call, value: Value, type: DType | undefined): Tensor {
  if (type === undefined) return converted(call, value, undefined);
  noteNarrowed(type, call.context);
  if (isTensor(value) || isArray(value)) return castTo(toTensor(value, call.context), type);
  const isTruncated = typeof value === "number" && !isFloating(type);
  return isTruncated ? castTo(toTensor(value, call.context), type) : toTensor(value, call.context, type);
}

function variable(call: Call, value: Value, type: DType | undefined): Tensor {
  call.context.note("A variable made inside a loss starts anew with each call here");
  return asVariable(converted(call, value, type));
}

function filled(call: Call, lengths: Value, value: number, type: DType): Tensor {
  noteNarrowed(type, call.context);
  return create.fill(shape(lengths), value, type);
}

/** int32 unless a bound is a float; the bounds' own dtype where they are tensors. */
function rangeType(bounds: readonly Value[]): DType {
  const tensor = bounds.find(isTensor);
  const array = bounds.find(isArray);
  if (tensor)
    return bounds.some((bound) => typeof bound === "number") && !isFloating(tensor.dtype) ? "float32" : tensor.dtype;
  if (array) return array.dtype;
  return bounds.some((bound) => typeof bound === "number") ? "float32" : "int32";
}

function ranged(call: Call, start: Value, stop: Value, step: Value, type: DType | undefined): Tensor {
  const [from, to] = stop === null ? [0n, start] : [start, stop];
  const chosen = type ?? rangeType([from, to, step]);
  noteNarrowed(chosen, call.context);
  return create.range(scalar(from), scalar(to), scalar(step), chosen);
}

const zerosAndOnes = (name: "zeros" | "ones", value: number): Operation[] => [
  op({
    names: named(name, "tf", "K", "ops"),
    signature: { tf: "shape, dtype=tf.float32", K: "shape, dtype=None, name=None", ops: "shape, dtype=None" },
    doc: `A tensor of ${name}`,
    compute: (call, lengths, type) => filled(call, lengths!, value, dtype(type!, "float32")),
  }),
  op({
    names: named(`${name}_like`, "tf", "K", "ops"),
    signature: {
      tf: `${name}_like_v2(input, dtype=None, name=None, layout=None)`,
      K: "x, dtype=None, name=None",
      ops: "x, dtype=None",
    },
    doc: `As many ${name} as a tensor has elements`,
    compute: (call, x, type) => {
      const tensor = toTensor(x!, call.context);
      return create.fill(shapeOf(tensor), value, dtype(type!, tensor.dtype));
    },
  }),
];

export const creation: readonly Operation[] = [
  op({
    names: ["tf.constant", "keras.backend.constant"],
    signature: { tf: "value, dtype=None, shape=None, name='Const'", K: "value, dtype=None, shape=None, name=None" },
    doc: "A tensor of given numbers",
    compute: (call, value, type, lengths) => {
      const wanted = dtype(type!, call.library === "K" ? "float32" : undefined);
      const tensor = converted(call, value!, wanted);
      if (lengths === null) return tensor;
      const to = shape(lengths!);
      return sizeOf(tensor) === 1 ? broadcastTo(reshape(tensor, []), to) : reshape(tensor, to);
    },
  }),
  op({
    names: ["tf.convert_to_tensor", "keras.backend._to_tensor"],
    signature: { tf: "convert_to_tensor_v2_with_dispatch(value, dtype=None, dtype_hint=None)", K: "x, dtype" },
    doc: "A tensor of numbers, lists or arrays; a tensor stays itself",
    compute: (call, value, type) => converted(call, value!, dtype(type!)),
  }),
  op({
    names: ["keras.ops.convert_to_tensor", "keras.ops.array"],
    signature: {
      "keras.ops.convert_to_tensor": "x, dtype=None, sparse=None, ragged=None",
      "keras.ops.array": "x, dtype=None",
    },
    doc: "A tensor of numbers, lists or arrays, cast to a dtype where one is given",
    compute: (call, x, type) => convertedByOps(call, x!, dtype(type!)),
  }),
  op({
    names: ["tf.Variable", "keras.backend.variable", "keras.Variable"],
    signature: {
      tf: "initial_value=None, trainable=None, validate_shape=True, caching_device=None, name=None, variable_def=None, dtype=None, import_scope=None, constraint=None, synchronization=None, aggregation=None, shape=None",
      K: "value, dtype=None, name=None, constraint=None",
      keras:
        "initializer, shape=None, dtype=None, trainable=True, autocast=True, aggregation='none', synchronization='auto', name=None",
    },
    doc: "A variable: here a constant that starts anew with each call",
    compute: (call, ...args) => {
      if (call.library === "K") return variable(call, args[0]!, dtype(args[1]!, "float32"));
      if (call.library === "keras")
        return asVariable(castTo(variable(call, args[0]!, undefined), dtype(args[2]!, "float32")));
      return variable(call, args[0]!, dtype(args[6]!));
    },
  }),
  ...zerosAndOnes("zeros", 0),
  ...zerosAndOnes("ones", 1),
  op({
    names: ["tf.fill", "keras.ops.full"],
    signature: { tf: "dims, value", ops: "shape, fill_value, dtype=None" },
    doc: "A tensor of one value",
    compute: (call, lengths, value, type) => {
      const isOps = call.library === "ops";
      const wanted = isOps ? dtype(type!, "float32") : undefined;
      const single =
        isScalar(value!) && isOps ? constant(Number(value), [], wanted!) : toTensor(value!, call.context, wanted);
      return broadcastTo(castTo(single, wanted ?? single.dtype), shape(lengths!));
    },
  }),
  op({
    names: ["keras.ops.full_like"],
    signature: "x, fill_value, dtype=None",
    doc: "A tensor of one value in another's shape",
    compute: (call, x, value, type) => {
      const tensor = toTensor(x!, call.context);
      const wanted = dtype(type!, tensor.dtype);
      return broadcastTo(castTo(toTensor(value!, call.context), wanted), shapeOf(tensor));
    },
  }),
  op({
    names: ["tf.range", "keras.ops.arange", "keras.backend.arange"],
    signature: {
      tf: "start, limit=None, delta=1, dtype=None, name='range'",
      ops: "start, stop=None, step=None, dtype=None",
      K: "start, stop=None, step=1, dtype='int32'",
    },
    doc: "Evenly spaced numbers up to a bound",
    compute: (call, start, stop, step, type) => {
      const made = ranged(call, start!, stop!, step ?? 1n, call.library === "K" ? undefined : dtype(type!));
      return call.library === "K" && type !== "int32" ? castTo(made, dtype(type!, "int32")) : made;
    },
  }),
  op({
    names: ["tf.linspace", "tf.math.linspace", "keras.ops.linspace"],
    signature: {
      tf: "linspace_nd(start, stop, num, name=None, axis=0)",
      ops: "start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0",
    },
    doc: "So many numbers from one to another",
    compute: (call, start, stop, count, ...rest) => {
      if (call.library === "tf") {
        const own = [start!, stop!].every((bound) => typeof bound === "bigint") ? "float64" : "float32";
        const type = isTensor(start!) && isFloating(start.dtype) ? start.dtype : own;
        noteNarrowed(type, call.context);
        return create.linspace(scalar(start!), scalar(stop!), integer(count!), type);
      }
      const [endpoint, , type] = rest;
      const number = integer(count!);
      const [from, to] = [scalar(start!), scalar(stop!)];
      const last = endpoint === false ? from + ((to - from) * (number - 1)) / number : to;
      return create.linspace(from, last, number, dtype(type!, "float32"));
    },
  }),
  op({
    names: ["tf.eye", "tf.linalg.eye", "keras.backend.eye", "keras.ops.eye", "keras.ops.identity"],
    signature: {
      tf: "num_rows, num_columns=None, batch_shape=None, dtype=tf.float32",
      K: "size, dtype=None, name=None",
      ops: "N, M=None, k=0, dtype=None",
      "keras.ops.identity": "n, dtype=None",
    },
    doc: "An identity matrix",
    compute: (call, rows, ...rest) => {
      const height = integer(rows!);
      if (call.library === "K" || call.name === "keras.ops.identity")
        return create.eye(height, height, [], dtype(rest[0]!, "float32"));
      const width = rest[0] === null ? height : integer(rest[0]!);
      if (call.library === "tf")
        return create.eye(height, width, rest[1] === null ? [] : shape(rest[1]!), dtype(rest[2]!, "float32"));
      const offset = integer(rest[1]!);
      call.context.allocate(height * width);
      const cells = Array.from({ length: height * width }, (_, at) =>
        (at % width) - Math.floor(at / width) === offset ? 1 : 0,
      );
      return constant(cells, [height, width], dtype(rest[2]!, "float32"));
    },
  }),
  op({
    names: ["keras.ops.empty", "keras.ops.empty_like"],
    signature: { "keras.ops.empty": "shape, dtype=None", "keras.ops.empty_like": "x, dtype=None" },
    doc: "A tensor of zeros",
    compute: (call, x, type) => {
      if (call.name.endsWith("like"))
        return create.zerosLike(toTensor(x!, call.context), dtype(type!, toTensor(x!, call.context).dtype));
      return create.fill(shape(x!), 0, dtype(type!, "float32"));
    },
  }),
  op({
    names: ["keras.ops.tri"],
    signature: "N, M=None, k=0, dtype=None",
    doc: "Ones on and below a diagonal",
    compute: (call, rows, columns, k, type) => {
      const height = integer(rows!);
      const width = columns === null ? height : integer(columns!);
      call.context.allocate(height * width);
      const cells = Array.from({ length: height * width }, (_, at) =>
        Number((at % width) - Math.floor(at / width) <= integer(k!)),
      );
      return constant(cells, [height, width], dtype(type!, "float32"));
    },
  }),
];
