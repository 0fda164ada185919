/** The page's entry: puts the parts together, keeps the latest snapshot, speaks with the host. */

import { decodeToPage, type Snapshot, type ToHost } from "./messages.ts";
import { createCompare, createShow } from "./page/compare.ts";
import type { PageContext, Part } from "./page/context.ts";
import { createOptions, createParameters, createSamples } from "./page/controls.ts";
import { fill, h } from "./page/dom.ts";
import { createExports } from "./page/exports.ts";
import { createHeader } from "./page/header.ts";
import { type Looking, readLooking, stateToKeep } from "./page/state.ts";
import { createTabs } from "./page/tabs.ts";
import { createViews } from "./page/views.ts";
import type { Reading } from "./plot/reading.ts";

declare function acquireVsCodeApi(): {
  postMessage(message: ToHost): void;
  getState(): unknown;
  setState(state: unknown): void;
};

const host = acquireVsCodeApi();
let looking: Looking = readLooking(host.getState());
let snapshot: Snapshot | undefined;

const live = h("div", { class: "hidden-text", role: "status", "aria-live": "polite" });
const readout = h("div", { class: "readout" });
const empty = h("p", { class: "empty" }, "Loading …");

const context: PageContext = {
  looking: () => looking,
  look: (change) => {
    looking = { ...looking, ...change };
    show();
  },
  send: (message) => host.postMessage(message),
  say: (text) => {
    live.textContent = text;
  },
};

function read(reading: Reading | undefined): void {
  fill(readout, reading ?? null, () =>
    (reading ?? []).map(({ name, value }) =>
      h("span", {}, name !== "" && h("em", {}, name), name !== "" && " ", value),
    ),
  );
}

const header = createHeader(context);
const tabs = createTabs(context);
const samples = createSamples(context);
const parameters = createParameters(context);
const options = createOptions(context);
const compare = createCompare(context);
const showing = createShow(context);
const views = createViews(context, read);
const parts: readonly Part[] = [header, tabs, samples, parameters, options, compare, showing, views];

const page = h(
  "main",
  { class: "page", hidden: true },
  header.element,
  tabs.element,
  h(
    "div",
    { class: "body" },
    h(
      "form",
      { class: "controls", onsubmit: (event: Event) => event.preventDefault() },
      samples.element,
      parameters.element,
      options.element,
      compare.element,
      showing.element,
    ),
    views.element,
    h("footer", {}, readout, createExports(context, views.exportable)),
  ),
  h(
    "p",
    { id: "cursor-help", class: "hidden-text" },
    "Arrow keys move the cursor, up and down change the curve, plus and minus zoom, 0 shows all.",
  ),
);
document.body.append(h("main", { class: "page", id: "empty" }, empty), page, live);

function show(): void {
  if (snapshot === undefined) return;
  const { views: fitting } = snapshot;
  if (looking.tab !== "table" && !fitting.includes(looking.tab)) looking = { ...looking, tab: snapshot.view };
  for (const part of parts) part.update(snapshot);
  host.setState(stateToKeep(snapshot, looking));
}

let serial = 0;
window.addEventListener("message", (event: MessageEvent<unknown>) => {
  const message = decodeToPage(event.data);
  if (message === undefined) return;
  if (message.type === "said") {
    context.say(message.text);
    return;
  }
  if (message.serial < serial) return;
  serial = message.serial;
  const isEmpty = message.type === "empty";
  document.getElementById("empty")?.toggleAttribute("hidden", !isEmpty);
  page.hidden = isEmpty;
  if (message.type === "empty") {
    empty.textContent = message.text;
    return;
  }
  snapshot = message;
  show();
});

host.postMessage({ type: "ready" });
