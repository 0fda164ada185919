/** A drawing in the document: SVG for lines and text, a canvas beneath it for heat maps. */

import type { Item, Scene } from "../plot/scene.ts";
import { type SvgElement, svgElements } from "../plot/svg.ts";
import { pageTheme } from "../plot/theme.ts";

const SVG = "http://www.w3.org/2000/svg";

let drawings = 0;

export interface Drawing {
  readonly element: HTMLElement;
  /** For what moves over the picture: crosshair, brush. */
  readonly overlay: SVGGElement;
  draw(scene: Scene): void;
}

export function svgElement(tag: string, attributes: Record<string, string | number> = {}): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

export function createDrawing(): Drawing {
  drawings += 1;
  const hatchId = `hatch-${drawings}`;
  const canvas = document.createElement("canvas");
  canvas.className = "heat";
  canvas.setAttribute("aria-hidden", "true");
  const svg = svgElement("svg", { class: "picture", role: "img" }) as SVGSVGElement;
  const ground = svgElement("g");
  const overlay = svgElement("g", { class: "overlay" }) as SVGGElement;
  svg.append(ground, overlay);
  const element = document.createElement("div");
  element.className = "drawing";
  element.append(canvas, svg);

  const build = (node: SvgElement): SVGElement => {
    const built = svgElement(node.tag, node.attributes);
    for (const child of node.children) built.append(typeof child === "string" ? child : build(child));
    return built;
  };

  return {
    element,
    overlay,
    draw(scene) {
      svg.setAttribute("width", String(scene.width));
      svg.setAttribute("height", String(scene.height));
      svg.setAttribute("viewBox", `0 0 ${scene.width} ${scene.height}`);
      svg.setAttribute("aria-label", `${scene.title}. ${scene.description}`);
      ground.replaceChildren(...svgElements(scene, pageTheme, hatchId).map(build));
      drawRasters(canvas, scene);
    },
  };
}

function drawRasters(canvas: HTMLCanvasElement, scene: Scene): void {
  const rasters = scene.items.filter((item): item is Extract<Item, { kind: "raster" }> => item.kind === "raster");
  canvas.hidden = rasters.length === 0;
  if (rasters.length === 0) return;
  const ratio = Math.max(1, window.devicePixelRatio);
  canvas.width = Math.round(scene.width * ratio);
  canvas.height = Math.round(scene.height * ratio);
  canvas.style.width = `${scene.width}px`;
  canvas.style.height = `${scene.height}px`;
  const context = canvas.getContext("2d");
  if (context === null) return;
  context.scale(ratio, ratio);
  for (const raster of rasters) paintRaster(context, raster);
}

/** One heat map onto a canvas, its cells sharp. */
export function paintRaster(context: CanvasRenderingContext2D, raster: Extract<Item, { kind: "raster" }>): void {
  const cells = new OffscreenCanvas(raster.columns, raster.rows);
  const small = cells.getContext("2d");
  if (small === null) return;
  small.putImageData(new ImageData(new Uint8ClampedArray(raster.pixels), raster.columns, raster.rows), 0, 0);
  context.save();
  if (raster.clip !== undefined) context.clip(new Path2D(raster.clip));
  context.imageSmoothingEnabled = false;
  context.drawImage(cells, raster.x, raster.y, raster.width, raster.height);
  context.restore();
}
