/** A drawing on a canvas, for a picture file. */

import type { Item, Role, Scene, Theme } from "../plot/scene.ts";
import { darkTheme } from "../plot/theme.ts";
import { paintRaster } from "./drawing.ts";

/** The colours that the page has now, as any program that reads SVG knows them: what is mixed or see-through is laid on the ground. */
export function themeAsSeen(): Theme {
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const pixel = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  if (pixel === null) throw new Error("This browser has no canvas to read colours with.");
  const computed = (name: string): string => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const ground = computed("--plot-background");
  const resolve = (name: string): string => {
    for (const colour of [ground, computed(name)]) {
      pixel.fillStyle = colour;
      pixel.fillRect(0, 0, 1, 1);
    }
    return hexadecimal(pixel.getImageData(0, 0, 1, 1).data);
  };
  const theme = Object.fromEntries(
    Object.keys(darkTheme)
      .filter((role) => role !== "font")
      .map((role) => [role, resolve(`--plot-${role}`)]),
  ) as Record<Role, string>;
  probe.remove();
  return { ...theme, font: getComputedStyle(document.body).fontFamily };
}

/** `#3794ff`. */
function hexadecimal(pixel: ArrayLike<number>): string {
  return `#${Array.from({ length: 3 }, (_, part) => (pixel[part] ?? 0).toString(16).padStart(2, "0")).join("")}`;
}

function hatch(context: CanvasRenderingContext2D, item: Extract<Item, { kind: "hatch" }>, colour: string): void {
  context.save();
  const outline = new Path2D();
  for (const part of item.parts ?? [item]) outline.rect(part.x, part.y, part.width, part.height);
  context.clip(outline);
  context.globalAlpha = 0.45;
  context.strokeStyle = colour;
  context.lineWidth = 2.5;
  for (let offset = -item.height; offset < item.width; offset += 8.5) {
    context.beginPath();
    context.moveTo(item.x + offset, item.y + item.height);
    context.lineTo(item.x + offset + item.height, item.y);
    context.stroke();
  }
  context.restore();
}

function paint(context: CanvasRenderingContext2D, item: Item, theme: Theme): void {
  const dash = "dash" in item && item.dash !== undefined ? item.dash.split(" ").map(Number) : [];
  context.save();
  context.setLineDash(dash);
  context.globalAlpha = "opacity" in item ? (item.opacity ?? 1) : 1;
  context.lineJoin = "round";
  switch (item.kind) {
    case "line":
      context.strokeStyle = theme[item.role];
      context.lineWidth = item.width;
      context.beginPath();
      context.moveTo(item.x1, item.y1);
      context.lineTo(item.x2, item.y2);
      context.stroke();
      break;
    case "path": {
      const path = new Path2D(item.d);
      if (item.paint === "fill") {
        context.fillStyle = theme[item.role];
        context.fill(path);
      } else {
        context.strokeStyle = theme[item.role];
        context.lineWidth = item.width ?? 1;
        context.stroke(path);
      }
      break;
    }
    case "text":
      context.font = `${item.isBold ? "600 " : ""}${item.size}px ${theme.font}`;
      context.textAlign = item.anchor === "start" ? "left" : item.anchor === "end" ? "right" : "center";
      if (item.hasHalo) {
        context.strokeStyle = theme.background;
        context.lineWidth = 3;
        context.strokeText(item.text, item.x, item.y);
      }
      context.fillStyle = theme[item.role];
      context.fillText(item.text, item.x, item.y);
      break;
    case "circle":
      context.beginPath();
      context.arc(item.x, item.y, item.radius, 0, 2 * Math.PI);
      context.fillStyle = item.isHollow ? theme.background : theme[item.role];
      context.fill();
      if (item.isHollow) {
        context.strokeStyle = theme[item.role];
        context.lineWidth = 2;
        context.stroke();
      }
      break;
    case "rectangle":
      if (item.paint === "fill") {
        context.fillStyle = theme[item.role];
        context.fillRect(item.x, item.y, item.width, item.height);
      } else {
        context.strokeStyle = theme[item.role];
        context.lineWidth = 1.5;
        context.strokeRect(item.x, item.y, item.width, item.height);
      }
      break;
    case "hatch":
      if (item.isPainted !== false) hatch(context, item, theme.warn);
      break;
    case "raster":
      paintRaster(context, item);
      break;
  }
  context.restore();
}

export interface PngOptions {
  readonly theme: Theme;
  readonly hasBackground: boolean;
  /** Pixels for each unit of the drawing. */
  readonly scale: number;
  readonly padding: number;
}

export async function drawPng(scene: Scene, { theme, hasBackground, scale, padding }: PngOptions): Promise<Blob> {
  const canvas = new OffscreenCanvas(
    Math.round((scene.width + 2 * padding) * scale),
    Math.round((scene.height + 2 * padding) * scale),
  );
  const context = canvas.getContext("2d") as unknown as CanvasRenderingContext2D | null;
  if (context === null) throw new Error("This browser has no canvas to draw on.");
  context.scale(scale, scale);
  if (hasBackground) {
    context.fillStyle = theme.background;
    context.fillRect(0, 0, scene.width + 2 * padding, scene.height + 2 * padding);
  }
  context.translate(padding, padding);
  for (const item of scene.items) paint(context, item, theme);
  return canvas.convertToBlob({ type: "image/png" });
}
