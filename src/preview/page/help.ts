/** What keys and mouse do on this page, for whoever asks. */

import { h } from "./dom.ts";

export interface Help {
  readonly button: HTMLElement;
  readonly panel: HTMLElement;
}

const KEYS: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ["←", "→"], does: "move the cursor over the picture; with Ctrl by ten" },
  { keys: ["↑", "↓"], does: "change the curve, or the row of a map" },
  { keys: ["Home", "End", "PgUp", "PgDn"], does: "go to an end, or further at once" },
  { keys: ["↑", "↓", "PgUp", "PgDn"], does: "in a number field: small steps, large steps" },
  { keys: ["+", "−", "0"], does: "zoom in, zoom out, show all" },
  { keys: ["Shift ←", "Shift →"], does: "move what is zoomed" },
  { keys: ["Enter"], does: "show in the code what gave NaN or ∞" },
  { keys: ["Esc"], does: "let go of the cursor" },
  { keys: ["?"], does: "show or hide this" },
];

const MOUSE: readonly (readonly [string, string])[] = [
  ["Drag", "zoom into a part of a curve; move a box"],
  ["Shift and drag", "move what is zoomed; the wheel sideways does too"],
  ["Ctrl and wheel", "zoom"],
  ["Double click", "show all"],
  ["Click on a shaded region", "show in the code what gave NaN or ∞"],
];

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target.type === "number");
}

export function createHelp(): Help {
  const panel = h(
    "section",
    { class: "help", id: "help", "aria-label": "Keys and mouse", hidden: true },
    h(
      "dl",
      {},
      ...KEYS.map(({ keys, does }) =>
        h("div", {}, h("dt", {}, ...keys.map((key) => h("kbd", {}, key))), h("dd", {}, does)),
      ),
    ),
    h("dl", {}, ...MOUSE.map(([how, does]) => h("div", {}, h("dt", {}, how), h("dd", {}, does)))),
  );
  const button = h(
    "button",
    {
      type: "button",
      class: "tool help-toggle",
      "aria-label": "Keys and mouse",
      "aria-expanded": "false",
      "aria-controls": "help",
      title: "Keys and mouse (?)",
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
