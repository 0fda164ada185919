/** The page's entry: puts the parts together, keeps the latest snapshot, speaks with the host. */

import { say, speakIn } from "../python/say.ts";
import { decodeToPage, type Snapshot, type ToHost } from "./messages.ts";
import { createAnnouncer } from "./page/announce.ts";
import { createCompare, createShow } from "./page/compare.ts";
import type { PageContext, Part } from "./page/context.ts";
import { createOptions, createParameters, createSamples } from "./page/controls.ts";
import { h } from "./page/dom.ts";
import { createExports } from "./page/exports.ts";
import { createFormula } from "./page/formula.ts";
import { createBusy, createHeader } from "./page/header.ts";
import { createHelp } from "./page/help.ts";
import { createReadout } from "./page/readout.ts";
import { keepInSight, narrowAndLow, whenever } from "./page/sight.ts";
import { followView, type Looking, readLooking, stateToKeep } from "./page/state.ts";
import { createTabs } from "./page/tabs.ts";
import { createViews } from "./page/views.ts";

declare function acquireVsCodeApi(): {
  postMessage(message: ToHost): void;
  getState(): unknown;
  setState(state: unknown): void;
};

// Before any part of the page is made: the words of the language that VS Code shows, where that is not English.
speakIn(JSON.parse(document.body.dataset.words ?? "{}"));

const host = acquireVsCodeApi();
let looking: Looking = readLooking(host.getState());
let snapshot: Snapshot | undefined;
/** Something is being dragged. */
let isHeld = false;

const live = h("div", { class: "hidden-text", role: "status", "aria-live": "polite" });
const empty = h("p", { class: "empty" }, say("Loading …"));

const context: PageContext = {
  looking: () => looking,
  look: (change) => {
    looking = { ...looking, ...change };
    show();
  },
  hold: (next) => {
    isHeld = next;
    if (!next) show();
  },
  isHeld: () => isHeld,
  send: (message) => host.postMessage(message),
  say: (text) => {
    live.textContent = text;
  },
};

const header = createHeader(context);
const formula = createFormula(context);
const busy = createBusy(context);
const tabs = createTabs(context);
const help = createHelp();
const samples = createSamples(context);
const parameters = createParameters(context);
const options = createOptions(context);
const compare = createCompare(context);
const showing = createShow(context);
const readout = createReadout(context);
const making = h("div", { class: "making" }, options.element, parameters.element);
const controls = h(
  "form",
  { class: "controls", onsubmit: (event: Event) => event.preventDefault() },
  making,
  h("div", { class: "reading" }, compare.element, showing.element),
);
// Nearest to the picture is what is changed most: at its side that is at the top anyhow, under it only one can be first.
whenever((isStacked) => (isStacked ? making.append(samples.element) : making.prepend(samples.element)));
keepInSight(controls);
const views = createViews(context, readout, controls, () => exports.update());
const exports = createExports(context, views.exportable);
const announcer = createAnnouncer(context.say);
const parts: readonly Part[] = [header, formula, busy, tabs, samples, parameters, options, compare, showing, views];

const bar = h("div", { class: "bar" }, tabs.element, busy.element, help.button);
const page = h(
  "main",
  { class: "page", hidden: true },
  header.element,
  bar,
  help.panel,
  views.element,
  exports.element,
  h(
    "p",
    { id: "cursor-help", class: "hidden-text" },
    say(
      "Arrow keys move the cursor, up and down change the curve, plus and minus zoom, 0 shows all, Enter shows in the code what gave NaN or infinity. Question mark lists all keys.",
    ),
  ),
);
// In a low window under the controls, so that they are in sight with the picture.
whenever((isLow) => (isLow ? exports.element : bar).before(formula.element), narrowAndLow);
document.body.append(h("main", { class: "page", id: "empty" }, empty), page, live);

function show(): void {
  if (snapshot === undefined) return;
  looking = followView(looking, snapshot);
  for (const part of parts) part.update(snapshot);
  announcer.update(snapshot);
  host.setState(stateToKeep(snapshot, looking));
}

let serial = 0;
window.addEventListener("message", (event: MessageEvent<unknown>) => {
  const message = decodeToPage(event.data);
  if (message === undefined) return;
  if (message.type === "said") {
    context.say(message.text);
    exports.said(message.text);
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
