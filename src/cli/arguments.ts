/** What was typed after `loss-lens`, read against a command's own options. */

import { type ParseArgsConfig, parseArgs } from "node:util";
import { findSampleSet, sampleSetIds } from "../samples/sample-sets.ts";
import { UsageError } from "./failure.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** Options and paths; an unknown option or a missing value is a `UsageError` in one line. */
export function readArguments<O extends Options>(argv: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // Node goes on to explain how to pass a path that begins with a dash.
    throw new UsageError(message.split(/\. To specify|\n/)[0]!.replace(/\.$/, ""));
  }
}

/** One of the allowed words, or a `UsageError` that lists them. */
export function oneOf<T extends string>(
  option: string,
  value: string | undefined,
  allowed: readonly T[],
  otherwise: T,
): T {
  if (value === undefined) return otherwise;
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw new UsageError(`--${option} takes ${allowed.join(", ")}; not '${value}'`);
  return found;
}

/** `--keras` where a release may be given: throws a `UsageError` for what is none. */
export function checkKeras(version: string | undefined): void {
  if (version !== undefined && !/^(auto|[123](\.\d{1,4}){0,3})$/.test(version))
    throw new UsageError(`--keras takes auto, 1, 2, 3 or a release such as 2.0.6; not '${version}'`);
}

/** `--samples`: throws a `UsageError` that lists what there is. */
export function checkSamples(id: string | undefined): void {
  if (id !== undefined && findSampleSet(id) === undefined)
    throw new UsageError(`--samples takes ${sampleSetIds.join(", ")}; not '${id}'`);
}
