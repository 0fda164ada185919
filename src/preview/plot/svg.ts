/** A drawing as SVG: as elements in plain data for whoever builds a document, and as text for a file. */

import { encodePng } from "./png.ts";
import type { Item, Rectangle, Scene, Theme } from "./scene.ts";

export interface SvgElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (SvgElement | string)[];
  /** What it was drawn from, for whoever wants to answer a click. */
  readonly item?: Item;
}

const round = (value: number): string => String(Math.round(value * 100) / 100);

function element(
  tag: string,
  attributes: Record<string, string | number | undefined>,
  children: readonly (SvgElement | string)[] = [],
  item?: Item,
): SvgElement {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) kept[name] = typeof value === "number" ? round(value) : value;
  }
  return { tag, attributes: kept, children, ...(item === undefined ? {} : { item }) };
}

function draw(item: Item, theme: Theme, hatchId: string): SvgElement | undefined {
  switch (item.kind) {
    case "line":
      return element("line", {
        x1: item.x1,
        y1: item.y1,
        x2: item.x2,
        y2: item.y2,
        stroke: theme[item.role],
        "stroke-width": item.width,
        "stroke-dasharray": item.dash,
      });
    case "path":
      return element("path", {
        d: item.d,
        fill: item.paint === "fill" ? theme[item.role] : "none",
        stroke: item.paint === "stroke" ? theme[item.role] : undefined,
        "stroke-width": item.paint === "stroke" ? (item.width ?? 1) : undefined,
        "stroke-linejoin": item.paint === "stroke" ? "round" : undefined,
        "stroke-dasharray": item.dash,
        opacity: item.opacity,
      });
    case "text":
      return element(
        "text",
        {
          x: item.x,
          y: item.y,
          fill: theme[item.role],
          "font-size": item.size,
          "font-weight": item.isBold ? "600" : undefined,
          "text-anchor": item.anchor === "start" ? undefined : item.anchor,
          stroke: item.hasHalo ? theme.background : undefined,
          "stroke-width": item.hasHalo ? 3 : undefined,
          "stroke-linejoin": item.hasHalo ? "round" : undefined,
          "paint-order": item.hasHalo ? "stroke" : undefined,
        },
        [item.text],
      );
    case "circle":
      return element("circle", {
        cx: item.x,
        cy: item.y,
        r: item.radius,
        fill: item.isHollow ? theme.background : theme[item.role],
        stroke: item.isHollow ? theme[item.role] : undefined,
        "stroke-width": item.isHollow ? 2 : undefined,
      });
    case "rectangle":
      return element("rect", {
        x: item.x,
        y: item.y,
        width: item.width,
        height: item.height,
        fill: item.paint === "fill" ? theme[item.role] : "none",
        stroke: item.paint === "stroke" ? theme[item.role] : undefined,
        "stroke-width": item.paint === "stroke" ? 1.5 : undefined,
        "stroke-dasharray": item.dash,
        opacity: item.opacity,
      });
    case "hatch":
      return element(
        item.parts === undefined ? "rect" : "path",
        {
          ...(item.parts === undefined
            ? { x: item.x, y: item.y, width: item.width, height: item.height }
            : { d: item.parts.map(outline).join("") }),
          // Seen through, and yet under a pointer; not every reader of SVG knows `transparent`.
          fill: item.isPainted === false ? theme.warn : `url(#${hatchId})`,
          "fill-opacity": item.isPainted === false ? 0 : undefined,
        },
        [element("title", {}, [item.title])],
        item,
      );
    case "raster":
      return undefined;
  }
}

function outline({ x, y, width, height }: Rectangle): string {
  return `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}Z`;
}

function hatchPattern(theme: Theme, id: string): SvgElement {
  return element("defs", {}, [
    element("pattern", { id, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, [
      element("rect", { width: 2.5, height: 6, fill: theme.warn, opacity: 0.45 }),
    ]),
  ]);
}

/** The elements of a drawing, heat maps left out: a page draws those on a canvas. `hatchId` is unique in its document. */
export function svgElements(scene: Scene, theme: Theme, hatchId: string): SvgElement[] {
  const drawn = scene.items.map((item) => draw(item, theme, hatchId)).filter((node) => node !== undefined);
  return scene.items.some((item) => item.kind === "hatch") ? [hatchPattern(theme, hatchId), ...drawn] : drawn;
}

/** A character that XML has no way to write: most controls, halves of surrogate pairs, two that are no characters. */
function isWritable(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0xfffe || code === 0xffff) return false;
  return code >= 0x20 ? code < 0xd800 || code > 0xdfff : code === 9 || code === 10 || code === 13;
}

function escapeXml(text: string): string {
  return [...text]
    .map((character) => (isWritable(character) ? character : "\ufffd"))
    .join("")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}

function write(node: SvgElement | string): string {
  if (typeof node === "string") return escapeXml(node);
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
    .join("");
  if (node.children.length === 0) return `<${node.tag}${attributes}/>`;
  return `<${node.tag}${attributes}>${node.children.map(write).join("")}</${node.tag}>`;
}

function rasterElement(item: Extract<Item, { kind: "raster" }>): SvgElement {
  const image = element("image", {
    x: item.x,
    y: item.y,
    width: item.width,
    height: item.height,
    preserveAspectRatio: "none",
    "image-rendering": "pixelated",
    href: `data:image/png;base64,${encodePng(item.columns, item.rows, item.pixels)}`,
  });
  if (item.clip === undefined) return image;
  const clip = element("clipPath", { id: "seen" }, [element("path", { d: item.clip })]);
  return element("g", { "clip-path": "url(#seen)" }, [clip, image]);
}

export interface SvgOptions {
  /** Whether the ground is painted; without, it is transparent. */
  readonly hasBackground: boolean;
  /** Room around the drawing. */
  readonly padding: number;
}

/** A drawing as the text of an SVG file. */
export function renderSvg(scene: Scene, theme: Theme, options: SvgOptions): string {
  const body: SvgElement[] = [element("title", {}, [scene.title]), element("desc", {}, [scene.description])];
  if (scene.items.some((item) => item.kind === "hatch")) body.push(hatchPattern(theme, "hatch"));
  const { padding } = options;
  const [width, height] = [scene.width + 2 * padding, scene.height + 2 * padding];
  if (options.hasBackground) {
    body.push(element("rect", { x: -padding, y: -padding, width, height, fill: theme.background }));
  }
  for (const item of scene.items) {
    const node = item.kind === "raster" ? rasterElement(item) : draw(item, theme, "hatch");
    if (node !== undefined) body.push(node);
  }
  return `${write(
    element(
      "svg",
      {
        xmlns: "http://www.w3.org/2000/svg",
        width,
        height,
        viewBox: [-padding, -padding, width, height].map(round).join(" "),
        role: "img",
        "font-family": theme.font,
      },
      body,
    ),
  )}\n`;
}
