/** The views, as tabs: arrow keys move between them, as in any tab list. */

import { say } from "../../python/say.ts";
import type { ViewId } from "../plot-data.ts";
import type { PageContext, Part } from "./context.ts";
import { fill, h } from "./dom.ts";

/** In the reader's language. */
export const tabNames = (): Readonly<Record<ViewId | "table", string>> => ({
  curve: say("Curve"),
  surface: say("Surface"),
  classes: say("Classes"),
  masks: say("Masks"),
  boxes: say("Boxes"),
  embedding: say("Embedding"),
  data: say("My data"),
  descent: say("Descent"),
  table: say("Table"),
});

export function createTabs(context: PageContext): Part {
  const element = h("div", { class: "tabs", role: "tablist", "aria-label": say("Views") });
  const choose = (tab: ViewId | "table", isFromKeyboard: boolean): void => {
    context.look({ tab });
    if (tab !== "table") context.send({ type: "setView", view: tab });
    if (isFromKeyboard) element.querySelector<HTMLElement>(`#tab-${tab}`)?.focus();
  };
  element.addEventListener("keydown", (event) => {
    const tabs = [...element.querySelectorAll<HTMLElement>("[role=tab]")];
    const at = tabs.indexOf(document.activeElement as HTMLElement);
    const towardsEnd = getComputedStyle(element).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const moves: Record<string, number> = {
      ArrowLeft: towardsEnd === "ArrowLeft" ? at + 1 : at - 1,
      ArrowRight: towardsEnd === "ArrowRight" ? at + 1 : at - 1,
      Home: 0,
      End: tabs.length - 1,
    };
    const next = moves[event.key];
    const target = next === undefined ? undefined : tabs[(next + tabs.length) % tabs.length];
    if (target === undefined) return;
    event.preventDefault();
    choose(target.dataset.tab as ViewId | "table", true);
  });
  return {
    element,
    update(snapshot) {
      const { tab } = context.looking();
      const ids = [...snapshot.views, "table" as const];
      fill(element, ids, () =>
        ids.map((id) =>
          h(
            "button",
            {
              type: "button",
              role: "tab",
              id: `tab-${id}`,
              "data-tab": id,
              "aria-controls": "view",
              onclick: () => choose(id, false),
            },
            tabNames()[id],
          ),
        ),
      );
      for (const button of element.querySelectorAll<HTMLElement>("[role=tab]")) {
        const isChosen = button.dataset.tab === tab;
        button.setAttribute("aria-selected", String(isChosen));
        button.tabIndex = isChosen ? 0 : -1;
      }
    },
  };
}
