/** NumPy's file format for one array, versions 1 to 3. */

import type { NumericArray } from "../evaluate/evaluation.ts";

const sizes: Readonly<Record<string, number>> = {
  f4: 4,
  f8: 8,
  f2: 2,
  i1: 1,
  i2: 2,
  i4: 4,
  i8: 8,
  u1: 1,
  u2: 2,
  u4: 4,
  u8: 8,
  b1: 1,
};

const longestHeader = 65_536;
/** NumPy itself makes none of more. */
const mostDimensions = 64;

/** Throws a RangeError with a sentence for what it cannot read. */
export function readNpy(bytes: Uint8Array): NumericArray {
  if (bytes.length < 12 || bytes[0] !== 0x93 || new TextDecoder().decode(bytes.subarray(1, 6)) !== "NUMPY") {
    throw new RangeError("this is not a NumPy file.");
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isFirst = bytes[6] === 1;
  const start = isFirst ? 10 : 12;
  const length = isFirst ? view.getUint16(8, true) : view.getUint32(8, true);
  if (start + length > bytes.length) throw new RangeError("the file ends before its array does.");
  if (length > longestHeader) throw new RangeError("its header is longer than a header of numbers is.");
  const header = new TextDecoder("latin1").decode(bytes.subarray(start, start + length));
  if (/'descr':\s*'\|?O/.test(header)) throw new RangeError("arrays of Python objects are not read; numbers are.");
  const kind = /'descr':\s*'([<>|=])([a-zA-Z]\d+)'/.exec(header);
  const [, order = "<", type = ""] = kind ?? [];
  const size = sizes[type];
  if (size === undefined) throw new RangeError(`arrays of type ${kind?.[2] ?? "unknown"} are not read; numbers are.`);
  const shape = (/'shape':\s*\(([^)]*)\)/.exec(header)?.[1] ?? "")
    .split(",")
    .flatMap((part) => (part.trim() === "" ? [] : [Number(part)]));
  if (!shape.every((each) => Number.isSafeInteger(each) && each >= 0)) {
    throw new RangeError(`its shape (${shape.join(", ")}) is none.`);
  }
  if (shape.length > mostDimensions) throw new RangeError(`more than ${mostDimensions} dimensions are not read.`);
  // Beside a 0 any other length is a mere claim.
  if (shape.includes(0)) throw new RangeError(`its shape (${shape.join(", ")}) holds no number.`);
  const count = shape.reduce((a, b) => a * b, 1);
  const from = start + length;
  if (from + count * size > bytes.length) throw new RangeError("the file ends before its array does.");
  const values = Float32Array.from({ length: count }, (_, i) => element(view, from + i * size, type, order !== ">"));
  const isColumnMajor = /'fortran_order':\s*True/.test(header);
  const data = isColumnMajor ? rowMajor(values, shape) : values;
  const isWhole = /^[iu]/.test(type) && size <= 4;
  return {
    data: isWhole ? Int32Array.from(data) : data,
    shape,
    dtype: isWhole ? "int32" : "float32",
  };
}

function element(view: DataView, at: number, type: string, isLittle: boolean): number {
  switch (type) {
    case "f8":
      return view.getFloat64(at, isLittle);
    case "f4":
      return view.getFloat32(at, isLittle);
    case "f2":
      return half(view.getUint16(at, isLittle));
    case "i8":
      return Number(view.getBigInt64(at, isLittle));
    case "u8":
      return Number(view.getBigUint64(at, isLittle));
    case "i4":
      return view.getInt32(at, isLittle);
    case "u4":
      return view.getUint32(at, isLittle);
    case "i2":
      return view.getInt16(at, isLittle);
    case "u2":
      return view.getUint16(at, isLittle);
    case "i1":
      return view.getInt8(at);
    default:
      return view.getUint8(at);
  }
}

/** IEEE 754 binary16. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function rowMajor(values: Float32Array, shape: readonly number[]): Float32Array {
  return values.map((_, index) => {
    let rest = index;
    let stride = values.length;
    let at = 0;
    let step = 1;
    for (const length of shape) {
      stride /= length;
      at += Math.floor(rest / stride) * step;
      rest %= stride;
      step *= length;
    }
    return values[at] ?? Number.NaN;
  });
}
