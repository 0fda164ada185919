/** The name of the loss, where it is, what is known of it, and what is wrong with it. */

import { say } from "../../python/say.ts";
import type { NextStep } from "../messages.ts";
import { placeWords } from "../place-words.ts";
import type { Place } from "../plot-data.ts";
import type { PageContext, Part } from "./context.ts";
import { fill, h, withCode } from "./dom.ts";

const stateWords = () => ({ ok: say("Good: "), warn: say("Warning: "), info: "" });

/** `title`: more than the text, where the pointer rests on it. */
function revealing(
  context: PageContext,
  text: string,
  place: Place | null,
  className = "link",
  title = "",
): HTMLElement {
  if (place === null) return h("span", { title: title === "" ? null : title }, ...withCode(text));
  return h(
    "button",
    {
      type: "button",
      class: className,
      title: [title, say("Show {0} in the code", placeWords(place))].filter((line) => line !== "").join("\n"),
      onclick: () => context.send({ type: "reveal", place }),
    },
    ...withCode(text),
  );
}

/** What can be done about it, as buttons. */
export function stepButtons(context: PageContext, steps: readonly NextStep[]): HTMLElement[] {
  return steps.map(({ id, label }) =>
    h("button", { type: "button", class: "button", onclick: () => context.send({ type: "takeStep", id }) }, label),
  );
}

export function createHeader(context: PageContext): Part {
  const title = h("div", { class: "title" });
  const about = h("p", { class: "about" });
  const facts = h("ul", { class: "facts", "aria-label": say("What is known of this loss") });
  const problem = h("div", { class: "problem", hidden: true });
  const notice = h("div", { class: "problem notice", hidden: true });
  const notes = h("ul", { class: "notes", "aria-label": say("Notes"), hidden: true });
  // What is wrong stands in the room of what is known: nothing moves when it comes and goes.
  const known = h("div", { class: "known" }, facts, problem);
  return {
    element: h("header", {}, title, about, known, notice, notes),
    update(snapshot) {
      const { loss, isPinned } = snapshot;
      fill(title, { loss, isPinned }, () => [
        h("h1", { dir: "ltr", title: loss.name }, loss.name),
        h("span", { class: "signature", dir: "ltr", title: loss.signature }, loss.signature),
        h(
          "span",
          { class: "where" },
          h("span", { class: "file", dir: "ltr", title: loss.file }, loss.file),
          revealing(context, placeWords(loss.place), loss.place),
          h(
            "button",
            {
              type: "button",
              class: "button pin",
              "aria-pressed": String(isPinned),
              title: isPinned ? say("Follow the cursor again") : say("Stay with this loss, wherever the cursor goes"),
              onclick: () => context.send({ type: "pin", isPinned: !isPinned }),
            },
            say("Pin"),
          ),
        ),
      ]);
      about.textContent = snapshot.about.join(" · ");
      fill(facts, snapshot.facts, () =>
        snapshot.facts.map((fact) =>
          h(
            "li",
            { class: fact.message === null ? fact.state : `${fact.state} explained` },
            h("span", { class: "hidden-text" }, stateWords()[fact.state]),
            revealing(context, fact.text, fact.place, "plain", fact.isOld === true ? "" : (fact.message ?? "")),
            // Findings are in English, in whatever language the page is.
            fact.message !== null &&
              h(
                "span",
                { class: fact.isOld === true ? "message old" : "message", lang: "en" },
                ...withCode(fact.message),
              ),
          ),
        ),
      );
      const trouble = snapshot.problem;
      problem.hidden = trouble === null;
      known.classList.toggle("troubled", trouble !== null);
      fill(problem, trouble && { trouble, hasData: snapshot.data !== null }, () =>
        trouble === null
          ? []
          : [
              h("span", {}, ...withCode(trouble.message)),
              trouble.place !== null && revealing(context, placeWords(trouble.place), trouble.place),
              snapshot.data !== null && h("span", { class: "aside" }, say("The picture is from before.")),
              ...stepButtons(context, trouble.steps ?? []),
            ],
      );
      const mended = snapshot.notice ?? null;
      notice.hidden = mended === null;
      fill(notice, mended, () =>
        mended === null
          ? []
          : [
              h("span", {}, ...withCode(mended.text)),
              mended.place !== null && revealing(context, placeWords(mended.place), mended.place),
              ...stepButtons(context, mended.steps),
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
                  say("Cancel"),
                ),
            ],
      );
    },
  };
}
