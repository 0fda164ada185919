import type { TestProject } from "vitest/node";
import { chromium } from "../host/chromium.ts";
import { type ServerAddress, startServer } from "../host/server.ts";

declare module "vitest" {
  interface ProvidedContext {
    server: ServerAddress;
  }
}

/** Starts the one server that all page suites of a run share, and stops it after the last. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await chromium(); // Installed now, where it is missing, and not within some test's time limit.
  const { port, token, dataFolder, stop } = await startServer();
  project.provide("server", { port, token, dataFolder });
  return stop;
}
