import { defineConfig } from "vitest/config";

export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ["*.test.ts"],
    server: { deps: { inline: [/@tensorflow/] } },
    testTimeout: 60_000,
    // The first run builds the addon.
    hookTimeout: 900_000,
  },
});
