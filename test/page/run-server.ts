import type { TestProject } from "vitest/node";
import { chromium } from "../host/chromium.ts";
import { type ServerAddress, startServer } from "../host/server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** One for each worker. */
    servers: readonly ServerAddress[];
  }
}

/**
 * Starts the servers that the page suites of a run share, and stops them after the last. Windows of one server have the
 * same user settings: what runs beside each other has a server each.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await chromium(); // Installed now, where it is missing, and not within some test's time limit.
  const running = await Promise.all(Array.from({ length: project.config.maxWorkers }, () => startServer()));
  project.provide(
    "servers",
    running.map(({ port, token, dataFolder }) => ({ port, token, dataFolder })),
  );
  return async () => {
    await Promise.all(running.map(({ stop }) => stop()));
  };
}
