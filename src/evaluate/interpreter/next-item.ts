import { PythonError } from "../failure.ts";
import type { Value } from "./values.ts";

/** Python's `next(iterator)`; undefined at its end. */
export function nextItem(iterator: Iterator<Value>, sent: Value = null): Value | undefined {
  try {
    const next = (iterator as Iterator<Value, Value, Value>).next(sent);
    return next.done ? undefined : next.value;
  } catch (error) {
    // A generator that calls itself: JavaScript has a TypeError for it, Python a ValueError.
    if (error instanceof TypeError && /already running/.test(error.message)) {
      throw new PythonError("ValueError", "generator already executing");
    }
    throw error;
  }
}
