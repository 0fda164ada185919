/** Any picture with a cursor that walks over its stops, by mouse and by keyboard. */

import type { Picture } from "../plot/picture.ts";
import { type Reading, speak } from "../plot/reading.ts";
import type { PageContext } from "./context.ts";
import { h } from "./dom.ts";
import { createDrawing, svgElement } from "./drawing.ts";

export interface PictureView {
  readonly element: HTMLElement;
  update(picture: Picture): void;
}

export function createPictureView(context: PageContext, onRead: (reading: Reading | undefined) => void): PictureView {
  const drawing = createDrawing((place) => context.send({ type: "reveal", place }));
  const cursor = h("div", { class: "cursor", role: "slider", tabindex: 0, "aria-describedby": "cursor-help" });
  const element = h("div", { class: "chart" }, drawing.element, cursor);
  let picture: Picture | undefined;
  let here: readonly [number, number] | undefined;
  let isDragging = false;

  const show = (): void => {
    drawing.overlay.replaceChildren();
    const stop = here === undefined ? undefined : picture?.stops.at(here[0], here[1]);
    onRead(stop?.reading);
    cursor.setAttribute("aria-valuetext", stop === undefined ? "no point chosen" : speak(stop.reading));
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
  const drag = (x: number, y: number): boolean => {
    const settings = picture?.drag?.(x, y);
    for (const { id, value } of settings ?? []) context.send({ type: "setOption", id, value });
    return settings !== undefined;
  };
  cursor.addEventListener("pointermove", (event) => {
    const [x, y] = pixelOf(event);
    if (isDragging) drag(x, y);
    here = picture?.stops.nearest(x, y) ?? here;
    show();
  });
  cursor.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !drag(...pixelOf(event))) return;
    cursor.setPointerCapture(event.pointerId);
    isDragging = true;
  });
  const stopDragging = (): void => {
    isDragging = false;
  };
  cursor.addEventListener("pointerup", stopDragging);
  cursor.addEventListener("pointercancel", stopDragging);
  cursor.addEventListener("keydown", (event) => {
    if (picture === undefined) return;
    const { columns, rows } = picture.stops;
    if (columns === 0 || rows === 0) return;
    const [column, row] = here ?? [Math.floor(columns / 2), Math.floor(rows / 2)];
    const stride = event.ctrlKey || event.metaKey ? 10 : 1;
    const moves: Record<string, readonly [number, number]> = {
      ArrowRight: [column + stride, row],
      ArrowLeft: [column - stride, row],
      ArrowUp: [column, row - stride],
      ArrowDown: [column, row + stride],
      Home: [0, row],
      End: [columns - 1, row],
      PageUp: [column, row - 8],
      PageDown: [column, row + 8],
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
