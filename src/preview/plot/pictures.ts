/** The picture and the table of each view that is not plain curves. */

import type { PlotData } from "../plot-data.ts";
import { boxesPicture, boxesTable } from "./boxes.ts";
import { datasetPicture, datasetTable } from "./dataset.ts";
import { descentPicture, descentTable } from "./descent.ts";
import { embeddingPicture, embeddingTable } from "./embedding.ts";
import { masksPicture, masksTable } from "./masks.ts";
import type { Picture, PictureOptions } from "./picture.ts";
import { simplexPicture, simplexTable } from "./simplex.ts";
import { surfacePicture, surfaceTable } from "./surface.ts";
import { curveTable, type Table } from "./table.ts";

/** Undefined for what is shown as curves: the curve view, and classes that are not three. */
export function pictureOf(data: PlotData, options: PictureOptions): Picture | undefined {
  switch (data.view) {
    case "curve":
      return undefined;
    case "classes":
      return data.simplex === null ? undefined : simplexPicture({ ...data, simplex: data.simplex }, options);
    case "surface":
      return surfacePicture(data, options);
    case "masks":
      return masksPicture(data, options);
    case "boxes":
      return boxesPicture(data, options);
    case "embedding":
      return embeddingPicture(data, options);
    case "data":
      return datasetPicture(data, options);
    case "descent":
      return descentPicture(data, options);
  }
}

/** The numbers of a view, every one that is drawn. */
export function tableOf(data: PlotData): Table {
  switch (data.view) {
    case "curve":
      return curveTable(data);
    case "classes":
      return data.simplex === null ? curveTable(data.curve) : simplexTable(data.simplex);
    case "surface":
      return surfaceTable(data);
    case "masks":
      return masksTable(data);
    case "boxes":
      return boxesTable(data);
    case "embedding":
      return embeddingTable(data);
    case "data":
      return datasetTable(data);
    case "descent":
      return descentTable(data);
  }
}
