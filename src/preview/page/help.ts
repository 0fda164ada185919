/** What keys and mouse do on this page, for whoever asks. */

import { say } from "../../python/say.ts";
import { h } from "./dom.ts";

export interface Help {
  readonly button: HTMLElement;
  readonly panel: HTMLElement;
}

const keysHelp = (): readonly { readonly keys: readonly string[]; readonly does: string }[] => [
  { keys: ["←", "→"], does: say("move the cursor over the picture; with Ctrl by ten") },
  { keys: ["↑", "↓"], does: say("change the curve, or the row of a map") },
  { keys: ["Home", "End", "PgUp", "PgDn"], does: say("go to an end, or further at once") },
  { keys: ["↑", "↓", "PgUp", "PgDn"], does: say("in a number field: small steps, large steps") },
  { keys: ["+", "−", "0"], does: say("zoom in, zoom out, show all") },
  { keys: ["Shift ←", "Shift →"], does: say("move what is zoomed") },
  { keys: ["Enter"], does: say("show in the code what gave NaN or ∞") },
  { keys: ["Esc"], does: say("let go of the cursor") },
  { keys: ["?"], does: say("show or hide this") },
];

const mouseHelp = (): readonly (readonly [string, string])[] => [
  [say("Drag"), say("zoom into a part of a curve; move a box")],
  [say("Shift and drag"), say("move what is zoomed; the wheel sideways does too")],
  [say("Ctrl and wheel"), say("zoom")],
  [say("Double click"), say("show all")],
  [say("Click on a shaded region"), say("show in the code what gave NaN or ∞")],
];

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type === "number");
}

export function createHelp(): Help {
  const panel = h(
    "section",
    { class: "help", id: "help", "aria-label": say("Keys and mouse"), hidden: true },
    h(
      "dl",
      {},
      ...keysHelp().map(({ keys, does }) =>
        h("div", {}, h("dt", {}, ...keys.map((key) => h("kbd", {}, key))), h("dd", {}, does)),
      ),
    ),
    h("dl", {}, ...mouseHelp().map(([how, does]) => h("div", {}, h("dt", {}, how), h("dd", {}, does)))),
  );
  const button = h(
    "button",
    {
      type: "button",
      class: "tool help-toggle",
      "aria-label": say("Keys and mouse"),
      "aria-expanded": "false",
      "aria-controls": "help",
      title: say("Keys and mouse (?)"),
      onclick: () => toggle(panel.hidden !== false),
    },
    "?",
  );
  const toggle = (isShown: boolean): void => {
    panel.hidden = !isShown;
    button.setAttribute("aria-expanded", String(isShown));
  };
  window.addEventListener("keydown", (event) => {
    if (event.key === "?" && !isTyping(event.target)) toggle(panel.hidden !== false);
    else if (event.key === "Escape" && panel.hidden === false) toggle(false);
  });
  return { button, panel };
}
