/** The numbers themselves. */

import { say } from "../../python/say.ts";
import { formatCount, formatNumber } from "../plot/numbers.ts";
import type { Table } from "../plot/table.ts";
import { fill, h } from "./dom.ts";

let tables = 0;

/** More rows than anybody reads; the CSV file has them all. */
const MOST_ROWS = 600;

export interface TableView {
  readonly element: HTMLElement;
  update(table: Table, serial: number): void;
}

export function createTableView(label: string): TableView {
  tables += 1;
  const id = `table-${tables}`;
  // Outside of what scrolls, so that it is read whole however wide the table is.
  const caption = h("p", { class: "caption", id });
  const scroll = h("div", { class: "table", tabindex: 0, role: "region", "aria-label": label });
  return {
    element: h("div", { class: "tabled" }, caption, scroll),
    update(table, serial) {
      caption.textContent = table.caption;
      fill(scroll, [serial, table.caption, table.rows.length], () => [
        h(
          "table",
          { "aria-labelledby": id },
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
          h(
            "p",
            { class: "aside" },
            say("The first {0} of {1} rows; the CSV file holds all.", MOST_ROWS, formatCount(table.rows.length)),
          ),
      ]);
    },
  };
}
