/** Embeddings in the plane, and where the loss pulls each. */

import type { EmbeddingData } from "../plot-data.ts";
import { chooseFrame, toPixel } from "./frame.ts";
import { horizontalAxis, xPixel } from "./horizontal-axis.ts";
import { formatNumber, formatSteady } from "./numbers.ts";
import type { Picture, PictureOptions } from "./picture.ts";
import { fitText, type Item, type Role } from "./scene.ts";
import type { Table } from "./table.ts";
import { verticalAxis } from "./vertical-axis.ts";

const SIZE = 11;
const ROLES: Readonly<Record<EmbeddingData["points"][number]["role"], Role>> = {
  anchor: "text",
  positive: "series0",
  negative: "series1",
  point: "series2",
};

export function embeddingPicture(data: EmbeddingData, { width, height, title }: PictureOptions): Picture {
  const top = 30;
  const bottom = height - 26;
  const xs = data.points.map(({ x }) => x);
  const ys = data.points.map(({ y }) => y);
  // One unit is as long one way as the other, or distances would lie.
  const unit = Math.max(
    (Math.max(...xs) - Math.min(...xs) + 1) / (width - 80),
    (Math.max(...ys) - Math.min(...ys) + 1) / (bottom - top),
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
    {
      kind: "text",
      x: 0,
      y: 13,
      text: fitText(`Loss ${formatNumber(data.value)}, and where it pulls`, width, 12),
      role: "text",
      anchor: "start",
      size: 12,
    },
    ...verticalAxis(frame, place.left, place.right, false),
    ...horizontalAxis(place, "", bottom, false, width),
  ];
  const positions = data.points.map(({ x, y }) => ({ x: xPixel(place, x), y: toPixel(frame, y) }));
  data.points.forEach(({ pull, role, label }, i) => {
    const at = positions[i] ?? { x: 0, y: 0 };
    if (pull !== null && largest > 0 && pull.every(Number.isFinite)) {
      const reach = 70 / largest;
      items.push(...arrow(at.x, at.y, pull[0] * reach, -pull[1] * reach));
    }
    items.push(
      { kind: "circle", ...at, radius: 5, role: ROLES[role], isHollow: false },
      {
        kind: "text",
        x: at.x,
        // On the side that it is not pulled to.
        y: pull !== null && pull[1] > 0 ? at.y + 19 : at.y - 11,
        text: label,
        role: ROLES[role],
        anchor: "middle",
        size: SIZE,
        isBold: true,
        hasHalo: true,
      },
    );
  });
  return {
    scene: { width, height, title: `${title} on vectors`, description: describe(data), items },
    stops: {
      columns: data.points.length,
      rows: 1,
      label: "Cursor over the vectors",
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
            { name: "at", value: `${formatSteady(point.x)}, ${formatSteady(point.y)}` },
            {
              name: "pulled by",
              value: point.pull === null ? "None" : point.pull.map((value) => formatSteady(value)).join(", "),
            },
            { name: "loss", value: formatSteady(data.value) },
          ],
        };
      },
    },
    get table() {
      return embeddingTable(data);
    },
  };
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
  const points = data.points.map(({ label, x, y }) => `${label} at ${formatNumber(x)}, ${formatNumber(y)}`).join("; ");
  return `Vectors in the plane: ${points}. The loss is ${formatNumber(data.value)}.`;
}

export function embeddingTable(data: EmbeddingData): Table {
  return {
    caption: `Vectors; loss ${formatNumber(data.value)}`,
    columns: ["vector", "x", "y", "pull along x", "pull along y"],
    rows: data.points.map(({ label, x, y, pull }) => [
      label,
      x,
      y,
      pull === null ? "None" : pull[0],
      pull === null ? "None" : pull[1],
    ]),
  };
}
