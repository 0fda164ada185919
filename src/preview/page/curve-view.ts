/** The curves with their cursor: mouse, keyboard, zoom and pan. */

import { listed, say } from "../../python/say.ts";
import type { Snapshot } from "../messages.ts";
import { blameWords } from "../plot/blame-words.ts";
import { type CurveModel, curveModel } from "../plot/curve.ts";
import { nearestIndex } from "../plot/curve-marks.ts";
import { comparisonLabels } from "../plot/curve-series.ts";
import { xPixel, xValue } from "../plot/horizontal-axis.ts";
import { type Reading, readCurve, speak } from "../plot/reading.ts";
import type { CurveData } from "../plot-data.ts";
import type { PageContext } from "./context.ts";
import { nearestSeries, overlayOf } from "./curve-overlay.ts";
import { createCurveZoom } from "./curve-zoom.ts";
import { h } from "./dom.ts";
import { createDrawing } from "./drawing.ts";
import { createPointer } from "./pointer.ts";
import { regionBlame, type ShownBlame } from "./region-blame.ts";
import { createSteadyAxes } from "./steady-axes.ts";

export interface CurveView {
  readonly element: HTMLElement;
  /** The drawing as it is now, for export. */
  model(): CurveModel | undefined;
  /** Puts the cursor on a point, once for each time that this was asked for. */
  stand(point: Snapshot["point"]): void;
  /** `subject` tells whether it is still the same loss on the same data. */
  update(data: CurveData, title: string, subject: string, width: number, height: number): void;
}

