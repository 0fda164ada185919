/** Going back to the frame that catches an exception. */

import type { PythonError } from "../failure.ts";
import type { Frame } from "./machine.ts";

/** What a frame has to be set back to when an exception is caught in it. */
export interface Remembered {
  readonly depth: number;
  readonly path: string;
  readonly handled: number;
}

export function remember({ machine }: Frame): Remembered {
  return { depth: machine.depth, path: machine.path, handled: machine.handled.length };
}

/** Notes where the exception was raised, and goes back to the frame that catches it. */
export function recover(error: PythonError, { machine }: Frame, state: Remembered): void {
  error.place ??= machine.place;
  machine.depth = state.depth;
  machine.path = state.path;
  machine.handled.length = state.handled;
}
