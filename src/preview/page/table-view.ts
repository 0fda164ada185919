/** The numbers themselves. */

import { formatNumber } from "../plot/numbers.ts";
import type { Table } from "../plot/table.ts";
import { fill, h } from "./dom.ts";

/** More rows than anybody reads; the CSV file has them all. */
const MOST_ROWS = 600;

export interface TableView {
  readonly element: HTMLElement;
  update(table: Table, serial: number): void;
}

export function createTableView(label: string): TableView {
  const element = h("div", { class: "table", tabindex: 0, role: "region", "aria-label": label });
  return {
    element,
    update(table, serial) {
      fill(element, [serial, table.caption, table.rows.length], () => [
        h(
          "table",
          {},
          h("caption", {}, table.caption),
          h("thead", {}, h("tr", {}, ...table.columns.map((name) => h("th", { scope: "col" }, name)))),
          h(
            "tbody",
            {},
            ...table.rows
              .slice(0, MOST_ROWS)
              .map((row) =>
                h(
                  "tr",
                  {},
                  ...row.map((value, index) =>
                    h(
                      index === 0 ? "th" : "td",
                      index === 0 ? { scope: "row" } : {},
                      typeof value === "number" ? formatNumber(value, 6) : value,
                    ),
                  ),
                ),
              ),
          ),
        ),
        table.rows.length > MOST_ROWS &&
          h("p", { class: "aside" }, `The first ${MOST_ROWS} of ${table.rows.length} rows; the CSV file holds all.`),
      ]);
    },
  };
}
