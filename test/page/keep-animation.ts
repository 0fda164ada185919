/** A short animation for the documents, made of pictures of a window: see `keep-picture.ts`. */

import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { CHECKOUT } from "../host/checkout.ts";
import { type AnimationFrame, animatedWebP } from "./animated-webp.ts";
import { KEEP_VARIABLE } from "./keep-picture.ts";

export interface Clip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Recording {
  /** Takes a picture of the window, which is shown so long. */
  frame(milliseconds: number): Promise<void>;
  /** The animation; written to `path` below `media/` where pictures are kept. */
  end(path: string): Promise<Uint8Array>;
}

const scale = 0.75;
const quality = 0.3;

/** `clip` is the part of the window that is shown. */
export function record(page: Page, clip: Clip): Recording {
  const shown: { readonly png: string; milliseconds: number }[] = [];
  return {
    async frame(milliseconds) {
      const png = (await page.screenshot({ caret: "initial", clip })).toString("base64");
      const last = shown.at(-1);
      if (last?.png === png) last.milliseconds += milliseconds;
      else shown.push({ png, milliseconds });
    },
    async end(path) {
      const frames: AnimationFrame[] = [];
      let [width, height] = [0, 0];
      for (const [index, { png, milliseconds }] of shown.entries()) {
        const part = await page.evaluate(changedPart, { png, before: shown[index - 1]?.png, scale, quality });
        if (index === 0) [width, height] = [part.width, part.height];
        frames.push({ ...part, milliseconds, webp: Buffer.from(part.webp, "base64") });
      }
      const animation = animatedWebP(width, height, frames);
      if (process.env[KEEP_VARIABLE] !== undefined) {
        const file = join(CHECKOUT, "media", path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, animation);
      }
      return animation;
    },
  };
}

interface Compared {
  readonly png: string;
  /** The picture before; without one all has changed. */
  readonly before: string | undefined;
  readonly scale: number;
  readonly quality: number;
}

/** Runs in the page: the part of a picture that is not as before, as WebP. */
async function changedPart({ png, before, scale, quality }: Compared) {
  const pixelsOf = async (base64: string) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(
      2 * Math.round((bitmap.width * scale) / 2),
      2 * Math.round((bitmap.height * scale) / 2),
    );
    const context = canvas.getContext("2d", { alpha: false })!;
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return { canvas, data: new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer) };
  };
  const { canvas, data } = await pixelsOf(png);
  let [left, top, right, bottom] = [0, 0, canvas.width, canvas.height];
  if (before !== undefined) {
    const { data: old } = await pixelsOf(before);
    [left, top, right, bottom] = [canvas.width, canvas.height, 2, 2];
    data.forEach((pixel, index) => {
      if (pixel === old[index]) return;
      const [x, y] = [index % canvas.width, Math.floor(index / canvas.width)];
      [left, top, right, bottom] = [
        Math.min(left, x),
        Math.min(top, y),
        Math.max(right, x + 1),
        Math.max(bottom, y + 1),
      ];
    });
    [left, top] = [Math.min(left, right - 2) & ~1, Math.min(top, bottom - 2) & ~1];
  }
  const [width, height] = [right - left, bottom - top];
  const part = new OffscreenCanvas(width, height);
  part.getContext("2d", { alpha: false })!.drawImage(canvas, left, top, width, height, 0, 0, width, height);
  const blob = await part.convertToBlob({ type: "image/webp", quality });
  let binary = "";
  for (const byte of new Uint8Array(await blob.arrayBuffer())) binary += String.fromCharCode(byte);
  return { x: left, y: top, width, height, webp: btoa(binary) };
}
