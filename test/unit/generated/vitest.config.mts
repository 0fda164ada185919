import { defineConfig } from "vitest/config";

export default defineConfig({
  root: import.meta.dirname,
  test: { include: ["generate.ts"], server: { deps: { inline: [/@tensorflow/] } } },
});
