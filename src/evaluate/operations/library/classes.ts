/** Classes of the libraries: what `type(x)` gives and `isinstance` asks for, and the exceptions. */

import { Unsupported } from "../../failure.ts";
import type { NativeClass, Value } from "../../interpreter/values.ts";
import { isArray, isTensor } from "../calls/convert.ts";
import { gradientTapeClass } from "../gradient-tape.ts";

function plainClass(name: string, isInstance: (value: Value) => boolean): NativeClass {
  return {
    type: "nativeClass",
    name,
    bases: [],
    attributes: new Map(),
    isInstance,
    construct() {
      throw new Unsupported(`Making a \`${name}\` is not evaluated`);
    },
  };
}

const hasType = (type: string) => (value: Value) => typeof value === "object" && value !== null && value.type === type;

const tensorClass = plainClass("tf.Tensor", isTensor);
const arrayClass = plainClass("numpy.ndarray", isArray);
const shapeClass: NativeClass = {
  ...plainClass("tf.TensorShape", hasType("shape")),
  construct: (args) => ({
    type: "shape",
    dimensions: listed(args.positional[0] ?? null).map((item) => (item === null ? null : Number(item))),
  }),
};
const dtypeClass = plainClass("tf.dtypes.DType", hasType("dtype"));

function listed(value: Value): readonly Value[] {
  if (typeof value === "object" && value !== null) {
    if (value.type === "list" || value.type === "tuple") return value.items;
    if (value.type === "shape") return value.dimensions.map((each) => (each === null ? null : BigInt(each)));
  }
  throw new Unsupported("A `tf.TensorShape` of anything but a list is not evaluated");
}

const never = () => false;

const classes: ReadonlyMap<string, NativeClass> = new Map(
  [
    tensorClass,
    arrayClass,
    shapeClass,
    dtypeClass,
    gradientTapeClass,
    plainClass("tf.SparseTensor", never),
    plainClass("tf.RaggedTensor", never),
    plainClass("tf.IndexedSlices", never),
    plainClass("keras.KerasTensor", never),
    plainClass("numpy.generic", (value) => isArray(value) && value.shape.length === 0),
    plainClass("numpy.number", (value) => isArray(value) && value.shape.length === 0),
    plainClass("numpy.floating", (value) => isArray(value) && value.shape.length === 0 && /float/u.test(value.dtype)),
    plainClass("numpy.integer", (value) => isArray(value) && value.shape.length === 0 && /int/u.test(value.dtype)),
  ].map((each) => [each.name, each]),
);

const otherNames: Readonly<Record<string, string>> = {
  "tf.DType": "tf.dtypes.DType",
  "tf.python.framework.ops.Tensor": "tf.Tensor",
  "tf.python.framework.ops.EagerTensor": "tf.Tensor",
};

export function libraryClass(name: string): NativeClass | undefined {
  return classes.get(otherNames[name] ?? name);
}

/** `type(x)` of a library value. */
export function classOf(value: Value): NativeClass | undefined {
  if (isTensor(value)) return tensorClass;
  if (isArray(value)) return arrayClass;
  if (hasType("shape")(value)) return shapeClass;
  return hasType("dtype")(value) ? dtypeClass : undefined;
}
