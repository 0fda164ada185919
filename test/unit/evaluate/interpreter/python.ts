/** Runs Python text through the interpreter alone: no tensors, no libraries. */

import { defaultLimits, type Limits, type SourceFile } from "../../../../src/evaluate/evaluation.ts";
import { PythonError } from "../../../../src/evaluate/failure.ts";
import { createMachine } from "../../../../src/evaluate/interpreter/create-machine.ts";
import { repr } from "../../../../src/evaluate/interpreter/text.ts";
import type { Library } from "../../../../src/evaluate/interpreter/values.ts";

const never = (): never => {
  throw new Error("No library value can take part here.");
};

/** A library that knows nothing. */
export const noLibrary: Library = {
  lookup: () => undefined,
  isModule: () => false,
  isKnownLibrary: () => false,
  attribute: never,
  binary: never,
  compare: never,
  unary: never,
  subscript: never,
  setSubscript: never,
  classOf: never,
  text: never,
};

export interface Outcome {
  /** `repr` of the asked name, or `ValueError: …` where Python raises. */
  readonly result: string;
  readonly log: readonly string[];
}

/** `repr` of a global after the module has run, as far as the name needs it. */
export function runPython(
  text: string,
  options: { readonly name?: string; readonly files?: readonly SourceFile[]; readonly limits?: Partial<Limits> } = {},
): Outcome {
  const { machine, log } = createMachine({
    library: noLibrary,
    keras: { version: "3.15", isKnown: true },
    limits: { ...defaultLimits, ...options.limits },
    now: () => performance.now(),
    files: [{ path: "main.py", text }, ...(options.files ?? [])],
  });
  const name = options.name ?? "result";
  try {
    const value = machine.moduleAt("main.py")?.read(name);
    if (value === undefined) return { result: `NameError: name '${name}' is not defined`, log };
    return { result: repr(machine, value), log };
  } catch (error) {
    if (error instanceof PythonError)
      return { result: error.message === "" ? error.exception : `${error.exception}: ${error.message}`, log };
    throw error;
  }
}
