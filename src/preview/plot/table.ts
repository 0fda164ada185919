/** What is drawn, as a table: for the page's own and for a CSV file. */

import { listed, say } from "../../python/say.ts";
import type { CurveData } from "../plot-data.ts";
import { exactFloat32 } from "./numbers.ts";

export interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  /** Numbers, or texts where a cell has none. */
  readonly rows: readonly (readonly (number | string)[])[];
}

export function curveTable(data: CurveData): Table {
  const columns = [say(data.axis.label)];
  // Not every target is computed at the same points: each has its own place among them.
  const points = [...new Set(data.series.flatMap((series) => [...series.x]))].sort((a, b) => a - b);
  const cells = data.series.map((series) => {
    const target = series.role === "loss" ? "" : ` (${data.targets[series.target]?.label ?? ""})`;
    columns.push(...[say("loss"), say("gradient")].map((name) => listed([name, `${series.label}${target}`])));
    return new Map(
      Array.from(series.x, (x, index) => [
        x,
        [series.loss[index] ?? Number.NaN, series.gradient === null ? "None" : (series.gradient[index] ?? Number.NaN)],
      ]),
    );
  });
  const rows = points.map((x) => [x, ...cells.flatMap((column) => column.get(x) ?? ["", ""])]);
  return { caption: say("{0} and gradient over {1}", say(data.lossLabel), say(data.axis.label)), columns, rows };
}

function cell(value: number | string): string {
  const text = typeof value === "number" ? exactFloat32(value) : value;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** RFC 4180, with a header line; numbers as the shortest text that reads back as the same float32. */
export function tableToCsv(table: Table): string {
  return [table.columns, ...table.rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}
