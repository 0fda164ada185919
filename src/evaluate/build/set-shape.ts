/** `x.set_shape(…)` of a traced tensor: what is not known of its shape is stated by the loss. */

import type { StaticShape } from "../build-question.ts";
import { PythonError } from "../failure.ts";
import type { SymbolicTensor } from "../interpreter/array-values.ts";
import { sizeOfShape } from "../tape/backend.ts";
import { constant, isConnected, shapeOf, watch } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import type { Pair } from "./samples.ts";

type Changing = { -readonly [Key in keyof SymbolicTensor]: SymbolicTensor[Key] };

/** Changes the tensor itself, as TensorFlow does. Throws its ValueError where the two do not agree. */
export function setShape(tensor: SymbolicTensor, wanted: StaticShape): void {
  const { shape, samples, batches } = tensor;
  const changing: Changing = tensor;
  if (shape !== undefined) {
    const agrees = shape.length === wanted.length && shape.every((length, axis) => fits(length, wanted[axis]!));
    if (!agrees)
      throw new PythonError(
        "ValueError",
        `Tensor's shape ${inPython(shape)} is not compatible with supplied shape ${inPython(wanted)}.`,
      );
    changing.shape = shape.map((length, axis) => length ?? wanted[axis]!);
    return;
  }
  changing.shape = wanted;
  // What stood for it until now need not have this shape; an unknown first axis is the batch's.
  if (wanted.slice(1).includes(null)) return;
  changing.isDataShaped = false;
  changing.samples = samples.map((sample, side) =>
    likeSample(
      sample,
      wanted.map((length) => length ?? batches[side]!),
    ),
  ) as unknown as Pair<Tensor>;
}

const fits = (one: number | null, other: number | null): boolean => one === null || other === null || one === other;

function likeSample(sample: Tensor, shape: readonly number[]): Tensor {
  if (shapeOf(sample).join() === shape.join()) return sample;
  const values = new Float32Array(sizeOfShape(shape)).fill(0.5);
  return isConnected(sample) ? watch(values, shape, sample.dtype) : constant(values, shape, sample.dtype);
}

/** As a message has it: `(None, 3)`. */
export function inPython(shape: StaticShape): string {
  return `(${shape.map((length) => length ?? "None").join(", ")}${shape.length === 1 ? "," : ""})`;
}
