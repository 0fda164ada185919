/** What Keras's own losses are written with beside its public functions: structures of tensors, ranks, axes. */

import { list, tuple } from "../../interpreter/dict.ts";
import { positional } from "../../interpreter/natives.ts";
import type { Context, NativeFunction, Value } from "../../interpreter/values.ts";
import { normalAxis } from "../calls/axis.ts";
import { isSequence } from "../calls/calling-back.ts";
import { toTensor } from "../calls/convert.ts";
import { integer, items } from "../calls/parameters.ts";
import { functionWith } from "./natives.ts";
import { alignRanks, squeezeRanks } from "./tensors.ts";

/** The function of what stands at each leaf of `shape`, in lists and tuples like it. */
function mapped(context: Context, shape: Value, callee: Value, structures: readonly Value[]): Value {
  if (!isSequence(shape)) return context.call(callee, positional(...structures));
  const results = shape.items.map((each, at) =>
    mapped(
      context,
      each,
      callee,
      structures.map((structure) => items(structure)[at]!),
    ),
  );
  return shape.type === "tuple" ? tuple(results) : list(results);
}

function leaves(structure: Value): Value[] {
  return isSequence(structure) ? structure.items.flatMap(leaves) : [structure];
}

/** They call back or hand on: while a loss is traced, with its own tensors. */
const structural = ["keras.tree", "tf.nest"].flatMap((module) =>
  [
    functionWith(`${module}.map_structure`, "func, *structure, **kwargs", (context, [callee, structures]) =>
      mapped(context, items(structures!)[0]!, callee!, items(structures!)),
    ),
    functionWith(
      `${module}.map_structure_up_to`,
      "shallow, func, *structures",
      (context, [shape, callee, structures]) => mapped(context, shape!, callee!, items(structures!)),
    ),
    functionWith(`${module}.flatten`, "structure, **kwargs", (_, [structure]) => list(leaves(structure!))),
  ].map((each): NativeFunction => ({ ...each, isBuiltin: true })),
);

const ofRanks = [
  functionWith("keras.losses.squeeze_or_expand_to_same_rank", "x1, x2, expand_rank_1=True", (context, [one, other]) =>
    tuple(alignRanks(toTensor(one!, context), toTensor(other!, context))),
  ),
  functionWith("keras.losses.squeeze_to_same_rank", "x1, x2", (context, [one, other]) =>
    tuple(squeezeRanks(toTensor(one!, context), toTensor(other!, context))),
  ),
  functionWith("keras.src.backend.common.backend_utils.canonicalize_axis", "axis, num_dims", (_, [axis, count]) =>
    BigInt(normalAxis(integer(axis!), integer(count!))),
  ),
];

/** By canonical name. */
export const kerasInternals: ReadonlyMap<string, NativeFunction> = new Map(
  [...structural, ...ofRanks].map((each) => [each.name, each]),
);
