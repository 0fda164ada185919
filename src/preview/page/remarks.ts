/** Words above a picture: the verdict of a descent, the file that the data come from. */

import { formatNumber } from "../plot/numbers.ts";
import type { PlotData } from "../plot-data.ts";
import type { PageContext } from "./context.ts";
import { fill, h } from "./dom.ts";

export interface Remarks {
  readonly element: HTMLElement;
  update(data: PlotData, serial: number): void;
}

export function createRemarks(context: PageContext): Remarks {
  const element = h("div", { class: "remarks" });
  return {
    element,
    update(data, serial) {
      element.hidden = data.view !== "descent" && data.view !== "data";
      fill(element, [data.view, serial], () => {
        if (data.view === "descent") return [h("p", { class: `verdict ${data.verdict.state}` }, data.verdict.text)];
        if (data.view !== "data") return [];
        return [
          h(
            "button",
            { type: "button", class: "button", onclick: () => context.send({ type: "chooseDataFile" }) },
            data.name === null ? "Choose a file …" : "Another file …",
          ),
          data.problem !== null && h("p", { class: "verdict warn" }, data.problem),
          data.problem === null &&
            h(
              "p",
              {},
              data.name === null
                ? "CSV, JSON, NPY or NPZ with y_true and y_pred."
                : `${data.name}: ${data.rows} rows, mean loss ${formatNumber(data.mean)}`,
            ),
        ];
      });
    },
  };
}
