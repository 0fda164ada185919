/** Doing something that may raise, as `getattr(x, "y", default)` and `next(it, default)` do. */

import { PythonError } from "../failure.ts";
import type { Machine } from "./values.ts";

/** The result, or undefined where the exception of that name was raised; the machine is set back as it was. */
export function attempt<T>(machine: Machine, exception: string, run: () => T): T | undefined {
  const { depth, path, range } = machine;
  const handled = machine.handled.length;
  try {
    return run();
  } catch (error) {
    if (!(error instanceof PythonError) || error.exception !== exception) throw error;
    machine.depth = depth;
    machine.path = path;
    machine.range = range;
    machine.handled.length = handled;
    return undefined;
  }
}
