/** The columns of a data file, in few words. */

import { say } from "../python/say.ts";

/** By their names, or how many they are. */
export function columnNames(names: readonly string[]): string {
  if (names.length === 0) return say("none");
  return names.length <= 3 ? names.join(", ") : say("{0} columns", names.length);
}
