/** Pictures for the documents: taken by tests, and written into `media/` by `npm run pictures`. */

import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { CHECKOUT } from "../host/checkout.ts";
import type { Workbench } from "./run-workbench.ts";

/** Set by `keep-pictures.ts`: without it a picture is only taken, and compared by whoever looks at it. */
export const KEEP_VARIABLE = "LOSS_LENS_KEEP_PICTURES";

/** Takes a picture of the window; `path` is where its small copy belongs, below `media/`. */
export async function keepPicture({ page, screenshot }: Workbench, path: string): Promise<void> {
  // What the pointer rests on says what it is, over what is to be seen.
  await page.mouse.move(3, 3);
  await page.waitForTimeout(400);
  const png = await page.screenshot();
  await screenshot(`picture-${path.replace(/[/.]/g, "-")}`);
  await keepImage(page, png, 0.64, path);
}

/** Keeps a smaller copy of an image that is there already; any page encodes it. */
export async function keepImage(page: Page, png: Buffer, scale: number, path: string): Promise<void> {
  if (process.env[KEEP_VARIABLE] === undefined) return;
  const file = join(CHECKOUT, "media", path);
  await mkdir(dirname(file), { recursive: true });
  const webp = await page.evaluate(toWebP, { png: png.toString("base64"), quality: 0.3, scale });
  await writeFile(file, Buffer.from(webp, "base64"));
}

/** Runs in the page: the browser is the encoder that is there anyway. */
async function toWebP({ png, quality, scale }: { png: string; quality: number; scale: number }): Promise<string> {
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
  canvas.getContext("2d")!.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const blob = await canvas.convertToBlob({ type: "image/webp", quality });
  const encoded = new Uint8Array(await blob.arrayBuffer());
  let binary = "";
  for (const byte of encoded) binary += String.fromCharCode(byte);
  return btoa(binary);
}
