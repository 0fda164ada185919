/** The picture as a Python script that draws it again with the person's own Keras and matplotlib. */

import type { PictureQuestion } from "../../preview/ask/question.ts";

/** Undefined where the sample set has no short way to be written in Python. */
export function pythonScript(_question: PictureQuestion | undefined): string | undefined {
  return undefined;
}
