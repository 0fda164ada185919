/** The Keras that a file means, as the evaluator is told it. */

import type { KerasVersion } from "../keras/version.ts";
import type { KerasDialect } from "./evaluation.ts";

/** What is meant by a major version alone: its last release. */
const lastReleases: Readonly<Record<string, string>> = { "1": "1.2.2", "2": "2.15.0", "3": "3.15.1" };

/** The exact release where a pin names one, else the last one of the major version. */
export function dialectOf({ version, release, isKnown }: KerasVersion): KerasDialect {
  return { version: release?.join(".") ?? lastReleaseOf(version), isKnown };
}

/** A release as it is; of a major version alone the last release: "2" is no 2.0.0. */
export function lastReleaseOf(version: string): string {
  return lastReleases[version] ?? version;
}
