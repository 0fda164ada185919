/** Selecting along one axis by position, and its reverse: what flips, rolls, repeats, strides and gathers are made of. */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import { readData, reserve, sizeOfShape } from "../tape/backend.ts";
import { lifted } from "../tape/lifting.ts";

type Values = Float32Array | Int32Array | Uint8Array;

/** An array of zeros in the storage type of `data`. */
export function zerosFor(data: Data, size: number): Values {
  if (data.dtype === "float32") return new Float32Array(size);
  return data.dtype === "bool" ? new Uint8Array(size) : new Int32Array(size);
}

/** The slices of `data` along `axis` at `indices`, in that order. */
export function takeAlong(data: Data, axis: number, indices: ArrayLike<number>): Data {
  const followed = lifted("take", [data], { axis, indices });
  if (followed !== undefined) return followed;
  const shape = data.shape.map((dimension, each) => (each === axis ? indices.length : dimension));
  reserve(shape);
  const values = readData(data);
  const result = zerosFor(data, sizeOfShape(shape));
  const length = data.shape[axis] as number;
  const inner = sizeOfShape(data.shape.slice(axis + 1));
  const outer = sizeOfShape(data.shape.slice(0, axis));
  let to = 0;
  for (let block = 0; block < outer; block++) {
    for (let position = 0; position < indices.length; position++) {
      const from = (block * length + (indices[position] as number)) * inner;
      if (inner === 1) result[to] = values[from] as number;
      else result.set(values.subarray(from, from + inner), to);
      to += inner;
    }
  }
  return tf.tensor(result, shape, data.dtype);
}

/** Adds the slices of `data` along `axis` to zeros, each at its index: the gradient of `takeAlong`. */
export function scatterAlong(data: Data, axis: number, indices: ArrayLike<number>, length: number): Data {
  const followed = lifted("scatter", [data], { axis, indices, length });
  if (followed !== undefined) return followed;
  const shape = data.shape.map((dimension, each) => (each === axis ? length : dimension));
  const values = readData(data);
  const result = new Float32Array(sizeOfShape(shape));
  const inner = sizeOfShape(data.shape.slice(axis + 1));
  const outer = sizeOfShape(data.shape.slice(0, axis));
  let from = 0;
  for (let block = 0; block < outer; block++) {
    for (let position = 0; position < indices.length; position++) {
      const to = (block * length + (indices[position] as number)) * inner;
      for (let offset = 0; offset < inner; offset++) {
        result[to + offset] = (result[to + offset] as number) + (values[from + offset] as number);
      }
      from += inner;
    }
  }
  return tf.tensor(result, shape, "float32");
}
