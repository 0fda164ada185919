/** The curves with their cursor: mouse, keyboard, zoom and pan. */

import { say } from "../../python/say.ts";
import type { Snapshot } from "../messages.ts";
import { blameWords } from "../plot/blame-words.ts";
import { type CurveModel, curveModel } from "../plot/curve.ts";
import { nearestIndex } from "../plot/curve-marks.ts";
import { comparisonLabels } from "../plot/curve-series.ts";
import { toPixel } from "../plot/frame.ts";
import { xPixel, xValue } from "../plot/horizontal-axis.ts";
import { type Reading, readCurve, speak } from "../plot/reading.ts";
import { seriesRole } from "../plot/scene.ts";
import type { CurveData } from "../plot-data.ts";
import type { PageContext } from "./context.ts";
import { h } from "./dom.ts";
import { createDrawing, svgElement } from "./drawing.ts";
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
  const tools = h("div", { class: "tools" });
  const element = h("div", { class: "chart" }, drawing.element, cursor, tools);
  let data: CurveData | undefined;
  let model: CurveModel | undefined;
  let home: readonly [number, number] = [0, 1];
  let index: number | undefined;
  let focused = 0;
  let brush: { from: number; to: number } | undefined;
  let pan: { from: number; domain: readonly [number, number] } | undefined;
  let domainTimer: number | undefined;
  let standing: NonNullable<Snapshot["point"]> | undefined;
  let stoodFor: number | undefined;
  let last: { next: CurveData; title: string; subject: string; width: number; height: number } | undefined;
  const pointer = createPointer(context);
  const axes = createSteadyAxes(context.isHeld, () => redraw());

  const tool = (text: string, label: string, key: string, onclick: () => void): HTMLButtonElement => {
    const title = `${label} (${key})`;
    const button = h("button", { type: "button", class: "tool", title, "aria-label": label, onclick }, text);
    tools.append(button);
    return button;
  };
  tool("+", say("Zoom in"), "+", () => zoomBy(0.5));
  const out = tool("−", say("Zoom out"), "−", () => zoomBy(2));
  const reset = tool("⤢", say("Show all"), "0", () => zoomTo(null));

  const zoomTo = (zoom: readonly [number, number] | null): void => {
    let next: [number, number] | null = null;
    if (zoom !== null) {
      const span = Math.min(home[1] - home[0], Math.max(zoom[1] - zoom[0], (home[1] - home[0]) * 1e-4));
      const low = Math.min(Math.max(zoom[0], home[0]), home[1] - span);
      next = span > (home[1] - home[0]) * 0.999 ? null : [low, low + span];
    }
    context.look({ zoom: next });
    window.clearTimeout(domainTimer);
    domainTimer = window.setTimeout(() => context.send({ type: "setDomain", domain: next }), 150);
  };
  const zoomBy = (factor: number, around?: number): void => {
    if (model === undefined) return;
    const [low, high] = model.domain;
    const center = around ?? cursorX() ?? (low + high) / 2;
    zoomTo([center - (center - low) * factor, center + (high - center) * factor]);
  };
  const panBy = (share: number): void => {
    if (model === undefined || context.looking().zoom === null) return;
    const [low, high] = model.domain;
    zoomTo([low + (high - low) * share, high + (high - low) * share]);
  };
  const cursorX = (): number | undefined => {
    const series = model?.series[focused];
    return index === undefined ? undefined : series?.x[index];
  };

  const drawCursor = (): void => {
    drawing.overlay.replaceChildren();
    if (model === undefined || data === undefined) return;
    if (brush !== undefined) {
      const [a, b] = [Math.min(brush.from, brush.to), Math.max(brush.from, brush.to)];
      drawing.overlay.append(
        svgElement("rect", {
          class: "brush",
          x: a,
          width: b - a,
          y: model.loss.top,
          height: bottomOf(model) - model.loss.top,
        }),
      );
    }
    const series = model.series[focused];
    if (index === undefined || series === undefined) return;
    const x = series.x[index];
    if (x === undefined) return;
    const px = xPixel(model, x);
    drawing.overlay.append(
      svgElement("line", { class: "crosshair", x1: px, x2: px, y1: model.loss.top, y2: bottomOf(model) }),
    );
    const dot = (frame: CurveModel["loss"], value: number | undefined): void => {
      if (value === undefined || !Number.isFinite(value)) return;
      const y = toPixel(frame, value);
      if (!(y >= frame.top - 1 && y <= frame.bottom + 1)) return;
      drawing.overlay.append(
        svgElement("circle", { cx: px, cy: y, r: 4, fill: `var(--plot-${seriesRole(series.target)})` }),
      );
    };
    dot(model.loss, series.loss[index]);
    if (model.gradient !== null) dot(model.gradient, series.gradient?.[index]);
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
    cursor.setAttribute("aria-valuetext", blame === undefined ? spoken : `${spoken}, ${blameWords(blame)}`);
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
      zoomTo([pan.domain[0] - by, pan.domain[1] - by]);
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
      zoomTo([xValue(model, Math.min(drawn.from, drawn.to)), xValue(model, Math.max(drawn.from, drawn.to))]);
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
  cursor.addEventListener("dblclick", () => zoomTo(null));
  cursor.addEventListener(
    "wheel",
    (event) => {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        zoomBy(event.deltaY < 0 ? 0.8 : 1.25);
        return;
      }
      const sideways = event.deltaX !== 0 ? event.deltaX : event.shiftKey ? event.deltaY : 0;
      if (sideways === 0 || context.looking().zoom === null) return;
      event.preventDefault();
      panBy(Math.sign(sideways) * 0.05);
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
      ArrowRight: () => (event.shiftKey ? panBy(0.1) : go(here + stride)),
      ArrowLeft: () => (event.shiftKey ? panBy(-0.1) : go(here - stride)),
      PageUp: () => go(here + 16),
      PageDown: () => go(here - 16),
      Home: () => go(0),
      End: () => go(last),
      ArrowUp: () => turn(-1),
      ArrowDown: () => turn(1),
      "+": () => zoomBy(0.5),
      "=": () => zoomBy(0.5),
      "-": () => zoomBy(2),
      "0": () => zoomTo(null),
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
    const { isLogarithmic, zoom } = looking;
    const isNormalized = looking.isNormalized && labels.length > 0;
    const difference = looking.difference !== null && labels.includes(looking.difference) ? looking.difference : null;
    data = next;
    if (zoom === null) home = next.axis.domain;
    axes.begin(JSON.stringify([subject, next.axis, isLogarithmic, isNormalized, difference, zoom]));
    model = curveModel(next, {
      width,
      height,
      title,
      showsGradient: looking.showsGradient,
      isLogarithmic,
      isNormalized,
      difference,
      zoom,
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
    if (zoom === null && (out === document.activeElement || reset === document.activeElement)) {
      cursor.focus({ preventScroll: true });
    }
    out.hidden = zoom === null;
    reset.hidden = zoom === null;
    read();
  }
}

function bottomOf(model: CurveModel): number {
  return model.gradient?.bottom ?? model.loss.bottom;
}

/** The curve nearest to the pointer, in the panel that the pointer is in. */
function nearestSeries(model: CurveModel, x: number, py: number): number | undefined {
  const isInGradient = model.gradient !== null && py > (model.loss.bottom + model.gradient.top) / 2;
  const frame = isInGradient && model.gradient !== null ? model.gradient : model.loss;
  let best: { index: number; distance: number } | undefined;
  model.series.forEach((series, index) => {
    const at = nearestIndex(series.x, x);
    const value = (isInGradient ? series.gradient?.[at] : series.loss[at]) ?? Number.NaN;
    const y = Math.min(frame.bottom + 20, Math.max(frame.top - 20, toPixel(frame, value)));
    const distance = Number.isNaN(y) ? 1e6 : Math.abs(y - py);
    if (best === undefined || distance < best.distance) best = { index, distance };
  });
  return best?.index;
}
