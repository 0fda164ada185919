/** What was typed after `loss-lens`, read against a command's own options. */

import { type ParseArgsConfig, parseArgs } from "node:util";
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
