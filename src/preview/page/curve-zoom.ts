/** Which part of its horizontal axis a curve shows: zoomed in, moved, and all of it again. */

import { say } from "../../python/say.ts";
import type { PageContext } from "./context.ts";
import { h } from "./dom.ts";

type Domain = readonly [low: number, high: number];

export interface CurveZoom {
  /** The buttons that zoom. */
  readonly tools: HTMLElement;
  /** Shows this part, as far as it is within the whole; null shows all. */
  to(zoom: Domain | null): void;
  /** Shows so many times as much, around a place or around the cursor. */
  by(factor: number, around?: number): void;
  /** Moves what is zoomed by a share of what is seen. */
  panBy(share: number): void;
  /** The whole. */
  setHome(domain: Domain): void;
  /** Shows the buttons that do something now, and tells whether one that had the focus has gone. */
  showTools(): boolean;
}

export function createCurveZoom(
  context: PageContext,
  shown: { domain(): Domain | undefined; center(): number | undefined },
): CurveZoom {
  const tools = h("div", { class: "tools" });
  let home: Domain = [0, 1];
  let domainTimer: number | undefined;

  const tool = (text: string, label: string, key: string, onclick: () => void): HTMLButtonElement => {
    const title = `${label} (${key})`;
    const button = h("button", { type: "button", class: "tool", title, "aria-label": label, onclick }, text);
    tools.append(button);
    return button;
  };

  const to = (zoom: Domain | null): void => {
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

  const by = (factor: number, around?: number): void => {
    const domain = shown.domain();
    if (domain === undefined) return;
    const [low, high] = domain;
    const center = around ?? shown.center() ?? (low + high) / 2;
    to([center - (center - low) * factor, center + (high - center) * factor]);
  };

  tool("+", say("Zoom in"), "+", () => by(0.5));
  const away = [tool("−", say("Zoom out"), "−", () => by(2)), tool("⤢", say("Show all"), "0", () => to(null))];

  return {
    tools,
    to,
    by,
    panBy(share) {
      const domain = shown.domain();
      if (domain === undefined || context.looking().zoom === null) return;
      const [low, high] = domain;
      to([low + (high - low) * share, high + (high - low) * share]);
    },
    setHome(domain) {
      home = domain;
    },
    showTools() {
      const isWhole = context.looking().zoom === null;
      const hadFocus = away.some((button) => button === document.activeElement);
      for (const button of away) button.hidden = isWhole;
      return isWhole && hadFocus;
    },
  };
}
