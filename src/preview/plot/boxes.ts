/** Two boxes, the pull on the predicted one, and the loss around it. */

import { listed, say, together } from "../../python/say.ts";
import type { BoxesData } from "../plot-data.ts";
import { formatNumber, formatSteady } from "./numbers.ts";
import type { Picture, PictureOptions } from "./picture.ts";
import { type Item, type Rectangle, textWidth } from "./scene.ts";
import { shifted } from "./shift.ts";
import { surfaceBottom, surfacePicture, surfaceTable, surfaceTop } from "./surface.ts";
import type { Table } from "./table.ts";

const SIZE = 11;
const TITLE_SIZE = 12;
const edgeNames = (): string[] => [say("left"), say("top"), say("right"), say("bottom")];

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
  const { width, height, title, settle } = options;
  // In a narrow window that is low too, both are small, and beside each other where there is room: what moves the box is
  // in sight of them.
  const isLow = height < 300 && width >= 290;
  const isBeside = width >= 420 || isLow;
  const side = isBeside
    ? Math.min(height - surfaceTop - surfaceBottom, (width - 110) / 2)
    : Math.min(width, 220, Math.max(110, height - 130));
  const top = isBeside ? surfaceTop : 26;
  const surfaceHeight = isBeside
    ? Math.max(side + surfaceTop + surfaceBottom, isLow ? 190 : 240)
    : Math.min(240, Math.max(170, height - 70));
  const view = boxesView(data.prediction);
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
      text: say("Loss {0}", formatNumber(data.value)),
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
    ...handle(rectangle(data.prediction)),
  ];
  const room = isBeside ? { dx: side + 34, dy: 0 } : { dx: 0, dy: side + top + 34 };
  const surface = surfacePicture(data.surface, {
    width: width - room.dx,
    height: surfaceHeight,
    title,
    settle,
    here: shiftOf(data),
  });
  items.push(...surface.scene.items.map((item) => shifted(item, room.dx, room.dy)));
  return {
    scene: {
      width,
      height: room.dy + surfaceHeight,
      title: say("{0} on boxes", title),
      description: together([describe(data), surface.scene.description]),
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
    grab: (x, y) => {
      const box = rectangle(data.prediction);
      if (x < box.x || x > box.x + box.width || y < box.y || y > box.y + box.height) return undefined;
      // The place that was grabbed stays under the pointer.
      const [fromX, fromUp] = shiftOf(data);
      return (toX, toY) => [
        { id: "shiftX", value: fromX + ((toX - x) / side) * view.span },
        { id: "shiftUp", value: fromUp - ((toY - y) / side) * view.span },
      ];
    },
  };
}

/** How far the predicted box's middle lies to the right of the true one's, and above it. */
function shiftOf({ target, prediction }: BoxesData): readonly [right: number, up: number] {
  const middle = ([l, t, r, b]: Corners): [number, number] => [(l + r) / 2, (t + b) / 2];
  const [from, to] = [middle(target), middle(prediction)];
  return [to[0] - from[0], from[1] - to[1]];
}

/** Four arrows from the middle of what can be dragged. */
function handle({ x, y, width, height }: Rectangle): Item[] {
  if (Math.min(width, height) < 24) return [];
  const [cx, cy] = [x + width / 2, y + height / 2];
  const tip = (ux: number, uy: number): string => {
    const [px, py] = [cx + 9 * ux, cy + 9 * uy];
    const side = (s: number): string =>
      `${(px - 4 * ux + s * 3 * uy).toFixed(1)} ${(py - 4 * uy - s * 3 * ux).toFixed(1)}`;
    return `M${px.toFixed(1)} ${py.toFixed(1)}L${side(1)}L${side(-1)}Z`;
  };
  return [
    { kind: "line", x1: cx - 6, x2: cx + 6, y1: cy, y2: cy, role: "series0", width: 1 },
    { kind: "line", x1: cx, x2: cx, y1: cy - 6, y2: cy + 6, role: "series0", width: 1 },
    { kind: "path", d: tip(1, 0) + tip(-1, 0) + tip(0, 1) + tip(0, -1), role: "series0", paint: "fill" },
  ];
}

/** A square that holds both boxes and the unit picture. */
export function boxesView([l, t, r, b]: readonly [number, number, number, number]): {
  low: readonly [number, number];
  span: number;
} {
  const xs = [0, 1, l, r].filter(Number.isFinite);
  const ys = [0, 1, t, b].filter(Number.isFinite);
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

function describe(data: BoxesData): string {
  const numbers = (box: Corners): string => box.map((value) => formatNumber(value)).join(", ");
  const pull =
    data.gradient === null
      ? say("There is no gradient.")
      : say("The gradient is {0}.", data.gradient.map((value) => formatSteady(value)).join(", "));
  const boxes = say(
    "The true box has the corners {0}, the predicted one {1}. The loss is {2}.",
    numbers(data.target),
    numbers(data.prediction),
    formatNumber(data.value),
  );
  return together([boxes, pull]);
}

export function boxesTable(data: BoxesData): Table {
  const around = surfaceTable(data.surface);
  const edges = edgeNames().map(
    (edge, i) => `${edge}: ${formatNumber(data.target[i] ?? 0)} → ${formatNumber(data.prediction[i] ?? 0)}`,
  );
  return {
    ...around,
    caption: say("{0}. Boxes: {1}; loss {2}", around.caption, listed(edges), formatNumber(data.value)),
  };
}
