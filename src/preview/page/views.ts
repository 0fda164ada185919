/** The panel under the tabs: whichever view is chosen, drawn from the latest snapshot, with what changes it beside or under it. */

import { say } from "../../python/say.ts";
import type { Snapshot } from "../messages.ts";
import { worstTable } from "../plot/dataset.ts";
import type { Heading } from "../plot/heading.ts";
import { pictureOf, tableOf } from "../plot/pictures.ts";
import type { Reading } from "../plot/reading.ts";
import type { PlotData } from "../plot-data.ts";
import { curvesOf } from "./compare.ts";
import type { PageContext, Part } from "./context.ts";
import { createCurveView } from "./curve-view.ts";
import { h } from "./dom.ts";
import type { Exportable } from "./exports.ts";
import { createPictureView } from "./picture-view.ts";
import type { Readout } from "./readout.ts";
import type { ShownBlame } from "./region-blame.ts";
import { createRemarks } from "./remarks.ts";
import { keepAbove, pictureHeight } from "./sight.ts";
import { createSteadyAxes } from "./steady-axes.ts";
import { createTableView } from "./table-view.ts";
import { tabNames } from "./tabs.ts";

export interface Views extends Part {
  exportable(): Exportable;
}

const LEAST_WIDTH = 240;

type OnRead = (reading: Reading | undefined, blame: ShownBlame | undefined) => void;

/** `onShown` is called when there is something else to take away. */
export function createViews(context: PageContext, readout: Readout, controls: HTMLElement, onShown: () => void): Views {
  const onRead: OnRead = readout.read;
  const waiting = h("p", { class: "waiting" });
  const explanation = h("p", { class: "aside" });
  const curve = createCurveView(context, onRead);
  // Two cursors may be on one page: what the picture's says stands before what the curve's says.
  let overPicture: Parameters<OnRead> = [undefined, undefined];
  let overCurve: Parameters<OnRead> = [undefined, undefined];
  const picture = createPictureView(context, (...read) => {
    overPicture = read;
    onRead(...(read[0] === undefined ? overCurve : read));
  });
  const table = createTableView(say("Table"));
  const worst = createTableView(say("Worst rows"));
  const before = createRemarks(context);
  const beneath = createCurveView(context, (...read) => {
    overCurve = read;
    onRead(...(read[0] === undefined ? overPicture : read));
  });
  const around = h("div", {}, before.element, picture.element);
  const content = h("div", { class: "content" });
  const under = h("div", { class: "beneath" }, explanation, beneath.element, worst.element);
  // In the order of reading: where there is room, the controls stand at the side of the picture.
  const element = h(
    "section",
    { id: "view", role: "tabpanel", class: "view" },
    content,
    readout.element,
    controls,
    under,
  );
  let snapshot: Snapshot | undefined;
  let shown: Exportable = { scene: undefined, table: undefined, name: "loss", heading: { loss: "", about: [] } };
  let width = 0;

  const put = (child: HTMLElement): void => {
    if (content.firstElementChild !== child) content.replaceChildren(child);
  };

  const draw = (): void => {
    if (snapshot === undefined || width === 0) return;
    drawTab(snapshot);
    onShown();
  };
  const axes = createSteadyAxes(context.isHeld, () => draw());

  const drawTab = (snapshot: Snapshot): void => {
    const { data, loss } = snapshot;
    const { tab, isLogarithmic } = context.looking();
    element.setAttribute("aria-labelledby", `tab-${tab}`);
    element.classList.toggle("stale", snapshot.problem !== null && data !== null);
    explanation.textContent = "";
    readout.element.hidden = tab === "table";
    beneath.element.hidden = true;
    worst.element.hidden = true;
    const heading: Heading = { loss: loss.name + loss.signature, about: snapshot.about };
    const about = { name: `${loss.name.replace(/[^\w.-]+/g, "_")}-${tab}`, heading };
    if (data === null || (tab !== "table" && data.view !== tab)) {
      waiting.textContent = waitingText(snapshot);
      shown = { scene: undefined, table: undefined, ...about };
      onRead(undefined, undefined);
      put(waiting);
      return;
    }
    if ("explanation" in data) explanation.textContent = data.explanation ?? "";
    const available = Math.max(LEAST_WIDTH, width);
    const height = pictureHeight(available, kindOf(data));
    const hasRows = data.view !== "data" || data.rows > 0;
    if (tab === "table" && hasRows) {
      const numbers = tableOf(data);
      table.update({ ...numbers, caption: say("{0}: {1}", tabNames()[data.view], numbers.caption) }, snapshot.serial);
      put(table.element);
      onRead(undefined, undefined);
      shown = { scene: undefined, table: numbers, ...about };
      return;
    }
    const subject = JSON.stringify([loss.name, loss.file, snapshot.samples.chosen, snapshot.samples.size?.value]);
    axes.begin(JSON.stringify([subject, data.view, isLogarithmic]));
    const options = { width: available, height, title: heading.loss, isLogarithmic, settle: axes.settle };
    const drawn = pictureOf(data, options);
    const curves = curvesOf(data);
    if (drawn !== undefined) {
      put(around);
      before.update(data, snapshot.serial);
      picture.element.hidden = !hasRows;
      if (hasRows) picture.update(drawn);
      else onRead(undefined, undefined);
      beneath.element.hidden = curves === null;
      beneath.stand(snapshot.point);
      if (curves !== null) beneath.update(curves, heading.loss, subject, available, 300);
      worst.element.hidden = data.view !== "data" || data.loss.length === 0;
      if (data.view === "data") worst.update(worstTable(data), snapshot.serial);
      shown = hasRows
        ? {
            scene: drawn.scene,
            get table() {
              return drawn.table;
            },
            ...about,
          }
        : { scene: undefined, table: undefined, ...about };
    } else if (curves !== null) {
      put(curve.element);
      curve.stand(snapshot.point);
      curve.update(curves, heading.loss, subject, available, height);
      shown = {
        scene: curve.model()?.scene,
        get table() {
          return tableOf(data);
        },
        ...about,
      };
    }
  };

  new ResizeObserver((entries) => {
    const next = Math.floor(entries[0]?.contentRect.width ?? 0);
    if (next === width) return;
    width = next;
    draw();
  }).observe(content);
  let tall = window.innerHeight;
  window.addEventListener("resize", () => {
    if (window.innerHeight === tall) return;
    tall = window.innerHeight;
    draw();
  });
  keepAbove(content);

  return {
    element,
    exportable: () => shown,
    update(next) {
      snapshot = next;
      draw();
    },
  };
}

function waitingText({ problem, data }: Snapshot): string {
  if (problem === null) return say("Computing …");
  return data === null ? say("There is no picture yet.") : say("There is no picture of this.");
}

function kindOf(data: PlotData): Parameters<typeof pictureHeight>[1] {
  if (data.view !== "curve") return "other";
  return data.series.every(({ role }) => role === "loss") ? "curve" : "compared";
}
