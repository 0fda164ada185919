/** Decorators that change how TensorFlow runs a function, not what it computes: a direct call is the same without. */

import { isCallable } from "./callable.ts";
import type { FunctionValue, NativeFunction, Value } from "./values.ts";

const names = [
  "tf.function",
  "tf.autograph.experimental.do_not_convert",
  "tf.keras.utils.do_not_convert",
  "tf.compat.v1.function",
  "tf.contrib.eager.defun",
];

/** Functions that AutoGraph converts when they are traced, or that it leaves as they are. */
const conversions = new WeakMap<object, boolean>();

/** Whether AutoGraph converts the function by a decorator of its own; undefined: as whoever calls it. */
export function conversionOf(value: FunctionValue): boolean | undefined {
  return conversions.get(value);
}

/** `@tf.function` and `@tf.function(jit_compile=True)`: gives back what it decorates. */
function passing(name: string, converts: boolean): NativeFunction {
  const made: NativeFunction = {
    type: "native",
    name,
    call: ({ positional: [first], keywords }) => {
      const decorated = first ?? keywords.get("func") ?? null;
      const isConverting = keywords.get("autograph") === false ? false : converts;
      if (!isCallable(decorated)) return isConverting === converts ? made : passing(name, isConverting);
      if (decorated !== null && typeof decorated === "object") conversions.set(decorated, isConverting);
      return decorated;
    },
  };
  return made;
}

const decorators: ReadonlyMap<string, Value> = new Map(
  names.map((name) => [name, passing(name, !name.endsWith(".do_not_convert"))]),
);

/**
 * What Keras's and TensorFlow's own sources write down beside a function: its public name, its documentation, its kin;
 * and in which graph Keras 2.3 ran it.
 */
const noting =
  /^(?:keras\.backend\.(?:symbolic|eager)|keras\.api_export\.keras_export|tf\.python\.util\.tf_export\.\w+|tf\.(?:__internal__|python\.util)\.dispatch\.\w+|tf\.tools\.docs\.doc_controls\.\w+)$/;

/** `@keras_export("keras.losses.Huber")`, `@dispatch.add_dispatch_support`. */
const noted: NativeFunction = {
  type: "native",
  name: "decorator",
  call: ({ positional: [first] }) => (first !== undefined && isCallable(first) ? first : noted),
};

/** The decorator of that canonical name, where it only passes its function on. */
export function passingDecorator(canonicalName: string): Value | undefined {
  return decorators.get(canonicalName) ?? (noting.test(canonicalName) ? noted : undefined);
}
