import { defineConfig } from "vitest/config";

const shared = {
  // The published ES modules of TensorFlow.js import directories, which only a bundler resolves.
  server: { deps: { inline: [/@tensorflow/] } },
  testTimeout: 20_000,
};

const benchmark = { include: ["test/bench/**/*.bench.ts"] };

export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: "unit", include: ["test/{unit,fuzz}/**/*.test.ts"], benchmark } },
      {
        test: {
          ...shared,
          name: "parity",
          include: ["test/parity/**/*.test.ts"],
          benchmark: { include: [] },
          // What the evaluator's thread has: Python's own limit of recursion is reached within it.
          execArgv: ["--stack-size=3900"],
        },
      },
    ],
  },
});
