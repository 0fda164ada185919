/** Embeddings in the plane, and where the loss pulls each. */

import { say } from "../../python/say.ts";
import type { EmbeddingData } from "../plot-data.ts";
import { chooseFrame, toPixel } from "./frame.ts";
import { horizontalAxis, xPixel } from "./horizontal-axis.ts";
import type { Box } from "./labels.ts";
import { formatNumber, formatSteady } from "./numbers.ts";
import type { Picture, PictureOptions } from "./picture.ts";
import { type Item, type Role, textWidth } from "./scene.ts";
import type { Table } from "./table.ts";
import { verticalAxis } from "./vertical-axis.ts";
import { words } from "./words.ts";

const SIZE = 11;
const ROLES: Readonly<Record<EmbeddingData["points"][number]["role"], Role>> = {
  anchor: "text",
  positive: "series0",
  negative: "series1",
  point: "series2",
};

/** From the anchor, as far as its sliders go. */
const farthest = 2;

export function embeddingPicture(data: EmbeddingData, { width, height, title }: PictureOptions): Picture {
  const top = 30;
  const bottom = height - 26;
  // All that a point can be dragged to, so that the ground stands still while it is.
  const xs = [...data.points.map(({ x }) => x), 0, farthest];
  const ys = [...data.points.map(({ y }) => y), 0, farthest * 0.6];
  // One unit is as long one way as the other, or distances would lie.
  const unit = Math.max(
    (Math.max(...xs) - Math.min(...xs) + 0.6) / (width - 80),
    (Math.max(...ys) - Math.min(...ys) + 0.6) / (bottom - top),
  );
  const middle = (values: readonly number[]): number => (Math.max(...values) + Math.min(...values)) / 2;
  const [cx, cy] = [middle(xs), middle(ys)];
  const halfY = (unit * (bottom - top)) / 2;
  const halfX = (unit * (width - 80)) / 2;
  const base = chooseFrame([cy - halfY, cy + halfY], "gradient", top, bottom);
  const frame = {
    ...base,
    low: cy - halfY,
    high: cy + halfY,
    ticks: base.ticks.filter(({ value }) => Math.abs(value - cy) <= halfY),
  };
  const place = { left: 40, right: width - 40, domain: [cx - halfX, cx + halfX] as const };
  const largest = Math.max(
    0,
    ...data.points.map(({ pull }) => (pull === null ? 0 : Math.hypot(...pull))).filter(Number.isFinite),
  );
  const items: Item[] = [
    ...words(say("Loss {0}, and where it pulls", formatNumber(data.value)), { x: 0, y: 13, width }).items,
    ...verticalAxis(frame, place.left, place.right, false),
    ...horizontalAxis(place, "", bottom, false, width),
  ];
  const positions = data.points.map(({ x, y }) => ({ x: xPixel(place, x), y: toPixel(frame, y) }));
  data.points.forEach(({ pull, role }, i) => {
    const at = positions[i] ?? { x: 0, y: 0 };
    if (pull !== null && largest > 0 && pull.every(Number.isFinite)) {
      const reach = 70 / largest;
      items.push(...arrow(at.x, at.y, pull[0] * reach, -pull[1] * reach));
    }
    // What can be dragged has a ring around it.
    if (handleOf[role] !== undefined)
      items.push({ kind: "circle", ...at, radius: 9, role: ROLES[role], isHollow: true });
    items.push({ kind: "circle", ...at, radius: 5, role: ROLES[role], isHollow: false });
  });
  const taken = positions.map(({ x, y }) => around(x, y, 10, 10));
  data.points.forEach(({ pull, role, label }, i) => {
    const at = positions[i] ?? { x: 0, y: 0 };
    const text = nameOf(label, at, pull !== null && pull[1] > 0, taken, width);
    items.push({
      ...text,
      kind: "text",
      text: label,
      role: ROLES[role],
      anchor: "middle",
      size: SIZE,
      isBold: true,
      hasHalo: true,
    });
  });
  return {
    scene: { width, height, title: say("{0} on vectors", title), description: describe(data), items },
    stops: {
      columns: data.points.length,
      rows: 1,
      label: say("Cursor over the vectors"),
      nearest: (x, y) => {
        const distances = positions.map((at) => Math.hypot(at.x - x, at.y - y));
        const best = distances.indexOf(Math.min(...distances));
        return best < 0 ? undefined : [best, 0];
      },
      at: (index) => {
        const point = data.points[index];
        const at = positions[index];
        if (point === undefined || at === undefined) return undefined;
        return {
          ...at,
          reading: [
            { name: "", value: point.label },
            { name: say("at"), value: `${formatSteady(point.x)}, ${formatSteady(point.y)}` },
            {
              name: say("pulled by"),
              value: point.pull === null ? "None" : point.pull.map((value) => formatSteady(value)).join(", "),
            },
            { name: say("loss"), value: formatSteady(data.value) },
          ],
        };
      },
    },
    get table() {
      return embeddingTable(data);
    },
    grab: (x, y) => {
      const distance = (i: number): number => Math.hypot((positions[i]?.x ?? 0) - x, (positions[i]?.y ?? 0) - y);
      const [nearest] = data.points
        .flatMap(({ role }, i) => (handleOf[role] === undefined ? [] : [{ id: handleOf[role], distance: distance(i) }]))
        .sort((a, b) => a.distance - b.distance);
      const anchor = positions[data.points.findIndex(({ role }) => role === "anchor")];
      if (nearest === undefined || anchor === undefined || nearest.distance > 22) return undefined;
      const scale = unit;
      return (toX, toY) => [
        { id: nearest.id, value: Math.min(farthest, Math.hypot(toX - anchor.x, toY - anchor.y) * scale) },
      ];
    },
  };
}

