/** What is noted while a loss is traced: where its batch met itself, and where a gradient ended. */

import type { Crossing, Cut, StaticShape } from "../build-question.ts";
import type { SymbolicTensor } from "../interpreter/array-values.ts";
import type { Interpreter } from "../interpreter/machine.ts";
import type { Value } from "../interpreter/values.ts";
import { isConnected, shapeOf } from "../tape/tape.ts";
import { symbolicsIn } from "./samples.ts";

const unknowns = (shape: StaticShape): number => shape.filter((length) => length === null).length;

/** The shape that the samples have, also where the framework does not know it. */
function exampleShape({ samples }: SymbolicTensor): StaticShape {
  const other = shapeOf(samples[1]);
  return shapeOf(samples[0]).map((length, axis) => (length === other[axis] ? length : null));
}

export function noteCrossing(
  crossings: Crossing[],
  machine: Interpreter,
  inputs: readonly SymbolicTensor[],
  result: Value,
): void {
  if (result === null || typeof result !== "object" || result.type !== "symbolic" || inputs.length < 2) return;
  const shapes = inputs.map(exampleShape);
  const made = exampleShape(result);
  if (unknowns(made) <= Math.max(...shapes.map(unknowns)) || !isBroadcast(inputs, result)) return;
  const { place } = machine;
  if (place !== undefined) crossings.push({ ...place, inputs: shapes, result: made });
}

/** What asks a tensor for its shape or its type alone says nothing of its values. */
const aboutForm = /(?:^|[._])(?:shape|int_shape|size|rank|ndim|dtype|zeros|ones|zeros_like|ones_like)$/u;

export function noteCut(
  cuts: Cut[],
  machine: Interpreter,
  name: string,
  inputs: readonly SymbolicTensor[],
  result: Value,
): void {
  const { place } = machine;
  if (place === undefined || aboutForm.test(name)) return;
  const results = symbolicsIn([result]);
  const holdsGradient = ({ samples }: SymbolicTensor): boolean => isConnected(samples[0]);
  if (results.length === 0 || results.some(holdsGradient) || !inputs.some(holdsGradient)) return;
  cuts.push({ ...place });
}

/** Whether the result has the shape that its inputs have when they are stretched over each other. */
function isBroadcast(inputs: readonly SymbolicTensor[], result: SymbolicTensor): boolean {
  const shape = shapeOf(result.samples[0]);
  return shape.every((length, axis) => {
    const lengths = inputs.map((each) => {
      const own = shapeOf(each.samples[0]);
      return own[axis - shape.length + own.length] ?? 1;
    });
    return Math.max(...lengths) === length && lengths.every((each) => each === 1 || each === length);
  });
}
