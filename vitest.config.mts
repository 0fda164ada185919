import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/{unit,parity,fuzz}/**/*.test.ts"],
    // The published ES modules of TensorFlow.js import directories, which only a bundler resolves.
    server: { deps: { inline: [/@tensorflow/] } },
    benchmark: { include: ["test/bench/**/*.bench.ts"] },
    testTimeout: 20_000,
  },
});
