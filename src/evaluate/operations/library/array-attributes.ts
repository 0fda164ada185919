/** Methods and properties of NumPy arrays and scalars. */

import type { NdArray } from "../../interpreter/array-values.ts";
import { list, tuple } from "../../interpreter/dict.ts";
import { bindArguments, parseSignature } from "../../interpreter/signature.ts";
import type { Context, NativeFunction, Value } from "../../interpreter/values.ts";
import { array } from "../arrays/array.ts";
import { castArray, reshapeArray, transposeArray } from "../arrays/shaping.ts";
import { dtype, integers } from "../calls/parameters.ts";
import { numpyFunctions } from "../numpy/functions.ts";

/** Methods that are the function of the same name with the array as its first argument. */
const functionMethods = new Set(
  "sum mean std var min max prod any all argmax argmin cumsum cumprod clip round dot squeeze repeat ravel flatten nonzero take sort argsort ptp".split(
    " ",
  ),
);

export function arrayAttribute(x: NdArray, name: string, context: Context): Value | undefined {
  switch (name) {
    case "shape":
      return tuple(x.shape.map(BigInt));
    case "dtype":
      return { type: "dtype", dtype: x.dtype };
    case "ndim":
      return BigInt(x.shape.length);
    case "size":
      return BigInt(x.data.length);
    case "T":
      return transposeArray(x);
    case "item":
      return bound(name, "", () => pythonScalar(x, x.data[0]!));
    case "tolist":
      return bound(name, "", () => nested(x, 0, 0));
    case "astype":
      return bound(name, "dtype", (type) => castArray(x, dtype(type!, "float64")));
    case "copy":
      return bound(name, "", () => array(Array.from(x.data), x.shape, x.dtype));
    case "numpy":
      return undefined;
    case "reshape":
      return {
        type: "native",
        name,
        isBuiltin: true,
        call: (args) => {
          const given =
            args.positional.length === 1
              ? integers(args.positional[0]!)
              : args.positional.flatMap((each) => integers(each));
          return reshapeArray(x, given);
        },
      };
    case "transpose":
      return {
        type: "native",
        name,
        isBuiltin: true,
        call: (args) =>
          transposeArray(
            x,
            args.positional.length === 0 ? undefined : args.positional.flatMap((each) => integers(each)),
          ),
      };
  }
  const row = functionMethods.has(name) ? numpyFunctions.get(name) : undefined;
  if (!row) return undefined;
  return {
    type: "native",
    name,
    isBuiltin: true,
    call: (args) => row({ ...args, positional: [x, ...args.positional] }, context),
  };
}

function bound(name: string, signature: string, call: (...args: Value[]) => Value): NativeFunction {
  const parsed = parseSignature(signature, name);
  return { type: "native", name, isBuiltin: true, call: (args) => call(...bindArguments(parsed, args).values) };
}

function pythonScalar(x: NdArray, value: number): Value {
  if (x.dtype === "bool") return value !== 0;
  return /int/u.test(x.dtype) ? BigInt(value) : value;
}

function nested(x: NdArray, axis: number, offset: number): Value {
  if (axis === x.shape.length) return pythonScalar(x, x.data[offset]!);
  const width = x.shape.slice(axis + 1).reduce((product, length) => product * length, 1);
  return list(Array.from({ length: x.shape[axis]! }, (_, index) => nested(x, axis + 1, offset + index * width)));
}
