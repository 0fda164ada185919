/** Layers of Keras without weights, which losses make and call in one breath: `Flatten()(y_true)`, `Lambda(f)(y_pred)`. */

import { isFloating } from "../../dtype.ts";
import { PythonError, Unsupported } from "../../failure.ts";
import { isCallable } from "../../interpreter/callable.ts";
import type { Context, NativeFunction, Value } from "../../interpreter/values.ts";
import * as activation from "../../kernels/activation.ts";
import { add, divide, maximum, minimum, multiply, subtract } from "../../kernels/arithmetic.ts";
import { cast } from "../../kernels/create.ts";
import { concat } from "../../kernels/join.ts";
import { avgPool, maxPool } from "../../kernels/pooling.ts";
import { max, mean } from "../../kernels/reduction.ts";
import { reshape, transpose } from "../../kernels/shape.ts";
import { isSixteenBit } from "../../tape/sixteen-bit.ts";
import { rankOf, shapeOf } from "../../tape/tape.ts";
import type { Tensor } from "../../tape/tensor.ts";
import { constantLike } from "../calls/constants.ts";
import { isTensor, toTensor } from "../calls/convert.ts";
import { integer, integers, items, scalar } from "../calls/parameters.ts";
import { identifierFunctions } from "../losses/identifiers.ts";
import { functionWith, withPositional } from "../losses/natives.ts";
import { isBeforeKeras3 } from "../losses/tensors.ts";
import { paddingOf, perAxis, requireChannelsLast } from "../windowed.ts";

/** What the layer does to its inputs, once it is made. */
type Apply = (inputs: Value, context: Context) => Value;

/** A layer by its class's name, and the parameters of its `__init__` as Keras states them. */
function layer(
  className: string,
  parameters: string,
  make: (values: readonly Value[], context: Context) => Apply,
): [string, NativeFunction] {
  const name = `keras.layers.${className}`;
  const signature = parameters === "" ? "**kwargs" : `${parameters}, **kwargs`;
  const maker = functionWith(name, signature, (context, values) => {
    const apply = make(values, context);
    return functionWith(className, "inputs, **kwargs", (inner, [inputs]) => apply(inputs!, inner));
  });
  return [name, maker];
}

/** Layers compute in float32, to which they cast what is of another precision. */
function input(value: Value, context: Context): Tensor {
  const tensor = toTensor(value, context);
  if (isSixteenBit(tensor.dtype)) return cast(tensor, "float32");
  if (isFloating(tensor.dtype) && tensor.dtype !== "float32")
    throw new Unsupported(`A layer of Keras casts ${tensor.dtype} to float32, which is not evaluated.`);
  return tensor;
}

function flattened(x: Tensor): Tensor {
  const [batch, ...rest] = shapeOf(x);
  return reshape(x, [batch ?? 1, rest.reduce((product, length) => product * length, 1)]);
}

type Combine = (tensors: readonly Tensor[]) => Tensor;

const folded =
  (combine: (a: Tensor, b: Tensor) => Tensor): Combine =>
  ([first, ...rest]) =>
    rest.reduce(combine, first!);

function average(tensors: readonly Tensor[]): Tensor {
  const total = folded(add)(tensors);
  return divide(total, constantLike(tensors.length, total));
}

function difference(tensors: readonly Tensor[]): Tensor {
  if (tensors.length !== 2)
    throw new PythonError(
      "ValueError",
      `A \`Subtract\` layer should be called on exactly 2 inputs. Received: inputs=${tensors.length} tensors`,
    );
  return subtract(tensors[0]!, tensors[1]!);
}

const merges: readonly (readonly [string, Combine])[] = [
  ["Add", folded(add)],
  ["Subtract", difference],
  ["Multiply", folded(multiply)],
  ["Average", average],
  ["Maximum", folded(maximum)],
  ["Minimum", folded(minimum)],
];

function merged(inputs: Value, context: Context, combine: Combine): Tensor {
  const tensors = items(inputs).map((each) => input(each, context));
  const ranks = new Set(tensors.map(rankOf));
  // Keras puts axes behind the batch's where the ranks differ.
  if (tensors.length < 2 || ranks.size > 1)
    throw new Unsupported("A merging layer is evaluated for two or more inputs of one rank only.");
  return combine(tensors);
}

const concatenated = (inputs: Value, context: Context, axis: Value): Tensor =>
  concat(
    items(inputs).map((each) => input(each, context)),
    integer(axis),
  );

const windowParameters = "pool_size=None, strides=None, padding='valid', data_format=None";

/** Keras 3 wants the window of a mean to be given; all others have two elements along each axis. */
function windowOf(given: Value, className: string, axes: number, context: Context): number[] {
  if (given === null && className.startsWith("Av") && !isBeforeKeras3(context.keras))
    throw new PythonError(
      "TypeError",
      `AveragePooling${axes}D.__init__() missing 1 required positional argument: 'pool_size'`,
    );
  return perAxis(given, axes, 2);
}

