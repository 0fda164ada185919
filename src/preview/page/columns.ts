/** Which columns of a data file are the target and which the prediction: one row a column, two marks. */

import { say } from "../../python/say.ts";
import { columnNames } from "../column-words.ts";
import type { DatasetData } from "../plot-data.ts";
import type { PageContext } from "./context.ts";
import { fill, h } from "./dom.ts";

type Column = NonNullable<DatasetData["columns"]>[number];

export interface Columns {
  readonly element: HTMLElement;
  update(data: DatasetData): void;
}

function summary(columns: readonly Column[]): string {
  const names = (pick: (column: Column) => boolean): string =>
    columnNames(columns.filter(pick).map(({ name }) => name));
  const isTarget = names((column) => column.isTarget);
  return say(
    "Target: {0} · Prediction: {1}",
    isTarget,
    names((column) => column.isPrediction),
  );
}

export function createColumns(context: PageContext): Columns {
  const title = h("summary", {});
  const body = h("tbody", {});
  const element = h(
    "details",
    { class: "columns" },
    title,
    h(
      "table",
      { "aria-label": say("Columns of the file") },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, say("Column")),
          h("th", { scope: "col" }, say("Target")),
          h("th", { scope: "col" }, say("Prediction")),
        ),
      ),
      body,
    ),
  );
  const send = (): void => {
    const marked = (role: string): string[] =>
      [...body.querySelectorAll<HTMLInputElement>(`input[data-role="${role}"]:checked`)].map(({ value }) => value);
    context.send({ type: "setColumns", yTrue: marked("target"), yPred: marked("prediction") });
  };
  const mark = (column: Column, role: "target" | "prediction"): HTMLElement => {
    const box = h("input", {
      type: "checkbox",
      value: column.name,
      "data-role": role,
      "aria-label":
        role === "target" ? say("{0} is the target", column.name) : say("{0} is the prediction", column.name),
      checked: role === "target" ? column.isTarget : column.isPrediction,
      onchange: () => {
        // Nothing is both.
        const other = role === "target" ? "prediction" : "target";
        const beside = box.closest("tr")?.querySelector<HTMLInputElement>(`input[data-role="${other}"]`);
        if (box.checked && beside) beside.checked = false;
        send();
      },
    });
    return box;
  };
  return {
    element,
    update({ columns = [], problem }) {
      element.hidden = columns.length === 0;
      title.textContent = summary(columns);
      const isChosen = columns.some(({ isTarget }) => isTarget) && columns.some(({ isPrediction }) => isPrediction);
      if (problem !== null && !isChosen) element.open = true;
      fill(body, columns, () =>
        columns.map((column) =>
          h(
            "tr",
            {},
            h(
              "th",
              { scope: "row" },
              column.name,
              !column.isNumeric && h("span", { class: "aside" }, ` ${say("no numbers")}`),
            ),
            h("td", {}, mark(column, "target")),
            h("td", {}, mark(column, "prediction")),
          ),
        ),
      );
    },
  };
}
