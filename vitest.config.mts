import { defineConfig } from "vitest/config";

const shared = {
  // The published ES modules of TensorFlow.js import directories, which only a bundler resolves.
  server: { deps: { inline: [/@tensorflow/] } },
  testTimeout: 20_000,
};

export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: "unit", include: ["test/{unit,fuzz}/**/*.test.ts"] } },
      {
        test: {
          ...shared,
          name: "parity",
          include: ["test/parity/**/*.test.ts"],
          // What the evaluator's thread has: Python's own limit of recursion is reached within it.
          execArgv: ["--stack-size=3900"],
        },
      },
    ],
  },
});
