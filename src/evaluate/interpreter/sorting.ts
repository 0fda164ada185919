/** Sorting by Python's `<`: stable, with `key` and `reverse`. */

import { compare } from "./comparisons.ts";
import { positional } from "./natives.ts";
import { isTruthy } from "./truth.ts";
import type { Machine, Value } from "./values.ts";

/** A sorted copy. Only `<` is asked for, as CPython does. */
export function sortValues(machine: Machine, values: readonly Value[], key: Value, reverse: boolean): Value[] {
  const keyed = values.map((value) => ({ value, key: key === null ? value : machine.call(key, positional(value)) }));
  const isLess = (a: Value, b: Value): boolean => isTruthy(machine, compare(machine, "<", a, b));
  // Reversed twice, so that equal items keep their order with `reverse=True` too.
  if (reverse) keyed.reverse();
  keyed.sort((a, b) => {
    machine.step();
    if (isLess(a.key, b.key)) return -1;
    return isLess(b.key, a.key) ? 1 : 0;
  });
  if (reverse) keyed.reverse();
  return keyed.map((each) => each.value);
}
