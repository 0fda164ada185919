import { defineConfig } from "vitest/config";

export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ["*.test.ts"],
    testTimeout: 120_000,
    // What these do to memory and processors is meant to be felt: one after the other.
    maxWorkers: 1,
  },
});
