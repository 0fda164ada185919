/** `array[…]` and `array[…] = value`, by ints, slices, ellipsis, newaxis, masks and index lists. */

import { isInteger } from "../../dtype.ts";
import { PythonError, Unsupported } from "../../failure.ts";
import type { NdArray } from "../../interpreter/array-values.ts";
import type { Context, Value } from "../../interpreter/values.ts";
import { isArray, isTensor } from "../calls/convert.ts";
import { array, positions, stridesOf, toArray } from "./array.ts";

interface Selection {
  /** Flat positions of the chosen elements. */
  readonly at: readonly number[];
  readonly shape: readonly number[];
}

export function indexArray(x: NdArray, key: Value, context: Context): Value {
  const { at, shape } = select(x, key, context);
  const part = array(
    at.map((position) => x.data[position]!),
    shape,
    x.dtype,
  );
  if (shape.length > 0) parts.add(part);
  return part;
}

/** Parts of other arrays. In NumPy most are views: what is written into one must show in the other. */
const parts = new WeakSet<NdArray>();

/** Writes into the array's own data, so that every name that has the array sees it. */
export function setInArray(target: NdArray, key: Value, value: Value, context: Context): void {
  if (parts.has(target)) throw new Unsupported("Writing into a part of another array is not evaluated");
  const { at, shape } = select(target, key, context);
  const given = toArray(value, context);
  const from = positions(given.shape, shape);
  const data = target.data as number[] | Float64Array;
  for (const [index, position] of at.entries()) {
    const element = given.data[from[index]!]!;
    data[position] = isInteger(target.dtype) ? Math.trunc(element) : element;
  }
}

function select(x: NdArray, key: Value, context: Context): Selection {
  const keys = typeof key === "object" && key !== null && key.type === "tuple" ? key.items : [key];
  const mask = keys.length === 1 ? maskOf(keys[0]!, context) : undefined;
  if (mask) return selectByMask(x, mask);
  const used = keys.filter((each) => each !== null && !isEllipsis(each)).length;
  if (used > x.shape.length)
    throw new PythonError(
      "IndexError",
      `too many indices for array: array is ${x.shape.length}-dimensional, but ${used} were indexed`,
    );
  const expanded: Value[] = [];
  const open: Value = { type: "slice", start: null, stop: null, step: null };
  const rest = new Array<Value>(x.shape.length - used).fill(open);
  const hasEllipsis = keys.some(isEllipsis);
  for (const each of keys) expanded.push(...(isEllipsis(each) ? rest : [each]));
  if (!hasEllipsis) expanded.push(...rest);
  return selectAlongAxes(x, expanded, context);
}

function selectAlongAxes(x: NdArray, keys: readonly Value[], context: Context): Selection {
  const strides = stridesOf(x.shape);
  let at = [0];
  const shape: number[] = [];
  let axis = 0;
  let hasList = false;
  for (const key of keys) {
    if (key === null) {
      shape.push(1);
      continue;
    }
    const { places, lengths } = placesAlong(key, x.shape[axis]!, axis, context);
    if (lengths && lengths.length > 0 && !isSlice(key)) {
      if (hasList) throw new Unsupported("Several index lists at once are not evaluated");
      hasList = true;
    }
    const stride = strides[axis]!;
    at = at.flatMap((base) => places.map((place) => base + place * stride));
    shape.push(...lengths);
    axis++;
  }
  return { at, shape };
}

function placesAlong(
  key: Value,
  length: number,
  axis: number,
  context: Context,
): { places: number[]; lengths: readonly number[] } {
  if (isSlice(key)) {
    const places = slicePlaces(key, length);
    return { places, lengths: [places.length] };
  }
  const indices = toArray(key, context);
  if (!isInteger(indices.dtype))
    throw new PythonError(
      "IndexError",
      "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices",
    );
  const places = Array.from(indices.data, (place) => {
    const normal = place < 0 ? place + length : place;
    if (normal < 0 || normal >= length)
      throw new PythonError("IndexError", `index ${place} is out of bounds for axis ${axis} with size ${length}`);
    return normal;
  });
  return { places, lengths: indices.shape };
}

function slicePlaces(key: Extract<Value, { type: "slice" }>, length: number): number[] {
  const step = key.step === null ? 1 : Number(key.step);
  if (step === 0) throw new PythonError("ValueError", "slice step cannot be zero");
  const clamp = (value: Value, fallback: number) => {
    if (value === null) return fallback;
    const at = Number(value) < 0 ? Number(value) + length : Number(value);
    return step > 0 ? Math.min(Math.max(at, 0), length) : Math.min(Math.max(at, -1), length - 1);
  };
  const start = clamp(key.start, step > 0 ? 0 : length - 1);
  const stop = clamp(key.stop, step > 0 ? length : -1);
  const places: number[] = [];
  for (let at = start; step > 0 ? at < stop : at > stop; at += step) places.push(at);
  return places;
}

function maskOf(key: Value, context: Context): NdArray | undefined {
  if (isArray(key) && key.dtype === "bool") return key;
  if (isTensor(key) && key.dtype === "bool") return toArray(key, context);
  if (typeof key === "object" && key !== null && key.type === "list" && typeof key.items[0] === "boolean")
    return toArray(key, context);
  return undefined;
}

function selectByMask(x: NdArray, mask: NdArray): Selection {
  const rank = mask.shape.length;
  if (mask.shape.join() !== x.shape.slice(0, rank).join())
    throw new PythonError(
      "IndexError",
      `boolean index did not match indexed array along axis 0; size of axis is ${x.shape[0]} but size of corresponding boolean axis is ${mask.shape[0]}`,
    );
  const inner = x.shape.slice(rank);
  const width = inner.reduce((product, length) => product * length, 1);
  const chosen = Array.from(mask.data, (value, index) => (value ? index : -1)).filter((index) => index >= 0);
  return {
    at: chosen.flatMap((row) => Array.from({ length: width }, (_, column) => row * width + column)),
    shape: [chosen.length, ...inner],
  };
}

function isSlice(key: Value): key is Extract<Value, { type: "slice" }> {
  return typeof key === "object" && key !== null && key.type === "slice";
}

function isEllipsis(key: Value): boolean {
  return typeof key === "object" && key !== null && key.type === "ellipsis";
}
