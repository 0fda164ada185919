import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generatedFiles } from "./generated/documents.ts";

test.each(generatedFiles())("the generated part of $path is up to date (npm run generate)", ({ path, text }) => {
  const present = readFileSync(join(import.meta.dirname, "../..", path), "utf8");
  // Biome may lay JSON out differently; what it says counts.
  if (path.endsWith(".json")) expect(JSON.parse(present)).toEqual(JSON.parse(text));
  else expect(present).toBe(text);
});
