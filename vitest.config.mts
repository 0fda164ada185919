import { defineConfig } from "vitest/config";

const shared = {
  // The published ES modules of TensorFlow.js import directories, which only a bundler resolves.
  server: { deps: { inline: [/@tensorflow/] } },
  // With a worker on every core, one that is slow by itself may wait for the others.
  testTimeout: 60_000,
};

/** Tests that put something of their own in the place of a module of Node's. */
const mocking = ["test/unit/cli/changed-while-read.test.ts"];

export default defineConfig({
  test: {
    // Of two cores Vitest would leave one idle.
    maxWorkers: "100%",
    projects: [
      {
        test: {
          ...shared,
          name: "unit",
          include: ["test/{unit,fuzz}/**/*.test.ts"],
          exclude: mocking,
          // Nothing here keeps anything that another could see: each module is loaded once, and not once a file.
          isolate: false,
        },
      },
      { test: { ...shared, name: "mocked", include: mocking } },
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
