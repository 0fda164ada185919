/** One call of TensorFlow's as `keras.ops` has it. */

import type { Call } from "../../python/ast.ts";
import type { Edit } from "../../python/edits.ts";
import type { Resolver } from "../resolve.ts";

const sharedKeywords = new Set(["axis", "keepdims", "dtype"]);

/** `name` is the function's in `keras.ops`. Undefined where its arguments may not mean the same there. */
export function callInOps(call: Call, name: string, ops: string, resolver: Resolver): readonly Edit[] | undefined {
  const isPlain = call.arguments.every(
    (argument) =>
      !argument.isDoubleStarred &&
      argument.value.kind !== "Starred" &&
      (argument.name === undefined || sharedKeywords.has(argument.name)),
  );
  if (!isPlain) return undefined;
  const edits: Edit[] = [{ range: call.function.range, newText: `${ops}.${name}` }];
  for (const { value } of call.arguments) {
    // `tf.float32` is `"float32"` for Keras.
    const dtype = /^tf\.((?:float|int|uint)\d+|bool)$/.exec(resolver.qualifiedName(value) ?? "");
    if (dtype) edits.push({ range: value.range, newText: `"${dtype[1]}"` });
  }
  return edits;
}
