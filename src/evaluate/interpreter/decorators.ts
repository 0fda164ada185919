/** Decorators that change how TensorFlow runs a function, not what it computes: a direct call is the same without. */

import { isCallable } from "./callable.ts";
import type { NativeFunction, Value } from "./values.ts";

const names = [
  "tf.function",
  "tf.autograph.experimental.do_not_convert",
  "tf.keras.utils.do_not_convert",
  "tf.compat.v1.function",
  "tf.contrib.eager.defun",
];

/** `@tf.function` and `@tf.function(jit_compile=True)`: gives back what it decorates. */
function passing(name: string): NativeFunction {
  const made: NativeFunction = {
    type: "native",
    name,
    call: ({ positional: [first], keywords }) => {
      const decorated = first ?? keywords.get("func") ?? null;
      return isCallable(decorated) ? decorated : made;
    },
  };
  return made;
}

const decorators: ReadonlyMap<string, Value> = new Map(names.map((name) => [name, passing(name)]));

/** The decorator of that canonical name, where it only passes its function on. */
export function passingDecorator(canonicalName: string): Value | undefined {
  return decorators.get(canonicalName);
}
