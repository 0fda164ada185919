/** What the files around a loss say about it: which Keras, and how Loss Lens is configured. */

import type { ProjectFile } from "./project-pins.ts";
import type { ProjectKeras } from "./version.ts";

export interface Project {
  readonly keras: ProjectKeras;
  /** With `[tool.loss-lens]`, where there is one. */
  readonly pyproject: ProjectFile | undefined;
}
