/** Two boxes, the pull on the predicted one, and the loss around it. */

import type { BoxesData } from "../plot-data.ts";
import { formatNumber, formatSteady } from "./numbers.ts";
import type { Picture, PictureOptions } from "./picture.ts";
import { type Item, type Rectangle, textWidth } from "./scene.ts";
import { surfaceBottom, surfacePicture, surfaceTable, surfaceTop } from "./surface.ts";
import type { Table } from "./table.ts";

const SIZE = 11;
const TITLE_SIZE = 12;
const EDGES = ["left", "top", "right", "bottom"] as const;

type Corners = BoxesData["target"];

/** How the corners move when the four numbers of the loss move by `step`. */
export function cornersMove(format: BoxesData["format"], step: readonly number[]): Corners {
  const [a = 0, b = 0, c = 0, d = 0] = step;
  if (format === "corners") return [a, b, c, d];
  if (format === "xywh") return [a, b, a + c, b + d];
  return [a - c / 2, b - d / 2, a + c / 2, b + d / 2];
}

function arrow(x: number, y: number, dx: number, dy: number): Item[] {
  const length = Math.hypot(dx, dy);
  if (!(length > 3)) return [];
  const [ux, uy] = [dx / length, dy / length];
  const [tipX, tipY] = [x + dx, y + dy];
  const side = (s: number): string =>
    `${(tipX - 7 * ux + s * 4 * uy).toFixed(1)} ${(tipY - 7 * uy - s * 4 * ux).toFixed(1)}`;
  return [
    { kind: "line", x1: x, y1: y, x2: tipX - 4 * ux, y2: tipY - 4 * uy, role: "text", width: 1.5 },
    { kind: "path", d: `M${tipX.toFixed(1)} ${tipY.toFixed(1)}L${side(1)}L${side(-1)}Z`, role: "text", paint: "fill" },
  ];
}

export function boxesPicture(data: BoxesData, options: PictureOptions): Picture {
  const { width, height, title } = options;
  const isWide = width >= 560;
  const side = isWide ? Math.min(height - surfaceTop - surfaceBottom, (width - 150) / 2) : Math.min(width, 300);
  const top = isWide ? surfaceTop : 26;
  const surfaceHeight = isWide ? side + surfaceTop + surfaceBottom : 300;
  const view = viewOf(data);
  const at = (value: number, axis: 0 | 1): number =>
    (axis === 0 ? 0 : top) + ((value - view.low[axis]) / view.span) * side;
  const rectangle = ([l, t, r, b]: Corners): { x: number; y: number; width: number; height: number } => ({
    x: at(Math.min(l, r), 0),
    y: at(Math.min(t, b), 1),
    width: (Math.abs(r - l) / view.span) * side,
    height: (Math.abs(b - t) / view.span) * side,
  });
  const items: Item[] = [
    {
      kind: "text",
      x: 0,
      y: 13,
      text: `Loss ${formatNumber(data.value)}`,
      role: "text",
      anchor: "start",
      size: TITLE_SIZE,
    },
    { kind: "rectangle", x: 0, y: top, width: side, height: side, role: "grid", paint: "stroke" },
    { kind: "rectangle", ...rectangle(data.target), role: "series1", paint: "fill", opacity: 0.15 },
    { kind: "rectangle", ...rectangle(data.target), role: "series1", paint: "stroke" },
    { kind: "rectangle", ...rectangle(data.prediction), role: "series0", paint: "fill", opacity: 0.15 },
    { kind: "rectangle", ...rectangle(data.prediction), role: "series0", paint: "stroke", dash: "5 4" },
    ...pulls(
      data,
      (value) => at(value, 0),
      (value) => at(value, 1),
      side,
    ),
    ...boxNames(rectangle(data.target), rectangle(data.prediction)),
  ];
  const room = isWide ? { dx: side + 34, dy: 0 } : { dx: 0, dy: side + top + 34 };
  const surface = surfacePicture(data.surface, {
    width: width - room.dx,
    height: surfaceHeight,
    title,
  });
  items.push(...surface.scene.items.map((item) => shifted(item, room.dx, room.dy)));
  return {
    scene: {
      width,
      height: room.dy + surfaceHeight,
      title: `${title} on boxes`,
      description: `${describe(data)} ${surface.scene.description}`,
      items,
    },
    stops: {
      ...surface.stops,
      nearest: (x, y) => surface.stops.nearest(x - room.dx, y - room.dy),
      at: (column, row) => {
        const stop = surface.stops.at(column, row);
        return stop === undefined ? undefined : { ...stop, x: stop.x + room.dx, y: stop.y + room.dy };
      },
    },
    get table() {
      return boxesTable(data);
    },
    drag: (x, y) => {
      if (x < 0 || x > side || y < top || y > top + side) return undefined;
      const [l, t, r, b] = data.target;
      return [
        { id: "shiftX", value: view.low[0] + (x / side) * view.span - (l + r) / 2 },
        { id: "shiftY", value: view.low[1] + ((y - top) / side) * view.span - (t + b) / 2 },
      ];
    },
  };
}

