import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: join(import.meta.dirname, "../.."),
  test: {
    name: "page",
    include: ["test/page/**/*.test.ts"],
    globalSetup: ["test/page/run-server.ts"],
    // One Chromium at a time: two would share the user settings on the server, and a small machine's processors.
    fileParallelism: false,
    // A browser on a busy machine may miss a moment; what is broken fails twice.
    retry: 1,
    testTimeout: 60_000,
    // What VS Code does about a key or click comes later, and much later on a busy machine.
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 120_000,
  },
});
