/** Windows that slide over the spatial axes: what convolutions, pools and patches are made of. */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import { PythonError } from "../failure.ts";
import { readData, reserve, sizeOfShape } from "../tape/backend.ts";

export type Padding = "valid" | "same";

export interface Windows {
  /** Sizes of the result along the spatial axes. */
  readonly output: readonly number[];
  /** For every window and every place in it, the flat spatial position that it looks at; −1 is padding. */
  readonly positions: Int32Array;
  /** Places in a window. */
  readonly places: number;
}

/** Where windows lie, with TensorFlow's padding: for `same`, the odd one goes after. */
export function slideWindows(
  spatial: readonly number[],
  window: readonly number[],
  strides: readonly number[],
  dilations: readonly number[],
  padding: Padding,
): Windows {
  const output: number[] = [];
  const before: number[] = [];
  spatial.forEach((length, axis) => {
    const extent = ((window[axis] as number) - 1) * (dilations[axis] as number) + 1;
    const stride = strides[axis] as number;
    const count = Math.ceil((padding === "same" ? length : length - extent + 1) / stride);
    if (padding === "valid" && length < extent) {
      throw new PythonError(
        "InvalidArgumentError",
        `Computed output size would be negative: ${count} [input_size: ${length}, effective_filter_size: ${extent}, stride: ${stride}]`,
      );
    }
    output.push(count);
    before.push(padding === "same" ? Math.floor(Math.max(0, (count - 1) * stride + extent - length) / 2) : 0);
  });
  const places = sizeOfShape(window);
  reserve(sizeOfShape(output) * places);
  const positions = new Int32Array(sizeOfShape(output) * places);
  let at = 0;
  forEachIndex(output, (start) => {
    forEachIndex(window, (place) => {
      let flat = 0;
      for (let axis = 0; axis < spatial.length && flat >= 0; axis++) {
        const length = spatial[axis] as number;
        const offset = (start[axis] as number) * (strides[axis] as number) - (before[axis] as number);
        const where = offset + (place[axis] as number) * (dilations[axis] as number);
        flat = where < 0 || where >= length ? -1 : flat * length + where;
      }
      positions[at++] = flat;
    });
  });
  return { output, positions, places };
}

/** Visits all coordinates of a shape in row-major order. */
function forEachIndex(shape: readonly number[], visit: (index: readonly number[]) => void): void {
  const index = shape.map(() => 0);
  for (let count = sizeOfShape(shape); count > 0; count--) {
    visit(index);
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis] = (index[axis] as number) + 1;
      if ((index[axis] as number) < (shape[axis] as number)) break;
      index[axis] = 0;
    }
  }
}

/** What the windows see of `[batch, …spatial, channels]`: `[batch, windows, places, channels]`, 0 in the padding. */
export function viewWindows(data: Data, { positions, places }: Windows): Data {
  const batch = data.shape[0] as number;
  const channels = data.shape.at(-1) as number;
  const shape = [batch, positions.length / places, places, channels];
  reserve(shape);
  const values = readData(data);
  const area = sizeOfShape(data.shape.slice(1, -1));
  const result = new Float32Array(sizeOfShape(shape));
  let to = 0;
  for (let each = 0; each < batch; each++) {
    for (const position of positions) {
      if (position >= 0) {
        const from = (each * area + position) * channels;
        for (let channel = 0; channel < channels; channel++) result[to + channel] = values[from + channel] as number;
      }
      to += channels;
    }
  }
  return tf.tensor(result, shape, "float32");
}

/** Adds up what each element was seen as: the gradient of `viewWindows`. */
export function unviewWindows(views: Data, shape: readonly number[], { positions }: Windows): Data {
  const values = readData(views);
  const channels = shape.at(-1) as number;
  const area = sizeOfShape(shape.slice(1, -1));
  const result = new Float32Array(sizeOfShape(shape));
  let from = 0;
  for (let each = 0; each < (shape[0] as number); each++) {
    for (const position of positions) {
      if (position >= 0) {
        const to = (each * area + position) * channels;
        for (let channel = 0; channel < channels; channel++) {
          result[to + channel] = (result[to + channel] as number) + (values[from + channel] as number);
        }
      }
      from += channels;
    }
  }
  return tf.tensor(result, [...shape], "float32");
}