/** A square that holds both boxes and the unit picture. */
function viewOf(data: BoxesData): { low: readonly [number, number]; span: number } {
  const xs = [0, 1, data.prediction[0], data.prediction[2]].filter(Number.isFinite);
  const ys = [0, 1, data.prediction[1], data.prediction[3]].filter(Number.isFinite);
  const low: [number, number] = [Math.min(...xs), Math.min(...ys)];
  return { low, span: Math.max(Math.max(...xs) - low[0], Math.max(...ys) - low[1]) };
}

function pulls(data: BoxesData, atX: (x: number) => number, atY: (y: number) => number, side: number): Item[] {
  if (data.gradient === null || !data.gradient.every(Number.isFinite)) return [];
  const move = cornersMove(
    data.format,
    data.gradient.map((value) => -value),
  );
  const largest = Math.max(...move.map(Math.abs));
  if (largest === 0) return [];
  const reach = (value: number): number => (value / largest) * side * 0.16;
  const [l, t, r, b] = data.prediction;
  const [cx, cy] = [(l + r) / 2, (t + b) / 2];
  return [
    ...arrow(atX(l), atY(cy), reach(move[0]), 0),
    ...arrow(atX(cx), atY(t), 0, reach(move[1])),
    ...arrow(atX(r), atY(cy), reach(move[2]), 0),
    ...arrow(atX(cx), atY(b), 0, reach(move[3])),
  ];
}

/** The target's name above its box, the prediction's below its own: they never meet. */
function boxNames(target: Rectangle, prediction: Rectangle): Item[] {
  const middle = (box: Rectangle, text: string): number => box.x + box.width / 2 - textWidth(text, SIZE, true) / 2;
  return [
    {
      kind: "text",
      x: middle(target, "y_true"),
      y: target.y - 6,
      text: "y_true",
      role: "series1",
      anchor: "start",
      size: SIZE,
      isBold: true,
      hasHalo: true,
    },
    {
      kind: "text",
      x: middle(prediction, "y_pred"),
      y: prediction.y + prediction.height + 15,
      text: "y_pred",
      role: "series0",
      anchor: "start",
      size: SIZE,
      isBold: true,
      hasHalo: true,
    },
  ];
}

/** An item moved within the picture. */
function shifted(item: Item, dx: number, dy: number): Item {
  switch (item.kind) {
    case "line":
      return { ...item, x1: item.x1 + dx, x2: item.x2 + dx, y1: item.y1 + dy, y2: item.y2 + dy };
    case "path":
      return { ...item, d: shiftedPath(item.d, dx, dy) };
    case "hatch":
      return {
        ...item,
        x: item.x + dx,
        y: item.y + dy,
        ...(item.parts === undefined
          ? {}
          : { parts: item.parts.map((part) => ({ ...part, x: part.x + dx, y: part.y + dy })) }),
      };
    default:
      return { ...item, x: item.x + dx, y: item.y + dy };
  }
}

/** Only of paths whose commands are M, L and Z, as all of ours are. */
function shiftedPath(d: string, dx: number, dy: number): string {
  return d.replace(
    /([ML])(-?[\d.]+) (-?[\d.]+)/g,
    (_, command: string, x: string, y: string) =>
      `${command}${(Number(x) + dx).toFixed(1)} ${(Number(y) + dy).toFixed(1)}`,
  );
}

function describe(data: BoxesData): string {
  const numbers = (box: Corners): string => box.map((value) => formatNumber(value)).join(", ");
  const pull =
    data.gradient === null
      ? "There is no gradient."
      : `The gradient is ${data.gradient.map((value) => formatSteady(value)).join(", ")}.`;
  return `The true box has the corners ${numbers(data.target)}, the predicted one ${numbers(data.prediction)}. The loss is ${formatNumber(data.value)}. ${pull}`;
}

export function boxesTable(data: BoxesData): Table {
  const around = surfaceTable(data.surface);
  const edges = EDGES.map(
    (edge, i) => `${edge}: ${formatNumber(data.target[i] ?? 0)} → ${formatNumber(data.prediction[i] ?? 0)}`,
  );
  return { ...around, caption: `${around.caption}. Boxes: ${edges.join(", ")}; loss ${formatNumber(data.value)}` };
}
