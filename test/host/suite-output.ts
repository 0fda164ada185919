import type { Page } from "playwright-core";
import { say } from "./progress.ts";

const TIME_LIMIT_MS = 10 * 60_000;
/** What the suite puts before each line that it means for the person who runs it. */
const SUITE_LINE = "[suite] ";

/**
 * Opens a window that runs a suite and waits for the exit code that the workbench reports. Of all that the chatty
 * workbench logs, the lines of the suite are printed; `onLog` sees the rest too.
 */
export async function suiteOutcome(
  page: Page,
  address: string,
  onLog?: (args: unknown[]) => void | Promise<void>,
): Promise<number> {
  let settle: { resolve: (code: number) => void; reject: (error: Error) => void } | undefined;
  const code = new Promise<number>((resolve, reject) => {
    settle = { resolve, reject };
  });
  await page.exposeFunction("codeAutomationExit", (exitCode: number) => settle?.resolve(exitCode));
  await page.exposeFunction("codeAutomationLog", async (_type: string, args: unknown[]) => {
    const line = suiteLine(args, SUITE_LINE);
    if (line !== undefined) say(line);
    await onLog?.(args);
  });
  page.on("crash", () => settle?.reject(new Error("The workbench's page crashed.")));
  const limit = setTimeout(
    () => settle?.reject(new Error(`The suite did not end within ${TIME_LIMIT_MS / 60_000} minutes.`)),
    TIME_LIMIT_MS,
  );
  try {
    await page.goto(address);
    return await code;
  } finally {
    clearTimeout(limit);
  }
}

/** What stands behind the prefix in a logged line that begins with it. */
export function suiteLine([first]: unknown[], prefix: string): string | undefined {
  return typeof first === "string" && first.startsWith(prefix) ? first.slice(prefix.length) : undefined;
}
