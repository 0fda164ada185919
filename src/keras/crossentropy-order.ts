/** In which order `K.binary_crossentropy` and its kind take their two arguments. */

import { compareVersions } from "./requirement.ts";
import type { KerasVersion } from "./version.ts";

/** (output, target) in Keras 1, and in 2 up to 2.0.6; (target, output) ever since, and through TensorFlow always. */
export function takesOutputFirst({ version, isKnown, release }: KerasVersion): boolean {
  if (!isKnown) return false;
  return version === "1" || (version === "2" && release !== undefined && compareVersions(release, [2, 0, 7]) < 0);
}
