/** Words above a picture: the verdict of a descent, the file that the data come from. */

import { say } from "../../python/say.ts";
import { placeWords } from "../place-words.ts";
import { formatCount, formatNumber } from "../plot/numbers.ts";
import type { DescentData, PlotData } from "../plot-data.ts";
import { createColumns } from "./columns.ts";
import type { PageContext } from "./context.ts";
import { fill, h, withCode } from "./dom.ts";

export interface Remarks {
  readonly element: HTMLElement;
  update(data: PlotData, serial: number): void;
}

export function createRemarks(context: PageContext): Remarks {
  const words = h("div", { class: "remarks" });
  const columns = createColumns(context);
  return {
    element: h("div", {}, words, columns.element),
    update(data, serial) {
      words.hidden = data.view !== "descent" && data.view !== "data";
      if (data.view === "data") columns.update(data);
      else columns.element.hidden = true;
      fill(words, [data.view, serial], () => {
        if (data.view === "descent") return [verdict(context, data.verdict)];
        if (data.view !== "data") return [];
        return [
          h(
            "button",
            { type: "button", class: "button", onclick: () => context.send({ type: "chooseDataFile" }) },
            data.name === null ? say("Choose a file …") : say("Another file …"),
          ),
          data.problem !== null && h("p", { class: "verdict warn" }, data.problem),
          data.problem === null &&
            h(
              "p",
              {},
              ...(data.name === null
                ? withCode(
                    say(
                      "CSV, TSV, JSON, NPY or NPZ with targets and predictions; or name it in the loss: {0}",
                      "`# loss-lens: data=rows.csv`",
                    ),
                  )
                : [say("{0}: {1} rows, mean loss {2}", data.name, formatCount(data.rows), formatNumber(data.mean))]),
            ),
        ];
      });
    },
  };
}

/** What became of the predictions; a link where it names an expression. */
function verdict(context: PageContext, { state, text, blame }: DescentData["verdict"]): HTMLElement {
  const at = blame?.place ?? null;
  if (at === null) return h("p", { class: `verdict ${state}` }, text);
  return h(
    "p",
    { class: `verdict ${state}` },
    text,
    " ",
    h(
      "button",
      { type: "button", class: "link", onclick: () => context.send({ type: "reveal", place: at }) },
      placeWords(at),
    ),
  );
}