export function createCurveView(
  context: PageContext,
  onRead: (reading: Reading | undefined, blame: ShownBlame | undefined) => void,
): CurveView {
  const drawing = createDrawing();
  const cursor = h("div", { class: "cursor", role: "slider", tabindex: 0, "aria-describedby": "cursor-help" });
  let data: CurveData | undefined;
  let model: CurveModel | undefined;
  let index: number | undefined;
  let focused = 0;
  let brush: { from: number; to: number } | undefined;
  let pan: { from: number; domain: readonly [number, number] } | undefined;
  let standing: NonNullable<Snapshot["point"]> | undefined;
  let stoodFor: number | undefined;
  let last: { next: CurveData; title: string; subject: string; width: number; height: number } | undefined;
  const pointer = createPointer(context);
  const axes = createSteadyAxes(context.isHeld, () => redraw());

  const zoom = createCurveZoom(context, {
    domain: () => model?.domain,
    center: () => cursorX(),
  });
  const element = h("div", { class: "chart" }, drawing.element, cursor, zoom.tools);
  const cursorX = (): number | undefined => {
    const series = model?.series[focused];
    return index === undefined ? undefined : series?.x[index];
  };

  const drawCursor = (): void => {
    const marks = model === undefined ? [] : overlayOf(model, { brush, focused, index });
    drawing.overlay.replaceChildren(...marks);
  };

  const read = (): void => {
    drawCursor();
    const reading =
      model === undefined || data === undefined || index === undefined
        ? undefined
        : readCurve(data, model, focused, index);
    const blame = reading === undefined ? undefined : blameHere();
    onRead(reading, blame);
    const x = cursorX();
    if (x !== undefined) {
      cursor.setAttribute("aria-valuenow", String(x));
      pointer.restAt(x, model?.series[focused]?.target ?? 0);
    }
    const spoken = reading === undefined ? say("no point chosen") : speak(reading);
    cursor.setAttribute("aria-valuetext", blame === undefined ? spoken : listed([spoken, blameWords(blame)]));
  };

  /** What is to blame where the cursor is on something that is not finite. */
  const blameHere = (): ShownBlame | undefined => {
    const series = model?.series[focused];
    if (model === undefined || series === undefined || index === undefined) return undefined;
    const hasFigures = Number.isFinite(series.loss[index]) && Number.isFinite(series.gradient?.[index] ?? 0);
    return hasFigures
      ? undefined
      : regionBlame(model.scene, xPixel(model, series.x[index] ?? 0), undefined, series.label);
  };

  const moveTo = (event: PointerEvent): void => {
    if (model === undefined) return;
    const box = cursor.getBoundingClientRect();
    const scale = model.scene.width / box.width;
    const [px, py] = [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
    if (pan !== undefined) {
      const by = ((px - pan.from) / (model.right - model.left)) * (pan.domain[1] - pan.domain[0]);
      zoom.to([pan.domain[0] - by, pan.domain[1] - by]);
      return;
    }
    cursor.style.cursor = regionBlame(model.scene, px, py) === undefined ? "" : "pointer";
    if (brush !== undefined) brush.to = Math.min(model.right, Math.max(model.left, px));
    const x = xValue(model, px);
    focused = nearestSeries(model, x, py) ?? focused;
    index = nearestIndex(model.series[focused]?.x ?? [], x);
    read();
  };

  cursor.addEventListener("pointermove", moveTo);
  cursor.addEventListener("pointerdown", (event) => {
    if (event.button > 1 || model === undefined) return;
    cursor.setPointerCapture(event.pointerId);
    const box = cursor.getBoundingClientRect();
    if (event.button === 1 || event.shiftKey) {
      event.preventDefault();
      if (context.looking().zoom === null) return;
      pan = { from: (event.clientX - box.left) * (model.scene.width / box.width), domain: model.domain };
      return;
    }
    const px = Math.min(
      model.right,
      Math.max(model.left, (event.clientX - box.left) * (model.scene.width / box.width)),
    );
    brush = { from: px, to: px };
  });
  cursor.addEventListener("pointerup", () => {
    const drawn = brush;
    brush = undefined;
    pan = undefined;
    if (drawn !== undefined && model !== undefined && Math.abs(drawn.to - drawn.from) > 8) {
      zoom.to([xValue(model, Math.min(drawn.from, drawn.to)), xValue(model, Math.max(drawn.from, drawn.to))]);
    } else {
      revealUnder(drawn?.from);
      drawCursor();
    }
  });
  cursor.addEventListener("pointercancel", () => {
    brush = undefined;
    pan = undefined;
    drawCursor();
  });
  cursor.addEventListener("dblclick", () => zoom.to(null));
  cursor.addEventListener(
    "wheel",
    (event) => {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        zoom.by(event.deltaY < 0 ? 0.8 : 1.25);
        return;
      }
      const sideways = event.deltaX !== 0 ? event.deltaX : event.shiftKey ? event.deltaY : 0;
      if (sideways === 0 || context.looking().zoom === null) return;
      event.preventDefault();
      zoom.panBy(Math.sign(sideways) * 0.05);
    },
    { passive: false },
  );
  /** A click on a shaded region shows the expression that is to blame. */
  const revealUnder = (px: number | undefined): void => {
    const blame = model === undefined || px === undefined ? undefined : regionBlame(model.scene, px);
    if (blame !== undefined) context.send({ type: "reveal", place: blame.place });
  };

  cursor.addEventListener("keydown", (event) => {
    const series = model?.series[focused];
    if (model === undefined || series === undefined) return;
    const last = series.x.length - 1;
    const here = index ?? Math.round(last / 2);
    const stride = event.ctrlKey || event.metaKey ? 10 : 1;
    const moves: Record<string, () => void> = {
      ArrowRight: () => (event.shiftKey ? zoom.panBy(0.1) : go(here + stride)),
      ArrowLeft: () => (event.shiftKey ? zoom.panBy(-0.1) : go(here - stride)),
      PageUp: () => go(here + 16),
      PageDown: () => go(here - 16),
      Home: () => go(0),
      End: () => go(last),
      ArrowUp: () => turn(-1),
      ArrowDown: () => turn(1),
      "+": () => zoom.by(0.5),
      "=": () => zoom.by(0.5),
      "-": () => zoom.by(2),
      "0": () => zoom.to(null),
      Enter: () => {
        const blame = blameHere();
        if (blame !== undefined) context.send({ type: "reveal", place: blame.place });
      },
      Escape: () => {
        brush = undefined;
        index = undefined;
        read();
      },
    };
    const go = (to: number): void => {
      index = Math.min(last, Math.max(0, to));
      read();
    };
    const turn = (by: number): void => {
      const count = model?.series.length ?? 1;
      focused = (focused + by + count) % count;
      index = here;
      read();
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    move();
  });

  return {
    element,
    model: () => model,
    stand(point) {
      if (point != null && point.asked !== stoodFor) standing = point;
    },
    update(next, title, subject, width, height) {
      last = { next, title, subject, width, height };
      redraw();
    },
  };

  function standAsAsked(): void {
    if (standing === undefined || model === undefined) return;
    const { target, x, asked } = standing;
    const series = model.series.findIndex((each) => each.target === target);
    if (series < 0) return;
    focused = series;
    index = nearestIndex(model.series[series]!.x, x);
    stoodFor = asked;
    standing = undefined;
  }

  function redraw(): void {
    if (last === undefined) return;
    const { next, title, subject, width, height } = last;
    const looking = context.looking();
    const labels = comparisonLabels(next);
    const x = cursorX();
    const { isLogarithmic } = looking;
    const isNormalized = looking.isNormalized && labels.length > 0;
    const difference = looking.difference !== null && labels.includes(looking.difference) ? looking.difference : null;
    data = next;
    if (looking.zoom === null) zoom.setHome(next.axis.domain);
    axes.begin(JSON.stringify([subject, next.axis, isLogarithmic, isNormalized, difference, looking.zoom]));
    model = curveModel(next, {
      width,
      height,
      title,
      showsGradient: looking.showsGradient,
      isLogarithmic,
      isNormalized,
      difference,
      zoom: looking.zoom,
      settle: axes.settle,
    });
    focused = Math.min(focused, Math.max(0, model.series.length - 1));
    if (x !== undefined) index = nearestIndex(model.series[focused]?.x ?? [], x);
    standAsAsked();
    drawing.draw(model.scene);
    cursor.style.width = `${width}px`;
    cursor.style.height = `${model.scene.height}px`;
    cursor.setAttribute("aria-label", say("Cursor over {0}", say(next.axis.label)));
    cursor.setAttribute("aria-valuemin", String(model.domain[0]));
    cursor.setAttribute("aria-valuemax", String(model.domain[1]));
    cursor.setAttribute("aria-valuenow", String(cursorX() ?? model.domain[0]));
    if (zoom.showTools()) cursor.focus({ preventScroll: true });
    read();
  }
}
