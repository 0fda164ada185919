import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { freePort, type InspectedHost, inspectHost } from "./inspect-host.ts";
import { focusEditor, goToLine } from "./preview-driver.ts";
import { openFile, openWorkbench, runCommand, useWindow, webviewFrame } from "./run-workbench.ts";

let page: Page;
let host: InspectedHost;

useWindow(async () => {
  host?.close();
  const inspectPort = await freePort();
  const workbench = await openWorkbench({ theme: "dark", inspectPort });
  page = workbench.page;
  host = await inspectHost(inspectPort);
  await openFile(page, "losses.py");
  await goToLine(page, 21);
  return workbench;
});
afterAll(() => host?.close());

/** Opens panels and closes each once it has drawn. */
async function openAndClose(times: number): Promise<void> {
  for (let round = 0; round < times; round++) {
    await focusEditor(page);
    await runCommand(page, "Loss Lens: Plot Loss");
    const preview = await webviewFrame(page, "main.page svg");
    await preview.locator(".facts li").first().waitFor();
    const tab = page.locator(".tab", { hasText: "Loss: focal_loss" });
    await tab.click({ button: "middle" });
    await tab.waitFor({ state: "detached" });
  }
}

interface Held {
  readonly host: number;
  readonly arrays: number;
  readonly evaluator: number;
  readonly page: number;
  readonly nodes: number;
  readonly frames: number;
}

async function held(): Promise<Held> {
  const session = await page.context().newCDPSession(page);
  for (let round = 0; round < 3; round++) await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const { nodes } = await session.send("Memory.getDOMCounters");
  await session.detach();
  return {
    host: await host.heldByHost(),
    arrays: await host.arraysInHost(),
    evaluator: (await host.heldByEvaluator()) ?? 0,
    page: usedSize,
    nodes,
    frames: page.frames().length,
  };
}

test("50 panels that are opened and closed leave nothing behind in host, evaluator or window", async () => {
  await openAndClose(10);
  const before = await held();
  await openAndClose(50);
  const after = await held();
  console.log(`Held before and after 50 panels: ${JSON.stringify([before, after])}`);
  expect(before.evaluator).toBeGreaterThan(1_000_000);
  // One picture has a dozen arrays. VS Code keeps some buffers of its own for what goes to and from the window.
  expect(after.arrays - before.arrays).toBeLessThan(100);
  expect(after.host - before.host).toBeLessThan(4_000_000);
  expect(after.evaluator - before.evaluator).toBeLessThan(1_500_000);
  // The page of a panel takes over 3 MB and 500 nodes; what VS Code itself keeps of each is far less.
  expect(after.frames).toBe(before.frames);
  expect(after.nodes - before.nodes).toBeLessThan(500);
  expect(after.page - before.page).toBeLessThan(8_000_000);
}, 400_000);
