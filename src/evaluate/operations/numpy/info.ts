/** `np.finfo`, `np.iinfo` and NumPy's random numbers. */

import { integerRange, isFloating, isInteger } from "../../dtype.ts";
import type { DType } from "../../evaluation.ts";
import { PythonError, Unsupported } from "../../failure.ts";
import type { Instance, Value } from "../../interpreter/values.ts";
import { array, requireRoom, scalarArray, toArray } from "../arrays/array.ts";
import { namedAttributes } from "../calls/named-result.ts";
import { type Call, type Operation, op } from "../calls/operation.ts";
import { dtype, integers, items, scalar } from "../calls/parameters.ts";

/** Machine epsilon, largest and smallest normal number, digits. */
const floats: Readonly<Partial<Record<DType, readonly [number, number, number, number]>>> = {
  float32: [2 ** -23, 3.4028234663852886e38, 2 ** -126, 6],
  float64: [2 ** -52, Number.MAX_VALUE, 2 ** -1022, 15],
  float16: [2 ** -10, 65_504, 2 ** -14, 3],
};

/** `float` is NumPy's float64; an array or a NumPy scalar stands for its dtype. */
function typeOf(value: Value, call: Call): DType {
  if (typeof value === "number") return "float64";
  if (typeof value === "object" && value?.type === "ndarray") return toArray(value, call.context).dtype;
  if (typeof value === "object" && value?.type === "nativeClass")
    return value.name === "float" ? "float64" : value.name === "int" ? "int64" : dtype(value, "float64");
  if (value === "float") return "float64";
  return dtype(value, "float64");
}

function floatInfo(type: DType): Instance {
  const known = floats[type];
  if (!isFloating(type) || !known) throw new PythonError("ValueError", `data type <class 'numpy.${type}'> not inexact`);
  const [epsilon, most, smallest, precision] = known;
  const number = (value: number) => scalarArray(value, type);
  return namedAttributes("numpy.finfo", {
    eps: number(epsilon),
    max: number(most),
    min: number(-most),
    tiny: number(smallest),
    smallest_normal: number(smallest),
    resolution: number(10 ** -precision),
    precision: BigInt(precision),
    bits: BigInt(type.slice("float".length)),
  });
}

function integerInfo(type: DType): Instance {
  if (!isInteger(type)) throw new PythonError("ValueError", `Invalid integer data type '${type[0]}'.`);
  if (type.endsWith("64")) throw new Unsupported("`np.iinfo` of 64-bit integers is not evaluated");
  const [low, high] = integerRange(type);
  return namedAttributes("numpy.iinfo", { min: BigInt(low), max: BigInt(high), bits: BigInt(/\d+/u.exec(type)![0]) });
}

function drawn(call: Call, size: readonly number[] | undefined, draw: () => number): Value {
  call.context.note("NumPy's random numbers come from a fixed seed here, so each evaluation draws the same ones");
  if (!size) return draw();
  const count = size.reduce((product, length) => product * length, 1);
  requireRoom(count);
  return array(Array.from({ length: count }, draw), size, "float64");
}

function normal(call: Call): number {
  const radius = Math.sqrt(-2 * Math.log(1 - call.context.random()));
  return radius * Math.cos(2 * Math.PI * call.context.random());
}

const sizeOf = (value: Value) => (value === null ? undefined : integers(value));

export const numpyInfo: readonly Operation[] = [
  op({
    names: ["numpy.finfo"],
    signature: "dtype",
    doc: "What a float type can hold",
    compute: (call, type) => floatInfo(typeOf(type!, call)),
  }),
  op({
    names: ["numpy.iinfo"],
    signature: "type",
    doc: "What an integer type can hold",
    compute: (call, type) => integerInfo(typeOf(type!, call)),
  }),
  op({
    names: ["numpy.random.seed"],
    signature: "seed=None",
    doc: "Nothing: the seed is fixed here",
    compute: () => null,
  }),
  op({
    names: ["numpy.random.rand", "numpy.random.randn"],
    signature: "*shape",
    doc: "Random numbers, evenly or normally distributed",
    compute: (call, lengths) => {
      const given = items(lengths!).map(scalar);
      const draw = call.name.endsWith("randn") ? () => normal(call) : () => call.context.random();
      return drawn(call, given.length === 0 ? undefined : given, draw);
    },
  }),
  op({
    names: ["numpy.random.uniform"],
    signature: "low=0.0, high=1.0, size=None",
    doc: "Numbers evenly distributed between two bounds",
    compute: (call, low, high, size) =>
      drawn(call, sizeOf(size!), () => scalar(low!) + (scalar(high!) - scalar(low!)) * call.context.random()),
  }),
  op({
    names: ["numpy.random.normal"],
    signature: "loc=0.0, scale=1.0, size=None",
    doc: "Normally distributed numbers",
    compute: (call, center, spread, size) =>
      drawn(call, sizeOf(size!), () => scalar(center!) + scalar(spread!) * normal(call)),
  }),
  op({
    names: ["numpy.random.random"],
    signature: "size=None",
    doc: "Numbers between 0 and 1",
    compute: (call, size) => drawn(call, sizeOf(size!), () => call.context.random()),
  }),
];
