/** NumPy arrays from numbers. */

import type { DType } from "../../evaluation.ts";
import type { NdArray } from "../../interpreter/array-values.ts";
import type { Context, Value } from "../../interpreter/values.ts";
import { array, mapArray, numbers, requireRoom, toArray } from "../arrays/array.ts";
import { castArray } from "../arrays/shaping.ts";
import { type Call, type Operation, op } from "../calls/operation.ts";
import { dtype, flag, integer, scalar, shape } from "../calls/parameters.ts";

/** `dtype=float` is NumPy's float64, `int` its int64. */
function numpyType(value: Value): DType | undefined {
  if (typeof value === "object" && value !== null && value.type === "nativeClass") {
    if (value.name === "float") return "float64";
    if (value.name === "int") return "int64";
  }
  if (value === "float") return "float64";
  if (value === "int") return "int64";
  return dtype(value);
}

function filled(lengths: Value, value: number, type: DType): NdArray {
  const to = shape(lengths);
  requireRoom(...to);
  return array(
    numbers(
      to.reduce((product, length) => product * length, 1),
      () => value,
    ),
    to,
    type,
  );
}

function asArray(value: Value, type: Value, context: Context): NdArray {
  const given = toArray(value, context);
  const wanted = numpyType(type);
  return wanted ? castArray(given, wanted) : array(Array.from(given.data), given.shape, given.dtype);
}

const scalarTypes: readonly DType[] = [
  "float16",
  "float32",
  "float64",
  "int8",
  "int16",
  "int32",
  "int64",
  "uint8",
  "uint16",
  "uint32",
  "uint64",
];

export const numpyCreation: readonly Operation[] = [
  op({
    names: ["numpy.array", "numpy.asarray", "numpy.ascontiguousarray"],
    signature: "a, dtype=None",
    doc: "An array of numbers, lists or another array",
    compute: (call, a, type) => asArray(a!, type!, call.context),
  }),
  ...(
    [
      ["zeros", 0],
      ["ones", 1],
      ["empty", 0],
    ] as const
  ).map(([name, value]) =>
    op({
      names: [`numpy.${name}`],
      signature: "shape, dtype=None",
      doc: `An array of ${name}`,
      compute: (_call, lengths, type) => filled(lengths!, value, numpyType(type!) ?? "float64"),
    }),
  ),
  ...(
    [
      ["zeros_like", 0],
      ["ones_like", 1],
    ] as const
  ).map(([name, value]) =>
    op({
      names: [`numpy.${name}`],
      signature: "a, dtype=None",
      doc: `An array of ${name === "zeros_like" ? "zeros" : "ones"} in another's shape`,
      compute: (call, a, type) => {
        const given = toArray(a!, call.context);
        return mapArray(given, () => value, numpyType(type!) ?? given.dtype);
      },
    }),
  ),
  op({
    names: ["numpy.full"],
    signature: "shape, fill_value, dtype=None",
    doc: "An array of one value",
    compute: (call, lengths, value, type) => {
      const given = toArray(value!, call.context);
      return filled(lengths!, given.data[0]!, numpyType(type!) ?? given.dtype);
    },
  }),
  op({
    names: ["numpy.arange"],
    signature: "start, stop=None, step=1, dtype=None",
    doc: "Evenly spaced numbers up to a bound",
    compute: (_call: Call, start, stop, step, type) => {
      const [from, to] = stop === null ? [0n, start!] : [start!, stop!];
      const isFloat = [from, to, step!].some((each) => typeof each === "number");
      const count = Math.max(0, Math.ceil((scalar(to) - scalar(from)) / scalar(step!)));
      requireRoom(count);
      const data = numbers(count, (index) => scalar(from) + index * scalar(step!));
      return castArray(array(data, [count], "float64"), numpyType(type!) ?? (isFloat ? "float64" : "int64"));
    },
  }),
  op({
    names: ["numpy.linspace"],
    signature: "start, stop, num=50, endpoint=True",
    doc: "So many numbers from one to another",
    compute: (_call, start, stop, count, endpoint) => {
      const number = integer(count!);
      requireRoom(number);
      const step = (scalar(stop!) - scalar(start!)) / (flag(endpoint!) ? Math.max(number - 1, 1) : number);
      return array(
        Array.from({ length: number }, (_, index) => scalar(start!) + index * step),
        [number],
        "float64",
      );
    },
  }),
  op({
    names: ["numpy.eye", "numpy.identity"],
    signature: { "numpy.eye": "N, M=None, k=0, dtype=None", "numpy.identity": "n, dtype=None" },
    doc: "An identity matrix",
    compute: (call, rows, columns, offset, type) => {
      const isIdentity = call.name === "numpy.identity";
      const height = integer(rows!);
      const width = isIdentity || columns === null ? height : integer(columns!);
      const shift = isIdentity ? 0 : integer(offset!);
      requireRoom(height, width);
      const data = numbers(height * width, (at) => Number((at % width) - Math.floor(at / width) === shift));
      return array(data, [height, width], numpyType((isIdentity ? columns : type)!) ?? "float64");
    },
  }),
  op({
    names: ["numpy.diag"],
    signature: "v, k=0",
    doc: "A diagonal matrix of a vector, or the diagonal of a matrix",
    compute: (call, v, k) => {
      const given = toArray(v!, call.context);
      const shift = integer(k!);
      if (given.shape.length === 1) {
        const size = given.shape[0]! + Math.abs(shift);
        requireRoom(size, size);
        const data = new Array<number>(size * size).fill(0);
        for (const [index, value] of Array.from(given.data).entries())
          data[(index + Math.max(-shift, 0)) * size + index + Math.max(shift, 0)] = value;
        return array(data, [size, size], given.dtype);
      }
      const [height, width] = [given.shape[0]!, given.shape[1]!];
      const data: number[] = [];
      for (let row = 0; row < height; row++)
        if (row + shift >= 0 && row + shift < width) data.push(given.data[row * width + row + shift]!);
      return array(data, [data.length], given.dtype);
    },
  }),
  ...scalarTypes.map((type) =>
    op({
      names: [`numpy.${type}`],
      signature: "x=0",
      doc: `A NumPy ${type}; as a dtype, its name`,
      compute: (call, x) => castArray(toArray(x!, call.context), type),
    }),
  ),
];
