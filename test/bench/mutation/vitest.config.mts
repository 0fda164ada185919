import { defineConfig } from "vitest/config";

/** Where the mutated code stands, and the tests that are to notice: `run.ts` says which. */
const include = JSON.parse(process.env.LOSS_LENS_MUTATION_TESTS ?? "[]") as string[];

export default defineConfig({
  test: {
    include,
    server: { deps: { inline: [/@tensorflow/] } },
    testTimeout: 60_000,
  },
});
