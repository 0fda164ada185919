/** Attributes of tensors that are arrays with NumPy's methods, as those of JAX and PyTorch are. */

import { Unsupported } from "../../failure.ts";
import type { SymbolicTensor } from "../../interpreter/array-values.ts";
import { tuple } from "../../interpreter/dict.ts";
import type { Interpreter } from "../../interpreter/machine.ts";
import { libraryMember } from "../../interpreter/module-attributes.ts";
import type { Value } from "../../interpreter/values.ts";

/** Methods that do what the function of `keras.ops` of that name does. */
const sameAsOperation = new Set(
  "mean sum max min prod std var argmax argmin any all cumsum cumprod squeeze round argsort sort".split(" "),
);

const otherOperations: Readonly<Record<string, string>> = {
  clip: "clip",
  clamp: "clip",
  reshape: "reshape",
  astype: "cast",
  transpose: "transpose",
  repeat: "repeat",
  dot: "dot",
  abs: "abs",
  exp: "exp",
  log: "log",
  sqrt: "sqrt",
  square: "square",
};

/** Whether NumPy's function of that name asks its argument for a method of the same name. */
export function hasMethod(name: string): boolean {
  return (
    sameAsOperation.has(name) || name === "clip" || name === "reshape" || name === "transpose" || name === "repeat"
  );
}

/** `x.shape`, `x.mean(…)`; undefined where there is nothing of that name. */
export function arrayAttribute(value: SymbolicTensor, name: string, machine: Interpreter): Value | undefined {
  const shape = value.shape ?? [];
  switch (name) {
    case "shape":
      return tuple(shape.map((length) => (length === null ? null : BigInt(length))));
    case "ndim":
      return BigInt(shape.length);
    case "dtype":
      return { type: "dtype", dtype: value.dtype };
    case "size":
      return BigInt(shape.reduce<number>((product, length) => product * (length ?? 1), 1));
    case "T":
      return machine.call(operation(machine, "transpose"), { positional: [value], keywords: new Map() });
  }
  const wanted = sameAsOperation.has(name) ? name : otherOperations[name];
  if (wanted === undefined) return undefined;
  return {
    type: "native",
    name: `keras.ops.${wanted}.method`,
    isBuiltin: true,
    call: (args) => {
      const [first, ...rest] = args.positional;
      // `x.reshape(2, 3)` and `x.reshape((2, 3))` are one.
      const isSpread = name === "reshape" && rest.length > 0;
      const given = isSpread ? [tuple(args.positional)] : first === undefined ? [] : args.positional;
      return machine.call(operation(machine, wanted), { positional: [value, ...given], keywords: args.keywords });
    },
  };
}

function operation(machine: Interpreter, name: string): Value {
  const found = libraryMember(machine, `keras.ops.${name}`);
  if (found === undefined) throw new Unsupported(`\`keras.ops.${name}\` is not evaluated.`);
  return found;
}
