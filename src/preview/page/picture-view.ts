/** Any picture with a cursor that walks over its stops, by mouse and by keyboard. */

import { listed, say } from "../../python/say.ts";
import { blameWords } from "../plot/blame-words.ts";
import type { Move, Picture, Stops } from "../plot/picture.ts";
import { type Reading, speak } from "../plot/reading.ts";
import type { PageContext } from "./context.ts";
import { h } from "./dom.ts";
import { createDrawing, svgElement } from "./drawing.ts";
import { regionBlame, type ShownBlame } from "./region-blame.ts";

export interface PictureView {
  readonly element: HTMLElement;
  update(picture: Picture): void;
}

export function createPictureView(
  context: PageContext,
  onRead: (reading: Reading | undefined, blame: ShownBlame | undefined) => void,
): PictureView {
  const drawing = createDrawing();
  const cursor = h("div", { class: "cursor", role: "slider", tabindex: 0, "aria-describedby": "cursor-help" });
  const element = h("div", { class: "chart" }, drawing.element, cursor);
  let picture: Picture | undefined;
  let here: readonly [number, number] | undefined;
  let move: Move | undefined;

  const show = (): void => {
    drawing.overlay.replaceChildren();
    const stop = here === undefined ? undefined : picture?.stops.at(here[0], here[1]);
    const blame = stop === undefined || picture === undefined ? undefined : regionBlame(picture.scene, stop.x, stop.y);
    onRead(stop?.reading, blame);
    const spoken = stop === undefined ? say("no point chosen") : speak(stop.reading);
    cursor.setAttribute("aria-valuetext", blame === undefined ? spoken : listed([spoken, blameWords(blame)]));
    if (stop === undefined || picture === undefined || here === undefined) return;
    cursor.setAttribute("aria-valuenow", String(here[1] * picture.stops.columns + here[0]));
    drawing.overlay.append(
      svgElement("circle", { class: "spot-ground", cx: stop.x, cy: stop.y, r: 6 }),
      svgElement("circle", { class: "spot", cx: stop.x, cy: stop.y, r: 5 }),
    );
  };
  const pixelOf = (event: PointerEvent): [number, number] => {
    const box = cursor.getBoundingClientRect();
    const scale = (picture?.scene.width ?? box.width) / box.width;
    return [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
  };
  const cursorAt = (x: number, y: number): string => {
    if (picture === undefined) return "";
    if (picture.grab?.(x, y) !== undefined) return "grab";
    return regionBlame(picture.scene, x, y) === undefined ? "" : "pointer";
  };
  const revealAt = (x: number, y: number): void => {
    const blame = picture === undefined ? undefined : regionBlame(picture.scene, x, y);
    if (blame !== undefined) context.send({ type: "reveal", place: blame.place });
  };
  cursor.addEventListener("pointermove", (event) => {
    const [x, y] = pixelOf(event);
    for (const { id, value } of move?.(x, y) ?? []) context.send({ type: "setOption", id, value });
    cursor.style.cursor = move === undefined ? cursorAt(x, y) : "grabbing";
    here = picture?.stops.nearest(x, y) ?? here;
    show();
  });
  cursor.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    move = picture?.grab?.(...pixelOf(event));
    if (move === undefined) {
      revealAt(...pixelOf(event));
      return;
    }
    cursor.setPointerCapture(event.pointerId);
    cursor.style.cursor = "grabbing";
    context.hold(true);
  });
  const stopDragging = (): void => {
    if (move === undefined) return;
    move = undefined;
    cursor.style.cursor = "grab";
    context.hold(false);
  };
  cursor.addEventListener("pointerup", stopDragging);
  cursor.addEventListener("pointercancel", stopDragging);
  cursor.addEventListener("keydown", (event) => {
    if (picture === undefined) return;
    const { columns, rows } = picture.stops;
    if (columns === 0 || rows === 0) return;
    const [column, row] = here ?? [Math.floor(columns / 2), Math.floor(rows / 2)];
    if (event.key === "Enter") {
      const stop = here === undefined ? undefined : picture.stops.at(column, row);
      if (stop !== undefined) revealAt(stop.x, stop.y);
      return;
    }
    if (event.key === "Escape") {
      here = undefined;
      show();
      return;
    }
    // Where all places are one row, as in a triangle, the one above is found by where it lies.
    const isRow = rows === 1;
    const stride = event.ctrlKey || event.metaKey ? 10 : 1;
    const moves: Record<string, readonly [number, number]> = {
      ArrowRight: [column + stride, row],
      ArrowLeft: [column - stride, row],
      ArrowUp: isRow ? [beyond(picture.stops, column, -1), 0] : [column, row - stride],
      ArrowDown: isRow ? [beyond(picture.stops, column, 1), 0] : [column, row + stride],
      Home: [0, row],
      End: [columns - 1, row],
      PageUp: isRow ? [column + 8, 0] : [column, row - 8],
      PageDown: isRow ? [column - 8, 0] : [column, row + 8],
    };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    here = [Math.min(columns - 1, Math.max(0, to[0])), Math.min(rows - 1, Math.max(0, to[1]))];
    show();
  });

  return {
    element,
    update(next) {
      picture = next;
      drawing.draw(next.scene);
      const { columns, rows, label } = next.stops;
      if (here !== undefined && (here[0] >= columns || here[1] >= rows)) here = undefined;
      cursor.style.width = `${next.scene.width}px`;
      cursor.style.height = `${next.scene.height}px`;
      cursor.setAttribute("aria-label", label);
      cursor.setAttribute("aria-valuemin", "0");
      cursor.setAttribute("aria-valuemax", String(Math.max(0, columns * rows - 1)));
      cursor.setAttribute("aria-valuenow", "0");
      show();
    },
  };
}

/** The nearest stop above (−1) or below (1) another, more up or down than sideways; itself where there is none. */
function beyond(stops: Stops, column: number, direction: -1 | 1): number {
  const from = stops.at(column, 0);
  if (from === undefined) return column;
  let best: { column: number; distance: number } | undefined;
  for (let other = 0; other < stops.columns; other += 1) {
    const to = stops.at(other, 0);
    if (to === undefined) continue;
    const [dx, dy] = [Math.abs(to.x - from.x), (to.y - from.y) * direction];
    if (dy < 1 || dx > dy) continue;
    const distance = Math.hypot(dx, dy);
    if (best === undefined || distance < best.distance) best = { column: other, distance };
  }
  return best?.column ?? column;
}
