/** A failure about shapes often names the one that it wants: the next to be tried. */

import type { EvaluationFailure } from "../evaluate/evaluation.ts";
import type { SampleSet } from "./sample-set.ts";

const mostWidth = 64;
const side = 16;

/** The set in the shape that the failure asks for; undefined where it asks for none that the set can have. */
export function inAskedShape<Id extends string>(
  set: SampleSet<Id>,
  { message }: EvaluationFailure,
): SampleSet<Id> | undefined {
  const shape = askedShape(set.yPredShape, message);
  const asked = shape && set.reshape?.(shape);
  // How many columns both have says nothing of each where they differ.
  return /multiple of/.test(message) && asked?.yTrueShape.join() !== asked?.yPredShape.join() ? undefined : asked;
}

function askedShape(own: readonly number[], message: string): readonly number[] | undefined {
  const last = own.at(-1) ?? 1;
  const wide = (width: number): readonly number[] | undefined =>
    width > last && width <= mostWidth ? [...own.slice(0, -1), width] : undefined;
  // An index counts from 0, and may be one of an axis that a reduction has brought forward.
  const index = /^(?:InvalidArgumentError: |IndexError: )?slice index (\d{1,3}) of dimension \d+ out of bounds/.exec(
    message,
  );
  if (index !== null) return wide(Number(index[1]) + 1);
  const parts = /not enough values to unpack \(expected (?:at least )?(\d{1,3}), got \d+\)/.exec(message);
  if (parts !== null) return wide(Number(parts[1]));
  const split = /\bnum_split (\d{1,2})\b/.exec(message);
  if (split !== null) return wide(Number(split[1]));
  const multiple = /the requested shape requires a multiple of (\d{1,2})\b/.exec(message);
  if (multiple !== null && own.length === 1) return wide(Number(multiple[1]));
  // A constant of one number a class.
  const constant =
    /Incompatible shapes: (?:\[\d+,\d+\] vs\. \[(?:1,)?(\d{1,2})\]|\[(?:1,)?(\d{1,2})\] vs\. \[\d+,\d+\])/.exec(
      message,
    );
  if (constant !== null && own.length === 1) return wide(Number(constant[1] ?? constant[2]));
  const channels = /\b(\d{1,2}) (?:channels|classes)\b/i.exec(message);
  if (channels !== null) return wide(Number(channels[1]));
  if (own.length < 3 && /\b2D\b|\b4D\b|\brank[- ]4\b|\b4[- ]dim/i.test(message)) return [side, side, last];
  return undefined;
}
