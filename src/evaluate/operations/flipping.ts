/** Tensors mirrored, turned and rolled, images transposed. */

import { Unsupported } from "../failure.ts";
import { reshape, reverse, roll, transpose } from "../kernels/shape.ts";
import { rankOf, shapeOf } from "../tape/tape.ts";
import { normalAxis } from "./calls/axis.ts";
import { toTensor } from "./calls/convert.ts";
import { type Operation, op } from "./calls/operation.ts";
import { integer, integers } from "./calls/parameters.ts";

export const flipping: readonly Operation[] = [
  op({
    names: ["tf.reverse", "keras.backend.reverse", "keras.ops.flip"],
    signature: { tf: "tensor, axis", K: "x, axes", ops: "x, axis=None" },
    doc: "Backwards along axes",
    compute: (call, x, axis) => {
      const tensor = toTensor(x!, call.context);
      return reverse(tensor, axis === null ? [...Array(rankOf(tensor)).keys()] : integers(axis!));
    },
  }),
  op({
    names: ["tf.roll", "keras.ops.roll"],
    signature: { tf: "input, shift, axis", ops: "x, shift, axis=None" },
    doc: "Moved along axes, what falls off coming in again",
    compute: (call, x, shift, axis) => {
      const tensor = toTensor(x!, call.context);
      if (axis !== null) return roll(tensor, integers(shift!), integers(axis!));
      return reshape(roll(reshape(tensor, [-1]), integers(shift!), [0]), [...shapeOf(tensor)]);
    },
  }),
  op({
    names: ["keras.ops.fliplr", "keras.ops.flipud"],
    signature: "x",
    doc: "Mirrored along the second or the first axis",
    compute: (call, x) => reverse(toTensor(x!, call.context), call.name.endsWith("fliplr") ? 1 : 0),
  }),
  op({
    names: ["keras.ops.rot90", "tf.image.rot90"],
    signature: { ops: "array, k=1, axes=(0, 1)", tf: "image, k=1" },
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
    names: ["tf.image.flip_left_right", "tf.image.flip_up_down"],
    signature: "image",
    doc: "Mirrored images",
    compute: (call, given) => {
      const x = toTensor(given!, call.context);
      return reverse(x, rankOf(x) - (call.name.endsWith("left_right") ? 2 : 3));
    },
  }),
  op({
    names: ["tf.image.transpose"],
    signature: "image",
    doc: "Rows and columns exchanged",
    compute: (call, given) => {
      const x = toTensor(given!, call.context);
      return transpose(x, rankOf(x) === 3 ? [1, 0, 2] : [0, 2, 1, 3]);
    },
  }),
];
