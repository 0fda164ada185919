import { defineConfig } from "vitest/config";

const shared = {
  // The published ES modules of TensorFlow.js import directories, which only a bundler resolves.
  server: { deps: { inline: [/@tensorflow/] } },
  // With a worker on every core, one that is slow by itself may wait for the others.
  testTimeout: 60_000,
};

export default defineConfig({
  test: {
    // Of two cores Vitest would leave one idle.
    maxWorkers: "100%",
    projects: [
      { test: { ...shared, name: "unit", include: ["test/{unit,fuzz}/**/*.test.ts"] } },
      {
        test: {
          ...shared,
          name: "parity",
          include: ["test/parity/**/*.test.ts"],
          // By itself, in a process that has the addon.
          exclude: ["test/parity/native/**"],
          // What the evaluator's thread has: Python's own limit of recursion is reached within it.
          execArgv: ["--stack-size=3900"],
        },
      },
    ],
  },
});
