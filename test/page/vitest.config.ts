import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** The page by itself, in a browser: nothing is shared, so that these run beside each other. */
const alone = "test/page/{exports,gallery,keyboard,memory,preview-page,regions,screen-reader,steady}.test.ts";

const shared = {
  // A browser on a busy machine may miss a moment; what is broken fails again.
  retry: 1,
  testTimeout: 60_000,
  hookTimeout: 120_000,
  // What VS Code does about a key or click comes later, and much later on a busy machine.
  expect: { poll: { timeout: 15_000 } },
};

export default defineConfig({
  root: join(import.meta.dirname, "../.."),
  test: {
    projects: [
      { test: { ...shared, name: "page", include: [alone], maxWorkers: 2, sequence: { groupOrder: 0 } } },
      {
        test: {
          ...shared,
          name: "page in VS Code",
          include: ["test/page/**/*.test.ts"],
          exclude: [alone],
          globalSetup: ["test/page/run-server.ts"],
          // One window at a time: two would share the user settings on the server, and a small machine's processors.
          maxWorkers: 1,
          retry: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
