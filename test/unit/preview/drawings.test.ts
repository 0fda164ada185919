/**
 * Each view as it was drawn when somebody last looked at it, `drawings/*.svg`, and in numbers, `drawings/*.txt`: whatever
 * moves, changes its words or is gone shows in the change. `vitest run -u` writes them anew; open what has changed.
 */
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { curveModel, defaultCurveOptions } from "../../../src/preview/plot/curve.ts";
import type { Picture } from "../../../src/preview/plot/picture.ts";
import { pictureOf, tableOf } from "../../../src/preview/plot/pictures.ts";
import type { Scene } from "../../../src/preview/plot/scene.ts";
import { renderSvg } from "../../../src/preview/plot/svg.ts";
import { tableToCsv } from "../../../src/preview/plot/table.ts";
import { lightTheme } from "../../../src/preview/plot/theme.ts";
import type { PlotData } from "../../../src/preview/plot-data.ts";
import { focal, squaredError, unbounded, withoutGradient } from "../../page/canned.ts";
import * as views from "../../page/canned-views.ts";
import * as troubles from "./canned-troubles.ts";

const drawn: Readonly<Record<string, PlotData>> = {
  ...{ focal, squaredError, unbounded, withoutGradient },
  ...views,
  ...troubles,
};

const sizes = {
  wide: { width: 720, height: 420 },
  narrow: { width: 320, height: 230 },
  low: { width: 540, height: 150 },
};

/** One element a line, so that a change is of those that changed; of a map's pixels, which are many, what they come to. */
function linesOf(scene: Scene): string {
  const svg = renderSvg(scene, lightTheme, { hasBackground: true, padding: 8 });
  const light = svg.replace(
    /data:image\/png;base64,[^"]*/g,
    (pixels) => `#${createHash("sha256").update(pixels).digest("hex")}`,
  );
  return light.replaceAll("><", ">\n<");
}

function sceneOf(data: PlotData, size: (typeof sizes)["wide"], isLogarithmic: boolean): Scene {
  const picture = pictureOf(data, { ...size, title: "my_loss", isLogarithmic });
  if (picture !== undefined) return picture.scene;
  const curve = data.view === "classes" ? data.curve : data;
  if (curve.view !== "curve") throw new Error(`${data.view} is not drawn.`);
  return curveModel(curve, { ...defaultCurveOptions, ...size, title: "my_loss", isLogarithmic }).scene;
}

/** What the keyboard walks over and what is read there: the corners, and some between. */
function stopsOf({ stops }: Picture): string[] {
  const { columns, rows, label } = stops;
  const places = [0, 0.3, 0.7, 1].flatMap((across) =>
    [0, 0.4, 1].map((down) => [Math.round(across * (columns - 1)), Math.round(down * (rows - 1))] as const),
  );
  const read = places.map(([column, row]) => {
    const stop = columns > 0 && rows > 0 ? stops.at(column, row) : undefined;
    return stop === undefined
      ? `${column}, ${row}: nothing`
      : `${column}, ${row} at ${stop.x.toFixed(1)}, ${stop.y.toFixed(1)}: ${JSON.stringify(stop.reading)}`;
  });
  return [`${label}: ${columns} × ${rows}`, ...new Set(read)];
}

describe.each(Object.entries(drawn))("%s", (name, data) => {
  test.each(Object.entries(sizes))("%s", async (width, size) => {
    await expect(linesOf(sceneOf(data, size, false))).toMatchFileSnapshot(`drawings/${name}-${width}.svg`);
  });

  test("in numbers and in words", async () => {
    const table = tableOf(data);
    const picture = pictureOf(data, { ...sizes.wide, title: "my_loss" });
    const { title, description } = sceneOf(data, sizes.wide, false);
    const rows = tableToCsv(table).split("\n");
    // Of hundreds of rows those at the ends and some between say what all of them do.
    const some = rows.filter((_, at) => at < 6 || at >= rows.length - 4 || at % 97 === 0);
    const text = [title, description, ...some, ...(picture === undefined ? [] : stopsOf(picture))].join("\n");
    await expect(`${text}\n`).toMatchFileSnapshot(`drawings/${name}.txt`);
  });
});

test.each(["focal", "downhill"])("%s on a logarithmic scale", async (name) => {
  await expect(linesOf(sceneOf(drawn[name]!, sizes.wide, true))).toMatchFileSnapshot(
    `drawings/${name}-logarithmic.svg`,
  );
});
