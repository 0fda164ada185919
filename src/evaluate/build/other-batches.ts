/**
 * The same tensor for a batch of another size. What fails for two batches may be right for a third: a reshape to a
 * fixed batch, weights for 32 samples, the tenth sample. Only what fails for all of them is a mistake for certain.
 */

import type { SymbolicTensor } from "../interpreter/array-values.ts";
import { readNumbers, sizeOfShape } from "../tape/backend.ts";
import { constant, shapeOf, watch } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import type { Pair } from "./samples.ts";

/** A length as it would be for `batch`, from its lengths for two batches: constant, linear or quadratic in them. */
export function lengthFor(lengths: Pair<number>, batches: Pair<number>, batch: number): number | undefined {
  const [one, other] = lengths;
  if (one === other) return one;
  const [small, large] = batches;
  if (small === large) return undefined;
  if (one % (small * small) === 0 && other % (large * large) === 0) {
    const factor = one / (small * small);
    if (factor === other / (large * large)) return factor * batch * batch;
  }
  const length = one + ((other - one) * (batch - small)) / (large - small);
  return Number.isInteger(length) ? length : undefined;
}

/** The tensor's shape for a batch of that size; undefined where it cannot be told. */
function shapeFor({ samples, batches }: SymbolicTensor, batch: number): readonly number[] | undefined {
  const shapes = [shapeOf(samples[0]), shapeOf(samples[1])] as const;
  if (shapes[0].length !== shapes[1].length) return undefined;
  const shape: number[] = [];
  for (const [axis, length] of shapes[0].entries()) {
    const found = lengthFor([length, shapes[1][axis]!], batches, batch);
    if (found === undefined || found < 0) return undefined;
    shape.push(found);
  }
  return shape;
}

/** How many numbers there are where such tensors meet, each axis as long as that of the longest. */
export function sizeTogether(tensors: readonly SymbolicTensor[], batch: number): number {
  const longest: number[] = [];
  for (const tensor of tensors)
    for (const [axis, length] of (shapeFor(tensor, batch) ?? []).toReversed().entries())
      longest[axis] = Math.max(longest[axis] ?? 1, length);
  return sizeOfShape(longest);
}

/** The tensor's sample for a batch of that size; undefined where it cannot be told. */
export function sampleFor(tensor: SymbolicTensor, batch: number): Tensor | undefined {
  const { samples, batches, holdsData } = tensor;
  if (batch === batches[0]) return samples[0];
  if (batch === batches[1]) return samples[1];
  const [one, other] = samples;
  const shape = shapeFor(tensor, batch);
  if (shape === undefined) return undefined;
  const own = shapeOf(one);
  const isSame = shape.every((length, axis) => length === own[axis]);
  if (holdsData || !isSame) {
    if (isSame) return one;
    const filled = new Float32Array(sizeOfShape(shape)).fill(readNumbers(one)[0] ?? 0);
    return one.step === undefined ? constant(filled, shape, one.dtype) : watch(filled, shape, one.dtype);
  }
  const elements = readNumbers(one);
  const others = readNumbers(other);
  const values = elements.map((value, index) => lengthFor([value, others[index] ?? value], batches, batch));
  return values.includes(undefined) ? undefined : constant(values as number[], shape, one.dtype);
}