/** `MaxPooling2D`, its short name and its kin of one and three axes. */
function pools(axes: number): [string, NativeFunction][] {
  const kinds = [
    ["Max", maxPool],
    ["Average", avgPool],
    ["Avg", avgPool],
  ] as const;
  return kinds.flatMap(([kind, pool]) =>
    ["Pooling", "Pool"]
      .filter((word) => !(kind === "Avg" && word === "Pooling") && !(kind === "Average" && word === "Pool"))
      .map((word) =>
        layer(`${kind}${word}${axes}D`, windowParameters, ([window, strides, padding, format], maker) => {
          requireChannelsLast(format!);
          const size = windowOf(window!, kind, axes, maker);
          const steps = strides === null ? size : perAxis(strides!, axes);
          return (inputs, context) => {
            const x = input(inputs, context);
            if (rankOf(x) !== axes + 2)
              throw new PythonError(
                "ValueError",
                `Input 0 of layer "${kind}${word}${axes}D" is incompatible with the layer: expected ndim=${axes + 2}, found ndim=${rankOf(x)}.`,
              );
            return pool(x, size, steps, paddingOf(padding!));
          };
        }),
      ),
  );
}

function globalPools(axes: number): [string, NativeFunction][] {
  const along = Array.from({ length: axes }, (_, at) => at + 1);
  const kinds = [
    [`GlobalAveragePooling${axes}D`, mean],
    [`GlobalAvgPool${axes}D`, mean],
    [`GlobalMaxPooling${axes}D`, max],
    [`GlobalMaxPool${axes}D`, max],
  ] as const;
  return kinds.map(([className, reduce]) =>
    layer(className, "data_format=None, keepdims=False", ([format, keepdims]) => {
      requireChannelsLast(format!);
      return (inputs, context) => {
        const x = input(inputs, context);
        if (rankOf(x) !== axes + 2)
          throw new PythonError(
            "ValueError",
            `Input 0 of layer "${className}" is incompatible with the layer: expected ndim=${axes + 2}, found ndim=${rankOf(x)}.`,
          );
        return reduce(x, along, keepdims === true);
      };
    }),
  );
}

/** By canonical name: `keras.layers.Flatten`, and the functions `keras.layers.concatenate` and its kin. */
export const layers: ReadonlyMap<string, NativeFunction> = new Map([
  layer("Flatten", "data_format=None", ([format]) => {
    requireChannelsLast(format!);
    return (inputs, context) => flattened(input(inputs, context));
  }),
  layer("Reshape", "target_shape", ([target]) => (inputs, context) => {
    const x = input(inputs, context);
    return reshape(x, [shapeOf(x)[0] ?? 1, ...integers(target!)]);
  }),
  layer(
    "Permute",
    "dims",
    ([dims]) =>
      (inputs, context) =>
        transpose(input(inputs, context), [0, ...integers(dims!)]),
  ),
  layer("Lambda", "function, output_shape=None, mask=None, arguments=None", ([called, , , more]) => {
    const callee = called!;
    if (!isCallable(callee)) throw new Unsupported("A `Lambda` layer of anything but a function is not evaluated.");
    if (more !== null) throw new Unsupported("A `Lambda` layer with `arguments` is not evaluated.");
    return (inputs, context) => {
      const given = isTensor(inputs) ? input(inputs, context) : inputs;
      return context.call(callee, withPositional(given));
    };
  }),
  layer("Activation", "activation", ([named], context) => {
    const found = context.call(identifierFunctions.get("keras.activations.get")!, withPositional(named!));
    return (inputs, inner) => inner.call(found, withPositional(input(inputs, inner)));
  }),
  layer(
    "Softmax",
    "axis=-1",
    ([axis]) =>
      (inputs, context) =>
        activation.softmax(input(inputs, context), integer(axis!)),
  ),
  layer("ReLU", "max_value=None, negative_slope=0.0, threshold=0.0", ([ceiling, slope, threshold]) => {
    if (ceiling !== null || scalar(slope!) !== 0 || scalar(threshold!) !== 0)
      throw new Unsupported("A `ReLU` layer with settings of its own is not evaluated.");
    return (inputs, context) => activation.relu(input(inputs, context));
  }),
  layer(
    "Concatenate",
    "axis=-1",
    ([axis]) =>
      (inputs, context) =>
        concatenated(inputs, context, axis!),
  ),
  ...merges.map(([className, combine]) =>
    layer(className, "", () => (inputs, context) => merged(inputs, context, combine)),
  ),
  ...[1, 2, 3].flatMap((axes) => [...pools(axes), ...globalPools(axes)]),
  ...[
    functionWith("keras.layers.concatenate", "inputs, axis=-1, **kwargs", (context, [inputs, axis]) =>
      concatenated(inputs!, context, axis!),
    ),
    ...merges.map(([className, combine]) =>
      functionWith(`keras.layers.${className.toLowerCase()}`, "inputs, **kwargs", (context, [inputs]) =>
        merged(inputs!, context, combine),
      ),
    ),
  ].map((native): [string, NativeFunction] => [native.name, native]),
]);
