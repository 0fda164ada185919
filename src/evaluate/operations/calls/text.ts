/** `repr` and `str` of tensors, arrays, shapes and dtypes. */

import { isFloating } from "../../dtype.ts";
import type { DType } from "../../evaluation.ts";
import { floatText } from "../../interpreter/floats.ts";
import type { Context, Value } from "../../interpreter/values.ts";
import { readNumbers, work } from "../../tape/backend.ts";
import { shapeOf } from "../../tape/tape.ts";
import { isArray, isTensor } from "./convert.ts";

export function text(value: Value, form: "repr" | "str", _context: Context): string {
  if (isTensor(value)) {
    work(value.data.size);
    const body = nested(readNumbers(value), shapeOf(value), value.dtype, 0);
    const shape = tupleText(shapeOf(value));
    return form === "str"
      ? `tf.Tensor(${body}, shape=${shape}, dtype=${value.dtype})`
      : `<tf.Tensor: shape=${shape}, dtype=${value.dtype}, numpy=${arrayText(body, value.dtype, shapeOf(value))}>`;
  }
  if (isArray(value)) {
    work(value.data.length);
    const body = nested(Array.from(value.data), value.shape, value.dtype, 0);
    return form === "str" ? body : arrayText(body, value.dtype, value.shape);
  }
  if (typeof value === "object" && value !== null) {
    if (value.type === "shape") {
      const parts = value.dimensions.map((each) => (each === null ? "None" : String(each)));
      if (form === "repr") return `TensorShape([${parts.join(", ")}])`;
      return `(${parts.join(", ")}${parts.length === 1 ? "," : ""})`;
    }
    if (value.type === "dtype") return form === "repr" ? `tf.${value.dtype}` : `<dtype: '${value.dtype}'>`;
  }
  return String(value);
}

function arrayText(body: string, dtype: DType, shape: readonly number[]): string {
  if (shape.length === 0) return body;
  const isImplied = dtype === "float64" || dtype === "int64" || dtype === "bool";
  return `array(${body.replaceAll(/(?<=\S) (?=\S)/gu, ", ").replaceAll("\n", ",\n")}${isImplied ? "" : `, dtype=${dtype}`})`;
}

function tupleText(shape: readonly number[]): string {
  return `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;
}

function numberText(value: number, dtype: DType): string {
  if (dtype === "bool") return value ? "True" : "False";
  if (!isFloating(dtype)) return String(value);
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  // The shortest text that reads back as the same float32.
  for (let digits = 1; dtype === "float32" && digits <= 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === Math.fround(value)) return trimmed(short);
  }
  return trimmed(value);
}

/** NumPy prints `1.` where Python prints `1.0`. */
function trimmed(value: number): string {
  return floatText(value).replace(/\.0$/u, ".");
}

/** NumPy shows at most so many elements whole; of more only the first and last of each axis. */
const shownWhole = 1000;
const shownAtEdges = 3;

function nested(
  values: readonly number[],
  shape: readonly number[],
  dtype: DType,
  depth: number,
  isWhole = values.length <= shownWhole,
): string {
  if (shape.length === 0) {
    const single = numberText(values[0]!, dtype);
    return single.endsWith(".") ? `${single}0` : single;
  }
  const width = values.length / Math.max(shape[0]!, 1);
  const count = shape[0]!;
  const isCut = !isWhole && count > 2 * shownAtEdges;
  const places = [...Array(isCut ? 2 * shownAtEdges : count).keys()].map((at) =>
    isCut && at >= shownAtEdges ? count - 2 * shownAtEdges + at : at,
  );
  const rows = places.map((row) =>
    shape.length === 1
      ? numberText(values[row]!, dtype)
      : nested(values.slice(row * width, (row + 1) * width), shape.slice(1), dtype, depth + 1, isWhole),
  );
  if (isCut) rows.splice(shownAtEdges, 0, "...");
  return `[${rows.join(shape.length === 1 ? " " : `\n${" ".repeat(depth + 1)}`)}]`;
}
