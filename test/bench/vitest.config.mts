import { defineConfig } from "vitest/config";
import { Table } from "./table.ts";

export default defineConfig({
  test: {
    // The published ES modules of TensorFlow.js import directories, which only a bundler resolves.
    server: { deps: { inline: [/@tensorflow/] } },
    include: ["test/bench/**/*.bench.ts"],
    // One at a time: what is measured would measure the others.
    fileParallelism: false,
    testTimeout: 60_000,
    reporters: ["default", new Table()],
  },
});
