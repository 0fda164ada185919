/** The Keras that a file means, as the evaluator is told it. */

import type { KerasVersion } from "../keras/version.ts";
import type { KerasDialect } from "./evaluation.ts";

/** The exact release where a pin names one, else just the major version. */
export function dialectOf({ version, release, isKnown }: KerasVersion): KerasDialect {
  return { version: release?.join(".") ?? version, isKnown };
}
