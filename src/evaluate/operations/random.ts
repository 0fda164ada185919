/** Random numbers: the same with each call here, which every one of them notes. */

import type { DType } from "../evaluation.ts";
import { Unsupported } from "../failure.ts";
import type { Value } from "../interpreter/values.ts";
import { divide, multiply } from "../kernels/arithmetic.ts";
import { gather } from "../kernels/gather.ts";
import { constant, identity, shapeOf, stopGradient } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { constantLike } from "./calls/constants.ts";
import { toTensor } from "./calls/convert.ts";
import { type Call, type Operation, op } from "./calls/operation.ts";
import { dtype, scalar, shape } from "./calls/parameters.ts";

const note = "Random numbers come from a fixed seed here, so each evaluation draws the same ones; Keras draws others";

function drawn(call: Call, lengths: readonly number[], type: DType, draw: () => number): Tensor {
  call.context.note(note);
  const size = lengths.reduce((product, length) => product * length, 1);
  call.context.allocate(size);
  return constant(Array.from({ length: size }, draw), lengths, type);
}

/** A normal number by the method of Box and Muller. */
function normal(call: Call): number {
  const radius = Math.sqrt(-2 * Math.log(1 - call.context.random()));
  return radius * Math.cos(2 * Math.PI * call.context.random());
}

/** Within two standard deviations. */
function truncated(call: Call): number {
  for (;;) {
    const value = normal(call);
    if (Math.abs(value) <= 2) return value;
  }
}

function uniform(call: Call, lengths: Value, low: Value, high: Value, type: DType): Tensor {
  const from = scalar(low);
  if (/int/u.test(type) && high === null) throw new Unsupported("Random ints without a bound are not evaluated");
  const span = (high === null ? 1 : scalar(high)) - from;
  return drawn(call, shape(lengths), type, () => {
    const value = from + span * call.context.random();
    return /int/u.test(type) ? Math.floor(value) : value;
  });
}

const spread = (
  call: Call,
  lengths: Value,
  center: Value,
  deviation: Value,
  type: DType,
  draw: (call: Call) => number,
) => drawn(call, shape(lengths), type, () => scalar(center) + scalar(deviation) * draw(call));

function droppedOut(call: Call, x: Value, rate: Value): Tensor {
  const tensor = toTensor(x, call.context);
  const share = scalar(rate);
  if (share === 0) return identity(tensor);
  const mask = drawn(call, shapeOf(tensor), tensor.dtype, () => Number(call.context.random() >= share));
  return multiply(divide(tensor, constantLike(1 - share, tensor)), mask);
}

export const random: readonly Operation[] = [
  op({
    names: ["tf.random.uniform", "keras.random.uniform", "keras.backend.random_uniform", "tf.random.stateless_uniform"],
    signature: {
      tf: "random_uniform(shape, minval=0, maxval=None, dtype=tf.float32, seed=None)",
      "tf.random.stateless_uniform": "shape, seed, minval=0, maxval=None, dtype=tf.float32",
      keras: "shape, minval=0.0, maxval=1.0, dtype=None, seed=None",
      K: "shape, minval=0.0, maxval=1.0, dtype=None, seed=None",
    },
    doc: "Numbers evenly distributed between two bounds",
    compute: (call, lengths, ...rest) => {
      const [low, high, type] = call.name.includes("stateless") ? rest.slice(1) : rest;
      return uniform(call, lengths!, low!, high!, dtype(type!, "float32"));
    },
  }),
  op({
    names: ["tf.random.normal", "keras.random.normal", "keras.backend.random_normal", "tf.random.stateless_normal"],
    signature: {
      tf: "random_normal(shape, mean=0.0, stddev=1.0, dtype=tf.float32, seed=None)",
      "tf.random.stateless_normal": "shape, seed, mean=0.0, stddev=1.0, dtype=tf.float32",
      keras: "shape, mean=0.0, stddev=1.0, dtype=None, seed=None",
      K: "shape, mean=0.0, stddev=1.0, dtype=None, seed=None",
    },
    doc: "Normally distributed numbers",
    compute: (call, lengths, ...rest) => {
      const [center, deviation, type] = call.name.includes("stateless") ? rest.slice(1) : rest;
      return spread(call, lengths!, center!, deviation!, dtype(type!, "float32"), normal);
    },
  }),
  op({
    names: ["tf.random.truncated_normal", "keras.random.truncated_normal", "keras.backend.truncated_normal"],
    signature: {
      tf: "shape, mean=0.0, stddev=1.0, dtype=tf.float32, seed=None",
      keras: "shape, mean=0.0, stddev=1.0, dtype=None, seed=None",
      K: "shape, mean=0.0, stddev=1.0, dtype=None, seed=None",
    },
    doc: "Normally distributed numbers within two standard deviations",
    compute: (call, lengths, center, deviation, type) =>
      spread(call, lengths!, center!, deviation!, dtype(type!, "float32"), truncated),
  }),
  op({
    names: ["keras.backend.random_uniform_variable", "keras.backend.random_normal_variable"],
    signature: {
      "keras.backend.random_uniform_variable": "shape, low, high, dtype=None, name=None, seed=None",
      "keras.backend.random_normal_variable": "shape, mean, scale, dtype=None, name=None, seed=None",
    },
    doc: "A variable of random numbers",
    compute: (call, lengths, first, second, type) =>
      call.name.includes("uniform")
        ? uniform(call, lengths!, first!, second!, dtype(type!, "float32"))
        : spread(call, lengths!, first!, second!, dtype(type!, "float32"), normal),
  }),
  op({
    names: ["keras.backend.random_bernoulli", "keras.backend.random_binomial"],
    signature: "shape, p=0.0, dtype=None, seed=None",
    doc: "Ones with a probability, zeros otherwise",
    compute: (call, lengths, p, type) =>
      drawn(call, shape(lengths!), dtype(type!, "float32"), () => Number(call.context.random() <= scalar(p!))),
  }),
  op({
    names: ["tf.nn.dropout", "keras.random.dropout", "keras.backend.dropout"],
    signature: {
      tf: "dropout_v2(x, rate, noise_shape=None, seed=None)",
      keras: "inputs, rate, noise_shape=None, seed=None",
      K: "x, level, noise_shape=None, seed=None",
    },
    doc: "Some elements 0, the others scaled up",
    compute: (call, x, rate, lengths) => {
      if (lengths !== null) throw new Unsupported("Dropout with a noise shape is not evaluated");
      return droppedOut(call, x!, rate!);
    },
  }),
  op({
    names: ["tf.random.shuffle", "keras.random.shuffle"],
    signature: { tf: "random_shuffle(value, seed=None)", keras: "x, axis=0, seed=None" },
    doc: "Rows in random order",
    compute: (call, x, axis) => {
      if (call.library === "keras" && axis !== 0n)
        throw new Unsupported("Shuffling along another axis is not evaluated");
      const given = toTensor(x!, call.context);
      const tensor = call.library === "tf" ? stopGradient(given) : given;
      call.context.note(note);
      const order = [...Array(shapeOf(tensor)[0] ?? 0).keys()];
      for (let last = order.length - 1; last > 0; last--) {
        const other = Math.floor(call.context.random() * (last + 1));
        [order[last], order[other]] = [order[other]!, order[last]!];
      }
      return gather(tensor, constant(order, [order.length], "int32"), 0);
    },
  }),
  op({
    names: ["tf.random.set_seed", "keras.utils.set_random_seed"],
    signature: "seed",
    doc: "Nothing: the seed is fixed here",
    compute: () => null,
  }),
];
