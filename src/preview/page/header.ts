/** The name of the loss, where it is, what is known of it, and what is wrong with it. */

import type { Place } from "../plot-data.ts";
import type { PageContext, Part } from "./context.ts";
import { fill, h } from "./dom.ts";

const STATE_WORDS = { ok: "Good: ", warn: "Warning: ", info: "" };

function revealing(context: PageContext, text: string, place: Place | null, className = "link"): HTMLElement {
  if (place === null) return h("span", {}, text);
  return h(
    "button",
    {
      type: "button",
      class: className,
      title: `Show line ${place.line} in the code`,
      onclick: () => context.send({ type: "reveal", place }),
    },
    text,
  );
}

export function createHeader(context: PageContext): Part {
  const title = h("div", { class: "title" });
  const facts = h("ul", { class: "facts", "aria-label": "What is known of this loss" });
  const problem = h("div", { class: "problem", hidden: true });
  const notes = h("ul", { class: "notes", "aria-label": "Notes", hidden: true });
  return {
    element: h("header", {}, title, facts, problem, notes),
    update(snapshot) {
      const { loss, isPinned } = snapshot;
      fill(title, { loss, isPinned }, () => [
        h("h1", { dir: "ltr", title: loss.name }, loss.name),
        h("span", { class: "signature", dir: "ltr" }, loss.signature),
        h(
          "span",
          { class: "where" },
          h("span", { dir: "ltr" }, loss.file),
          " ",
          revealing(context, `line ${loss.place.line}`, loss.place),
          " · ",
          h(
            "button",
            {
              type: "button",
              class: "quiet",
              title: isPinned ? "Follow the cursor again" : "Stay with this loss",
              onclick: () => context.send({ type: "pin", isPinned: !isPinned }),
            },
            isPinned ? "pinned" : "follows the cursor",
          ),
        ),
      ]);
      fill(facts, snapshot.facts, () =>
        snapshot.facts.map((fact) =>
          h(
            "li",
            { class: fact.state },
            h("span", { class: "hidden-text" }, STATE_WORDS[fact.state]),
            revealing(context, fact.text, fact.place, "plain"),
          ),
        ),
      );
      const trouble = snapshot.problem;
      problem.hidden = trouble === null;
      fill(problem, trouble, () =>
        trouble === null
          ? []
          : [
              h("span", {}, trouble.message),
              trouble.place !== null && revealing(context, `line ${trouble.place.line}`, trouble.place),
              snapshot.data !== null && h("span", { class: "aside" }, "The picture is from before."),
            ],
      );
      const remarks = [...snapshot.notes, ...snapshot.log.map((text) => ({ text: `print: ${text}`, place: null }))];
      notes.hidden = remarks.length === 0;
      fill(notes, remarks, () =>
        remarks.map(({ text, place }) => h("li", {}, revealing(context, text, place, "plain"))),
      );
    },
  };
}

/** What is being worked on, beside the tabs: there it moves nothing when it comes and goes. */
export function createBusy(context: PageContext): Part {
  const busy = h("div", { class: "busy", hidden: true });
  return {
    element: busy,
    update(snapshot) {
      const work = snapshot.busy;
      const hadFocus = busy.contains(document.activeElement);
      busy.hidden = work === null;
      if (work === null && hadFocus) document.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
      fill(busy, work, () =>
        work === null
          ? []
          : [
              h("progress", { "aria-label": work.text }),
              h("span", {}, work.text),
              work.isCancellable &&
                h(
                  "button",
                  { type: "button", class: "link", onclick: () => context.send({ type: "cancel" }) },
                  "Cancel",
                ),
            ],
      );
    },
  };
}
