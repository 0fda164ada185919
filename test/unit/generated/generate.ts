/** `npm run generate`: writes the generated parts of the documents. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "vitest";
import { generatedFiles } from "./documents.ts";

// Run by Vitest, which can load TensorFlow.js's modules; the rows are defined beside what they compute.
test("generate", () => {
  for (const { path, text } of generatedFiles()) {
    writeFileSync(join(import.meta.dirname, "../../..", path), text);
    console.log(`wrote ${path}`);
  }
});
