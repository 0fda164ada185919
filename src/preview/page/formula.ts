/** The loss as mathematics, and its LaTeX to take along. */

import { say } from "../../python/say.ts";
import type { PageContext, Part } from "./context.ts";
import { fill, h } from "./dom.ts";

const mathNamespace = "http://www.w3.org/1998/Math/MathML";

export function createFormula(context: PageContext): Part {
  const shown = h("div", { class: "mathematics", tabindex: 0, role: "group", "aria-label": say("Formula") });
  const isOpen = (): boolean => context.looking().showsFormula === true;
  const element: HTMLDetailsElement = h(
    "details",
    {
      class: "formula",
      hidden: true,
      ontoggle: () => {
        if (element.open !== isOpen()) context.look({ showsFormula: element.open });
      },
    },
    h("summary", {}, say("Formula")),
    shown,
  );
  return {
    element,
    update(snapshot) {
      const formula = snapshot.formula ?? null;
      element.hidden = formula === null;
      element.open = isOpen();
      fill(shown, formula, () => {
        if (formula === null) return [];
        const copy = () =>
          context.send({
            type: "export",
            format: "latex",
            to: "clipboard",
            name: "formula",
            content: formula.latex,
            encoding: "text",
          });
        return [
          read(formula.mathml),
          formula.values === "" ? null : read(formula.values),
          h("button", { type: "button", class: "link", onclick: copy }, say("Copy as LaTeX")),
        ];
      });
    },
  };
}

/** Nothing but mathematics becomes part of the page. */
function read(mathml: string): Element | null {
  const { documentElement } = new DOMParser().parseFromString(mathml, "application/xml");
  const all = [documentElement, ...documentElement.querySelectorAll("*")];
  return all.every(({ namespaceURI }) => namespaceURI === mathNamespace)
    ? document.importNode(documentElement, true)
    : null;
}
