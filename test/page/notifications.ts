/** What VS Code has said: read in the list of all, for nothing pops up where a smoke test's driver is let in. */

import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { runCommand } from "./run-workbench.ts";

/** The notification with these words, in the open list. */
export async function notificationWith(page: Page, words: string | RegExp): Promise<Locator> {
  const item = page.locator(".notifications-center .notification-list-item", { hasText: words }).first();
  await expect
    .poll(async () => {
      if (!(await page.locator(".notifications-center.visible").isVisible()))
        await runCommand(page, "Notifications: Show Notifications");
      return item.count();
    })
    .toBe(1);
  return item;
}

/** Its words alone. */
export function messageOf(notification: Locator): Locator {
  return notification.locator(".notification-list-item-message");
}
