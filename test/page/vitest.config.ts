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
          // Two windows at a time, each with a server of its own: one of them mostly waits for the other end.
          maxWorkers: 2,
          retry: 2,
          // A step of a person takes a tenth of a second, and half a minute where other things keep the machine busy.
          testTimeout: 120_000,
          hookTimeout: 300_000,
          expect: { poll: { timeout: 30_000 } },
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