/** The option that says how far from the anchor a point is. */
const handleOf: Partial<Record<EmbeddingData["points"][number]["role"], string>> = {
  positive: "positive",
  negative: "negative",
};

function around(x: number, y: number, halfWidth: number, halfHeight: number): Box {
  return { left: x - halfWidth, right: x + halfWidth, top: y - halfHeight, bottom: y + halfHeight };
}

/** Above or below its point, on the side that it is not pulled to, clear of other names and points. */
function nameOf(
  label: string,
  at: { readonly x: number; readonly y: number },
  isPulledUp: boolean,
  taken: Box[],
  width: number,
): { x: number; y: number } {
  const half = textWidth(label, SIZE, true) / 2;
  const offsets = isPulledUp ? [24, -15, 38, -29, 52, -43] : [-15, 24, -29, 38, -43, 52];
  const x = Math.min(width - half, Math.max(half, at.x));
  const boxAt = (offset: number): Box => around(x, at.y + offset - 4, half + 2, 7);
  const isFree = (box: Box): boolean =>
    taken.every(
      (other) =>
        box.left >= other.right || other.left >= box.right || box.top >= other.bottom || other.top >= box.bottom,
    );
  const offset = offsets.find((each) => isFree(boxAt(each))) ?? offsets[0]!;
  taken.push(boxAt(offset));
  return { x, y: at.y + offset };
}

function arrow(x: number, y: number, dx: number, dy: number): Item[] {
  const length = Math.hypot(dx, dy);
  if (!(length > 4)) return [];
  const [ux, uy] = [dx / length, dy / length];
  const [tipX, tipY] = [x + dx, y + dy];
  const side = (s: number): string =>
    `${(tipX - 7 * ux + s * 4 * uy).toFixed(1)} ${(tipY - 7 * uy - s * 4 * ux).toFixed(1)}`;
  return [
    { kind: "line", x1: x, y1: y, x2: tipX - 4 * ux, y2: tipY - 4 * uy, role: "dim", width: 1.5 },
    { kind: "path", d: `M${tipX.toFixed(1)} ${tipY.toFixed(1)}L${side(1)}L${side(-1)}Z`, role: "dim", paint: "fill" },
  ];
}

function describe(data: EmbeddingData): string {
  const points = data.points.map(({ label, x, y }) => `${label} (${formatNumber(x)}, ${formatNumber(y)})`).join("; ");
  return say("Vectors in the plane: {0}. The loss is {1}.", points, formatNumber(data.value));
}

export function embeddingTable(data: EmbeddingData): Table {
  return {
    caption: say("Vectors; loss {0}", formatNumber(data.value)),
    columns: [say("vector"), "x", "y", say("pull along {0}", "x"), say("pull along {0}", "y")],
    rows: data.points.map(({ label, x, y, pull }) => [
      label,
      x,
      y,
      pull === null ? "None" : pull[0],
      pull === null ? "None" : pull[1],
    ]),
  };
}
