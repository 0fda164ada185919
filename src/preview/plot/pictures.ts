/** The picture and the table of each view that is not plain curves. */

import type { PlotData } from "../plot-data.ts";
import type { Picture } from "./picture.ts";
import { curveTable, type Table } from "./table.ts";

export interface PictureOptions {
  readonly width: number;
  readonly height: number;
  readonly title: string;
}

/** The views that are drawn as a picture with stops. */
export const drawnPictures: readonly PlotData["view"][] = [];

export function pictureOf(_data: PlotData, _options: PictureOptions): Picture {
  throw new Error("todo");
}

export function tableOf(data: PlotData): Table {
  if (data.view === "curve") return curveTable(data);
  throw new Error("todo");
}
